"""The boxes of a path figure: what each says, in words, wrapped and sized."""

from collections.abc import Iterable, Sequence

from ... import cg
from ...questions.citations import marks
from ...questions.clemency.answer import Answer, ConvictionAnswer
from ...vocabulary import local
from ...words import ROLES
from ..paint.sheet import Box, make_box
from ..paint.style import ADVICE, AUTHORITY, CONVICTION, EXCLUDED, GREYED, MUTED, POWER, REFUSAL, SOVEREIGN, Ink, Type
from .facts import Excluded, Held, Lane, Power

__all__ = ["ALONE", "DOUBTS", "Words", "joined"]

_PLAIN, _BOLD, _SMALL = Type(9.5), Type(9.5, bold=True), Type(8.5)
DOUBTS = {"contested": "disputed", "attributed": "by one source"}
"""Standing of a power that settled law does not give → its mark."""

ALONE = "✕ does not decide"
"""Under the name of an office that was asked about and only has a part in a power."""


def joined(*parts: str) -> str:
    """The parts that say something, separated by spaces."""
    return " ".join(part for part in parts if part)


class Words:
    """Writes the boxes of one answer, every one with the numbers of its sources."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.standing = [one for one in answer.convictions if one.value != "moot"]
        self.sovereigns = sorted({one.sovereign for one in self.standing})

    def marks(self, claims: Iterable[str]) -> str:
        """The bracketed source numbers of `claims`."""
        return marks(self.answer, claims)

    def conviction(self, group: Sequence[ConvictionAnswer]) -> Box:
        """The octagon of a conviction, or the greyed one of moot convictions that share their fate."""
        one = group[0]
        because = self.marks(claim for member in group for claim in member.because)
        if one.value == "moot":
            word = f"{'CONVICTION' if len(group) == 1 else 'CONVICTIONS'} · {one.status.upper()}"
            text = [(one.person, _PLAIN.of(MUTED)), *((member.label, _PLAIN.of(MUTED)) for member in group)]
            *lines, last = one.fate(self.marks)
            note = Type(8.5, italic=True, colour=MUTED)
            text += [*((line, note) for line in lines), (joined(last, because), note)]
            return make_box(one.id, "conviction", GREYED, word, text, 176)
        text = [(one.person, _BOLD), (joined(one.label, because), _PLAIN)]
        text += [(line, Type(8.5, italic=True)) for line in one.fate(self.marks)]
        return make_box(one.id, "conviction", CONVICTION, "CONVICTION", text, 176)

    def sovereign(self, iri: str, name: str, ink: Ink = SOVEREIGN) -> Box:
        """The tag of a sovereign."""
        return make_box(iri, "sovereign", ink, "SOVEREIGN", [(name, Type(9.5, colour=ink.text))], 118)

    def power(self, power: Power) -> Box:
        """The folder of a power: kinds, conditions, legal basis."""
        kinds = [(", ".join(power.kinds), _PLAIN)]
        limits = [(text, Type(8.5, italic=True)) for text in power.limits]
        basis = [(joined(power.basis, self.marks(power.claims)), _SMALL)]
        doubt = DOUBTS.get(power.standing, "")
        word = f"CLEMENCY POWER · {doubt.upper()}" if doubt else "CLEMENCY POWER"
        wide = 150 + min(len(" ".join(power.conditions)) // 6, 90)
        return make_box(power.name, "power", EXCLUDED if doubt else POWER, word, [*kinds, *limits, *basis], wide)

    def held(self, held: Held) -> Box:
        """The hexagon of an office with a role, and who was in it; dashed where that is no settled law."""
        authority = held.authority
        doubt = DOUBTS.get(authority.standing, "")
        word = f"AUTHORITY · {ROLES[authority.role].box.upper()}"
        if held.advises_only:
            return self.refusal(Excluded(held.advises_only, (), ()), word)
        decides = authority.role == "decider"
        claims = held.in_office or authority.because
        person = joined(authority.in_office, self.marks(claims)) if authority.in_office else ""
        text = [(authority.label, Type(9.5, italic=bool(doubt), bold=decides and not doubt)), (person, _PLAIN)]
        if not person:
            text[0] = (joined(authority.label, self.marks(held.claims)), text[0][1])
        if doubt:
            text.insert(1, (f"? {doubt}", Type(10, bold=True, colour=REFUSAL)))
        ink = EXCLUDED if doubt else AUTHORITY if decides else ADVICE
        return make_box(authority.office, "authority", ink, word, text, 168)

    def refusal(self, found: Excluded, word: str = "AUTHORITY") -> Box:
        """The dashed hexagon of an office without power here, and why; of one with a role, that it does not decide."""
        authority = found.authority
        reason = joined(authority.reason, self.marks(authority.because))
        text = [
            (authority.label, Type(9.5, bold=True, colour=EXCLUDED.text)),
            (found.words if word == "AUTHORITY" else ALONE, Type(10, bold=True, colour=REFUSAL)),
            (reason, Type(8.5, colour=EXCLUDED.text)),
        ]
        return make_box(authority.office, "authority", EXCLUDED, word, text, 190)

    def elsewhere(self, found: Excluded) -> Box:
        """The greyed folder of the power an excluded office has elsewhere."""
        text = [(joined(found.authority.basis, self.marks(found.decides)), Type(8.5, colour=MUTED))]
        name = f"power-{local(found.authority.office)}-elsewhere"
        return make_box(name, "power", GREYED, "CLEMENCY POWER", text, 150)

    def elsewhere_note(self, reached: int) -> str:
        """Why no edge leads from the convictions to the sovereigns an excluded office reaches."""
        whose = "these sovereigns" if reached > 1 else "this sovereign"
        if len(self.standing) == 1:
            return f"The conviction above was not under the law of {whose}."
        return f"None of the convictions above was under the law of {whose}."

    def gap(self, lane: Lane) -> Box:
        """The dashed box that says which fact an answer would need."""
        text = [(fact.words, Type(9, colour=REFUSAL)) for fact in lane.missing]
        return make_box(f"missing-{lane.groups[0][0].id}", "gap", EXCLUDED, "NOT ON RECORD", text, 150)

    def law(self, conviction: ConvictionAnswer) -> str:
        """The label of the edge from a conviction to the sovereign whose law was broken."""
        claims = [claim for s in conviction.steps if s.predicate == cg.lawBroken for claim in s.claims]
        return joined("law broken", self.marks(claims))

    def provides(self, power: Power) -> str:
        """The label of the edge from a sovereign to a power."""
        return joined("provides", self.marks(power.provided or power.claims))

    def role(self, held: Held) -> str:
        """The label of the edge from a power to an office."""
        return joined(ROLES[held.authority.role].edge, self.marks(held.claims or held.authority.because))
