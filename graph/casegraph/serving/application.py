"""The web application: every page by its address, SPARQL by its protocol, behind the guard.

Pages are made one at a time: Python computes one thing at a time anyway, and what a graph keeps of its reading is not
made for several hands. Queries run beside them, each in a process of its own with limits of time and memory.
"""

import asyncio
import os
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ..errors import CasegraphError, UsageError
from ..queries.engines import Limits
from ..store.memory import OxigraphStore
from ..store.record_store import RecordStore
from ..web import Site
from ..web.batch import batch_page
from ..web.queries import sparql_page
from ..web.shell import ASSETS
from .guard import Guard
from .pages import FORMS, page_at, rendered

if TYPE_CHECKING:
    from ..graph import Graph
    from ..queries.table import Table

__all__ = ["Application", "application", "form_sent"]

T = TypeVar("T")

_AT_ONCE = 4
"""Queries that run beside each other; the others wait."""
_WAITING = 30.0
"""Seconds a query waits for its turn."""
_LIMITS = Limits(60.0, 2_000)
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_ALONE = threading.RLock()
"""Held while a page is made, and while a process for a query is split off, so that it finds no reading half done."""
if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_ALONE.acquire, after_in_parent=_ALONE.release, after_in_child=_ALONE.release)


@dataclass
class Application:
    """A graph as a web application; the graph is opened when the first page is asked for.

    Attributes:
        open_graph: gives the graph.
        limits: what a query may take.
    """

    open_graph: "Callable[[], Graph]"
    limits: Limits = _LIMITS

    def __post_init__(self) -> None:
        self._site: Site | None = None
        self._turns = threading.BoundedSemaphore(_AT_ONCE)

    def site(self) -> Site:
        """The site as it is today.

        Raises:
            UsageError: the store is an endpoint itself.
        """
        with _ALONE:
            if self._site is None:
                self._site = Site(_own(self.open_graph()), date.today())
            if self._site.day != date.today():
                self._site = replace(self._site, day=date.today())
            return self._site

    async def page(self, request: Request) -> Response:
        """A page of the site, in the form asked for."""
        given = dict(request.query_params)
        path = request.url.path.lstrip("/")
        return await run_in_threadpool(self._page, path, given, _form(request))

    def _page(self, path: str, given: dict[str, str], form: str) -> Response:
        with _ALONE:
            site = self.site()
            room, _, name = path.partition("/")
            if room == "id" and name in site.titles:
                return RedirectResponse(site.addresses.to(f"case/{name}"), 303)
            page = page_at(site, path, given)
            return _response(*rendered(site, page, form), page.status)

    async def query(self, request: Request) -> Response:
        """The SPARQL 1.1 protocol: a query by GET, as a form, or as it is; the answer in the form accepted."""
        given = await form_sent(request)
        if given is None:
            return PlainTextResponse(f"send a query as {_FORM} or {_QUERY}\n", 415)
        if any(key.endswith("-graph-uri") for key in given):
            return PlainTextResponse("a query reads the whole store: default-graph-uri is refused\n", 400)
        text = given.get("query", "").strip()
        if not text:
            return PlainTextResponse("no query: send ?query=…, or write one at /sparql\n", 400)
        try:
            kind, body = await self._in_turn(lambda: self._serialized(text, _accepted(request)))
        except CasegraphError as error:
            return PlainTextResponse(f"{error}\n", 400)
        except TimeoutError:
            return PlainTextResponse("too many queries at once: try again\n", 503, {"retry-after": "30"})
        return _response(kind, body.encode(), 200)

    def _serialized(self, text: str, accepted: list[str]) -> tuple[str, str]:
        store = self.site().graph.store
        assert isinstance(store, OxigraphStore | RecordStore)
        with _ALONE:
            store.query("ASK {}")  # the triples are there before a process is split off
        timeout, memory = self._limits()
        return store.serialized(text, accepted, timeout=timeout, memory=memory)

    async def sparql(self, request: Request) -> Response:
        """The box for a query, and the rows of the last one."""
        given = await form_sent(request) or {}
        found: Table | CasegraphError | None = None
        text = given.get("query", "").strip()
        if text:
            try:
                found = await self._in_turn(lambda: self._table(text))
            except CasegraphError as error:
                found = error
            except TimeoutError:
                found = UsageError("too many queries at once: try again")
        return await run_in_threadpool(self._sparql, text, found, given.get("format", ""), _form(request))

    def _sparql(self, text: str, found: "Table | CasegraphError | None", wanted: str, form: str) -> Response:
        with _ALONE:
            if not isinstance(found, CasegraphError) and found is not None and wanted in ("csv", "ttl"):
                try:
                    kind = "text/csv" if wanted == "csv" else FORMS["ttl"]
                    return _response(kind, found.write(wanted).encode(), 200, f"rows.{wanted}")
                except CasegraphError as error:
                    found = error
            site = self.site()
            page = sparql_page(site, text, found)
            return _response(*rendered(site, page, form), page.status)

    def _table(self, text: str) -> "Table":
        graph = self.site().graph
        with _ALONE:
            graph.store.query("ASK {}")
        timeout, memory = self._limits()
        return graph.query(text, timeout=timeout, memory=memory)

    def _limits(self) -> Limits:
        return self.limits if hasattr(os, "fork") else Limits()

    async def _in_turn(self, give: Callable[[], T]) -> T:
        until = time.monotonic() + _WAITING
        while not self._turns.acquire(blocking=False):
            if time.monotonic() > until:
                raise TimeoutError
            await asyncio.sleep(0.02)
        try:
            return await run_in_threadpool(give)
        finally:
            self._turns.release()

    async def batch(self, request: Request) -> Response:
        """The answer for every row of a small table that is pasted."""
        given = await form_sent(request) or {}
        return await run_in_threadpool(self._batch, given, _form(request))

    def _batch(self, given: Mapping[str, str], form: str) -> Response:
        with _ALONE:
            site = self.site()
            page = batch_page(site, given.get("table", ""), given.get("on", ""), given.get("kind", "") or "pardon")
            return _response(*rendered(site, page, form), page.status)


def application(open_graph: "Callable[[], Graph]", hosts: frozenset[str], limits: Limits | None = None) -> Guard:
    """The application behind its guard, for any server that speaks ASGI.

    Args:
        open_graph: gives the graph, when it is first needed.
        hosts: the names, with port, by which the server may be called.
        limits: what a query may take; a minute and 2,000 MB when None.
    """
    served = Application(open_graph, limits or _LIMITS)
    both = ["GET", "POST"]
    routes = [
        Route("/query", served.query, methods=both),
        Route("/sparql", served.sparql, methods=both),
        Route("/batch", served.batch, methods=both),
        Route("/update", _read_only, methods=both),
        Route("/assets/{name}", _asset),
        Route("/{path:path}", served.page),
    ]
    return Guard(Starlette(routes=routes), hosts)


def _own(graph: "Graph") -> "Graph":
    if not isinstance(graph.store, OxigraphStore | RecordStore):
        raise UsageError("this store is served already: it is an endpoint")
    return graph


async def _read_only(request: Request) -> Response:
    return PlainTextResponse("this store is read-only\n", 403)


async def _asset(request: Request) -> Response:
    kind, give = ASSETS.get(request.url.path.lstrip("/"), ("", bytes))
    if not kind:
        return PlainTextResponse("there is no such file\n", 404)
    return Response(give(), media_type=kind)


def _response(kind: str, body: bytes, status: int, file: str = "") -> Response:
    more = {"vary": "Accept"} | ({"content-disposition": f'attachment; filename="{file}"'} if file else {})
    return Response(body, status, more, media_type=kind)


async def form_sent(request: Request) -> dict[str, str] | None:
    """What is asked by the address or sent as a form or a query; None for anything else that is sent."""
    if request.method != "POST":
        return dict(request.query_params)
    try:
        body = (await request.body()).decode()
    except (UnicodeDecodeError, ClientDisconnect):
        return None
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == _QUERY:
        return {**request.query_params, "query": body}
    return dict(parse_qsl(body, keep_blank_values=True, max_num_fields=50)) if kind == _FORM else None


def _accepted(request: Request) -> list[str]:
    """The media types a client accepts, the most welcome first."""
    found: list[tuple[float, str]] = []
    for part in request.headers.get("accept", "").split(","):
        kind, *more = (each.strip().lower() for each in part.split(";"))
        quality = next((each[2:] for each in more if each.startswith("q=")), "1")
        found.append((float(quality) if quality.replace(".", "", 1).isdigit() else 0.0, kind))
    return [kind for weight, kind in sorted(found, key=lambda each: -each[0]) if kind and weight > 0]


def _form(request: Request) -> str:
    """The form of a page that is asked for: by `format`, else by what is accepted; HTML where nothing is said."""
    wanted = request.query_params.get("format", "")
    if wanted in FORMS:
        return wanted
    forms = {kind: form for form, kind in FORMS.items()}
    return next((forms[kind] for kind in _accepted(request) if kind in forms), "html")
