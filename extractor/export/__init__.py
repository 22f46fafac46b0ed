"""Notices -> what people take away: one file per format, each registers itself."""

from extractor.export import csv, json, jsonl, table
from extractor.export.export import EXPORTS, Export

__all__ = ["EXPORTS", "Export", "csv", "json", "jsonl", "table"]
