"""Every fact has a source, nobody"s word withdraws a firmer fact, and nothing counts before it is reviewed."""

from collections.abc import Iterator

from ...errors import Problem
from ..compile import as_list, entry_name
from ..format.forms import Provenance
from ..reader import Path_
from .context import Context

__all__ = ["candidates_are_no_facts", "missing_sources", "withdrawals_are_firm_enough"]


def missing_sources(context: Context) -> Iterator[Problem]:
    """Every record and every claim names the document it rests on."""
    for entry in context.entries:
        if not entry.record.source:
            yield _no_source(context, entry.path, str(entry.key))
    for index, claim in enumerate(context.file.claims):
        if not claim.source:
            yield _no_source(context, ("claims", index), claim.id or f"claim {index + 1}")


def _no_source(context: Context, path: Path_, name: str) -> Problem:
    return Problem(
        context.document.key_place(path),
        "E201",
        f"'{name}' names no source",
        "nothing to check it against",
        "add 'source:' with the id of a document under sources:",
    )


def withdrawals_are_firm_enough(context: Context) -> Iterator[Problem]:
    """Nobody's word withdraws a firmer fact, unless the document withdraws what rests on it alone."""
    if not any(claim.supersedes or claim.retracts for claim in context.file.claims):
        return
    targets = {claim.id: (claim.standing or "attributed", as_list(claim.source)) for claim in context.file.claims}
    for entry in context.entries:
        for value in entry.values:
            own = value.own or Provenance()
            standing = own.standing or entry.record.standing or "established"
            sources = as_list(own.source) or as_list(entry.record.source)
            targets.setdefault(f"{entry_name(entry)}.{value.spec.key}", (standing, sources))
    order = ["established", "inferred", "attributed", "contested", "retracted"]
    for index, claim in enumerate(context.file.claims):
        for key in ("supersedes", "retracts"):
            for target in as_list(getattr(claim, key)):
                standing, sources = targets.get(target, ("retracted", []))
                weaker = order.index(claim.standing or "attributed") > order.index(standing)
                if target == claim.id or (weaker and not set(sources) <= set(as_list(claim.source))):
                    why = "itself" if target == claim.id else f"'{target}', which is {standing}"
                    yield Problem(
                        context.document.place(("claims", index, key)),
                        "E211",
                        f"this {claim.standing or 'attributed'} claim cannot withdraw {why}",
                        "not firm enough",
                        "give it the standing and the source that bear it out, or use conflicts_with",
                    )


def candidates_are_no_facts(context: Context) -> Iterator[Problem]:
    """What nobody has reviewed, or what a reviewer rejected, is not established; a review names its reviewer."""
    for path, said in context.provenances:
        if said.status is None:
            continue
        place = context.document.place((*path, "status"))
        standing = said.standing or ("attributed" if path[0] == "claims" or len(path) > 2 else "established")
        if said.status != "accepted" and standing in ("established", "inferred"):
            yield Problem(
                place,
                "E230",
                f"a {said.status} claim stands as {standing}",
                "not reviewed and accepted",
                "write 'standing: attributed', or review it: casegraph review FILE",
            )
        elif said.status == "accepted" and not (said.reviewer and said.reviewed):
            yield Problem(
                place,
                "E230",
                "accepted, but by whom and when is missing",
                "needs reviewer: and reviewed:",
                "add both, or review it: casegraph review FILE",
            )
