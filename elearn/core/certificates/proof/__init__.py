"""Proof without a server: small signed messages that a printed code, a phone without a network and a script can check."""
