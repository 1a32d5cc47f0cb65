"""The boxes of a path figure: what each says, in words, wrapped and sized."""

from collections.abc import Iterable, Sequence

from ..questions.answer import Answer, Authority, ConvictionAnswer, marks
from ..vocabulary import local
from .path_facts import Excluded, Held, Lane, Power
from .sheet import Box, make_box
from .style import (
    ADVICE,
    AUTHORITY,
    CONVICTION,
    EXCLUDED,
    GREYED,
    MUTED,
    POWER,
    REFUSAL,
    SOVEREIGN,
    Ink,
    Type,
)

__all__ = ["ROLE_EDGES", "Words"]

_PLAIN, _BOLD, _SMALL = Type(9.5), Type(9.5, bold=True), Type(8.5)
ROLE_EDGES = {
    "decider": "decided by",
    "must recommend": "only if recommended by",
    "must consent": "only if agreed by",
    "must be consulted": "after hearing",
    "may be consulted": "may consult",
}
_ROLE_WORDS = {
    "decider": "DECIDES",
    "must recommend": "MUST RECOMMEND",
    "must consent": "MUST CONSENT",
    "must be consulted": "MUST BE HEARD",
    "may be consulted": "ADVICE ONLY",
}


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
            text += [(joined(one.note, because), Type(8.5, italic=True, colour=MUTED))]
            return make_box(one.id, "conviction", GREYED, word, text, 176)
        text = [(one.person, _BOLD), (joined(one.label, because), _PLAIN)]
        if one.note or one.status not in ("stands", "reinstated"):
            text.append((one.note or one.status, Type(8.5, italic=True)))
        return make_box(one.id, "conviction", CONVICTION, "CONVICTION", text, 176)

    def sovereign(self, iri: str, name: str, ink: Ink = SOVEREIGN) -> Box:
        """The tag of a sovereign."""
        return make_box(iri, "sovereign", ink, "SOVEREIGN", [(name, Type(9.5, colour=ink.text))], 118)

    def power(self, power: Power) -> Box:
        """The folder of a power: kinds, conditions, legal basis."""
        kinds = [(", ".join(power.kinds), _PLAIN)]
        limits = [(text, Type(8.5, italic=True)) for text in power.conditions[:3]]
        basis = [(joined(power.basis, self.marks(power.claims)), _SMALL)]
        name = "+".join(held.authority.office for held in power.held)
        return make_box(f"power-{local(name)}", "power", POWER, "CLEMENCY POWER", [*kinds, *limits, *basis], 150)

    def held(self, held: Held) -> Box:
        """The hexagon of an office with a role, and who was in it."""
        if held.advises_only:
            return self.refusal(held.advises_only)
        authority = held.authority
        decides = authority.role == "decider"
        claims = held.in_office or authority.because
        person = joined(authority.in_office, self.marks(claims)) if authority.in_office else ""
        text = [(authority.label, _BOLD if decides else _PLAIN), (person, _PLAIN)]
        if not person:
            text[0] = (joined(authority.label, self.marks(held.claims)), text[0][1])
        word = f"AUTHORITY · {_ROLE_WORDS.get(authority.role, authority.role.upper())}"
        return make_box(authority.office, "authority", AUTHORITY if decides else ADVICE, word, text, 168)

    def refusal(self, authority: Authority) -> Box:
        """The dashed hexagon of an office without power here, and why."""
        reason = joined(authority.reason, self.marks(authority.because))
        text = [
            (authority.label, Type(9.5, bold=True, colour=EXCLUDED.text)),
            ("✕ no power here", Type(10, bold=True, colour=REFUSAL)),
            (reason, Type(8.5, colour=EXCLUDED.text)),
        ]
        return make_box(authority.office, "authority", EXCLUDED, "AUTHORITY", text, 190)

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
        needed = [text.partition(": ")[2] or text for text in lane.missing]
        text = [(missing, Type(9, colour=REFUSAL)) for missing in needed]
        return make_box(f"missing-{lane.groups[0][0].id}", "gap", EXCLUDED, "NOT ON RECORD", text, 150)

    def law(self, conviction: ConvictionAnswer) -> str:
        """The label of the edge from a conviction to the sovereign whose law was broken."""
        claims = [claim for s in conviction.steps if s.predicate == "cg:lawBroken" for claim in s.claims]
        return joined("law broken", self.marks(claims))

    def role(self, held: Held) -> str:
        """The label of the edge from a power to an office."""
        return joined(ROLE_EDGES.get(held.authority.role, held.authority.role), self.marks(held.claims))
