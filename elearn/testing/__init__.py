"""Fixtures and make_* factories, shipped as a pytest plugin for plugin authors too."""
