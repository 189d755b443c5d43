"""Benchmarks that print tables and judge nothing; never part of the test run."""
