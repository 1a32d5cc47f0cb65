"""Do the passages of a case stand in the text of their source?"""

from ..errors import Place, Problem
from ..records.claim import Case
from ..records.passage import SourceText
from ..vocabulary import local

__all__ = ["verify_passages"]


def verify_passages(case: Case, source: str, text: SourceText) -> tuple[int, list[Problem]]:
    """How many passages into `source` its text bears out, and a problem for each one it does not.

    Args:
        case: the records.
        source: IRI of the source.
        text: its text.
    """
    problems: list[Problem] = []
    spans = sorted(
        {(p, claim.place) for claim in case.claims for p in claim.passages if p.source == source},
        key=lambda pair: (pair[0].start, pair[0].end, pair[1]),
    )
    recorded = next((s.get("sha256") for s in case.sources if s.iri == source), "")
    if recorded and recorded != text.sha256:
        place = Place(case.path, 1, 1)
        problems.append(
            Problem(
                place,
                "E302",
                f"the text of source '{local(source)}' has changed",
                f"SHA-256 is {text.sha256[:12]}…, recorded {recorded[:12]}…",
                "passages that no longer fit are listed below; mend them, then record the new digest",
            )
        )
    fitting = {passage for passage, _ in spans if passage.fits(text.text)}
    for passage, place in spans:
        if passage in fitting:
            continue
        near = text.closest(passage.quote) if passage.quote else None
        note = f"closest: {near[1]!r} at {near[0]}" if near else "nothing like it stands in the text"
        name = f"{local(source)}[{passage.start}:{passage.end}]"
        problems.append(
            Problem(
                place,
                "E301",
                f"passage {name} {passage.quote!r} is not in its source",
                "does not fit the text",
                note,
            )
        )
    return len(fitting), problems
