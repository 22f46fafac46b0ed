"""The command line: one file per command, each registers itself with the application."""

from extractor.command import diff, evaluate, explain, extract, schema
from extractor.command.app import app

__all__ = ["app", "diff", "evaluate", "explain", "extract", "schema"]
