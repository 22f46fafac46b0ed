"""The command line: one file per command, each registers itself with the application."""

from extractor.command import evaluate, explain, extract, schema
from extractor.command.app import app

__all__ = ["app", "evaluate", "explain", "extract", "schema"]
