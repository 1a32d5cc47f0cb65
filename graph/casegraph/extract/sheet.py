"""The candidates of a draft as one static page: each with its passage highlighted in context, nothing loaded from elsewhere."""

from collections.abc import Mapping

from ..words import attribute, escape, plural
from .review import Candidate

__all__ = ["context", "sheet"]

_STYLE = """
body{font:16px/1.5 Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1d1d1f;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.05rem;margin:2rem 0 .3rem;border-top:1px solid #ccc;padding-top:1rem}
table{border-collapse:collapse;font:14px/1.4 system-ui,sans-serif}td{padding:.1rem .8rem .1rem 0;vertical-align:top}
td:first-child{color:#555}mark{background:#ffe58a;padding:0 .1em}blockquote{margin:.6rem 0;padding-left:.9rem;border-left:3px solid #ccc}
.slot{font:600 12px system-ui,sans-serif;text-transform:uppercase;letter-spacing:.04em;color:#7a1f1f}
.note,.box{font:14px/1.4 system-ui,sans-serif;color:#444}
@media (prefers-color-scheme:dark){body{background:#17181a;color:#eee}mark{background:#6b5200;color:#fff}td:first-child,.note,.box{color:#bbb}.slot{color:#ff9c9c}}
"""


def context(text: str, start: int, end: int, around: int = 160) -> tuple[str, str, str]:
    """What stands before a passage, the passage, and what follows, cut at words.

    Examples:
        >>> context("Ann Lee was convicted of arson in 1999.", 12, 30, 8)
        ('…was ', 'convicted of arson', ' in…')
    """
    left, right = max(0, start - around), min(len(text), end + around)
    before, after = text[left:start], text[end:right]
    if left > 0 and " " in before:
        before = "…" + before[before.index(" ") + 1 :]
    if right < len(text) and " " in after:
        after = after[: after.rindex(" ")] + "…"
    return before, text[start:end], after


def sheet(title: str, items: list[Candidate], texts: Mapping[str, str]) -> str:
    """The page.

    Args:
        title: of the case.
        items: the candidates, in the order to review them.
        texts: source id → its text.
    """
    parts = [_one(number, item, texts) for number, item in enumerate(items, 1)]
    count = plural(len(items), "candidate")
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{attribute(title)}: review</title><style>{_STYLE}</style></head><body>\n"
        f'<h1>{escape(title)}</h1>\n<p class="note">{count}, the most harmful first. None is a fact before a person '
        "has accepted it.</p>\n" + "\n".join(parts) + "\n</body></html>\n"
    )


def _one(number: int, item: Candidate, texts: Mapping[str, str]) -> str:
    rows = "".join(
        f"<tr><td>{escape(key.replace('_', ' '))}</td><td>{escape(value)}"
        + (f" <small>({escape(remark)})</small>" if remark else "")
        + "</td></tr>"
        for key, value, remark in item.facts
    )
    quotes = ""
    for source, start, end in item.passages:
        if source in texts:
            before, inside, after = (escape(part) for part in context(texts[source], start, end))
            quotes += f"<blockquote>{before}<mark>{inside}</mark>{after}<br><small>{escape(source)} [{start}:{end}]</small></blockquote>"
    note = f'<p class="note">{escape(item.note)}</p>' if item.note else ""
    said = " › ".join(escape(speaker) for speaker in item.speakers)
    return (
        f'<h2>{number}. <span class="slot">{escape(item.slot)}</span> {escape(item.title)} '
        f"<small>(confidence {escape(item.confidence)}; says: {said})</small></h2>\n"
        f'<table>{rows}</table>{quotes}{note}<p class="box">☐ as the source says &nbsp; ☐ established &nbsp; ☐ contested &nbsp; ☐ reject</p>'
    )
