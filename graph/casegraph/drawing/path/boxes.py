"""The boxes of a path: what each says, in words, wrapped and sized."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ... import cg
from ...questions.citations import marks
from ...questions.clemency.answer import Answer, ConvictionAnswer
from ...vocabulary import local
from ...words import DOUBTS, ROLES
from ..paint.style import ADVICE, AUTHORITY, CONVICTION, EXCLUDED, GREYED, MUTED, POWER, REFUSAL, SOVEREIGN, Ink, Type
from ..scene import Box, Phrase, make_box
from .facts import Excluded, OfficeRow, PathPower, PathRoute

__all__ = ["ALONE", "Words"]

_PLAIN, _BOLD, _SMALL, _NOTE = Type(9.5), Type(9.5, bold=True), Type(8.5), Type(8.5, italic=True)
ALONE = "✕ does not decide"
"""Under the name of an office that was asked about and only has a part in a power."""


class Words:
    """Writes the boxes of one answer, every one with the numbers of its sources."""

    def __init__(self, answer: Answer, elsewhere_told: str = "the table below lists them.") -> None:
        self.answer, self.elsewhere_told = answer, elsewhere_told
        self.standing = [one for one in answer.convictions if one.value != "moot"]
        self.sovereigns = {one.sovereign for one in self.standing}

    def cited(self, claims: Iterable[str]) -> tuple[int, ...]:
        """The numbers of the sources behind `claims`."""
        return tuple(sorted({number for claim in claims for number in self.answer.numbers.get(claim, ())}))

    def marks(self, claims: Iterable[str]) -> str:
        """The same as marks in a text."""
        return marks(self.answer, claims)

    def conviction(self, group: Sequence[ConvictionAnswer]) -> Box:
        """The octagon of a conviction, or of those of one person that share their fate; greyed where it is moot."""
        one, moot = group[0], group[0].value == "moot"
        plain, note = (_PLAIN.of(MUTED), _NOTE.of(MUTED)) if moot else (_PLAIN, _NOTE)
        lines = [Phrase(text, note) for text in one.fate(self.marks)]
        labels = [
            Phrase(member.label, plain, () if moot else self.cited(member.because), thing=member.id) for member in group
        ]
        if moot:
            because = self.cited(claim for member in group for claim in member.because)
            lines[-1] = Phrase(lines[-1].text, note, because)
        word = f"conviction{'s' if len(group) > 1 else ''}{f' · {one.status}' if moot else ''}"
        said = [Phrase(one.person, plain if moot else _BOLD), *labels, *lines]
        ink = GREYED if moot else CONVICTION
        return make_box(one.id, "conviction", replace(ink, dashed=True) if one.condition else ink, word, said, 146)

    def more(self, groups: Sequence[Sequence[ConvictionAnswer]]) -> Box:
        """The greyed box that counts the convictions a picture has no room for."""
        told = f"{sum(map(len, groups))} more convictions {'take the same path' if self.live(groups) else 'are over'}; "
        told += self.elsewhere_told
        return make_box(f"more-{groups[0][0].id}", "conviction", GREYED, "convictions", [Phrase(told, _NOTE)], 146)

    @staticmethod
    def live(groups: Sequence[Sequence[ConvictionAnswer]]) -> bool:
        """Is something left to pardon?"""
        return groups[0][0].value != "moot"

    def sovereign(self, iri: str, name: str, ink: Ink = SOVEREIGN) -> Box:
        """The tag of a sovereign."""
        return make_box(iri, "sovereign", ink, "sovereign", [Phrase(name, _PLAIN.of(ink.text), thing=iri)], 100)

    def power(self, power: PathPower) -> Box:
        """The folder of a power: kinds, conditions, legal basis."""
        doubt = DOUBTS.get(power.standing, "")
        said = [Phrase(", ".join(power.kinds), _PLAIN), *(Phrase(text, _NOTE) for text in power.limits)]
        said.append(Phrase(power.basis, _SMALL, self.cited(power.claims)))
        word = f"clemency power · {doubt}" if doubt else "clemency power"
        wide = 136 + min(len(" ".join(power.conditions)) // 6, 90)
        return make_box(power.name, "power", EXCLUDED if doubt else POWER, word, said, wide)

    def held(self, held: OfficeRow) -> Box:
        """The hexagon of an office with a role, and who was in it; dashed where that is no settled law."""
        authority = held.authority
        doubt, decides = DOUBTS.get(authority.standing, ""), authority.role == "decider"
        word = f"authority · {ROLES[authority.role].box}"
        if held.advises_only:
            return self.refusal(Excluded(held.advises_only, (), ()), word)
        style = Type(9.5, italic=bool(doubt), bold=decides and not doubt)
        alone = () if authority.in_office else self.cited(held.claims)
        said = [Phrase(authority.label, style, alone, thing=authority.office)]
        said += [Phrase(f"? {doubt}", Type(10, bold=True, colour=REFUSAL))] if doubt else []
        said.append(Phrase(authority.in_office, _PLAIN, self.cited(held.in_office or authority.because)))
        ink = EXCLUDED if doubt else AUTHORITY if decides else ADVICE
        return make_box(authority.office, "authority", ink, word, said, 142)

    def refusal(self, found: Excluded, word: str = "authority") -> Box:
        """The dashed hexagon of an office without power here, and why; of one with a role, that it does not decide."""
        authority = found.authority
        said = [
            Phrase(authority.label, _BOLD.of(EXCLUDED.text), thing=authority.office),
            Phrase(found.words if word == "authority" else ALONE, Type(10, bold=True, colour=REFUSAL)),
            Phrase(authority.reason, _SMALL.of(EXCLUDED.text), self.cited(authority.because)),
        ]
        if not found.reaches and word == "authority":
            said.append(Phrase(authority.basis, _SMALL.of(EXCLUDED.text), self.cited(found.decides)))
        return make_box(authority.office, "authority", EXCLUDED, word, said, 158)

    def elsewhere(self, found: Excluded) -> Box:
        """The greyed folder of the power an excluded office has elsewhere."""
        said = [Phrase(found.authority.basis, _SMALL.of(MUTED), self.cited(found.decides))]
        name = f"power-{local(found.authority.office)}-elsewhere"
        return make_box(name, "power", GREYED, "clemency power", said, 136)

    def elsewhere_note(self, reached: int) -> str:
        """Why no edge leads from the convictions to the sovereigns an excluded office reaches."""
        whose = "these sovereigns" if reached > 1 else "this sovereign"
        if len(self.standing) == 1:
            return f"The conviction above was not under the law of {whose}."
        return f"None of the convictions above was under the law of {whose}."

    def gap(self, route: PathRoute) -> Box:
        """The dashed box that says which fact an answer would need."""
        said = [Phrase(fact.words, Type(9, colour=REFUSAL)) for fact in route.missing]
        return make_box(f"missing-{route.groups[0][0].id}", "gap", EXCLUDED, "not on record", said, 150)

    def law(self, group: Sequence[ConvictionAnswer]) -> tuple[int, ...]:
        """The sources of whose law the convictions broke."""
        steps = (walked for one in group for walked in one.steps if walked.predicate == cg.lawBroken)
        return self.cited(claim for walked in steps for claim in walked.claims)
