"""The command line: one file per command, each registers itself with the application."""

from extractor.command import compare, diff, evaluate, explain, export, extract, render, schema
from extractor.command.app import app

__all__ = ["app", "compare", "diff", "evaluate", "explain", "export", "extract", "render", "schema"]
