"""The convictions, charges and sentences of somebody: of what, how many, which still stand, what sentence."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ... import cg
from ...dates import Ternary, When, in_words
from ...errors import CannotAnswer, NoSuchThing
from ...records.claim import Claim
from ...view import label, step, types
from ..clemency.status import Status, death_of, status_of
from ..naming.phrases import Whom
from ..naming.whom import convictions_meant
from ..record.happenings import Asked, Index, named, records, within
from ..record.told import Item, Told
from .lines import Held, dated, doubt, firm, line, listed, nothing, said

__all__ = [
    "Convicted",
    "charged_of",
    "convicted_of",
    "convictions_of",
    "how_many",
    "law_of",
    "pleaded_to",
    "stands_of",
    "still_stand",
]


@dataclass(frozen=True)
class Convicted:
    """One conviction as an answer tells it: where it stands in its case, whose, and what has become of it."""

    index: Index
    node: str
    person: str
    status: Status
    died: str

    @property
    def offence(self) -> str:
        return listed(said(self.index, self.index.facts(self.node, cg.offence))) or self.index.case.label(self.node)

    @property
    def date(self) -> str:
        return dated(self.index, self.node)

    @property
    def stands(self) -> bool:
        return self.status.name in ("stands", "reinstated", "commuted", "served")

    @property
    def fate(self) -> str:
        """What has become of it: `vacated 10 Sep 2003`."""
        status = self.status
        parts = ["stands" if status.name == "stands" else f"{status.name} {status.day if status.event else ''}".strip()]
        if status.told:
            parts.append(status.told)
        if self.died:
            parts.append(f"died {self.died}")
        return ", ".join(parts)

    @property
    def history(self) -> str:
        """The date and the fate in one text."""
        return ", ".join(part for part in (self.date, self.fate) if part)

    def item(self, held: Held, group: str = "") -> Item:
        facts = self.index.facts(self.node, cg.offence, cg.date, cg.court)
        kept = [*(firm(self.index.facts(self.node, "rdf:type"))), *firm(facts)]
        known = self.index.case.by_claim()
        kept += [known[claim] for claim in self.status.because if claim in known]
        court = listed(said(self.index, self.index.facts(self.node, cg.court)))
        label = self.index.case.label(self.node)
        text = "; ".join(part for part in (label, self.offence, self.date, court, self.fate) if part)
        return line(self.index, f"{self.index.case.label(self.person)}: {text}", kept, group=group)


def convictions_of(held: Held, who: str, which: str, when: When | None) -> list[Convicted]:
    """The established convictions that are meant, by date.

    Raises:
        NoSuchThing: the name fits nothing.
        CannotAnswer: a word beside it fits none, or none is of that date.
    """
    found = [node for node in convictions_meant(held.view, Whom(who, which)) if cg.Conviction in types(held.view, node)]
    made = [_conviction(held, node) for node in found]
    kept = [one for one in made if when is None or _entered(one, when)]
    if made and not kept:
        on_record = "; ".join(dict.fromkeys(f"{one.offence}, {one.date}" for one in made[:8]))
        raise CannotAnswer(f"no conviction of {who} on record here is of {in_words(when)}. On record: {on_record}")  # type: ignore[arg-type]
    return kept


def _entered(one: Convicted, when: When) -> bool:
    return any(fact.when is not None and within(fact.when, when) for fact in firm(one.index.facts(one.node, cg.date)))


def _conviction(held: Held, node: str) -> Convicted:
    index = next(index for index in held.indexes if index.facts(node, "rdf:type"))
    _, died, _ = death_of(held.view, node, held.day)
    gone = in_words(died) if died is not None and died.earliest and died.earliest <= held.day else ""
    person = next(iter(step(held.view, node, cg.person)), "")
    return Convicted(index, node, person, status_of(held.view, node, held.day), gone)


def _only_said(held: Held, who: str) -> list[Item]:
    """Convictions of the person that somebody reports and nothing establishes, and what is said of their number."""
    try:
        meant = named(held.indexes, who)
    except (NoSuchThing, CannotAnswer):
        return []
    items = []
    for index, person in meant.people:
        for node in index.pointing(person, cg.person):
            own = index.facts(node, "rdf:type")
            if "Conviction" in index.kinds(node) and not firm(own):
                items.append(
                    line(index, f"{index.case.label(person)}: {index.case.label(node)}", own, group="Only said")
                )
    return items


def convicted_of(held: Held, who: str, which: str, when: When | None) -> Told:
    """Of what somebody was convicted, when, by which court, and what has become of it."""
    found = convictions_of(held, who, which, when)
    others = _only_said(held, who)
    if not found:
        return held.unknown(nothing(f"conviction of {who}"), others)
    return held.told(f"{_in_groups(found)}.", [*(one.item(held) for one in found), *others])


def _in_groups(found: Sequence[Convicted]) -> str:
    """The offences by person, date and fate."""
    people = dict.fromkeys(one.person for one in found)
    groups: dict[tuple[str, str, str], list[str]] = {}
    for one in found:
        groups.setdefault((one.person if len(people) > 1 else "", one.date, one.fate), []).append(one.offence)
    merged: dict[tuple[str, str, str], list[str]] = {}
    for (person, date, fate), offences in groups.items():
        merged.setdefault((listed(offences), date, fate), []).append(person)
    labels = {one.person: one.index.case.label(one.person) for one in found}
    texts = []
    for (named_offences, date, fate), who in merged.items():
        lead = f"{listed(labels[person] for person in who)}: " if len(people) > 1 else ""
        texts.append(f"{lead}{named_offences} ({', '.join(part for part in (date, fate) if part)})")
    return "; ".join(texts)


def how_many(held: Held, who: str, which: str, when: When | None, *, standing: bool = False) -> Told:
    """How many convictions somebody has on record here, and how many of them stand."""
    found = convictions_of(held, who, which, when)
    others = _only_said(held, who)
    if not found:
        return held.unknown(nothing(f"conviction of {who}"), others)
    stand = sum(one.stands for one in found)
    items = [*(one.item(held) for one in found), *others]
    if standing:
        return held.told(f"{stand} of {len(found)}: {_in_groups([o for o in found if o.stands] or found)}.", items)
    rest = "all stand" if stand == len(found) else f"{stand} of them stand{'s' if stand == 1 else ''}"
    return held.told(f"{len(found)} on record here, {rest}: {_in_groups(found)}.", items)


def still_stand(held: Held, who: str, which: str, when: When | None, *, polar: bool) -> Told:
    """Which convictions still stand, which were set aside, reversed or pardoned.

    Args:
        held, who, which, when: as for `convicted_of`.
        polar: the question takes yes or no.
    """
    found = _standing_on(held, who, which, when)
    if not found:
        return held.unknown(nothing(f"conviction of {who}"), _only_said(held, who))
    stand = [one for one in found if one.stands]
    pardoned = [one for one in found if one.status.name == "pardoned"]
    unsure = [one for one in found if one.status.name in ("unknown", "pending")]
    items = [one.item(held) for one in found]
    groups = _in_groups(stand or found)
    if unsure:
        head = f"The record does not say for sure: {_in_groups(found)}"
    elif len(stand) == len(found):
        head = f"{'Yes. ' if polar else ''}{'It stands' if len(found) == 1 else f'All {len(found)} stand'}: {groups}"
    elif pardoned and not stand:
        head = f"Pardoned, not set aside: {_in_groups(pardoned)}" if len(pardoned) == len(found) else _in_groups(found)
    elif not stand:
        head = f"{'No. ' if polar else ''}{'It does not stand' if len(found) == 1 else 'None stands'}: {groups}"
    else:
        many = "stands" if len(stand) == 1 else "stand"
        rest = _in_groups([one for one in found if not one.stands])
        head = f"{len(stand)} of {len(found)} {many}: {groups}. No longer: {rest}"
    return held.told(f"{head}.", items)


def _standing_on(held: Held, who: str, which: str, when: When | None) -> list[Convicted]:
    """The convictions of that date; where none is, those entered by then, with what had become of them."""
    every = convictions_of(held, who, which, None)
    if when is None or any(_entered(one, when) for one in every) or when.latest is None:
        return convictions_of(held, who, which, when)
    then = replace(held, day=min(when.latest, held.day))
    by_then = [one.node for one in every if any(f.when and f.when.before(when) is Ternary.YES for f in _dates(one))]
    return [_conviction(then, node) for node in by_then] or convictions_of(held, who, which, when)


def _dates(one: Convicted) -> list[Claim]:
    return firm(one.index.facts(one.node, cg.date))


def pleaded_to(held: Held, who: str, when: When | None) -> Told:
    """Of what somebody was convicted on a plea of guilty, as far as the record says that it was one."""
    found = [one for one in convictions_of(held, who, "", when) if _by_plea(one)]
    if not found:
        return held.unknown(nothing(f"plea of guilty of {who} that ended in a conviction"))
    return held.told(f"{_in_groups(found)}.", [one.item(held) for one in found])


def _by_plea(one: Convicted) -> bool:
    index = one.index
    events = [e for e in index.pointing(one.node, cg.conviction) if "Verdict" in index.kinds(e)]
    texts = [
        text for e in events for text in (index.case.label(e), *(f.text for f in firm(index.facts(e, cg.outcome))))
    ]
    texts += [one.offence, index.case.label(one.node)]
    if any(("plea" in text or "pleads" in text) and "not guilty" not in text for text in texts):
        return True
    years = {fact.text[:4] for fact in _dates(one)}
    said = [fact.text for fact in firm(index.facts(one.person, cg.capacity))]
    return any(_PLEADED.search(text) and years & set(_YEAR.findall(text)) for text in said)


_PLEADED = re.compile(r"(?<!not )\bpleaded guilty\b")
_YEAR = re.compile(r"\d{4}")


def law_of(held: Held, who: str, which: str, when: When | None) -> Told:
    """Under whose law somebody was convicted: the law, not the place of the court, decides who may pardon."""
    found = convictions_of(held, who, which, when)
    texts: dict[str, list[str]] = {}
    items: list[Item] = []
    for one in found:
        facts = one.index.facts(one.node, cg.lawBroken)
        for law in (label(held.view, fact.text) for fact in firm(facts)):
            texts.setdefault(law, []).append(one.index.case.label(one.node))
            items.append(line(one.index, f"{one.index.case.label(one.node)}: law of {law}", firm(facts)))
    if not items:
        return held.unknown(nothing(f"law under which {who} was convicted"))
    head = "; ".join(f"{law} ({listed(names)})" for law, names in texts.items())
    return held.told(f"{head}.", items)


def charged_of(
    held: Held, who: str, which: str, when: When | None, *, count: bool = False, acquitted: bool = False
) -> Told:
    """With what somebody was charged, when, and what came of each count.

    Args:
        held, who, which, when: as for `convicted_of`.
        count: the question is how many.
        acquitted: only the counts on which the record has an acquittal.
    """
    meant = named(held.indexes, who)
    found = [
        record
        for record in records(meant, Asked(who, "charged", which, None if acquitted else when))
        if (not acquitted or when is None or _ended_in(record.index, record.thing, when))
        and record.index.kinds(record.thing) & {"Charge", "Count"}
        and record.index.facts(record.thing, cg.offence)
    ]
    texts: list[str] = []
    items: list[Item] = []
    for record in found:
        index, node = record.index, record.thing
        facts = index.facts(node, "rdf:type", cg.offence, cg.date, cg.outcome, cg.outcomeDate)
        parts = [
            listed(said(index, index.facts(node, key))) for key in (cg.offence, cg.date, cg.outcome, cg.outcomeDate)
        ]
        offence, day, outcome, ended = parts
        if acquitted and not _ACQUITTED.match(outcome):
            continue
        ending = " ".join(part for part in (outcome, ended) if part)
        name = f"{index.case.label(record.person)}: " if len(meant.people) > 1 else ""
        texts.append(f"{name}{offence}{f' ({ending})' if ending else ''}{doubt(index, node)}")
        kept = firm(facts) or facts
        items.append(
            line(index, f"{index.case.label(record.person)}: {'; '.join(p for p in (offence, day, ending) if p)}", kept)
        )
    if not items:
        sought = f"acquittal of {who}" if acquitted else f"charge against {who} with its offence"
        return held.unknown(nothing(sought))
    lead = f"{len(items)} on record here: " if count else ""
    return held.told(f"{lead}{'; '.join(texts)}.", items)


def _ended_in(index: Index, node: str, when: When) -> bool:
    facts = index.facts(node, cg.outcomeDate) or index.facts(node, cg.date)
    return any(fact.when is not None and within(fact.when, when) for fact in facts)


_ACQUITTED = re.compile(r"(?:found )?(?:acquitt(?:ed|al)|not guilty)\b", re.IGNORECASE)
"""How the outcome of a count begins that ended in an acquittal; a plea of not guilty may stand later in it."""


def stands_of(held: Held, nodes: Iterable[str]) -> list[tuple[str, Item]]:
    """The established ones of these convictions, each in a sentence with its fate, and as a line."""
    found = [_conviction(held, node) for node in dict.fromkeys(nodes) if cg.Conviction in types(held.view, node)]
    return [
        (f"{one.index.case.label(one.person)} was convicted of {one.offence} ({one.history})", one.item(held))
        for one in found
    ]
