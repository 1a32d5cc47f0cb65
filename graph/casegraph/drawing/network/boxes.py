"""The boxes and edges of a network: what each says, which stand together, and which are left out for want of room."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

from ... import cg
from ...questions import ConvictionAnswer
from ...questions.clemency.answer import Authority
from ...view import CaseView, claims_behind, dates_of, label, step, types
from ...words import DOUBTS, NO_POWER, ROLES, numbered
from ..paint.style import (
    ADVICE,
    AUTHORITY,
    CHARGE,
    CONVICTION,
    COURT,
    EXCLUDED,
    GREYED,
    MUTED,
    PERSON,
    PETITION,
    REFUSAL,
    SOVEREIGN,
    WORK,
    Ink,
    Type,
)
from ..scene import Box, Phrase, make_box
from ..timeline.rows import short_words
from .facts import Fact, Neighbourhood, kind_of
from .plan import Bond

__all__ = ["OUTER", "SLIM", "WIDE", "BoxNetwork", "Cited", "network_of", "reduced"]

Cited = Callable[[Iterable[str]], tuple[int, ...]]
"""Claims → the numbers of the documents behind them: those of a figure, or of a page."""

_INKS = {"person": PERSON, "charge": CHARGE, "conviction": CONVICTION, "court": COURT, "sovereign": SOVEREIGN,
         "authority": ADVICE, "petition": PETITION, "work": WORK, "event": WORK}  # fmt: skip
_PLAIN, _BOLD, _SMALL, _NOTE = Type(9), Type(9, bold=True), Type(8), Type(8, italic=True)
WIDE, SLIM = 124.0, 96.0
"""How wide the words of a box are, and at least, in points."""
_LINE, _STRONG = Ink("", "#5d6570"), Ink("", "#00573f")
OUTER = ("work", "charge", "petition")
"""Kinds that are left out first where there is no room."""


@dataclass(frozen=True, slots=True)
class BoxNetwork:
    """Boxes and edges to place, and how many things found no room."""

    boxes: tuple[Box, ...]
    bonds: tuple[Bond, ...]
    left_out: int = 0


class _Builder:
    def __init__(
        self, view: CaseView, found: Neighbourhood, cited: Cited, without: Collection[str] = (), wide: float = WIDE
    ) -> None:
        self.view, self.found, self.cited, self.without = view, found, cited, without
        self.wide = wide
        self.left_out = 0
        answer = found.answer
        self.convictions = {one.id: one for one in answer.convictions} if answer else {}
        self.kinds = {node: kind_of(view, node) for node in found.things}
        self.at_court = any(self.kinds[node] == "court" for node in found.focus)
        self.led: set[str] = set()
        self.merged = self._charges()
        self.groups = self._together()
        self.boxes: dict[str, Box] = {}
        self.ranked: dict[str, Ink] = {}
        self.bonds: dict[tuple[str, str, str], Bond] = {}

    def _charges(self) -> set[str]:
        """Charges that led to one conviction and nothing else: told by its box, not by one of their own."""
        led: dict[str, list[str]] = {}
        came: dict[str, list[str]] = {}
        for fact in self.found.facts:
            if fact.words == "led to":
                led.setdefault(fact.start, []).append(fact.end)
                came.setdefault(fact.end, []).append(fact.start)
        self.led = set(led)
        alone = (charge for charge, ends in led.items() if len(ends) == 1 and len(came[ends[0]]) == 1)
        return set(alone) - set(self.found.focus)

    def _together(self) -> dict[str, str]:
        """Convictions of one person with one fate and nothing left to pardon stand in one box, and so do charges that
        led to no conviction: id → id of the box."""
        first: dict[tuple[str, ...], str] = {}
        found = {
            one.id: first.setdefault((one.person, one.note, one.sovereign), one.id) if one.value == "moot" else one.id
            for one in self.convictions.values()
        }
        for fact in sorted(self.found.facts, key=lambda fact: (fact.end, fact.start)):
            if fact.words == "charged with" and fact.end not in self.led and fact.end not in self.found.focus:
                found[fact.end] = first.setdefault(("charge", fact.start), fact.end)
        return found

    def build(self) -> None:
        """Every box and every edge."""
        for node in self.found.things:
            if node in self.merged or self.groups.get(node, node) != node:
                continue
            if self.kinds[node] in self.without and node not in self.found.focus:
                self.left_out += 1
            else:
                self.boxes[node] = self._box(node)
        for fact in self.found.facts:
            start, end = self.groups.get(fact.start, fact.start), self.groups.get(fact.end, fact.end)
            if {start, end} & self.merged or (fact.words == "convicted of" and self._shown_by_charge(fact)):
                continue
            if self.at_court and fact.words == "law broken":
                continue
            grey = fact.words == "law broken" and self._moot(fact.start)
            ink = GREYED if grey else _LINE
            self._tie(start, end, fact.words, replace(ink, dashed=True) if self._said(fact.claims) else ink)
        for answer in self.convictions.values() if not self.at_court else ():
            self._authorities(answer)

    def _shown_by_charge(self, fact: Fact) -> bool:
        """Does a charge that is drawn lead from the person to the conviction?"""
        return any(
            other.words == "led to" and other.end == fact.end and other.start not in self.merged
            for other in self.found.facts
        )

    def _said(self, claims: Collection[str]) -> bool:
        """Does something rest on what a source says alone, as if that were right? It is drawn dashed then."""
        return bool(claims) and self.view.supposed.issuperset(claims)

    def _ink(self, node: str, kind: str) -> Ink:
        """The ink of a thing; dashed where a source alone says that there is such a thing."""
        klasses = step(self.view, node, "rdf:type")
        said = [claim for klass in klasses for claim in claims_behind(self.view, node, "rdf:type", klass)]
        return replace(_INKS[kind], dashed=True) if self._said(said) else _INKS[kind]

    def _moot(self, node: str) -> bool:
        return node in self.convictions and self.convictions[node].value == "moot"

    def _tie(self, start: str, end: str, words: str, ink: Ink, width: float = 1.0) -> None:
        known = self.bonds.get((start, end, words))
        if known is None or width > known.width:
            self.bonds[start, end, words] = Bond(start, end, words, ink, width)

    def _claims(self, node: str, *words: str) -> list[str]:
        own = [f for f in self.found.facts if node in (f.start, f.end) and (not words or f.words in words)]
        return [claim for fact in own for claim in fact.claims]

    def _box(self, node: str) -> Box:
        kind = self.kinds[node]
        if kind == "conviction" and node in self.convictions:
            return self._conviction(self.convictions[node])
        name, word = label(self.view, node), "office" if kind == "authority" else kind
        if kind == "event":
            word = min(types(self.view, node) - {cg.Event}, default=cg.Event).removeprefix("cg:")
        if kind == "charge":
            return self._charge(node)
        cited: tuple[int, ...] = ()
        if kind in ("petition", "work", "event", "court"):
            cited = self.cited(self._claims(node, *(("court of",) if kind == "court" else ())))
        when = ""
        if kind in ("petition", "work", "event"):
            when = next((short_words(found) for found in dates_of(self.view, node, cg.date)), "")
        style = _BOLD if node in self.found.focus else _PLAIN
        said = [Phrase(name, style, () if when else cited, thing=node), Phrase(when, _SMALL, cited)]
        return make_box(node, kind, self._ink(node, kind), word, said, self.wide)

    def _charge(self, node: str) -> Box:
        """The box of a charge, or of all charges of a person that led to no conviction."""
        together = sorted(other for other in self.found.things if self.groups.get(other, other) == node)
        people = [label(self.view, f.start) for f in self.found.facts if f.end == node and f.words == "charged with"]
        cited = self.cited([claim for charge in together for claim in self._claims(charge, "charged with")])
        said = [Phrase(people[0], _BOLD)] if len(people) == 1 else []
        said += [Phrase(label(self.view, charge), _PLAIN, thing=charge) for charge in together]
        said[-1] = replace(said[-1], cited=cited)
        if node not in self.led:
            said.append(Phrase("no conviction on record", _NOTE))
        return make_box(
            node, "charge", self._ink(node, "charge"), f"charge{'' if len(together) == 1 else 's'}", said, self.wide
        )

    def _conviction(self, answer: ConvictionAnswer) -> Box:
        together = [one for one in self.convictions.values() if self.groups[one.id] == answer.id]
        claims = [c for one in together for c in (*one.because, *self._claims(one.id, "law broken", "convicted of"))]
        moot = answer.value == "moot"
        plain, small = (_PLAIN.of(MUTED), _NOTE.of(MUTED)) if moot else (_PLAIN, _NOTE)
        said = [
            Phrase(answer.person, plain if moot else _BOLD),
            *(Phrase(one.label, plain, thing=one.id) for one in together),
        ]
        said[-1] = replace(said[-1], cited=self.cited(dict.fromkeys(claims)))
        aside = (
            f"law broken: {label(self.view, answer.sovereign)}" if answer.sovereign and self.at_court else answer.court
        )
        if not moot:
            said.append(Phrase(aside, _SMALL))
        said += [Phrase(line, small) for line in answer.fate(lambda claims: numbered(self.cited(claims)))]
        said += [Phrase(power.unheld, small, self.cited(power.because)) for power in answer.undecided]
        word = f"conviction{'' if len(together) == 1 else 's'}{f' · {answer.status}' if moot else ''}"
        ink = replace(GREYED if moot else CONVICTION, dashed=bool(answer.condition))
        return make_box(answer.id, "conviction", ink, word, said, self.wide)

    def _authorities(self, answer: ConvictionAnswer) -> None:
        """The offices with a role over a conviction, and those without power that a reader would ask about."""
        if answer.value == "moot" or not answer.sovereign:
            return
        self._powers(answer)
        if answer.holders:
            self._strengthen(answer)
        held = {office.office for office in answer.offices}
        for refused in answer.excluded:
            if refused.office not in held:
                self._refused(answer, refused)

    def _powers(self, answer: ConvictionAnswer) -> None:
        """Who decides by each power, and whom that office needs or hears; for which kinds, where not for every one."""
        needed: dict[tuple[str, str, str], dict[str, None]] = {}
        for power in answer.powers:
            for office in power.offices:
                doubt, decides = DOUBTS.get(office.standing, ""), office.role == "decider"
                self._office(office, EXCLUDED if doubt else AUTHORITY if decides else ADVICE, doubt)
                for start in [answer.sovereign] if decides else [one.office for one in power.deciders]:
                    words = f"{doubt}: {ROLES[office.role].edge}" if doubt else ROLES[office.role].edge
                    words = f"clemency {words}" if decides and not doubt else words
                    needed.setdefault((start, office.office, words), {}).update(dict.fromkeys(power.kinds))
        every = {kind for power in answer.powers for kind in power.kinds}
        for (start, end, words), kinds in needed.items():
            if start == end:
                continue
            strong, doubtful = start == answer.sovereign, words.startswith(tuple(DOUBTS.values()))
            named = f" ({', '.join(kinds)})" if set(kinds) != every and not strong else ""
            ink = EXCLUDED if doubtful else _STRONG if strong else _LINE
            self._tie(start, end, words + named, ink, 1.6 if ink is _STRONG else 1.0)

    def _strengthen(self, answer: ConvictionAnswer) -> None:
        for (start, end, words), bond in list(self.bonds.items()):
            if start == self.groups[answer.id] and end == answer.sovereign and words == "law broken":
                self.bonds[start, end, words] = replace(bond, ink=replace(_STRONG, dashed=bond.ink.dashed), width=1.6)

    def _office(self, office: Authority, ink: Ink, doubt: str) -> None:
        """The box of an office with a role; where it has several, the one that decides is told, else the first."""
        known = self.ranked.get(office.office)
        if known is AUTHORITY or known is ink or (known is ADVICE and ink is EXCLUDED):
            return
        self.ranked[office.office] = ink
        decides = office.role == "decider" and not doubt
        basis, cited = office.basis if decides or doubt else "", self.cited(office.because)
        said = [
            Phrase(office.label, Type(9, bold=decides, italic=bool(doubt)), () if basis else cited, thing=office.office)
        ]
        said += [Phrase(f"? {doubt}", Type(9.5, bold=True, colour=REFUSAL))] if doubt else []
        said += [Phrase(office.in_office, Type(9, italic=bool(doubt))), Phrase(basis, _SMALL, cited)]
        said += [Phrase("on conditions", _NOTE)] if office.conditions else []
        word = f"authority · {ROLES[office.role].box}"
        self.boxes[office.office] = make_box(office.office, "authority", ink, word, said, self.wide + 6)

    def _refused(self, answer: ConvictionAnswer, refused: Authority) -> None:
        """An office without power over a conviction: dashed, with the reason; where it holds power elsewhere in the
        figure, its box stays as it is."""
        elsewhere = {a.office for one in self.convictions.values() for a in one.offices if one.value != "moot"}
        if refused.office not in elsewhere and (
            refused.office not in self.boxes or self.boxes[refused.office].ink is not EXCLUDED
        ):
            said = [
                Phrase(refused.label, _BOLD.of(EXCLUDED.text), thing=refused.office),
                Phrase(NO_POWER, Type(9.5, bold=True, colour=REFUSAL)),
                Phrase(refused.reason, Type(8, colour=EXCLUDED.text), self.cited(refused.because)),
            ]
            self.boxes[refused.office] = make_box(
                refused.office, "authority", EXCLUDED, "authority", said, self.wide + 20
            )
        asked = [bond for bond in self.bonds.values() if bond.end == refused.office and bond.words == "addressed to"
                 and bond.start in self.boxes]  # fmt: skip
        for bond in asked:
            if refused.office not in elsewhere:
                self.bonds[bond.start, bond.end, bond.words] = replace(bond, ink=EXCLUDED)
        if not asked or refused.office in elsewhere:
            self._tie(answer.sovereign, refused.office, "not decided by", EXCLUDED)


def network_of(view: CaseView, found: Neighbourhood, most: int, cited: Cited) -> BoxNetwork:
    """The boxes and edges of a neighbourhood, at most `most` where leaving out what lies furthest makes it fit."""
    for left in range(len(OUTER)):
        network = reduced(view, found, cited, left)
        if len(network.boxes) <= most:
            return network
    return reduced(view, found, cited, len(OUTER))


def reduced(view: CaseView, found: Neighbourhood, cited: Cited, left: int, wide: float = WIDE) -> BoxNetwork:
    """The boxes, of about that width, and edges of a neighbourhood without the first `left` kinds of `OUTER`."""
    builder = _Builder(view, found, cited, OUTER[:left], wide)
    builder.build()
    boxes = dict(sorted(builder.boxes.items()))
    bonds = [bond for _, bond in sorted(builder.bonds.items()) if bond.start in boxes and bond.end in boxes]
    tied = {end for bond in bonds for end in (bond.start, bond.end)}
    kept = tuple(box for node, box in boxes.items() if node in tied or node in found.focus)
    return BoxNetwork(kept, tuple(bonds), builder.left_out)
