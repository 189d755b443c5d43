"""Tests of the SIASN room; they move out with it."""
