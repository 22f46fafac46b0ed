"""Notices that are given by their address: fetched from the public internet, and from nowhere else."""

import re
import time
from tempfile import SpooledTemporaryFile
from typing import IO
from urllib.parse import unquote, urljoin, urlsplit

import httpx

from api.addresses import AddressRefused, asked, looked_up
from api.problems import Problem
from api.uploads import named

_MOST_REDIRECTS = 4
_SECONDS = 30.0
_IN_MEMORY = 1_000_000
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NAMED = re.compile(r"filename\*=UTF-8''([^;]+)", re.IGNORECASE)
_HEADERS = {"User-Agent": "taizhang", "Accept": "*/*"}


def fetched(url: str, most: int) -> tuple[str, IO[bytes]]:
    """What a file at this address is called, and the file; at most so many bytes.

    Every machine on the way, redirects too, is looked up first, and asked by the address that was
    found. Raises the problems `address_refused`, `unreachable` and `too_large`.
    """
    until = time.monotonic() + _SECONDS
    for _ in range(_MOST_REDIRECTS + 1):
        try:
            address = looked_up(url)
        except AddressRefused as error:
            raise Problem("address_refused", why=str(error)) from error
        try:
            with asked(address, headers=_HEADERS, seconds=_SECONDS) as response:
                if response.status_code not in _REDIRECTS:
                    return _called(url, response), _body(response, most, until)
                url = urljoin(url, response.headers.get("location", ""))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _unreachable("没有应答", "it does not answer") from error
    raise _unreachable("重定向次数过多", "it redirects too often")


def _body(response: httpx.Response, most: int, until: float) -> IO[bytes]:
    if response.status_code != 200:
        status = response.status_code
        raise _unreachable(f"状态码 {status}", f"it answers with status {status}")
    file: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the caller's
    size = 0
    try:
        for chunk in response.iter_bytes(65_536):
            size += len(chunk)
            if size > most:
                raise Problem("too_large", most=most)
            if time.monotonic() > until:
                raise _unreachable("超时", "it takes too long")
            file.write(chunk)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _called(url: str, response: httpx.Response) -> str:
    said = _NAMED.search(response.headers.get("content-disposition", ""))
    return named(unquote(said[1] if said else urlsplit(url).path))


def _unreachable(chinese: str, english: str) -> Problem:
    return Problem("unreachable", why=(chinese, english))
