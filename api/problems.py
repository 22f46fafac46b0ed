"""What goes wrong, told as RFC 9457 says: one table of problems, each in Chinese and English."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response

from extractor.errors import FileError

MEDIA_TYPE = "application/problem+json"
Language = Literal["zh", "en"]
_COLUMN: Mapping[Language, int] = {"zh": 0, "en": 1}
_QUALITY = re.compile(r"q=([01](?:\.\d{0,3})?)$")


@dataclass(frozen=True, slots=True)
class Kind:
    """An entry of the table; `title` and `detail` in Chinese, then in English."""

    code: str
    status: int
    title: tuple[str, str]
    detail: tuple[str, str]


class Problem(Exception):
    """An answer that is no success: the code of its kind, and the words its sentence needs.

    A word that is a pair is (Chinese, English). `more` are further members of the answer.
    """

    def __init__(
        self,
        code: str,
        /,
        *,
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
        **words: "object | tuple[str, str]",
    ) -> None:
        super().__init__(code)
        self.kind = kinds()[code]
        self.words = words
        self.headers = dict(headers or {})
        self.more = dict(more or {})


class WrongValue(BaseModel):
    """A value of the request that cannot be used: where it stands, and why not."""

    model_config = ConfigDict(extra="forbid")

    place: str = Field(description="`query.limit`, `body.changes.modality`, …")
    message: str
    code: str


class FileProblem(BaseModel):
    """Why one file of several gave no notice."""

    model_config = ConfigDict(extra="forbid")

    name: str
    code: str
    message: str


class ProblemBody(BaseModel):
    """An error as RFC 9457 has it; `detail` is a sentence for people, in their language."""

    model_config = ConfigDict(extra="forbid", title="Problem")

    type: str = Field(description="`urn:taizhang:problem:` and the code")
    title: str
    status: int
    detail: str
    code: str
    request_id: str = Field(description="Quote it when you report the problem")
    errors: list[WrongValue] | None = Field(default=None, description="Values that are wrong")
    cause: str | None = Field(default=None, description="What the library says of the file")
    job: str | None = Field(default=None, description="The job that was kept")
    files: list[FileProblem] | None = Field(default=None, description="Each file that failed")


@cache
def kinds() -> Mapping[str, Kind]:
    """The table, by code."""
    data = tomllib.loads(files(__package__).joinpath("problems.toml").read_text("utf-8"))
    return {
        code: Kind(code, entry["status"], tuple(entry["title"]), tuple(entry["detail"]))
        for code, entry in data.items()
    }


@dataclass(frozen=True, slots=True)
class _Cause:
    pattern: re.Pattern[str]
    chinese: str
    problem: str | None


@cache
def _causes() -> tuple[Mapping[str, str], tuple[_Cause, ...]]:
    data = tomllib.loads(files(__package__).joinpath("causes.toml").read_text("utf-8"))
    causes = tuple(
        _Cause(re.compile(entry["pattern"], re.DOTALL), entry["chinese"], entry.get("problem"))
        for entry in data["cause"]
    )
    return data["codes"], causes


def of_file(name: str, code: str, cause: str, **more: Any) -> Problem:
    """The problem that a file's error is: its code and cause as the library gives them."""
    codes, causes = _causes()
    found = next((one for one in causes if one.pattern.fullmatch(cause)), None)
    problem = (found.problem if found else None) or codes.get(code, "unreadable")
    return Problem(
        problem,
        name=name,
        cause=(in_language(cause, "zh"), in_language(cause, "en")),
        more={"cause": _safe(cause), **more},
    )


def of_error(error: FileError, **more: Any) -> Problem:
    """The problem that an error of the library is."""
    return of_file(error.name, error.code, error.cause, **more)


def in_language(cause: str, language: Language) -> str:
    """Why a file gave no notice, as people of that language say it.

    >>> in_language("more than 300 pages", "zh")
    '超过 300 页'
    """
    if language == "en":
        return _safe(cause)
    for one in _causes()[1]:
        if found := one.pattern.fullmatch(cause):
            return one.chinese.format(*found.groups())
    return cause


def _safe(cause: str) -> str:
    """What is said of a defect of ours outside the log: that there is one."""
    return "internal error" if cause.startswith("internal error:") else cause


def language_of(accepted: str | None) -> Language:
    """Chinese or English, whichever `Accept-Language` likes better; English where it says neither.

    >>> language_of("zh-CN,zh;q=0.9,en;q=0.8"), language_of("fr, en;q=0.4, zh;q=0.3")
    ('zh', 'en')
    """
    liked: dict[Language, float] = {}
    for part in (accepted or "").split(",")[:20]:
        tag, _, rest = part.strip().lower().partition(";")
        found = _QUALITY.search(rest.strip())
        quality = float(found[1]) if found else 1.0
        for language in _COLUMN:
            if tag.split("-")[0] == language:
                liked[language] = max(quality, liked.get(language, 0.0))
    return "zh" if liked.get("zh", 0.0) > liked.get("en", 0.0) else "en"


def body(problem: Problem, language: Language, request_id: str) -> dict[str, Any]:
    """The members of the answer."""
    column = _COLUMN[language]
    words = {
        name: word[column] if isinstance(word, tuple) else word
        for name, word in problem.words.items()
    }
    kind = problem.kind
    return {
        "type": f"urn:taizhang:problem:{kind.code}",
        "title": kind.title[column],
        "status": kind.status,
        "detail": kind.detail[column].format(**words),
        "code": kind.code,
        "request_id": request_id,
        **{name: value for name, value in problem.more.items() if value is not None},
    }


def answer(problem: Problem, language: Language, request_id: str) -> Response:
    """The answer itself."""
    headers = {
        **problem.headers,
        "Content-Language": language,
        "Vary": "Accept-Language",
        "Cache-Control": "no-store",
    }
    return JSONResponse(
        body(problem, language, request_id),
        problem.kind.status,
        headers=headers,
        media_type=MEDIA_TYPE,
    )


def declared(*codes: str) -> dict[int | str, dict[str, Any]]:
    """What a route declares of its problems, for `responses=`; several of one status together."""
    by_status: dict[int | str, list[Kind]] = {}
    for code in codes:
        kind = kinds()[code]
        by_status.setdefault(kind.status, []).append(kind)
    return {status: _declaration(found) for status, found in by_status.items()}


def _declaration(found: Iterable[Kind]) -> dict[str, Any]:
    listed = list(found)
    examples = {
        kind.code: {
            "summary": kind.title[1],
            "value": {
                "type": f"urn:taizhang:problem:{kind.code}",
                "title": kind.title[1],
                "status": kind.status,
                "detail": kind.detail[1],
                "code": kind.code,
                "request_id": "5f0c8d1e9b7a4c33",
            },
        }
        for kind in listed
    }
    return {
        "description": "; ".join(kind.title[1] for kind in listed),
        "content": {
            MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": examples}
        },
    }
