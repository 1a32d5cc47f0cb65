"""What a case asserts, by thing and property: what the checks of whole cases look at."""

from dataclasses import dataclass
from functools import cached_property

from ...records.claim import Case, Claim
from ...vocabulary import CG, RDF_TYPE

__all__ = ["Asserted"]


@dataclass(frozen=True)
class Asserted:
    """The asserted claims of a case by subject and predicate."""

    case: Case

    @cached_property
    def held(self) -> dict[str, dict[str, list[Claim]]]:
        found: dict[str, dict[str, list[Claim]]] = {}
        for claim in self.case.claims:
            if claim.standing.asserted:
                found.setdefault(claim.subject, {}).setdefault(claim.predicate, []).append(claim)
        return found

    @cached_property
    def _kinds(self) -> dict[str, list[str]]:
        """Class → its things."""
        found: dict[str, list[str]] = {}
        for node, own in self.held.items():
            for kind in dict.fromkeys(str(claim.object) for claim in own.get(RDF_TYPE, ())):
                found.setdefault(kind, []).append(node)
        return found

    def of(self, kind: str) -> list[str]:
        """The things of a class, in the order of the file."""
        return self._kinds.get(CG + kind, [])

    def values(self, node: str, key: str) -> list[Claim]:
        """The asserted claims of a property of a thing."""
        return self.held.get(node, {}).get(CG + key, [])

    def said(self, node: str, *keys: str) -> bool:
        """Does anybody say something of that kind of a thing, however firmly?"""
        wanted = {CG + key for key in keys}
        return any(claim.subject == node and claim.predicate in wanted for claim in self.case.claims)

    def about(self, kind: str, conviction: str) -> list[str]:
        """The things of a class that name a conviction."""
        return [node for node in self.of(kind) if any(c.object == conviction for c in self.values(node, "conviction"))]

    def place(self, node: str) -> Claim:
        """The claim that says that the thing is there: it stands where its record begins."""
        return self.held[node][RDF_TYPE][0]
