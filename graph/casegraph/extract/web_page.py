"""The text of a web page that a reader would read: no menus, captions, teasers or scripts."""

import re
from html.parser import HTMLParser

__all__ = ["read_page"]

_BLOCK_TAGS = frozenset((
    "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr", "section", "article", "main", "td",
    "th", "br", "dt", "dd",
))  # fmt: skip
_HIDDEN_TAGS = frozenset((
    "script", "style", "nav", "header", "footer", "aside", "figure", "figcaption", "form", "button", "noscript",
    "template", "iframe", "svg", "select", "menu", "dialog", "object", "audio", "video", "canvas", "textarea", "del",
))  # fmt: skip
_VOID_TAGS = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
))  # fmt: skip
_HIDDEN_CLASS = re.compile(
    r"\b(?:related|teaser|promo|caption|share|social|newsletter|advert|cookie|breadcrumb|comment|discussion|disqus|repl(?:y|ies)\b|recirc|recommend|most-read|trending|hidden\b|sr-only|"
    r"screen-?reader|popup|modal|paywall|tooltip|author-bio|sidebar|byline-links|read-more|more-stories)",
    re.IGNORECASE,
)


_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)|font-size\s*:\s*0(?![.\d])"
)


class _Page(HTMLParser):
    """Collects what stands in the text of a page, and leaves out menus, captions, teasers and scripts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.title = ""
        self.open: list[tuple[str, bool]] = []
        self.in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = " ".join(value or "" for key, value in attrs if key in ("class", "id", "role"))
        if tag in _BLOCK_TAGS:
            self.parts.append("\n\n")
        if tag in _VOID_TAGS:
            return
        held = {key: (value or "").lower() for key, value in attrs}
        unseen = "hidden" in held or held.get("aria-hidden") == "true" or bool(_UNSEEN.search(held.get("style", "")))
        inside = bool(self.open) and self.open[-1][1]
        hidden = (
            inside
            or unseen
            or tag in _HIDDEN_TAGS
            or (tag not in ("html", "body") and bool(_HIDDEN_CLASS.search(names)))
        )
        self.open.append((tag, hidden))
        self.in_title = tag == "title"

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCK_TAGS:
            self.parts.append("\n\n")
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index][0] == tag:
                del self.open[index:]
                break
        self.in_title = False

    def handle_data(self, data: str) -> None:
        if self.in_title:
            self.title += data
        elif not (self.open and self.open[-1][1]):
            self.parts.append(data)


def read_page(text: str) -> tuple[str, str]:
    """The paragraphs of a page, parted by empty lines, and its title.

    Examples:
        >>> read_page("<title>A</title><nav>Home</nav><p>He was <b>freed</b>.</p>")
        ('He was freed.', 'A')
    """
    page = _Page()
    page.feed(text)
    page.close()
    blocks = re.split(r"\n\s*\n", "".join(page.parts))
    kept = [" ".join(block.split()) for block in blocks if block.strip()]
    return "\n\n".join(kept), " ".join(page.title.split())
