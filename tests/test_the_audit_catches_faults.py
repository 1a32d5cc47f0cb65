"""The audit is only worth something if it finds what is wrong: figures spoilt on purpose, one fault each."""

from collections.abc import Callable

import pytest
from matplotlib.lines import Line2D

from casegraph.drawing import Audit, audit
from casegraph.drawing.audit.colour import DEFICIENCIES, distance
from casegraph.drawing.audit.faults import crossings_allowed
from casegraph.drawing.paint.sheet import Box, Sheet, make_box
from casegraph.drawing.paint.style import CHARGE, CONVICTION, INK, PERSON, Ink, Type

WORD = Type(9)


def sheet() -> Sheet:
    """A sheet on which nothing is wrong: two boxes, an edge between them, a title."""
    made = Sheet(400, 200, "specimen", "path")
    made.text(20, 20, "A title", Type(16, bold=True))
    made.box(_box("a", 20))
    made.box(_box("b", 260))
    made.arrow([(_box("a", 20).right, 100), (260, 100)], PERSON, "a--b")
    made.text(180, 82, "leads to", WORD)
    return made


def _box(name: str, x: float, y: float = 80, ink: Ink = PERSON, kind: str = "person") -> Box:
    return make_box(name, kind, ink, kind.upper(), [(f"Box {name}", WORD)], 100).at(x, y, 80)


def _second_text(made: Sheet) -> None:
    made.text(24, 24, "over the title", WORD)


def _line_through_text(made: Sheet) -> None:
    made.line([(170, 87), (240, 87)])


def _marker_on_text(made: Sheet) -> None:
    made.add(Line2D([195], [88], marker="o", markersize=6, linestyle="none", zorder=9))


def _outline_through_text(made: Sheet) -> None:
    made.shape([(190, 75), (200, 75), (200, 95), (190, 95)], "none", INK)


def _text_beyond_the_edge(made: Sheet) -> None:
    made.text(370, 150, "beyond the edge", WORD)


def _box_beyond_the_edge(made: Sheet) -> None:
    made.box(_box("c", 350, 150))


def _line_beyond_the_edge(made: Sheet) -> None:
    made.line([(300, 150), (420, 150)])


def _small_text(made: Sheet) -> None:
    made.text(20, 160, "tiny", Type(7.5))


def _faint_text(made: Sheet) -> None:
    made.text(20, 160, "faint", Type(9, colour="#999999"))


def _faint_in_a_box(made: Sheet) -> None:
    made.shape([(20, 140), (120, 140), (120, 190), (20, 190)], "#8a1414", INK)
    made.text(30, 155, "dark on dark", WORD)


def _box_on_box(made: Sheet) -> None:
    made.box(_box("c", 60, 100))


def _edge_through_a_box(made: Sheet) -> None:
    made.box(_box("c", 180, 130))
    made.edge([(130, 145), (300, 145)], PERSON, "a--d")


def _edges_cross(made: Sheet) -> None:
    made.edge([(240, 150), (300, 190)], PERSON, "c--d")
    made.edge([(240, 190), (300, 150)], PERSON, "e--f")


def _edges_share_their_way(made: Sheet) -> None:
    made.edge([(20, 180), (300, 180)], PERSON, "c--d")
    made.edge([(100, 180), (380, 180)], PERSON, "e--f")


def _classes_alike(made: Sheet) -> None:
    made.box(_box("c", 20, 140, Ink("#e2ecf8", "#0c508b"), "person"))
    made.figure.artists[-1].set_label("")
    next(a for a in made.figure.artists if a.get_gid() == "node-c").set_label("victim")


FAULTS: dict[str, tuple[Callable[[Sheet], None], str]] = {
    "two texts overlap": (_second_text, "overlaps"),
    "a line strikes a text": (_line_through_text, "is struck by a line"),
    "a marker covers a text": (_marker_on_text, "is covered by"),
    "an outline cuts a text": (_outline_through_text, "is cut by"),
    "a text leaves the sheet": (_text_beyond_the_edge, "leaves the sheet"),
    "a box leaves the sheet": (_box_beyond_the_edge, "leaves the sheet"),
    "a line leaves the sheet": (_line_beyond_the_edge, "leaves the sheet"),
    "a text is too small": (_small_text, "smallest text has 7.5 points"),
    "a text is too faint": (_faint_text, "contrast of 2.8"),
    "a text is too faint on its box": (_faint_in_a_box, "contrast of 1"),
    "two boxes overlap": (_box_on_box, "node-c"),
    "an edge runs through a box": (_edge_through_a_box, "runs through node-c"),
    "two edges cross": (_edges_cross, "1 crossings, 0 allowed"),
    "two edges lie on each other": (_edges_share_their_way, "1 crossings, 0 allowed"),
    "two classes look alike": (_classes_alike, "and not in shape"),
}


def test_a_sound_figure_has_no_fault() -> None:
    for pixels in (False, True):
        found = audit(sheet().figure, pixels=pixels)
        assert found.faults == []
        assert (found.kind, found.nodes, found.crossings, found.pixels) == ("path", 2, (), pixels)


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_found_by_the_artists_alone_and_with_the_picture(name: str) -> None:
    spoil, told = FAULTS[name]
    for pixels in (False, True):
        made = sheet()
        spoil(made)
        found = audit(made.figure, pixels=pixels)
        assert any(told in fault for fault in found.faults), (pixels, found.faults)


def test_the_picture_shows_what_the_artists_do_not_say() -> None:
    made = sheet()
    made.figure.add_artist(Line2D([0.1, 0.9], [0.1, 0.1], color="black"), clip=False)
    made.text(100, 175, "on a line that is no line of ours", WORD)
    for line in made.figure.artists:
        if isinstance(line, Line2D) and line.get_color() == "black":
            line.set_path_effects([])
            line.set_linestyle("none")
            line.set_marker(1)
            line.set_markersize(400)
    assert any("runs under" in fault for fault in audit(made.figure).faults)


def test_a_text_hidden_beneath_a_shape_is_found() -> None:
    made = sheet()
    made.shape([(15, 10), (200, 10), (200, 50), (15, 50)], "#ffffff", "#ffffff", zorder=20)
    assert any("'A title' is hidden" in fault for fault in audit(made.figure).faults)


def test_ink_that_touches_the_edge_is_found_in_the_picture() -> None:
    made = sheet()
    made.shape([(0, 100), (5, 100), (5, 120), (0, 120)], "#000000", "#000000")
    assert "ink touches the left edge" in audit(made.figure).faults


def test_an_edge_may_meet_its_own_boxes_and_its_own_bundle() -> None:
    made = sheet()
    made.edge([(150, 130), (150, 190)], PERSON, "bundle")
    made.edge([(100, 160), (200, 160)], PERSON, "bundle")
    assert audit(made.figure).faults == []


def test_classes_of_one_shape_may_differ_in_colour_but_for_every_eye() -> None:
    red, green = Ink("#fbe3d5", "#9a3a00"), Ink("#e3ecd0", "#5b5400")
    assert distance(red.line, green.line) > 25
    assert min(distance(red.line, green.line, name) for name in DEFICIENCIES) < distance(red.line, green.line)
    made = sheet()
    made.box(_box("c", 20, 140, CONVICTION))
    next(a for a in made.figure.artists if a.get_gid() == "node-c").set_label("conviction")
    assert audit(made.figure).faults == []
    assert audit(made.figure).colour_distance > 10


def test_classes_of_two_shapes_need_no_colour() -> None:
    made = sheet()
    made.box(_box("c", 20, 140, PERSON, "charge"))
    assert audit(made.figure).faults == []
    assert CHARGE != PERSON


@pytest.mark.parametrize(("nodes", "most"), [(10, 1), (40, 1), (60, 2), (150, 10)])
def test_large_networks_may_have_a_few_crossings(nodes: int, most: int) -> None:
    assert crossings_allowed("network", nodes) == most
    assert crossings_allowed("path", nodes) == 0


def test_the_measures_are_plain_values() -> None:
    found = audit(sheet().figure, pixels=False)
    assert isinstance(found, Audit)
    assert found.to_json() == {
        "kind": "path", "nodes": 2, "overlapping_text": 0, "struck_text": 0, "off_canvas": 0, "overlapping_nodes": 0,
        "edges_through_nodes": 0, "crossings": 0, "untold": 0, "smallest_text": 8.0,
        "lowest_contrast": found.lowest_contrast,
        "colour_distance": None, "pixels": False, "faults": [],
    }  # fmt: skip
