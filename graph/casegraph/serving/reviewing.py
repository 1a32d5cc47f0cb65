"""The review of a draft in the browser: by a token, from this machine alone, each decision in the file at once."""

import hmac
import secrets
import threading
from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ..errors import CasegraphError, UsageError
from ..extract.review import Candidate, every_item
from ..extract.sitting import Sitting
from ..words import plural
from .application import form_sent
from .guard import Guard
from .review_page import REVIEW_ASSETS, following, review_page

__all__ = ["Reviewing", "review_application"]

_COOKIE = "casegraph-review"
_DECISIONS = {"accept": "accept", "vouched": "establish", "contest": "contest", "reject": "reject"}


class Reviewing:
    """One sitting, for the one browser that has the token.

    Attributes:
        sitting: the draft under review.
        token: what lets a browser in.
    """

    def __init__(self, sitting: Sitting) -> None:
        self.sitting, self.token = sitting, secrets.token_urlsafe(32)
        self._told = ""
        self._alone = threading.Lock()

    def allowed(self, given: str) -> bool:
        """Is this the token?"""
        return hmac.compare_digest(given.encode(), self.token.encode())

    async def page(self, request: Request) -> Response:
        """The page of an item; with the token in the address, the way in."""
        given = request.query_params.get("token", "")
        if given and self.allowed(given):
            way_in = RedirectResponse("/", 303)
            way_in.set_cookie(_COOKIE, self.token, httponly=True, samesite="strict")
            return way_in
        if not self.allowed(request.cookies.get(_COOKIE, "")):
            return _refused()
        with self._alone:
            told, self._told = self._told, ""
            asked = request.query_params.get("sure", "")
            return HTMLResponse(review_page(self.sitting, request.query_params.get("item", ""), told, asked))

    async def do(self, request: Request) -> Response:
        """Carry out what a button says, and lead to the item that comes next."""
        if not self.allowed(request.cookies.get(_COOKIE, "")):
            return _refused()
        given = await form_sent(request)
        if given is None:
            return PlainTextResponse("a decision is sent as a form\n", 415)
        with self._alone:
            try:
                to = self._done(given)
            except CasegraphError as error:
                self._told, to = str(error), given.get("item", "")
            return RedirectResponse(_address(to), 303)

    def _done(self, given: Mapping[str, str]) -> str:
        """Carry it out; the name of the item to show then, `sure:` before it where a yes is asked for.

        Raises:
            CasegraphError: it cannot be carried out; nothing has changed then.
        """
        sitting, do, name = self.sitting, given.get("do", ""), given.get("item", "")
        if do == "undo":
            what = sitting.undo()
            self._told = f"Taken back: {what}" if what else "There is nothing to take back."
            return name
        if do == "people":
            self._told = f"{plural(sitting.accept_people(), 'name')} accepted: the source names them, no more."
            return name
        if do == "anew":
            sitting.read_anew()
            self._told = "The file was read anew."
            return name
        if do == "person":
            return sitting.add_person(given.get("person", ""), _span(given))
        item = self._item(name)
        if do == "establish":
            return f"sure:{name}"
        if do in _DECISIONS:
            after = following(sitting, name)
            sitting.decide(item, _DECISIONS[do])
            self._told = f"{sitting.last}."
            return after if after != name else ""
        self._changed(item, do, given)
        return name

    def _changed(self, item: Candidate, do: str, given: Mapping[str, str]) -> None:
        value = given.get("value", "").strip()
        if do == "edit":
            self.sitting.edit(item, given.get("key", ""), value)
        elif do == "law":
            self.sitting.edit(item, "law_broken", value)
        elif do == "fact":
            self.sitting.add_fact(item, given.get("key", ""), value, _span(given))
        else:
            raise UsageError(f"{do!r} is nothing that can be done here")

    def _item(self, name: str) -> Candidate:
        found = next((each for each in every_item(self.sitting.data) if each.name == name), None)
        if found is None:
            raise UsageError(f"there is no item {name!r} any more")
        return found


def review_application(reviewing: Reviewing, hosts: frozenset[str]) -> Guard:
    """The review behind its guard."""
    routes = [
        Route("/", reviewing.page),
        Route("/do", reviewing.do, methods=["POST"]),
        Route("/assets/{name}", _asset),
    ]
    return Guard(Starlette(routes=routes), hosts)


def _refused() -> Response:
    return PlainTextResponse("open the address that casegraph review printed: it holds the token\n", 403)


def _address(to: str) -> str:
    name = to.removeprefix("sure:")
    query = {"item": name, "sure": "establish"} if to != name else {"item": name} if name else {}
    return f"/?{urlencode(query)}" if query else "/"


def _span(given: Mapping[str, str]) -> tuple[str, int, int]:
    start, end = given.get("start", "").strip(), given.get("end", "").strip()
    if not (start.isdecimal() and end.isdecimal() and len(start + end) < 20):
        raise UsageError("mark words of the text first: a fact needs the place where it stands")
    return given.get("source", ""), int(start), int(end)


async def _asset(request: Request) -> Response:
    kind, give = REVIEW_ASSETS.get(request.path_params["name"], ("", bytes))
    return Response(give(), media_type=kind) if kind else PlainTextResponse("there is no such file\n", 404)
