"""What stands before every page: only the server's own names, no request from another site, bounded, read-only."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

__all__ = ["HEADERS", "Guard", "hosts_of"]

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
"""What goes with every answer: nothing from elsewhere is loaded, nobody frames the page, nothing is kept."""
_LONGEST_ADDRESS = 16_000
"""Bytes of the path and what is asked of it."""
_LARGEST_BODY = 1_000_000
"""Bytes of what is sent."""


class Guard:
    """Answers what must not come through, and adds the headers of safety to what does.

    A page of another site may send a browser here (DNS rebinding, a form, a picture). Its requests carry another name
    of the host, or say where they come from; neither is answered.

    Args:
        app: what answers the rest.
        hosts: the names, with port, by which this server may be called.
    """

    def __init__(self, app: App, hosts: frozenset[str]) -> None:
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            raise RuntimeError(f"only http is served, not {scope['type']}")
        headers = _headers(scope)
        refused = self._refused(scope, headers)
        if refused:
            await _answer(send, *refused)
            return
        await self.app(scope, _bounded(receive), _safe(send))

    def _refused(self, scope: Scope, headers: dict[str, list[str]]) -> tuple[int, str] | None:
        named = headers.get("host", [])
        if len(named) != 1 or named[0].lower() not in self.hosts:
            return 421, f"this server answers as {' or '.join(sorted(self.hosts))} only"
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return 405, "this server only reads: GET, HEAD, and POST of a query"
        if _elsewhere(scope["method"], headers, self.hosts):
            return 403, "requests from pages of other sites are refused"
        if len(scope["raw_path"] or b"") + len(scope["query_string"]) > _LONGEST_ADDRESS:
            return 414, f"an address here has at most {_LONGEST_ADDRESS:,} bytes"
        length = headers.get("content-length", ["0"])[0]
        if not length.isdigit() or int(length) > _LARGEST_BODY:
            return 413, f"at most {_LARGEST_BODY:,} bytes may be sent"
        return None


def hosts_of(host: str, port: int) -> frozenset[str]:
    """The names by which a server on `host` may be called.

    Examples:
        >>> sorted(hosts_of("127.0.0.1", 80))
        ['127.0.0.1', '127.0.0.1:80', '[::1]', '[::1]:80', 'localhost', 'localhost:80']
    """
    own = {"127.0.0.1", "localhost", "[::1]"} if host in ("127.0.0.1", "::1", "localhost") else {host.lower()}
    return frozenset({f"{name}:{port}" for name in own} | (own if port == 80 else set()))


def _headers(scope: Scope) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return found


def _elsewhere(method: str, headers: dict[str, list[str]], hosts: frozenset[str]) -> bool:
    """Does a page of another site send this? It may lead a reader here by a link, and nothing else."""
    for origin in headers.get("origin", ()):
        parts = urlsplit(origin)
        if parts.scheme != "http" or parts.netloc.lower() not in hosts:
            return True
    site = headers.get("sec-fetch-site", ["none"])[0]
    if site in ("none", "same-origin"):
        return False
    led = headers.get("sec-fetch-mode", [""])[0] == "navigate" and headers.get("sec-fetch-dest", [""])[0] == "document"
    return method == "POST" or not led


def _bounded(receive: Receive) -> Receive:
    """The same, with an end to what is sent, whatever length was announced."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return {"type": "http.disconnect"} if taken > _LARGEST_BODY else message

    return bounded


def _safe(send: Send) -> Send:
    async def safe(message: Message) -> None:
        if message["type"] == "http.response.start":
            held = list(message.get("headers", []))
            message = {**message, "headers": [*held, *_encoded()]}
        await send(message)

    return safe


def _encoded() -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in HEADERS.items()]


async def _answer(send: Send, status: int, words: str) -> None:
    body = f"{words}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *_encoded()]})
    await send({"type": "http.response.body", "body": body})
