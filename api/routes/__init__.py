"""One file per resource."""

from typing import Any

from fastapi import APIRouter

from api.routes import (
    audit,
    comparisons,
    desk,
    exports,
    extract,
    jobs,
    notices,
    obligations,
    operations,
    upload,
    vocabulary,
    welcome,
)

ROUTERS: tuple[APIRouter, ...] = (
    upload.router,
    notices.router,
    jobs.router,
    obligations.router,
    comparisons.router,
    exports.router,
    extract.router,
    vocabulary.router,
    audit.router,
    operations.router,
    welcome.router,
    desk.router,
)
TAGS: list[dict[str, Any]] = [
    {"name": "notices", "description": "Upload, read, take away and delete notices"},
    {"name": "jobs", "description": "What becomes of an upload"},
    {"name": "obligations", "description": "Search, read and correct obligations"},
    {"name": "comparisons", "description": "Notices side by side"},
    {"name": "exports", "description": "Obligations and notices as files"},
    {"name": "extract", "description": "Extraction without storing"},
    {"name": "vocabulary", "description": "What codes are called"},
    {"name": "operations", "description": "For those who run the service"},
]
