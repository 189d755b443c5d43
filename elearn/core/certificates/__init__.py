"""Certificates: the number, the frozen claims, the document that shows them and how anybody checks them."""
