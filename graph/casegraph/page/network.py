"""The neighbourhood of the convictions as a picture: people, charges, courts, sovereigns, powers, offices, petitions.

Graphviz's `dot` finds the places, with the real sizes of boxes and of the words on edges; nothing contested is drawn.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .. import cg
from ..questions.clemency.answer import Answer, ConvictionAnswer
from ..questions.powers.walk import ROLES
from ..view import CaseView, back, label, step, types
from ..vocabulary import ID, expand
from ..words import NO_POWER, escape, spaced
from .anchors import Anchors
from .svg import SIZES, Box, Point, box_of, draw_box, head, picture, set_text
from .text import width_of

__all__ = ["MOST", "Network", "network_list", "network_of", "network_picture"]

MOST = 40
"""No picture holds more things."""
_MAIN = 8
_KINDS = {
    "Person": "person", "Conviction": "conviction", "Charge": "charge", "Court": "court", "Sovereign": "sovereign",
    "Power": "power", "Office": "authority", "Petition": "petition", "Work": "work", "Event": "event",
    "Sentence": "event",
}  # fmt: skip
_EDGES = (
    cg.person, cg.charge, cg.court, cg.lawBroken, cg.conviction, cg.seeksReliefFor, cg.addressedTo,
    cg.petition, cg.sovereign, *ROLES, cg.victim, cg.inspiredBy, cg.about, cg.agent, cg.courtOf,
    cg.respondedTo, cg.act,
)  # fmt: skip
_BACKWARD = {cg.person: "is person of", cg.sovereign: "provides", cg.charge: "led to", cg.victim: "victim of"}
"""Properties drawn against their direction, with the words that fit: the picture reads person → charge → conviction →
sovereign → power → office."""
_STYLES = {cg.lawBroken: "e law", cg.decider: "e may"}
_PERSON = {"conviction": "convicted", "charge": "charged", "event": "sentenced"}


Edge = tuple[str, str, str]
Route = tuple[list[Point], Point | None]


@dataclass(frozen=True, slots=True)
class Network:
    """The things of the picture, the edges between them (from, property, to), and how many things were left out."""

    nodes: tuple[str, ...]
    edges: tuple[Edge, ...]
    left_out: int


def network_of(view: CaseView, case: str, answer: Answer | None) -> Network:
    """The things nearest to the convictions, at most `MOST`, and the established edges between them."""
    convictions = _convictions(view, case, answer)
    found = list(dict.fromkeys(_nearest(view, case, answer)))
    left_out = len(found[MOST:]) + len([node for node in convictions if node not in found])
    nodes = found[:MOST]
    held = set(nodes)
    edges = [(node, key, end) for node in nodes for key in _EDGES for end in step(view, node, key) if end in held]
    edges = [edge for edge in edges if not _told_by_charge(view, edge, held)]
    linked = {end for start, _, other in edges for end in (start, other)}
    shown = tuple(node for node in nodes if node in linked)
    return Network(shown, tuple(dict.fromkeys(edges)), left_out)


def _told_by_charge(view: CaseView, edge: Edge, held: set[str]) -> bool:
    """Is it told already: a conviction's person by its charge, the law a charge rests on by its conviction?"""
    start, key, end = edge
    if key == cg.lawBroken:
        return any(end in step(view, found, key) for found in back(view, start, cg.charge) if found in held)
    charges = step(view, start, cg.charge) if key == cg.person else []
    return any(end in step(view, charge, cg.person) for charge in charges if charge in held)


def _convictions(view: CaseView, case: str, answer: Answer | None) -> list[str]:
    """Every conviction of the answer, then the others of the case."""
    asked = [one.id for one in answer.convictions] if answer is not None else []
    scope = f"{ID}{case}/"
    return list(
        dict.fromkeys([*asked, *(n for n in back(view, expand(cg.Conviction), "rdf:type") if n.startswith(scope))])
    )


def _shared_out(view: CaseView, convictions: list[str]) -> list[str]:
    """So many convictions as the picture is about, one of each person before a second of anyone."""
    turns: dict[str, int] = {}
    order: list[tuple[int, str]] = []
    for node in convictions:
        person = next(iter(step(view, node, cg.person)), node)
        turns[person] = turns.get(person, 0) + 1
        order.append((turns[person], node))
    chosen = {node for _, node in sorted(order, key=lambda item: item[0])[:_MAIN]}
    return [node for node in convictions if node in chosen]


def _nearest(view: CaseView, case: str, answer: Answer | None) -> Iterator[str]:
    """Things by their distance from the convictions of the case, those of one ring sorted."""
    scope = f"{ID}{case}/"
    convictions = _convictions(view, case, answer)
    main = _shared_out(view, convictions)
    yield from main
    people = _ends(view, main, cg.person) or _people(view, scope)
    yield from people
    yield from _ends(view, main, cg.lawBroken)
    if answer is not None:
        for found in answer.convictions:
            for authority in (*found.holders, *found.excluded):
                yield authority.office
        for found in (one for one in answer.convictions if one.id in main):
            own = {s.start for s in found.steps if s.predicate == cg.sovereign and s.end == found.sovereign}
            yield from (walked.start for walked in found.steps if walked.start in own)
    yield from _ends(view, main, cg.court)
    petitions = sorted({node for person in people for node in back(view, person, cg.seeksReliefFor)})
    yield from petitions
    yield from _ends(view, petitions, cg.addressedTo)
    charges = _ends(view, main, cg.charge) or sorted(set(_charges(view, people)))
    yield from charges
    yield from _ends(view, charges, cg.victim)
    yield from _ends(view, petitions, cg.inspiredBy)


def _ends(view: CaseView, nodes: Iterable[str], key: str) -> list[str]:
    return list(dict.fromkeys(end for node in nodes for end in step(view, node, key)))


def _people(view: CaseView, scope: str) -> list[str]:
    return [node for node in back(view, expand(cg.Person), "rdf:type") if node.startswith(scope)][:8]


def _charges(view: CaseView, people: Iterable[str]) -> Iterator[str]:
    for person in people:
        yield from (node for node in back(view, person, cg.person) if cg.Charge in types(view, node))


def _kind(view: CaseView, node: str) -> str:
    classes = {name.removeprefix("cg:") for name in types(view, node)}
    return next((kind for klass, kind in _KINDS.items() if klass in classes), "thing")


def _words(key: str) -> str:
    known = {cg.seeksReliefFor: "asks relief for", cg.decider: "decided by"}
    return known.get(key, spaced(key))


def _phrase(view: CaseView, edge: Edge) -> str:
    """The words on an edge, in the direction it is drawn."""
    start, key, _ = edge
    if key == cg.person:
        return _PERSON.get(_kind(view, start), _BACKWARD[key])
    return _BACKWARD.get(key) or _words(key)


def network_picture(view: CaseView, network: Network, answer: Answer | None, anchors: Anchors) -> str:
    """The picture, an authority without power dashed and marked as on the path."""
    refused, fates = _refused(answer), _fates(answer)
    boxes = {node: _box(view, node, refused, fates.get(node)) for node in network.nodes}
    labels = {edge: _phrase(view, edge) for edge in _labelled(network.edges)}
    placed, routes, (width, height) = _laid_out(boxes, network.edges, labels)
    parts = []
    for edge in network.edges:
        points, _ = routes[edge]
        parts.append(
            _curve(points, "e law" if edge[1] == cg.lawBroken else "e may" if edge[1] == cg.decider else "e own thin")
        )
    for edge in network.edges:
        spot = routes[edge][1]
        if edge in labels and spot:
            parts.append(set_text(spot[0], spot[1] + 4, labels[edge], "m s halo"))
    parts += [draw_box(placed[node], anchors, "node") for node in network.nodes]
    about = f"{len(network.nodes)} things and {len(network.edges)} relations between them, all of them established."
    title = f"How things hang together: {anchors.facts.title}"
    return picture("network-figure", width, height, title, about, parts)


def _refused(answer: Answer | None) -> set[str]:
    if answer is None:
        return set()
    held = {a.office for one in answer.convictions for a in (*one.holders, *one.disputed)}
    return {a.office for one in answer.convictions for a in one.excluded} - held


def _fates(answer: Answer | None) -> dict[str, ConvictionAnswer]:
    return {one.id: one for one in answer.convictions} if answer else {}


def _box(view: CaseView, node: str, refused: set[str], found: ConvictionAnswer | None) -> Box:
    kind = _kind(view, node)
    word = {"authority": "authority", "power": "clemency power"}.get(kind, kind)
    if kind in ("event", "thing", "work"):
        word = spaced(min(types(view, node) - {cg.Event}, default="Thing")).lower()
    text = [(label(view, node), "s")]
    if node in refused:
        text.append((NO_POWER, "no"))
    text += [(line, "i") for line in (found.brief if found else ())]
    gone = "gone" if found and found.value == "moot" else ""
    return box_of(node, kind, word, text, 106, "out" if node in refused else gone)


def _labelled(edges: Iterable[Edge]) -> set[Edge]:
    """One edge of each bundle that shares a property and an end carries the words."""
    chosen: dict[tuple[str, str], Edge] = {}
    shown = set()
    for edge in edges:
        start, key, end = edge
        bundles = [(key, start), (key, end)]
        if not any(bundle in chosen for bundle in bundles):
            shown.add(edge)
        for bundle in bundles:
            chosen.setdefault(bundle, edge)
    return shown


def _laid_out(
    boxes: dict[str, Box], edges: Iterable[Edge], labels: dict[Edge, str]
) -> tuple[dict[str, Box], dict[Edge, Route], tuple[float, float]]:
    """Boxes, edges (Bézier points, place of the words) and the size of the sheet, as `dot` lays them out."""
    import pygraphviz

    graph = pygraphviz.AGraph(directed=True, strict=False)
    graph.graph_attr.update(rankdir="TB", nodesep="0.11", ranksep="0.3", splines="true", margin="0")
    names = {node: f"n{index}" for index, node in enumerate(boxes)}
    for node, box in boxes.items():
        size = {"width": f"{box.width / 72:.4f}", "height": f"{box.height / 72:.4f}"}
        graph.add_node(names[node], shape="box", fixedsize="true", label="", **size)
    for index, edge in enumerate(edges):
        more = {}
        if edge in labels:
            wide = width_of(labels[edge], SIZES["s"]) + 6
            cell = f'<TABLE BORDER="0" FIXEDSIZE="TRUE" WIDTH="{wide:.0f}" HEIGHT="16"><TR><TD></TD></TR></TABLE>'
            more["label"] = f"<{cell}>"
        first, last = _drawn(edge)
        graph.add_edge(names[first], names[last], key=f"e{index}", arrowsize="0.8", **more)
    graph.layout(prog="dot")
    return _read(graph, boxes, names, list(edges))


def _drawn(edge: Edge) -> tuple[str, str]:
    """From where to where an edge is drawn."""
    start, key, end = edge
    return (end, start) if key in _BACKWARD else (start, end)


def _read(
    graph: Any, boxes: dict[str, Box], names: dict[str, str], edges: list[Edge]
) -> tuple[dict[str, Box], dict[Edge, Route], tuple[float, float]]:
    x0, y0, x1, y1 = (float(part) for part in str(graph.graph_attr["bb"]).split(","))
    placed = {}
    for node, box in boxes.items():
        x, y = _flip(str(graph.get_node(names[node]).attr["pos"]), x0, y1)
        placed[node] = box.at(round(x - box.width / 2, 1), round(y - box.height / 2, 1))
    routes: dict[Edge, Route] = {}
    for index, edge in enumerate(edges):
        first, last = _drawn(edge)
        attr = graph.get_edge(names[first], names[last], f"e{index}").attr
        spot = str(attr["lp"] or "")
        routes[edge] = (_route(str(attr["pos"]), x0, y1), _flip(spot, x0, y1) if spot else None)
    return placed, routes, (x1 - x0 + 8, y1 - y0 + 8)


def _flip(text: str, x0: float, y1: float) -> Point:
    x, y = (float(part) for part in text.split(","))
    return round(x - x0 + 4, 1), round(y1 - y + 4, 1)


def _route(pos: str, x0: float, y1: float) -> list[Point]:
    """The Bézier points of an edge from its tail to its head, the arrowhead's tip last."""
    tip, *points = pos.split(" ")
    return [*(_flip(part, x0, y1) for part in points), _flip(tip.removeprefix("e,"), x0, y1)]


def _curve(points: list[Point], style: str) -> str:
    *stem, (x, y) = points
    (x0, y0) = stem[-1]
    length = max(((x - x0) ** 2 + (y - y0) ** 2) ** 0.5, 0.01)
    dx, dy = (x - x0) / length * 8, (y - y0) / length * 8
    curve = f"M{stem[0][0]:.0f} {stem[0][1]:.0f}C" + " ".join(f"{px:.0f} {py:.0f}" for px, py in stem[1:])
    return f'<path class="{style}" d="{curve}"/>{head(x, y, dx, dy, style)}'


def network_list(view: CaseView, network: Network, answer: Answer | None, anchors: Anchors) -> str:
    """Each relation in words, each thing a link to its claims: what a narrow screen shows in place of the picture."""
    items, fates = [], _fates(answer)
    for node in network.nodes:
        lines = [f"{escape(_words(key))} {anchors.link(end)}" for start, key, end in network.edges if start == node]
        if lines:
            kind = f"<span class=k>{_kind(view, node).upper()}</span>"
            told = "; ".join(fates[node].brief) if node in fates else ""
            fate = f" <i>{escape(told)}</i>" if told else ""
            items.append(
                f"<li>{kind} <b>{anchors.link(node)}</b>{fate}<ul>{''.join(f'<li>{text}' for text in lines)}</ul>"
            )
    return f"<ul class=relations>{''.join(items)}</ul>"
