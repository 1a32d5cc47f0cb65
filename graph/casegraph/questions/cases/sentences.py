"""The sentences of somebody: which, for what, since when, until when; and two people side by side."""

from collections.abc import Iterable
from dataclasses import dataclass

from ... import cg
from ...dates import When
from ...records.claim import Claim
from ..record.happenings import Index, within
from ..record.told import Item, Told
from .convictions import Convicted, convictions_of
from .lines import Held, by_time, dated, doubt, firm, line, listed, nothing, said

__all__ = ["compare", "release_date", "sentence"]


def _told(facts: list[Claim]) -> list[Claim]:
    """The facts that are told: the firm ones where there are any."""
    return firm(facts) or facts


@dataclass(frozen=True)
class _Sentence:
    index: Index
    node: str
    convictions: tuple[Convicted, ...]

    @property
    def term(self) -> str:
        return " or ".join(said(self.index, self.index.facts(self.node, cg.term))) or self.index.case.label(self.node)

    @property
    def own(self) -> list[Claim]:
        return self.index.facts(self.node, "rdf:type")

    @property
    def overtaken(self) -> str:
        """Why it is not the sentence that is served: its convictions are gone, or it was commuted or replaced."""
        gone = [one for one in self.convictions if not one.stands]
        if gone and len(gone) == len(self.convictions):
            return listed(f"conviction {one.fate}" for one in gone)
        later = {
            (event, one.index.case.label(event))
            for one in self.convictions
            for event in self.index.pointing(one.node, cg.conviction)
            if self.index.kinds(event) & {"Commutation", "Resentencing", "SentenceVacated"}
            and firm(self.index.facts(event, "rdf:type"))
            and self._before(event)
        }
        return listed(f"{name}: {dated(self.index, event)}" for event, name in sorted(later))

    def _before(self, event: str) -> bool:
        if self.node in self.index.ends(event, cg.related):
            return False
        mine, its = (self.index.facts(node, cg.date) for node in (self.node, event))
        days = [(a.when, b.when) for a in mine for b in firm(its)]
        return not any(a and b and a.earliest and b.earliest and a.earliest >= b.earliest for a, b in days)

    def item(self, group: str = "") -> Item:
        facts = self.index.facts(self.node, cg.term, cg.date, cg.court)
        base = firm(self.own) or self.own
        used = [fact for key in (cg.term, cg.date, cg.court) for fact in _told(self.index.facts(self.node, key))]
        kept = [*base, *(used if firm(self.own) else facts)]
        court = listed(said(self.index, self.index.facts(self.node, cg.court)))
        of = listed(one.offence for one in self.convictions)
        who = listed(self.index.case.label(one.person) for one in self.convictions)
        parts = [self.term, dated(self.index, self.node), f"for {of}" if of else "", court, self.overtaken]
        details = [f"note: {fact.note}" for fact in base if fact.note]
        return line(self.index, f"{who}: {'; '.join(p for p in parts if p)}", kept, details=details, group=group)


def _sentences(held: Held, convictions: Iterable[Convicted]) -> list[_Sentence]:
    by_node: dict[tuple[str, str], list[Convicted]] = {}
    indexes: dict[str, Index] = {}
    for one in convictions:
        indexes[one.index.case.name] = one.index
        for node in one.index.pointing(one.node, cg.conviction):
            if "Sentence" in one.index.kinds(node):
                by_node.setdefault((one.index.case.name, node), []).append(one)
    found = []
    for name, index in indexes.items():
        nodes = [node for case, node in by_node if case == name]
        found += [_Sentence(index, node, tuple(by_node[name, node])) for node in by_time(index, nodes)]
    return found


def sentence(held: Held, who: str, which: str, when: When | None) -> Told:
    """What sentence somebody got for what, when, from which court, and what has become of it."""
    convictions = convictions_of(held, who, which, None)
    found = [one for one in _sentences(held, convictions) if when is None or _given(one, when)]
    if not found:
        types_ = [one for one in convictions if firm(one.index.facts(one.node, cg.sentenceType))]
        items = [
            line(
                one.index,
                f"{one.offence}: {listed(said(one.index, one.index.facts(one.node, cg.sentenceType)))}",
                firm(one.index.facts(one.node, cg.sentenceType)),
            )
            for one in types_
        ]
        return held.unknown(nothing(f"sentence of {who} with its term"), items)
    people = dict.fromkeys(one.person for each in found for one in each.convictions)
    texts = []
    for one in found:
        name = f"{listed(one.index.case.label(c.person) for c in one.convictions)}: " if len(people) > 1 else ""
        parts = [dated(one.index, one.node), one.overtaken]
        beside = f" ({', '.join(part for part in parts if part)})" if any(parts) else ""
        of = f" for {listed(c.offence for c in one.convictions)}" if len(found) > 1 else ""
        texts.append(f"{name}{one.term}{doubt(one.index, one.node)}{of}{beside}")
    return held.told(f"{'; '.join(dict.fromkeys(texts))}.", [one.item() for one in found])


def _given(one: _Sentence, when: When) -> bool:
    dates = [f for f in one.index.facts(one.node, cg.date) if f.when]
    convicted = [f for c in one.convictions for f in firm(c.index.facts(c.node, cg.date)) if f.when]
    return any(within(fact.when, when) for fact in (*dates, *convicted) if fact.when)


def release_date(held: Held, who: str) -> Told:
    """When somebody can be released at the earliest, as set with the sentence; of sentences that still bind."""
    convictions = convictions_of(held, who, "", None)
    if not convictions:
        return held.unknown(nothing(f"conviction of {who}"))
    binding = [one for one in _sentences(held, convictions) if not one.overtaken]
    texts: list[str] = []
    items: list[Item] = []
    for one in binding:
        facts = one.index.facts(one.node, cg.eligibleForRelease)
        name = listed(one.index.case.label(c.person) for c in one.convictions)
        if facts:
            days = listed(said(one.index, facts), "or")
            texts.append(f"{name}: release can be considered from {days} ({one.term})")
            items.append(line(one.index, f"{name}: eligible for release {days}; {one.term}", firm(facts) or facts))
        elif "without" in one.term or one.term.startswith("death"):
            texts.append(f"{name}: no day; the sentence is {one.term}")
            items.append(one.item())
        else:
            items.append(one.item("Beside it"))
    died = dict.fromkeys(f"{one.index.case.label(one.person)} died {one.died}" for one in convictions if one.died)
    if died:
        return held.unknown(f"{listed(died)}.", [one.item(held) for one in convictions])
    if not texts:
        ended = [one for one in _sentences(held, convictions) if one.overtaken]
        items += [one.item("No longer binding") for one in ended]
        return held.unknown(nothing(f"day from which {who} can be released"), items)
    return held.told(f"{'; '.join(texts)}.", items)


def compare(held: Held, who: str, whom: str) -> Told:
    """Two people, or several, side by side: their convictions, what became of them, and the sentences."""
    heads: list[str] = []
    items: list[Item] = []
    for name in (who, whom):
        found = convictions_of(held, name, "", None)
        if not found:
            heads.append(f"{name}: no conviction on record here")
            continue
        for person in dict.fromkeys(one.person for one in found):
            own = [one for one in found if one.person == person]
            title = own[0].index.case.label(person)
            stand = sum(one.stands for one in own)
            many = f"{len(own)} conviction{'' if len(own) == 1 else 's'}"
            left = "all stand" if stand == len(own) > 1 else f"{stand} stand{'s' if stand == 1 else ''}"
            heads.append(f"{title}: {many}, {left}")
            items += [one.item(held, title) for one in own]
            items += [one.item(title) for one in _sentences(held, own)]
    return held.told(f"{'; '.join(heads)}.", items)
