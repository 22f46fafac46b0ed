"""Notices by their address: fetched from the public internet alone, however the address is written."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from api import fetching
from api.addresses import looked_up
from api.problems import Problem

PAGES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/notice.txt": (200, {}, "关于开展巡查的通知".encode()),
    "/named": (200, {"Content-Disposition": "attachment; filename*=UTF-8''%E9%80%9A.txt"}, b"x"),
    "/there": (302, {"Location": "/notice.txt"}, b""),
    "/inside": (302, {"Location": "http://127.0.0.1:1/secret"}, b""),
    "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/round": (302, {"Location": "/round"}, b""),
    "/missing": (404, {}, b"no"),
    "/long": (200, {}, bytes(2_000_000)),
}


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, headers, body = PAGES[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing to say."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A web site on this machine, taken for one of the public internet; no other machine is."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    address = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setattr(
        fetching, "looked_up", lambda url: looked_up(url, private=url.startswith(address))
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield address
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "name"),
    [("/notice.txt", "notice.txt"), ("/there", "notice.txt"), ("/named", "通.txt")],
)
def test_a_file_is_fetched(site: str, path: str, name: str) -> None:
    called, file = fetching.fetched(site + path, 1_000_000)
    with file:
        assert (called, bool(file.read())) == (name, True)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/inside", "address_refused"),
        ("/file", "address_refused"),
        ("/round", "unreachable"),
        ("/missing", "unreachable"),
        ("/long", "too_large"),
    ],
)
def test_what_leads_elsewhere_or_is_too_much_is_refused(site: str, path: str, code: str) -> None:
    with pytest.raises(Problem) as met:
        fetching.fetched(site + path, 1_000_000)
    assert met.value.kind.code == code


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost:8000/v1/notices",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://0/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://user:word@127.0.0.1/",
        "ftp://example.com/a.pdf",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "//127.0.0.1/",
        "http://",
        "http://[",
    ],
)
def test_this_machine_and_its_network_are_never_asked(url: str) -> None:
    with pytest.raises(Problem) as met:
        fetching.fetched(url, 1_000_000)
    assert met.value.kind.code == "address_refused"
