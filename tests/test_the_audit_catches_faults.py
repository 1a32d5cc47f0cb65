"""The audit is only worth something if it finds what is wrong: figures spoilt on purpose, one fault each."""

from dataclasses import replace

import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from casegraph.drawing import Audit, audit
from casegraph.drawing.audit.colour import DEFICIENCIES, distance
from casegraph.drawing.audit.faults import crossings_allowed
from casegraph.drawing.paint.figure import painted
from casegraph.drawing.paint.style import CHARGE, CONVICTION, INK, PERSON, Ink, Type
from casegraph.drawing.scene import Box, Item, Line, Mark, Phrase, Scene, Shape, Text, make_box
from casegraph.errors import UsageError

WORD = Type(9)


def sheet(*more: Item) -> Scene:
    """A scene on which nothing is wrong, but for `more`: two boxes, an edge between them, a title."""
    made = [
        Text(20, 20, "A title", Type(16, bold=True)),
        _box("a", 20),
        _box("b", 260),
        _edge((_box("a", 20).right, 100), (260, 100), "a--b", head=True),
        Text(180, 82, "leads to", WORD),
    ]
    return Scene("path", 400, 200, (*made, *more))


def _box(name: str, x: float, y: float = 80, ink: Ink = PERSON, kind: str = "person") -> Box:
    return make_box(name, kind, ink, kind, [Phrase(f"Box {name}", WORD)], 100).at(x, y, 80)


def _edge(start: tuple[float, float], end: tuple[float, float], name: str, *, head: bool = False) -> Line:
    return Line((start, end), PERSON.line, 1.3, name, head=head)


def _square(x0: float, y0: float, x1: float, y1: float, ground: str, line: str = INK, order: float = 3) -> Shape:
    return Shape(((x0, y0), (x1, y0), (x1, y1), (x0, y1)), ground, line, order=order)


def _alike() -> Shape:
    """A box of another class, in the shape of a person and nearly the same colours."""
    outline = next(_box("c", 20, 140).parts())
    assert isinstance(outline, Shape)
    return replace(outline, ground="#e2ecf8", line="#0c508b", label="victim")


FAULTS: dict[str, tuple[tuple[Item, ...], str]] = {
    "two texts overlap": ((Text(24, 24, "over the title", WORD),), "overlaps"),
    "a line strikes a text": ((Line(((170, 87), (240, 87)), INK),), "is struck by a line"),
    "a marker covers a text": ((Mark(195, 88, "o", INK, 6),), "is covered by"),
    "an outline cuts a text": ((_square(190, 75, 200, 95, "none"),), "is cut by"),
    "a text leaves the sheet": ((Text(370, 150, "beyond the edge", WORD),), "leaves the sheet"),
    "a box leaves the sheet": ((_box("c", 350, 150),), "leaves the sheet"),
    "a line leaves the sheet": ((Line(((300, 150), (420, 150)), INK),), "leaves the sheet"),
    "a text is too small": ((Text(20, 160, "tiny", Type(7.5)),), "smallest text has 7.5 points"),
    "a text is too faint": ((Text(20, 160, "faint", Type(9, colour="#999999")),), "contrast of 2.8"),
    "a text is too faint on its box": (
        (_square(20, 140, 120, 190, "#8a1414"), Text(30, 155, "dark on dark", WORD)), "contrast of 1"),
    "two boxes overlap": ((_box("c", 60, 100),), "overlaps c"),
    "an edge runs through a box": ((_box("c", 180, 130), _edge((130, 145), (300, 145), "a--d")), "runs through c"),
    "two edges cross": (
        (_edge((240, 150), (300, 190), "c--d"), _edge((240, 190), (300, 150), "e--f")), "1 crossings, 0 allowed"),
    "two edges lie on each other": (
        (_edge((20, 180), (300, 180), "c--d"), _edge((100, 180), (380, 180), "e--f")), "1 crossings, 0 allowed"),
    "two classes look alike": ((_alike(),), "and not in shape"),
}  # fmt: skip


def test_a_sound_figure_has_no_fault() -> None:
    for pixels in (False, True):
        found = audit(sheet(), pixels=pixels)
        assert found.faults == []
        assert (found.kind, found.nodes, found.crossings, found.pixels) == ("path", 2, (), pixels)


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_found_in_the_scene_alone_and_with_the_picture(name: str) -> None:
    more, told = FAULTS[name]
    for pixels in (False, True):
        found = audit(sheet(*more), pixels=pixels)
        assert any(told in fault for fault in found.faults), (pixels, found.faults)


def test_the_picture_shows_what_the_scene_does_not_say() -> None:
    figure = painted(sheet(Text(100, 175, "on a line that is no line of ours", WORD)))
    figure.add_artist(Line2D([0.1, 0.9], [0.1, 0.1], color="black"), clip=False)
    assert audit(figure, pixels=False).faults == []
    assert any("runs under" in fault for fault in audit(figure).faults)


def test_a_figure_that_shows_no_scene_is_refused() -> None:
    with pytest.raises(UsageError, match="only a figure of this package"):
        audit(Figure())


def test_a_text_hidden_beneath_a_shape_is_found() -> None:
    made = sheet(_square(15, 10, 200, 50, "#ffffff", "#ffffff", order=20))
    assert any("'A title' is hidden" in fault for fault in audit(made).faults)


def test_ink_that_touches_the_edge_is_found_in_the_picture() -> None:
    assert "ink touches the left edge" in audit(sheet(_square(0, 100, 5, 120, "#000000", "#000000"))).faults


def test_an_edge_may_meet_its_own_boxes_and_its_own_bundle() -> None:
    made = sheet(_edge((150, 130), (150, 190), "bundle"), _edge((100, 160), (200, 160), "bundle"))
    assert audit(made).faults == []


def test_classes_of_one_shape_may_differ_in_colour_but_for_every_eye() -> None:
    red, green = Ink("#fbe3d5", "#9a3a00"), Ink("#e3ecd0", "#5b5400")
    assert distance(red.line, green.line) > 25
    assert min(distance(red.line, green.line, name) for name in DEFICIENCIES) < distance(red.line, green.line)
    made = sheet(replace(_alike(), ground=CONVICTION.ground, line=CONVICTION.line))
    assert audit(made).faults == []
    assert audit(made).colour_distance > 10


def test_classes_of_two_shapes_need_no_colour() -> None:
    assert audit(sheet(_box("c", 20, 140, PERSON, "charge"))).faults == []
    assert CHARGE != PERSON


@pytest.mark.parametrize(("nodes", "most"), [(10, 1), (40, 1), (60, 2), (150, 10)])
def test_large_networks_may_have_a_few_crossings(nodes: int, most: int) -> None:
    assert crossings_allowed("network", nodes) == most
    assert crossings_allowed("path", nodes) == 0


def test_the_measures_are_plain_values() -> None:
    found = audit(sheet(), pixels=False)
    assert isinstance(found, Audit)
    assert found.to_json() == {
        "kind": "path", "nodes": 2, "overlapping_text": 0, "struck_text": 0, "off_canvas": 0, "overlapping_nodes": 0,
        "edges_through_nodes": 0, "crossings": 0, "untold": 0,
        "smallest_text": 8.0, "least_text": 8.0, "height": 200, "tallest": None,
        "lowest_contrast": found.lowest_contrast,
        "colour_distance": None, "pixels": False, "faults": [],
    }  # fmt: skip
