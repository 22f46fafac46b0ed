"""Webhooks: what is sent when a job has ended, signed, and tried again for a day."""

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass

from api.addresses import AddressRefused, asked, looked_up

SIGNATURE = "Taizhang-Signature"
DELIVERY = "Taizhang-Delivery"
EVENT = "Taizhang-Event"
WAITS = (2.0, 10.0, 60.0, 300.0, 1_800.0, 7_200.0, 21_600.0, 43_200.0)
"""Seconds before each further attempt; after the last one the delivery is given up."""
_TOLERANCE = 300.0


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came of one attempt; `again` says whether another may fare better."""

    ok: bool
    again: bool
    words: str


def signed(secret: str, body: bytes, at: int | None = None) -> str:
    """The signature header of a body: `t=<seconds>,v1=<HMAC-SHA256 of "seconds.body", hex>`.

    >>> signed("secret", b"{}", 1700000000)[:40]
    't=1700000000,v1=b8569b78799ff9e3cbff0fc2'
    """
    at = int(time.time()) if at is None else at
    return f"t={at},v1={_mac(secret, at, body)}"


def verified(secret: str, header: str, body: bytes, now: float | None = None) -> bool:
    """Whether a body was signed with `secret` in the last five minutes; for who receives it.

    >>> verified("secret", signed("secret", b"{}", 1700000000), b"{}", 1700000010)
    True
    >>> verified("secret", signed("secret", b"{}", 1700000000), b"[]", 1700000010)
    False
    >>> verified("secret", signed("secret", b"{}", 1700000000), b"{}", 1700009999)
    False
    """
    parts = dict(part.split("=", 1) for part in header.split(",") if "=" in part)
    try:
        at = int(parts.get("t", ""))
    except ValueError:
        return False
    fresh = abs((time.time() if now is None else now) - at) <= _TOLERANCE
    return fresh and hmac.compare_digest(parts.get("v1", ""), _mac(secret, at, body))


def deliver(
    url: str,
    event: str,
    delivery: str,
    content: Mapping[str, object],
    secret: str,
    *,
    private: bool,
) -> Delivery:
    """Send `content` once. The same `delivery` names every attempt at one and the same event."""
    import httpx

    body = json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "taizhang",
        EVENT: event,
        DELIVERY: delivery,
        SIGNATURE: signed(secret, body),
    }
    try:
        with asked(
            looked_up(url, private=private), "POST", headers=headers, content=body
        ) as response:
            return _judged(response.status_code)
    except AddressRefused as refusal:
        # A name server that is away says the same as one that knows no such name.
        return Delivery(ok=False, again="leads to no machine" in str(refusal), words=str(refusal))
    except httpx.HTTPError as error:
        return Delivery(ok=False, again=True, words=type(error).__name__)


def _judged(status: int) -> Delivery:
    ok = 200 <= status < 300
    again = status >= 500 or status in {408, 409, 425, 429}
    return Delivery(ok=ok, again=not ok and again, words=f"answered {status}")


def _mac(secret: str, at: int, body: bytes) -> str:
    return hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
