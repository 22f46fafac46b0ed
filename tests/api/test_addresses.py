"""Addresses that strangers give: what is asked, what is refused, and why."""

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from api.addresses import AddressRefused, asked, looked_up

REFUSED = {
    "loopback": ("http://127.0.0.1/", "private network"),
    "loopback by name": ("http://localhost:8000/", "private network"),
    "loopback in short": ("http://127.1/", "private network"),
    "loopback as a number": ("http://2130706433/", "private network"),
    "loopback of IPv6": ("http://[::1]/", "private network"),
    "nowhere": ("http://0.0.0.0/", "private network"),
    "ten": ("https://10.1.2.3/notice.pdf", "private network"),
    "one nine two": ("https://192.168.1.1/", "private network"),
    "carrier's": ("http://100.64.0.1/", "private network"),
    "cloud metadata": ("http://169.254.169.254/latest/meta-data", "private network"),
    "IPv4 in IPv6": ("http://[::ffff:10.0.0.1]/", "private network"),
    "IPv4 behind NAT64": ("http://[64:ff9b::a00:1]/", "private network"),
    "IPv4 in 6to4": ("http://[2002:a00:1::]/", "private network"),
    "unique local": ("http://[fd00::1]/", "private network"),
    "multicast": ("http://224.0.0.1/", "private network"),
    "a file": ("file:///etc/passwd", "only addresses"),
    "no scheme": ("example.com/notice.pdf", "only addresses"),
    "no host": ("http:///notice.pdf", "only addresses"),
    "a port beyond all": ("http://example.com:99999/", "no web address"),
    "a bracket left open": ("http://[::1/", "no web address"),
    "a password": ("http://me:secret@example.com/", "password"),
    "a name that is none": ("http://no-such-host.invalid/", "leads to no machine"),
    "a label too long": (f"http://{'a' * 70}.com/", "leads to no machine"),
    "longer than addresses are": ("http://example.com/" + "a" * 3000, "only addresses"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str) -> None:
    url, words = REFUSED[case]
    with pytest.raises(AddressRefused, match=words):
        looked_up(url)


def test_a_public_address_is_taken_as_it_is() -> None:
    address = looked_up("https://8.8.8.8/notices/1?a=b")
    assert (address.host, address.port, address.ip) == ("8.8.8.8", 443, "8.8.8.8")


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolved(_host: str, port: int, **_: object) -> list[Any]:
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))
            for ip in ("8.8.8.8", "10.0.0.1")
        ]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    with pytest.raises(AddressRefused, match="private network"):
        looked_up("http://two-faced.example/")


class Answers(BaseHTTPRequestHandler):
    heard: list[tuple[str, str]]

    def do_GET(self) -> None:
        self.heard.append((self.headers["Host"], self.path))
        self.send_response(302 if self.path == "/away" else 200)
        self.send_header("Location", "http://10.0.0.1/")
        self.end_headers()
        self.wfile.write(b"words")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    Answers.heard = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as made:
        Thread(target=made.serve_forever, daemon=True).start()
        yield made
        made.shutdown()


def test_the_machine_that_was_looked_up_is_asked_under_its_name(
    server: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = server.server_address[1]
    address = looked_up(f"http://localhost:{port}/a%20b?c=d", private=True)
    resolve, names = socket.getaddrinfo, []
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda *given, **more: names.append(given[0]) or resolve(*given, **more),
    )
    monkeypatch.setenv("HTTP_PROXY", "http://10.0.0.1:1/")
    with asked(address) as response:
        assert (response.status_code, response.read()) == (200, b"words")
    assert Answers.heard == [(f"localhost:{port}", "/a%20b?c=d")]
    assert "localhost" not in names


def test_a_redirection_is_not_followed(server: ThreadingHTTPServer) -> None:
    address = looked_up(f"http://127.0.0.1:{server.server_address[1]}/away", private=True)
    with asked(address) as response:
        assert response.status_code == 302
    assert len(Answers.heard) == 1
