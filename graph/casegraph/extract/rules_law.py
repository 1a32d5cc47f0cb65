"""Rules for sentences of law: which office can, or cannot, pardon what, as somebody puts it."""

import re
from collections.abc import Iterator

from .grammar import Clause, Subject, objects
from .mask import Mention
from .proposal import Proposal
from .rules_people import HOLDER

__all__ = ["LAW_RULES"]

_CLASS = (
    (r"\bstate (?:criminal |)?(?:offen[cs]e|conviction|crime|prisoner|court|charge)s?\b|S\d+_ convictions?", "state offences", "state"),
    (r"\bfederal (?:criminal |)?(?:offen[cs]e|conviction|crime)s?\b|\bfederal level\b|\bfederal law\b", "federal offences", "US"),
    (r"\bcourt-martial\b", "court-martial convictions", "US-MIL"),
    (r"\bD\.C\. (?:Code|Superior)|Superior Court of the District of Columbia|S\d+_ Code", "D.C. Code offences", "US-DC"),
    (r"\bsentences?\b", "sentences", ""),
)  # fmt: skip
_RULE = (
    (re.compile(r"(?P<office>O\d+_)(?: P\d+_)? (?:cannot|can not|may not|could not|does not have the power to|has no power to|would not be (?:able|allowed) to|is not (?:able|allowed) to|can never) (?:pardon|commute|grant clemency)"), "lacks_power_over"),
    (re.compile(r"\b[Oo]nly (?:the )?(?P<office>O\d+_) (?:can|may|could|has the power to) (?:pardon|commute|grant)"), "has_power_over"),
    (re.compile(r"\bwhich only (?P<office>O\d+_) (?:can|may) pardon"), "has_power_over"),
    (re.compile(r"\bmay be pardoned (?:only )?by (?P<office>O\d+_)|can be pardoned only by (?P<office2>O\d+_)"), "has_power_over"),
    (re.compile(r"(?P<office>O\d+_)(?: P\d+_)? (?:may|can|has the power to|is empowered to) (?:pardon|commute|grant)"), "has_power_over"),
    (re.compile(r"(?P<office>O\d+_)'s (?:pardon|clemency) power extends to"), "has_power_over"),
    (re.compile(r"(?:clemency|pardon) (?:authority|power) empowers (?P<office>O\d+_)"), "has_power_over"),
)  # fmt: skip


def legal_rules(clause: Clause) -> Iterator[Proposal]:
    """Sentences of law as somebody puts them: which office can, or cannot, pardon what."""
    text = clause.text
    if clause.reading.text[clause.sentence.start : clause.sentence.end].rstrip("\"”' ").endswith("?"):
        return
    taken: set[tuple[int, str]] = set()
    for pattern, predicate in _RULE:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            mark = groups.get("office") or groups.get("office2") or ""
            office = clause.masked.marks(mark)[0]
            if (office.start, mark) in taken or re.search(
                r"\b(?:asks?|asked|urged|whether|if)\b", text[: match.start()]
            ):
                continue
            taken.add((office.start, mark))
            start, end = clause.span(0, len(text))
            if predicate == "lacks_power_over" and re.search(r"\bunless\b", text[match.end() :]):
                yield Proposal("rule", office.value, "offences that are not federal", "", start, end, confidence="low",
                               details=(("predicate", predicate, start, end),))  # fmt: skip
                continue
            yield from _over_people(clause, office.value, predicate, match.end(), (start, end))
            classes = list(_classes(clause)) or _own_class(office, match.span())
            for name, law, at, until in classes:
                details = (("law_broken", law, *clause.span(at, until)),) if law else ()
                yield Proposal("rule", office.value, name, "", start, end, confidence="medium",
                               details=(("predicate", predicate, start, end), *details))  # fmt: skip


def _own_class(office: Mention, span: tuple[int, int]) -> list[tuple[str, str, int, int]]:
    """Where a rule names no class, what a governor or board is said to pardon is offences against its own state."""
    own = bool(office.extra) and office.value.endswith(("-governor", "-board"))
    return [("state offences", office.extra, *span)] if own else []


def _over_people(
    clause: Clause, office: str, predicate: str, position: int, span: tuple[int, int]
) -> Iterator[Proposal]:
    """`cannot pardon them`, `would not be allowed to pardon either`: the same said of the people spoken of."""
    either = re.match(
        r" (?:either|both)\b(?: (?:of them|man|men|woman|women|inmates?|prisoners?))?", clause.text[position:]
    )
    named = list(
        dict.fromkeys(p.name for p in clause.people(clause.text[:position]) if p.name != _holder_named(clause))
    )
    people = [Subject(name, False) for name in named] if either else objects(clause, position)
    if not people and re.match(r" them\b", clause.text[position:]):
        people = [Subject(name, False) for name in named]
    for person in people:
        yield Proposal("rule", office, "", "", *span, confidence="medium",
                       details=(("predicate", predicate, *span), ("person", person.name, *span)))  # fmt: skip


def _holder_named(clause: Clause) -> str:
    """The person whose name follows an office in the sentence, or ""."""
    match = HOLDER.search(clause.text)
    return clause.people(match[0])[0].name if match else ""


def _classes(clause: Clause) -> Iterator[tuple[str, str, int, int]]:
    """The classes of conviction a rule names, and whose law they are against."""
    shown = clause.reading.text[clause.sentence.start : clause.sentence.end]
    for pattern, name, law in _CLASS:
        match = re.search(pattern, clause.text) or (None if "_" in pattern else re.search(pattern, shown))
        if match is None and "Superior" in pattern and "Superior Court of the District" in shown:
            yield name, law, 0, len(clause.text)
        elif match is not None and match.string is clause.text:
            state = next((m.value for m in clause.masked.marks(match[0]) if m.kind == "S"), clause.reading.home)
            yield name, state if law == "state" else law, match.start(), match.end()
        elif match is not None:
            yield name, law if law != "state" else clause.reading.home, 0, len(clause.text)


_UNNAMED = re.compile(
    r"\b(?:pardon|clemency|commutation)\b[^.;]{0,80}\b(?:by|from) (?:the )?(?:(?:appropriate|proper|relevant|competent|state) )+(?:authorit(?:y|ies)|officials)\b"
)


def unnamed_authority(clause: Clause) -> Iterator[Proposal]:
    """`a pardon would need to be issued at the state level by the appropriate authorities`: whoever they are."""
    for match in _UNNAMED.finditer(clause.text):
        span = clause.span(*match.span())
        law = clause.reading.home if "state" in match[0] else ""
        details = (("predicate", "has_power_over", *span), *([("law_broken", law, *span)] if law else []))
        yield Proposal("rule", "authorities", "state offences", "", *span, confidence="low", details=tuple(details))


LAW_RULES = (legal_rules, unnamed_authority)
"""Every rule of this module: a function of a clause that yields proposals."""
