"""The page of a review: the whole text with its marks, and beside it the item to decide on."""

import html
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise

from ..casefile.format.fields import SECTIONS, fields_of
from ..courts.tables import sovereigns
from ..extract.review import Candidate, every_item, needed_with, open_items, status_of
from ..extract.sitting import Sitting
from ..web.shell import ASSETS
from ..words import attribute, escape, plural

__all__ = ["REVIEW_ASSETS", "following", "review_page"]

_DECISIONS = (
    ("accept", "a", "Accept", "the source says so; it stays attributed to it"),
    ("establish", "y", "Vouch", "it is so; established, what answers are made of"),
    ("contest", "c", "Contest", "somebody says so and somebody else denies it"),
    ("reject", "r", "Reject", "the passage does not say so"),
)
"""Decision, its key, its button, what it means."""


def review_page(sitting: Sitting, name: str, told: str, asked: str = "") -> str:
    """The page as one HTML document.

    Args:
        sitting: the draft.
        name: of the item to show; the first open one where there is none of that name.
        told: what came of the last change.
        asked: `establish` where a yes is asked for before the item is vouched for.
    """
    items, waiting = every_item(sitting.data), open_items(sitting.data)
    item = next((each for each in items if each.name == name), waiting[0] if waiting else None)
    title = str(sitting.data.get("title") or sitting.data["case"])
    beside = _item(sitting, item, waiting, asked) if item else _done(sitting)
    message = f"<p id=told role=status>{escape(told)}</p>"
    return f"""<!doctype html>
<html lang=en>
<head><meta charset=utf-8><meta name=viewport content="width=device-width, initial-scale=1">
<meta name=color-scheme content="light dark"><link rel=icon href="data:,">
<link rel=stylesheet href="/assets/review.css"><title>{attribute(title)}: review</title></head>
<body class=review>
<a class=skip href=#item>Skip to the decision</a>
<header><p>{escape(title)}: review</p><p class=count>{plural(len(waiting), "candidate")} open of {len(items)}</p>
{_over(sitting, waiting)}</header>
<main>{message}
<div class=two><div class=texts>{"".join(_text(sitting, source, items, item) for source in sitting.texts)}</div>
<div class=side>{beside}{_mark(sitting, item)}{_list(sitting, items, item)}</div></div></main>
<script src="/assets/review.js"></script>
</body></html>
"""


def following(sitting: Sitting, name: str) -> str:
    """The name of the open item that comes after this one, the first where it was the last, "" where none is open."""
    order = [each.name for each in every_item(sitting.data)]
    waiting = {each.name for each in open_items(sitting.data)}
    at = order.index(name) if name in order else -1
    return next((each for each in (*order[at + 1 :], *order) if each in waiting), "")


def _button(value: str, words: str, key: str = "", *, what: str = "", more: str = "") -> str:
    hint = f" <kbd>{key.upper()}</kbd>" if key else ""
    keyed = f" data-key={key} aria-keyshortcuts={key}" if key else ""
    return f'<button name=do value={value}{keyed} title="{attribute(what)}"{more}>{words}{hint}</button>'


def _form(inner: str, item: Candidate | None = None, style: str = "") -> str:
    held = f'<input type=hidden name=item value="{attribute(item.name)}">' if item else ""
    return f"<form method=post action=/do{f' class={style}' if style else ''}>{held}{inner}</form>"


def _over(sitting: Sitting, waiting: Iterable[Candidate]) -> str:
    """What is done over the whole draft: undo, all people at once, read anew."""
    people = sum(item.section == "people" for item in waiting)
    last = f"Undo: {escape(sitting.last)}" if sitting.last else "Undo"
    buttons = _button("undo", last, "u", more="" if sitting.last else " disabled")
    buttons += _button("people", f"Accept all {plural(people, 'name')}", "p") if people else ""
    return _form(buttons + _button("anew", "Read the file anew"), style="over")


def _item(sitting: Sitting, item: Candidate, waiting: list[Candidate], asked: str) -> str:
    """The item: what was read, by whom it is said, and the decisions."""
    facts = "".join(_fact(item, key, value, remark) for key, value, remark in item.facts)
    said = " › ".join(map(escape, item.speakers))
    note = f"<p class=note>{escape(item.note)}" if item.note else ""
    status = status_of(sitting.data, item)
    stand = "" if status == "candidate" else f" · <b>{escape(status)}</b>"
    head = (
        f"<h1 id=item>{escape(item.title)}</h1><p class=sub>{escape(item.slot)} · confidence {escape(item.confidence)} "
        f"· says: {said}{stand}"
    )
    if asked == "establish":
        return f"{head}<dl class=known>{facts}</dl>{_vouch(sitting, item)}"
    buttons = "".join(_button(value, words, key, what=what) for value, key, words, what in _DECISIONS)
    moves = "".join(
        f'<a class=move data-key={key} aria-keyshortcuts={key} href="/?item={attribute(to)}">{words} '
        f"<kbd>{key.upper()}</kbd></a>"
        for key, words, to in _moves(sitting, item)
    )
    edit = (
        f"<p><label for=key>Correct a fact</label><select id=key name=key data-key=e aria-keyshortcuts=e>{_keys(item)}"
        "</select> <label for=value>to (empty leaves it out)</label><input id=value name=value maxlength=500> "
        f"{_button('edit', 'Correct')}</p>"
    )
    return (
        f"{head}{_law(item)}<dl class=known>{facts}</dl>{note}{_form(buttons, item, 'decide')}<p>{moves}</p>"
        f"{_form(edit, item, 'edit')}"
    )


def _fact(item: Candidate, key: str, value: str, remark: str) -> str:
    more = f" <small>{escape(remark)}</small>" if remark else ""
    return f"<dt>{escape(key.replace('_', ' '))}<dd>{escape(value)}{more}"


def _law(item: Candidate) -> str:
    """Whose law was broken, wherever that is open: without it nobody's power can be told."""
    if item.slot != "conviction":
        return ""
    held = [(value, remark) for key, value, remark in item.facts if key == "law_broken"]
    if held and (not held[0][1] or " in review" in held[0][1]):
        return ""
    options = "".join(f'<option value="{attribute(own.id)}">{escape(own.name)}' for own in sovereigns().values())
    value = held[0][0] if held else ""
    words = "Read off the court or an adjective only: is it so?" if held else "The text does not say it."
    return _form(
        f"<p><label for=law><b>Whose law was broken?</b> {words} Nobody's power over it can be told without.</label>"
        f'<input id=law name=value list=laws value="{attribute(value)}" required maxlength=40>'
        f"<datalist id=laws>{options}</datalist> {_button('law', 'This law', 'l')}</p>",
        item, "law",
    )  # fmt: skip


def _vouch(sitting: Sitting, item: Candidate) -> str:
    """The question without a yes to which nothing becomes established."""
    along = needed_with(sitting.data, item)
    told = "".join(
        f"<li>{escape(each.title)}: "
        f"{escape(', '.join(f'{key} {value}'.replace('_', ' ') for key, value, _ in each.facts))}"
        for each in along
    )
    needs = f"<p>It needs these, and they would be established with it:<ul>{told}</ul>" if told else ""
    yes = _button("vouched", "Yes, I vouch for it")
    no = f'<a class=move data-key=n href="/?item={attribute(item.name)}">No <kbd>N</kbd></a>'
    words = "You vouch that this is so, not only that it was written."
    return f"<section role=alert><p>{words}{needs}{_form(yes, item)}{no}</section>"


def _moves(sitting: Sitting, item: Candidate) -> Iterator[tuple[str, str, str]]:
    order = [each.name for each in every_item(sitting.data)]
    at = order.index(item.name)
    if at:
        yield "k", "Back", order[at - 1]
    if at + 1 < len(order):
        yield "j", "Next", order[at + 1]


def _keys(item: Candidate) -> str:
    known = [each.key for each in fields_of(SECTIONS[item.section])] if item.section in SECTIONS else ["object"]
    held = list(dict.fromkeys(key for key, _, _ in item.facts if key in known))
    return "".join(f"<option>{escape(key)}" for key in (*held, *(key for key in known if key not in held), "note"))


def _mark(sitting: Sitting, item: Candidate | None) -> str:
    """The form for words that a reviewer marks: a fact of this item that was missed, or a person."""
    sources = "".join(f"<option>{escape(source)}" for source in sitting.texts)
    if not sources:
        return ""
    fact = ""
    if item is not None:
        fact = (
            f"<p><label for=fact-key>is a fact of {escape(item.title)}:</label><select id=fact-key name=key>"
            f"{_keys(item)}</select> <label for=fact-value>value</label><input id=fact-value name=value maxlength=500> "
            f"{_button('fact', 'Add the fact')}</p>"
        )
    return "<details id=mark><summary>Mark words of the text to add what was missed</summary>" + _form(
        f"<p id=marked class=q>Select words in the text, or give their place.</p>"
        f"<p><label for=source>Text</label><select id=source name=source>{sources}</select> "
        "<label for=start>from</label><input id=start name=start inputmode=numeric size=7> "
        "<label for=end>to</label><input id=end name=end inputmode=numeric size=7></p>"
        f"{fact}<p><label for=person>is a person, called</label><input id=person name=person maxlength=200> "
        f"{_button('person', 'Add the person')}</p>",
        item,
    ) + "</details>"  # fmt: skip


def _list(sitting: Sitting, items: Iterable[Candidate], shown: Candidate | None) -> str:
    rows = "".join(
        f'<li><a href="/?item={attribute(each.name)}"'
        f"{' aria-current=true' if shown and each.name == shown.name else ''}>{escape(each.title)}</a> "
        f"<span class=q>{escape(each.slot)} · {escape(status_of(sitting.data, each))}</span>"
        for each in items
    )
    return f"<h2>Every item</h2><ol class=items>{rows}</ol>"


def _done(sitting: Sitting) -> str:
    return (
        "<h1 id=item>Nothing is open</h1><p>Every candidate has been decided on. Next:"
        f"<pre tabindex=0>casegraph check {escape(str(sitting.out))}\n"
        f'casegraph ask "Who can pardon …?" --case {escape(str(sitting.out))}</pre>'
    )


def _text(sitting: Sitting, source: str, items: Iterable[Candidate], shown: Candidate | None) -> str:
    """A text whole, each passage marked and leading to its item; every code point stands where it stood."""
    text = sitting.texts[source]
    spans = [(start, end, item) for item in items for held, start, end in item.passages if held == source]
    cuts = sorted({0, len(text), *(at for start, end, _ in spans for at in (start, end) if 0 <= at <= len(text))})
    status = {item.name: status_of(sitting.data, item) for _, _, item in spans}
    parts = []
    for start, end in pairwise(cuts):
        over = [item for first, last, item in spans if first <= start and end <= last]
        parts.append(_piece(text[start:end], over, status, shown))
    name = attribute(str(sitting.data.get("sources", {}).get(source, {}).get("label", source)))
    return (
        f'<section aria-label="{name}"><h2>{escape(source)}</h2><div class=text data-source="{attribute(source)}">'
        f"{''.join(parts)}</div></section>"
    )


def _piece(text: str, over: list[Candidate], status: Mapping[str, str], shown: Candidate | None) -> str:
    safe = html.escape("".join(map(_shown, text)), quote=False)
    if not over:
        return safe
    now = shown is not None and any(item.name == shown.name for item in over)
    best = next((item for item in over if shown and item.name == shown.name), over[0])
    tone = " ".join(dict.fromkeys(["now" if now else "", *(status[item.name] for item in over)])).strip()
    return f'<mark class="{attribute(tone)}" data-item="{attribute(best.name)}">{safe}</mark>'


def _shown(char: str) -> str:
    """A character as it can be shown; one that shows nothing, or turns the reading direction, keeps its place."""
    if char in "\n\t":
        return char
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn") else char


@cache
def _style() -> bytes:
    give = ASSETS["assets/site.css"][1]
    return give() + b"\n" + _own("review.css").encode()


@cache
def _script() -> bytes:
    return _own("review.js").encode()


def _own(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


REVIEW_ASSETS = {"review.css": ("text/css", _style), "review.js": ("text/javascript", _script)}
"""Name of a file that the page needs → its kind, and what gives it."""
