"""What a run of words names in the graph, if anything: somebody accused, an office holder, a place, a court, a work."""

from collections.abc import Iterable

from ... import cg
from ...rdf import case_graph
from ...view import CaseView, back, label, types, values, widened
from ...vocabulary import Standing, fold

__all__ = ["kind_of_name"]

_MOST = 200
"""As many things that share a word are looked at."""
_KINDS = (
    (cg.Group, "group"),
    (cg.Sovereign, "place"),
    (cg.Office, "office"),
    (cg.Court, "bench"),
    (cg.Petition, "petition"),
    (cg.Work, "work"),
    (cg.Provision, "thing"),
    (cg.Event, "thing"),
    (cg.Offence, "thing"),
)
_ORDER = ("accused", "group", "place", "office", "titled", "person", "officer", "bench", "petition", "work", "thing")


def kind_of_name(view: CaseView | None, text: str, *, partly: bool) -> tuple[str, str]:
    """What kind of thing the words name, and its name in full where they are a part of that of a group or a case.

    Both are "" where they name nothing.

    Args:
        view: the graph; None where only the words of the lexicon are to be told apart from others.
        text: as typed.
        partly: words of a name are enough: the last name of a person, a word of the name of a group, an adjective.
    """
    wanted = fold(text).removeprefix("the ")
    if view is None or (store := view.store) is None or not wanted or wanted.isdigit():
        return "", ""
    kept: dict[tuple[str, bool], tuple[str, str]] = view.__dict__.setdefault("_kinds_of_names", {})
    key = (text, partly)
    if key not in kept:
        wide = widened(view, Standing.ATTRIBUTED)
        exact = [node for name in (wanted, f"the {wanted}") for node in store.look_up(name)]
        kept[key] = _kind(wide, exact), ""
        if not kept[key][0] and partly:
            kept[key] = _of_a_part(wide, wanted, store.look_up(wanted, "words", _MOST))
            if kept[key][0] in ("group", "titled") and not text[:1].isupper():
                kept[key] = "", ""
    return kept[key]


def _kind(wide: CaseView, nodes: Iterable[str]) -> str:
    found = {_kind_of(wide, node) for node in nodes}
    return next((kind for kind in _ORDER if kind in found), "")


def _kind_of(wide: CaseView, node: str) -> str:
    if node.startswith(case_graph("")):
        return "titled"
    kinds = types(wide, node)
    if cg.Person in kinds:
        about = back(wide, node, cg.person)
        held = {kind for one in about for kind in types(wide, one)}
        if held & {cg.Conviction, cg.Charge}:
            return "accused"
        return "officer" if cg.Tenure in held else "person"
    return next((name for klass, name in _KINDS if klass in kinds), "")


def _of_a_part(wide: CaseView, wanted: str, nodes: list[str]) -> tuple[str, str]:
    """What words of a name mean: a person; else the one group or case; else the one place, also by its adjective."""
    kinds = {node: _kind_of(wide, node) for node in nodes}
    words = set(wanted.split())
    for kind in ("accused", "group", "titled", "person", "officer"):
        several = [node for node, own in kinds.items() if own == kind]
        if kind in ("group", "titled"):
            several = [node for node in several if words <= set(fold(label(wide, node)).split())]
            if len(several) == 1:
                return kind, label(wide, several[0])
        elif several:
            return kind, ""
    places = [node for node, kind in kinds.items() if kind == "place"]
    named = [node for node in places if wanted in map(fold, values(wide, node, cg.adjective))]
    return ("place" if len(named) == 1 else ""), ""
