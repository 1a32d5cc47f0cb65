"""Answers as text for a terminal: the answer first, then each conviction, then the numbered sources."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from ..dates import When, in_words
from ..view import Backing
from ..vocabulary import local
from ..words import led, spaced
from .citations import marks
from .clemency.answer import Answer, Authority, ConvictionAnswer, folded
from .clemency.why import Why
from .powers.table import PowerRow
from .record.show import Shown, Statement
from .record.told import Item, Told, hand

__all__ = [
    "WIDTH",
    "alike",
    "sources_told",
    "tell",
    "tell_shown",
    "tell_told",
    "tell_why",
]

WIDTH = 80
_COLUMN = 38
_HEADS = ("rdfs:label", "rdf:type")


def tell(answer: Answer | Told) -> str:
    """The answer as text, at most 80 columns wide."""
    if isinstance(answer, Told):
        return tell_told(answer)
    first, stamp = led(answer), f"as of {in_words(When.day(answer.on))}"
    lines: list[str] = []
    if len(first) + len(stamp) + 2 <= WIDTH:
        lines.append(first + stamp.rjust(WIDTH - len(first)))
    else:
        lines += [*textwrap.wrap(first, WIDTH), stamp.rjust(WIDTH)]
    for note in answer.notes:
        lines += ["", *textwrap.wrap(note, WIDTH)]
    people = {conviction.person for conviction in answer.convictions}
    person = ""
    for group in alike(answer):
        lines.append("")
        if len(people) > 1 and group[0].person != person:
            person = group[0].person
            lines += [person, ""]
        lines += _convictions(answer, group)
    return "\n".join([*lines, "", *sources_told(answer.sources)])


def _columns(left: str, right: str, indent: int, column: int) -> Iterator[str]:
    """Two columns; the right one wraps under itself, or goes below when the left one is too long."""
    start = " " * indent + left
    if len(start) >= column:
        yield start
        start = ""
    wrapped = textwrap.wrap(right, WIDTH - column) or [""]
    for index, part in enumerate(wrapped):
        yield f"{start if index == 0 else '':<{column}}{part}".rstrip()


def alike(answer: Answer) -> Iterator[list[ConvictionAnswer]]:
    """Convictions in a row about which the same is to be said, together."""
    rest = list(answer.convictions)
    while rest:
        first = rest.pop(0)
        gist = _gist(first)
        group = [first, *(found for found in rest if _gist(found) == gist)]
        rest = [found for found in rest if _gist(found) != gist]
        yield group


def _gist(found: ConvictionAnswer) -> object:
    parts = [
        (a.office, a.role, a.kinds, a.conditions, a.person, a.reason, a.standing)
        for a in (*found.offices, *found.excluded)
    ]
    if found.value == "moot":
        return found.person, "moot", found.remarks
    return found.person, found.remarks, found.missing, parts


def _convictions(answer: Answer, alike: list[ConvictionAnswer]) -> Iterator[str]:
    for found in alike:
        yield from _columns(found.label, f"{found.state} {marks(answer, found.because)}".strip(), 2, _COLUMN)
    found = alike[0]
    for text, claims in found.remarks:
        remark = f"{text} {marks(answer, claims)}".strip()
        yield from textwrap.wrap(remark, WIDTH, initial_indent="    – ", subsequent_indent="      ")
    if found.value == "moot":
        return
    for missing in found.missing:
        yield from textwrap.wrap(f"not known: {missing}", WIDTH, initial_indent="    ? ", subsequent_indent="      ")
    powers = folded(found.powers)
    for power in powers:
        for office in power.offices:
            yield from _office(answer, office, several=len(powers) > 1)
    for excluded in found.barred:
        yield from _columns(f"✕ {excluded.label}", f"{excluded.reason} {marks(answer, excluded.because)}", 4, _COLUMN)
        if excluded.basis:
            yield from textwrap.wrap(excluded.basis, WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 8)


def _office(answer: Answer, holder: Authority, *, several: bool) -> Iterator[str]:
    sources = marks(answer, holder.because)
    words = holder.may(several=several)
    yield from _columns(f"{holder.sign} {holder.label}", f"{words} {sources}", 4, _COLUMN)
    if holder.role != "decider":
        return
    yield from textwrap.wrap(holder.basis, WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 8)
    for condition in holder.conditions:
        yield from textwrap.wrap(f"condition: {condition}", WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 8)
    for policy in holder.policy:
        yield from textwrap.wrap(
            f"practice, not law: {policy}", WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 8
        )


def sources_told(sources: Sequence[Backing]) -> Iterator[str]:
    """The numbered documents behind an answer."""
    if not sources:
        return
    yield "Sources"
    for number, source in enumerate(sources, 1):
        span = "" if source.start is None else f", characters {source.start}–{source.end}"
        yield from textwrap.wrap(
            f"[{number}] {source.label}{span}", WIDTH, initial_indent="  ", subsequent_indent="      "
        )
        if source.url:
            yield f"      {source.url}"


def tell_why(whys: Iterable[Why]) -> str:
    """The chain behind each answer, one step per paragraph, each with its source."""
    parts = []
    for why in whys:
        found = why.answer.convictions[0]
        stands = f"{found.label} ({local(found.id)}), {found.outcome.told}, as of {in_words(When.day(why.answer.on))}"
        lines = [*textwrap.wrap(led(why.answer), WIDTH), "", *textwrap.wrap(stands, WIDTH)]
        if why.authority and why.authority.reason:
            lines += textwrap.wrap(f"Why not: {why.authority.reason}.", WIDTH)
        for number, link in enumerate(why.links, 1):
            lines += [
                "",
                *textwrap.wrap(
                    f"{number}. {link.start} — {spaced(link.step.predicate)} → {link.end}",
                    WIDTH,
                    subsequent_indent="   ",
                ),
            ]
            lines += _backed(link.backing)
        if why.facts:
            lines += ["", "It rests also on"]
            lines += _backed(tuple({row.source: row for row in why.facts}.values()))
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _backed(rows: Iterable[Backing]) -> Iterator[str]:
    for row in rows:
        quote = f" “{row.quote} …”" if row.quote else ""
        span = f", characters {row.start}–{row.end}" if row.start is not None else ""
        text = f"{row.label}{span}{quote} ({row.standing}; claim {local(row.claim)})"
        yield from textwrap.wrap(text, WIDTH, initial_indent="     ", subsequent_indent="       ")


def tell_told(told: Told) -> str:
    """Statements with their standing, their speakers and their documents; at most 80 columns wide."""
    lines = textwrap.wrap(told.headline, WIDTH)
    group = ""
    for item in told.items:
        if item.group != group:
            group = item.group
            lines += ["", group]
        elif not group:
            lines.append("")
        lines += _item(item)
    return "\n".join(lines)


def _item(item: Item) -> Iterator[str]:
    yield from textwrap.wrap(item.text, WIDTH, initial_indent="  ", subsequent_indent="    ")
    if item.says:
        yield from textwrap.wrap(item.says, WIDTH, initial_indent="      ", subsequent_indent="      ")
    for detail in item.details:
        yield from textwrap.wrap(f"· {detail}", WIDTH, initial_indent="      ", subsequent_indent="        ")
    chain = f", {' > '.join(item.speakers)}" if item.speakers else ""
    text = f"{item.standing}{chain}{hand(item.depth)} — {'; '.join(item.sources)}"
    yield from textwrap.wrap(text, WIDTH, initial_indent="      ", subsequent_indent="        ")


def tell_shown(shown: Shown) -> str:
    """One thing: its facts first, then what is only said of it, then where else it is mentioned."""
    lines = [f"{shown.label}  ({local(shown.id)}: {', '.join(shown.classes)})"]
    for note in {s.note: None for s in shown.statements if s.predicate == "rdf:type" and s.note}:
        lines += textwrap.wrap(note, WIDTH, initial_indent="  ", subsequent_indent="  ")
    facts = [s for s in shown.statements if s.standing in ("established", "inferred") and s.predicate not in _HEADS]
    said = [s for s in shown.statements if s.standing not in ("established", "inferred") and s.predicate != "rdf:type"]
    for power in shown.powers:
        lines += ["", *_power(power)]
    for title, rows in (("Facts", facts), ("Only claimed", said), ("Mentioned in", list(shown.mentions))):
        if rows:
            lines += ["", title]
            for row in rows:
                lines += _statement(row, title)
    if shown.left_out:
        lines.append(f"  … and {shown.left_out:,} more")
    for sides in shown.conflicts:
        lines += ["", "Cannot all be right", *(line for side in sides for line in _statement(side, "Mentioned in"))]
    return "\n".join(lines)


def _bound(word: str, text: str) -> str:
    """From when, or until when; a day known only between two others with both: the law did not end with the second."""
    if not text:
        return ""
    words = in_words(When.parse(text))
    for open_end, side in (("until ", "earlier"), ("from ", "later")):
        if words.startswith(open_end):
            return f"{word} {words.removeprefix(open_end)} or {side}"
    return f"{word} some day between {words.replace(' to ', ' and ')}" if " to " in words else f"{word} {words}"


def _power(power: PowerRow) -> Iterator[str]:
    """A clemency power of a sovereign: what, who, when, on what basis."""
    span = " ".join(part for part in (_bound("from", power.start), _bound("until", power.until)) if part)
    standing = "" if power.standing == "settled" else f" [{power.standing}]"
    head = f"{power.kinds}: {power.convictions}{f', {span}' if span else ''}{standing}"
    yield from textwrap.wrap(f"{head[0].upper()}{head[1:]}", WIDTH, subsequent_indent="  ")
    who = _NOBODY.get(power.decides, f"{power.decides} decides")
    for text in (who, power.others, power.rule, power.basis):
        if text:
            yield from textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    ")


_NOBODY = {
    "nobody": "nobody decides",
    "varies": "the deciding body varies",
    "automatic by law": "it comes by law, nobody decides",
}


def _statement(said: Statement, title: str) -> Iterator[str]:
    subject = f"{local(said.subject)} · " if title == "Mentioned in" else ""
    mark = (
        "" if said.standing == "established" else f" [{said.standing}{', ' + said.speakers if said.speakers else ''}]"
    )
    text = f"{subject}{said.words}: {said.value}{mark}"
    yield from textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="      ")
    for line in (said.says, said.note):
        if line:
            yield from textwrap.wrap(line, WIDTH, initial_indent="      ", subsequent_indent="      ")
    if said.conflicts:
        yield f"      disputed by {', '.join(local(claim) for claim in said.conflicts)}"
    if said.sources:
        yield from textwrap.wrap(
            "; ".join(said.sources), WIDTH, initial_indent="      — ", subsequent_indent="        "
        )
