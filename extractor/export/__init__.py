"""Notices -> bytes, one file per format."""
