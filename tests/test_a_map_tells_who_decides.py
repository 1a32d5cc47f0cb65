"""A map tells who decides in every state, D.C. and the territories: one reading of the law, in shape and word."""

import itertools
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import casegraph
from casegraph.authorities.load import load_authorities
from casegraph.drawing import audit, draw, save
from casegraph.drawing.map.tiles import _LOOKS, places
from casegraph.drawing.paint.figure import Painted
from casegraph.drawing.scene import Shape, Text
from casegraph.errors import UsageError
from casegraph.questions.law.arrangements import Arrangement, arrangements, body_of
from casegraph.questions.powers.table import PowerRow, power_rows
from casegraph.view import CaseView
from casegraph.vocabulary import thing
from casegraph.words import ARRANGEMENTS
from conftest import Ran

ON = date(2026, 12, 1)


@pytest.fixture(scope="module")
def law() -> CaseView:
    """The law of every jurisdiction."""
    return casegraph.Graph([], load_authorities()).view


@pytest.fixture(scope="module")
def today(law: CaseView) -> dict[str, Arrangement]:
    """Id → how clemency by pardon is arranged on the day."""
    return {own.id: own for own in arrangements(law, ON)}


@pytest.fixture(scope="module")
def drawn(law: CaseView) -> Painted:
    """The map of the day."""
    return draw("map", law, "", ON)


def said(figure: Painted) -> str:
    """Everything a figure says, in the order in which it stands."""
    return " ".join(item.text for item in figure.scene.flat() if isinstance(item, Text))


def tiles(figure: Painted) -> dict[str, Shape]:
    """Id of a tile → its outline."""
    return {item.id: item for item in figure.scene.flat() if isinstance(item, Shape) and item.id}


def test_every_state_district_territory_and_service_has_a_tile(drawn: Painted) -> None:
    assert len(tiles(drawn)) == len(places()) == 50 + 1 + 5 + 2
    assert len({(place.row, place.column) for place in places().values()}) == 58
    assert all(f"[{own.removeprefix('US-')}]" in said(drawn) for own in places()), "a tile without its sources"
    assert drawn.get_label().startswith("Pardon on 1 Dec 2026: in 32 of 50 states one office decides alone; in 10 ")


def test_each_class_of_tile_is_told_in_words_with_those_that_are_in_it(
    drawn: Painted, today: dict[str, Arrangement]
) -> None:
    told = said(drawn)
    for key, number in Counter(own.decider for own in today.values()).items():
        members = ", ".join(own.code for own in today.values() if own.decider == key)
        assert f"{ARRANGEMENTS['decider'][key].legend} ({number}): {members[:30]}" in told
    assert [today[f"US-{code}"].decider for code in ("WI", "TX", "GA", "AL", "DC")] == [
        "alone", "with", "board", "other", "alone"
    ]  # fmt: skip
    assert "Alabama (AL): if the sentence is death: no office decides; if the sentence is not death: Alabama" in told


def test_what_is_claimed_besides_is_marked_as_disputed_and_settles_nothing(
    drawn: Painted, today: dict[str, Arrangement]
) -> None:
    assert today["US-PR"].told == ("Governor of Puerto Rico",)
    assert today["US-PR"].said == ("President of the United States (disputed)",)
    assert "Puerto Rico (PR) and Virgin Islands (VI): President of the United States (disputed)" in said(drawn)
    assert "● ?" in said(drawn)


def test_law_by_one_source_is_dashed_and_says_so(law: CaseView) -> None:
    figure = draw("map", law, "", date(1920, 1, 1), width="120mm")
    assert tiles(figure)["tile-US-OK"].dashed and not tiles(figure)["tile-US-WI"].dashed
    assert "Dashed and slanted: by one source alone." in said(figure)
    assert [own.told for own in arrangements(law, date(1920, 1, 1)) if own.id == "US-OK"] == [
        ("Governor of Oklahoma (by one source)",)
    ]
    assert audit(figure, pixels=False).faults == []


def test_the_map_and_the_table_of_jurisdictions_read_one_law(law: CaseView, today: dict[str, Arrangement]) -> None:
    """Who decides by the map decides by a rule of the table that is in force and gives the kind."""
    rows: dict[str, list[PowerRow]] = {}
    for row in power_rows(law):
        if "pardon" in row.kinds and not row.until and row.standing == "settled":
            rows.setdefault(row.jurisdiction, []).append(row)
    assert len(today) == 58
    for own in today.values():
        deciders = {row.decides.replace("nobody", "no office decides") for row in rows[own.id]}
        assert own.told, own.id
        for text in own.told:
            assert any(name in text for name in deciders), (own.id, text, deciders)
            needed = {row.others for row in rows[own.id] if row.others and "must" in row.others}
            assert ", only with " not in text or any(text.rpartition(", only with ")[2] in one for one in needed)


@pytest.mark.parametrize(
    ("name", "body"),
    [("Florida Cabinet", "cabinet"), ("Supreme Court of California", "court"), ("New Jersey Court of Pardons", "board"),
     ("Wyoming Legislature", "legislature"), ("Convening authority", "officer"), ("Governor's Council", "board")],
)  # fmt: skip
def test_a_body_is_told_from_an_officer_by_words_of_the_data(name: str, body: str) -> None:
    assert body_of(name) == body


def test_two_days_mark_what_changed_and_tell_it(law: CaseView) -> None:
    figure = draw("map", law, "", ON, compared_with=date(2000, 1, 1))
    assert figure.get_label() == "Pardon: what changed in 4 jurisdictions between 1 Jan 2000 and 1 Dec 2026"
    held = tiles(figure)
    assert held["tile1-US-MN"].weight > 2 > held["tile-US-MN"].weight and held["tile1-US-WI"].weight < 2
    assert (held["tile-US-MN"].label, held["tile1-US-MN"].label) == ("tile board", "tile with")
    told = "Minnesota (MN): Minnesota Board of Pardons → Governor of Minnesota, only with Minnesota Board of Pardons"
    assert told in said(figure)
    assert "◥ and a thick outline: changed since the earlier day." in said(figure)


@pytest.mark.parametrize("tells", ["board", "law"])
@pytest.mark.parametrize("width", ["85mm", None])
def test_a_map_tells_the_part_of_boards_and_where_the_rule_stands(tells: str, width: str | None, law: CaseView) -> None:
    figure = draw("map", law, "", ON, tells=tells, width=width)
    assert audit(figure, pixels=False).faults == []
    if tells == "law" and width is None:
        assert "● 1848" in said(figure) and "statute" in said(figure)
    assert ARRANGEMENTS[tells]["decides" if tells == "board" else "statute"].legend in said(figure)


def test_classes_of_one_map_differ_in_shape_or_ground_and_have_a_sign_each() -> None:
    for kinds in ARRANGEMENTS.values():
        signs = [words.sign for words in kinds.values()]
        assert len(signs) == len(set(signs))
        looks = [(_LOOKS[key][0], _LOOKS[key][1].ground, _LOOKS[key][1].dashed) for key in kinds]
        assert all(one != other for one, other in itertools.combinations(looks, 2))


def test_a_map_reads_well_at_every_width_as_a_picture(law: CaseView) -> None:
    for width, wide in (("85mm", 85), ("180mm", 180)):
        figure = draw("map", law, "", ON, width=width)
        found = audit(figure, pixels=width == "85mm")
        assert found.faults == [] and found.smallest_text == pytest.approx(6.5)
        assert figure.get_size_inches()[0] * 25.4 == pytest.approx(wide)


def test_a_map_of_a_case_shows_whose_law_was_broken_and_who_decides_on_each_conviction() -> None:
    graph = casegraph.load("derek-chauvin")
    figure = graph.map("derek-chauvin", "2026-11-24").figure
    held = tiles(figure)  # type: ignore[arg-type]
    assert held["tile-US-MN"].label == "tile with" and held["tile-US"].label == "tile alone"
    assert held["tile-US-WI"].label == "tile elsewhere"
    assert "Governor of Minnesota (Tim Walz, by one source)" in said(figure)  # type: ignore[arg-type]
    assert "[1]" in said(figure) and audit(figure, pixels=False).faults == []  # type: ignore[arg-type]


def test_a_sovereign_without_a_tile_is_told_in_words() -> None:
    graph = casegraph.load("peter-macdonald")
    told = said(draw("map", graph.view, "peter-macdonald", ON, sources="none"))
    assert "Navajo Nation" in told and "not on this map" in told
    assert "[1]" not in told and "sources, which --sources full lists." in told


def test_python_draws_the_map_from_any_graph(tmp_path: Path) -> None:
    """A graph of one case reads the law of the others by itself."""
    drawn = casegraph.load("avery-dassey").map(on="2026-12-01", what="board")
    assert drawn.title.startswith("Pardon on 1 Dec 2026: in 8 of 50 states a board decides")
    assert save(drawn.figure, tmp_path / "map.svg").read_bytes() == save(drawn.figure, tmp_path / "b.svg").read_bytes()


def test_what_a_map_cannot_tell_is_refused(law: CaseView) -> None:
    with pytest.raises(UsageError, match="compared with itself"):
        draw("map", law, "", ON, compared_with=ON)
    with pytest.raises(UsageError, match="decider, board or law"):
        draw("map", law, "", ON, tells="colour")
    with pytest.raises(UsageError, match="unknown kind of clemency 'amnesty'"):
        arrangements(law, ON, "amnesty", [thing("US-WI")])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("map", "--kind", "amnesty"), "unknown kind of clemency 'amnesty'"),
        (("map", "--compared-with", "2026-99-01"), "is not a day"),
        (("map", "avery-dassey", "--what", "law"), "a map of a case tells who decides"),
        (("path", "avery-dassey", "--what", "law"), "--what goes with: casegraph draw map"),
        (("timeline", "avery-dassey", "--kind", "pardon"), "--kind goes with"),
        (("path",), "say what to draw"),
        (("map", "--width", "30mm"), "from 69mm one fits"),
        (("map", "--width", "wide"), "is no width"),
    ],
)
def test_the_command_says_what_is_wrong_with_a_map(
    arguments: tuple[str, ...], told: str, run: Callable[..., Ran], tmp_path: Path
) -> None:
    ran = run("draw", *arguments, "-o", "x.svg")
    assert (ran.code, list(tmp_path.iterdir())) == (2, [])
    assert told in " ".join(ran.err.split())
