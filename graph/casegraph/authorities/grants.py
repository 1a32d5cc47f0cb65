"""Acts of clemency by offices that, by the law on record, have no part in such a power."""

from collections.abc import Iterator

from .. import cg
from ..dates import NotADate, Ternary, When
from ..errors import Problem
from ..records.claim import Case, Claim, Literal
from ..vocabulary import CG, ID, RDF_TYPE, expand, local
from .load import load_authorities

__all__ = ["grant_warnings"]

_ACTS = {"Pardon": "pardon", "Commutation": "commutation", "Reprieve": "reprieve"}
_ROLES = [expand(role) for role in (cg.decider, cg.mustRecommend, cg.mustConsent, cg.mustBeConsulted, cg.sitsOnBoard)]


def grant_warnings(case: Case) -> list[Problem]:
    """A warning for each grant by an office without a part in any power of its kind over the law that was broken.

    What a person did is not judged, nor an act under the law of a sovereign without a power on record.

    Args:
        case: a checked case; its own powers count beside the shipped ones.
    """
    kinds = {CG + name for name in _ACTS}
    acts = {claim.subject: local(str(claim.object)) for claim in case.claims
            if claim.predicate == RDF_TYPE and claim.object in kinds and claim.standing.asserted}  # fmt: skip
    return list(_warnings(case, acts)) if acts else []


def _warnings(case: Case, acts: dict[str, str]) -> Iterator[Problem]:
    held = _by_subject(case.claims)
    laws = {subject: str(own[expand(cg.lawBroken)][0].object) for subject, own in held.items()
            if expand(cg.lawBroken) in own}  # fmt: skip
    for act, kind in acts.items():
        own = held[act]
        broken = {laws[str(c.object)] for c in own.get(expand(cg.conviction), ()) if str(c.object) in laws}
        agents = [claim for claim in own.get(expand(cg.agent), ()) if "/" not in str(claim.object).removeprefix(ID)]
        for agent, law in ((agent, law) for agent in agents for law in sorted(broken)):
            offices = _offices(case, law, _ACTS[kind], _day(own.get(expand(cg.date), [])))
            if offices and local(str(agent.object)) not in offices and _is_office(str(agent.object), law):
                yield Problem(
                    agent.place,
                    "W317",
                    f"by the law on record '{local(str(agent.object))}' has no part in a {_ACTS[kind]} for an offence "
                    f"against {local(law)}",
                    "without power",
                    f"mend agent: or the conviction; with a part in it on that day: {', '.join(sorted(offices))}",
                )


def _by_subject(claims: tuple[Claim, ...]) -> dict[str, dict[str, list[Claim]]]:
    held: dict[str, dict[str, list[Claim]]] = {}
    for claim in claims:
        held.setdefault(claim.subject, {}).setdefault(claim.predicate, []).append(claim)
    return held


def _day(claims: list[Claim]) -> When | None:
    try:
        return When.parse(claims[0].object.value) if claims and isinstance(claims[0].object, Literal) else None
    except NotADate:
        return None


def _is_office(iri: str, law: str) -> bool:
    loaded = load_authorities((local(law), local(iri)))
    whole = expand(cg.Office)
    return any(c.subject == iri and c.object == whole for one in loaded for c in one.claims)


def _offices(case: Case, law: str, kind: str, day: When | None) -> set[str]:
    """The offices with a part in a power of that kind that may have been in force on the day."""
    found: set[str] = set()
    for one in (case, *load_authorities((local(law),))):
        held = _by_subject(one.claims)
        for own in held.values():
            whose = {str(claim.object) for claim in own.get(expand(cg.sovereign), ())}
            kinds = {claim.object.value for claim in own.get(expand(cg.kinds), ()) if isinstance(claim.object, Literal)}
            if law in whose and any(kind in each for each in kinds) and not _over(own, day):
                found |= {local(str(claim.object)) for role in _ROLES for claim in own.get(role, ())}
    return found


def _over(power: dict[str, list[Claim]], day: When | None) -> bool:
    """Was the power surely not yet, or no longer, in force?"""
    start, end = _day(power.get(expand(cg.from_), [])), _day(power.get(expand(cg.until), []))
    early = day is not None and start is not None and day.before(start) is Ternary.YES
    return early or (day is not None and end is not None and day.after(end) is Ternary.YES)
