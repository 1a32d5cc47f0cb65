"""Where the pages of a site are: on a server, where all exist, or in files that lead to each other."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote, urlencode

__all__ = ["Addresses", "OnDisk", "OnServer"]


class Addresses(Protocol):
    """How one outlet writes the address of a page."""

    live: bool
    """Can a reader ask something new, or are the pages finished?"""

    def to(self, path: str, **asked: str) -> str:
        """The address of the page at `path` below the site, with what is asked of it; "" where it is not there."""


class OnServer:
    """Addresses of a server.

    Examples:
        >>> OnServer().to("ask", q="Who?"), OnServer().to("")
        ('/ask?q=Who%3F', '/')
    """

    live = True

    def to(self, path: str, **asked: str) -> str:
        """From the root of the server; every page is there."""
        query = urlencode({key: value for key, value in asked.items() if value})
        return f"/{quote(path)}{query and '?'}{query}"


@dataclass(frozen=True, slots=True)
class OnDisk:
    """Addresses of files, seen from one of them.

    Attributes:
        seen: the path of the page that the links stand on.
        known: the paths of all pages.

    Examples:
        >>> site = OnDisk("id/US-WI", {"", "id/US", "id/US-WI"})
        >>> site.to("id/US"), site.to(""), site.to("ask", q="Who?")
        ('../id/US.html', '../index.html', '')
    """

    seen: str
    known: Collection[str]
    live = False

    def to(self, path: str, **asked: str) -> str:
        """From the folder of the page; what is asked is left out, for a file answers nothing."""
        if path not in self.known:
            return ""
        file = path if path.startswith("assets/") else f"{path or 'index'}.html"
        return "../" * self.seen.count("/") + quote(file)
