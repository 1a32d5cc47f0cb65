"""Figures: every box says what it is, nothing overlaps or leaves the sheet, and the same input gives the same bytes."""

import re
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

import casegraph
from casegraph.dates import When
from casegraph.drawing import audit, draw, path_figure, save, timeline_figure
from casegraph.drawing.audit.colour import contrast
from casegraph.drawing.paint.layout import isotonic, spread
from casegraph.drawing.paint.style import SOVEREIGN, Type, clean, text_width, wrap
from casegraph.drawing.paint.svg import _MARK_IDS
from casegraph.drawing.path.figure import path_scene
from casegraph.drawing.scene import Line, Phrase, Scene, make_box
from casegraph.drawing.scene import Text as Placed
from casegraph.drawing.timeline.lanes import Lane, lane_of, lanes_of
from casegraph.drawing.timeline.rows import EventRow, rows_of, short_words
from casegraph.errors import CannotAnswer, UsageError
from casegraph.questions import Answer, Authority, ConvictionAnswer, Outcome, PowerAnswer, Step
from casegraph.questions.clemency.conviction import MissingFact
from casegraph.view import Backing, CaseView, open_view
from casegraph.vocabulary import Standing, thing

ON = date(2016, 1, 8)
LAST = date(2026, 11, 24)
GOVERNOR = Authority(
    thing("US-WI-governor"), "Governor of Wisconsin", "decider", ("pardon", "commutation"), ("only after conviction",),
    "Scott Walker", "Wis. Const. art. V § 6", because=("c1",),
)  # fmt: skip
BOARD = Authority(
    thing("US-WI-board"), "Governor's Pardon Advisory Board", "may be consulted", GOVERNOR.kinds,
    basis=GOVERNOR.basis, because=("c1",),
)  # fmt: skip
PRESIDENT = Authority(
    thing("US-president"), "President of the United States", "none", basis="U.S. Const. art. II § 2 cl. 1",
    reason="reaches only federal offences; this is a Wisconsin conviction", because=("c2",),
)  # fmt: skip


HELD = PowerAnswer(thing("power"), "established", GOVERNOR.kinds, (), (GOVERNOR.basis,),
                   tuple(replace(office, power=thing("power")) for office in (GOVERNOR, BOARD)))  # fmt: skip


def conviction(number: int, *, sovereign: str = "US-WI", **changes: object) -> ConvictionAnswer:
    """A conviction the Governor decides on and the President does not, as an answer has it."""
    iri, state, nation = thing(f"doe-{number}", "x"), (thing(sovereign) if sovereign else ""), thing("US")
    steps = (
        Step(iri, "cg:lawBroken", state, ("c1",)),
        Step(thing("power"), "cg:sovereign", state, ("c1",)),
        Step(thing("power"), "cg:decider", GOVERNOR.office, ("c1",)),
        Step(thing("power"), "cg:mayBeConsulted", BOARD.office, ("c1",)),
        Step(thing("US-clemency"), "cg:sovereign", nation, ("c2",)),
        Step(thing("US-clemency"), "cg:decider", PRESIDENT.office, ("c2",)),
    )
    made = ConvictionAnswer(iri, "Jane Doe", f"Burglary no. {number}, 1999", state, "a court", Outcome(), "no",
                            (HELD,), (PRESIDENT,), steps, ("c1",))  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def answer(*convictions: ConvictionAnswer, headline: str = "The President cannot pardon Jane Doe.") -> Answer:
    """An answer with two sources."""
    sources = tuple(
        Backing(f"c{n}", thing(f"s{n}"), f"Document no. {n}", "", "established", "", None, None, "") for n in (1, 2)
    )
    return Answer("?", "no", headline, ON, convictions, sources, numbers={"c1": (1,), "c2": (2,)})


def texts(figure: Figure) -> list[str]:
    """Every text on the figure."""
    return [child.get_text() for child in figure.artists if isinstance(child, Text)]


def gids(figure: Figure, kind: str) -> list[str]:
    """The ids of the drawn things of one kind: node, edge, event."""
    found = [str(child.get_gid() or "") for child in figure.artists]
    return [gid for gid in found if gid.startswith(f"{kind}-")]


@pytest.fixture(scope="module")
def graph() -> casegraph.Graph:
    """The shipped case."""
    return casegraph.load("avery-dassey")


@pytest.fixture(scope="module")
def seed(graph: casegraph.Graph) -> Figure:
    """The figure of the question the project began with."""
    return path_figure(graph.ask("Could the President pardon Steven Avery?", on=ON), view=graph.view)


@pytest.fixture(scope="module")
def timeline(graph: casegraph.Graph) -> Figure:
    """The timeline of the shipped case."""
    return timeline_figure(graph.view, "avery-dassey", LAST)


MOOT = {"value": "moot", "powers": (), "outcome": Outcome("vacated", "Sept 2003", "nothing left to pardon")}
UNKNOWN = {"value": "unknown", "sovereign": "", "powers": (), "excluded": (), "steps": (),
           "missing": (MissingFact("whose law the offence broke", "law_broken"),)}  # fmt: skip
LONG = "Conspiracy to possess with intent to distribute five kilogrammes or more of a controlled substance, 1999"
SPECIMENS = {
    "one conviction": answer(conviction(1)),
    "twelve convictions": answer(*map(conviction, range(12))),
    "two people": answer(conviction(1), conviction(2, person="John Roe"), conviction(3, person="John Roe")),
    "two sovereigns": answer(conviction(1), conviction(2, sovereign="US-DC"), conviction(3)),
    "long labels": answer(conviction(1, label=LONG, person="Wolfeschlegelsteinhausenbergerdorff " * 3), conviction(2)),
    "some moot": answer(conviction(1, **MOOT), conviction(2, **MOOT), conviction(3), conviction(4)),
    "all moot": answer(conviction(1, **MOOT, excluded=())),
    "a missing law": answer(conviction(1, **UNKNOWN), conviction(2)),
    "no power on record": answer(conviction(1, powers=(), value="unknown", missing=(MissingFact("a power over it"),))),
    "the board asked about": answer(conviction(1, excluded=(replace(BOARD, role="none", reason="advises only"),))),
    "a pending case": answer(conviction(1, outcome=Outcome("pending"), aside="not yet a conviction on that day")),
}


@pytest.mark.parametrize("name", SPECIMENS)
def test_a_path_reads_well(name: str) -> None:
    assert audit(path_figure(SPECIMENS[name])).faults == []


def test_the_seed_question_reads_well(seed: Figure) -> None:
    assert audit(seed).faults == []
    assert seed.get_label() == "No. The President cannot pardon Steven Avery."


def test_both_men_in_one_answer_read_well(graph: casegraph.Graph) -> None:
    asked = [graph.clemency(name, on=ON) for name in ("Steven Avery", "Brendan Dassey")]
    both = replace(asked[0], convictions=asked[0].convictions + asked[1].convictions)
    figure = path_figure(both)
    assert audit(figure).faults == []
    assert {"Steven Avery", "Brendan Dassey"} <= set(texts(figure))


def test_the_excluded_president_is_drawn_with_the_reason_and_the_sovereigns_he_reaches(seed: Figure) -> None:
    said = " ".join(texts(seed))
    assert "✕ no power here" in said
    assert "this is a Wisconsin conviction" in said
    assert "United States" in said and "District of Columbia" in said
    assert "U.S. Const. art. II § 2" in said


def test_the_holder_is_drawn_with_the_person_in_office_and_the_legal_basis(seed: Figure) -> None:
    said = " ".join(texts(seed))
    assert "Governor of Wisconsin" in said and "Scott Walker, in office" in said and "Wis. Const. art. V § 6" in said


def test_the_day_and_the_numbered_sources_are_printed(seed: Figure) -> None:
    said = texts(seed)
    assert any("As of 8 Jan 2016." in text for text in said)
    assert {"[1]", "[2]", "[3]"} <= set(said)


def test_every_edge_label_and_every_standing_box_carries_its_sources() -> None:
    scene = path_scene(SPECIMENS["one conviction"])
    told = {f"{link.words} {link.cited}" for link in scene.links}
    assert told == {"law broken (1,)", "provides (1,)", "decided by (1,)", "may consult (1,)", "provides (2,)",
                    "decided by (2,)"}  # fmt: skip
    said = [item.text for item in scene.flat() if isinstance(item, Placed)]
    assert {"law broken", "provides", "decided by", "may consult", "[1]", "[2]"} <= set(said)
    assert any(text.startswith("Burglary no. 1") and text.endswith("[1]") for text in said)


def test_each_conviction_has_an_edge_of_its_own_and_a_moot_one_has_none() -> None:
    figure = path_figure(SPECIMENS["some moot"])
    starts = [gid for gid in gids(figure, "edge") if gid.startswith("edge-") and "doe" in gid and "US-WI" in gid]
    assert len(starts) == 2
    assert "vacated Sept 2003: nothing" in " ".join(texts(figure))


def test_convictions_under_two_laws_take_two_paths() -> None:
    said = texts(path_figure(SPECIMENS["two sovereigns"]))
    assert said.count("State of Wisconsin") == 1
    assert said.count("District of Columbia") == 1


def test_a_missing_fact_is_named_in_the_figure() -> None:
    said = " ".join(texts(path_figure(SPECIMENS["a missing law"])))
    assert "NOT ON RECORD" in said and "whose law the offence broke" in said


def test_a_title_of_ones_own_replaces_the_answer() -> None:
    assert path_figure(SPECIMENS["one conviction"], title="Ask the Governor").get_label() == "Ask the Governor"


@pytest.mark.parametrize("odd", ["cost $5 and $6", "A & B", "<b>bold</b>", r"\frac{1}{2}", "50% _sub_ ^sup^"])
def test_odd_characters_are_drawn_as_they_are(odd: str, tmp_path: Path) -> None:
    figure = path_figure(answer(conviction(1, label=odd), headline=f"No {odd}"))
    assert any(odd in text for text in texts(figure))
    assert audit(figure).faults == []
    written = save(figure, tmp_path / "odd.svg").read_text(encoding="utf-8")
    drawn = " ".join("".join(element.itertext()) for element in ElementTree.fromstring(written).iter())
    assert odd in drawn


def test_newlines_and_control_characters_never_reach_the_figure(tmp_path: Path) -> None:
    figure = path_figure(answer(conviction(1, label="first\nsecond\x07\x1b[31m \u202ethird\x00")))
    assert all(char.isprintable() for text in texts(figure) for char in text)
    assert any("first second[31m third" in text for text in texts(figure))
    ElementTree.fromstring(save(figure, tmp_path / "clean.svg").read_bytes())


def test_a_name_of_any_length_is_drawn_in_a_second(tmp_path: Path) -> None:
    for name in ("a" + "\u0301" * 2000, "Jane " + "x" * 99_000):
        path = tmp_path / "long.yaml"
        path.write_text(CASE.replace("Ann Roe", name), encoding="utf-8")
        began = time.process_time()
        timeline_figure(casegraph.load(path).view, "roe", LAST)
        assert time.process_time() - began < 4


def test_letters_the_typeface_lacks_leave_a_visible_mark() -> None:
    assert clean("鈴木 Ichirō") == "\ufffd\ufffd Ichirō"


def test_the_timeline_reads_well(timeline: Figure) -> None:
    assert audit(timeline).faults == []
    assert timeline.get_label() == "Steven Avery and Brendan Dassey: 5 convictions stand, 3 vacated"


def test_the_timeline_tells_events_in_order_of_time(graph: casegraph.Graph) -> None:
    rows = rows_of(graph.view, "avery-dassey", LAST)
    for first, second in pairwise(rows):
        assert first.when.compatible(second.when) or first.when.earliest <= second.when.earliest  # type: ignore[operator]
    assert len({(row.kind, row.people, row.text, row.when.text) for row in rows}) == len(rows)


def test_the_timeline_stops_at_its_day(graph: casegraph.Graph) -> None:
    figure = timeline_figure(graph.view, "avery-dassey", date(2004, 1, 1))
    assert audit(figure).faults == []
    said = " ".join(texts(figure))
    assert "As of 1 Jan 2004" in said and "Halbach" not in said and "Dassey" not in said


def test_the_timeline_bears_the_sources_and_the_governors(timeline: Figure) -> None:
    said = texts(timeline)
    assert "[1]" in said and {"Scott Walker", "Tony Evers"} <= set(said)


def test_a_case_without_dated_events_by_the_day_has_no_timeline(graph: casegraph.Graph) -> None:
    with pytest.raises(CannotAnswer, match="no dated event"):
        timeline_figure(graph.view, "avery-dassey", date(1900, 1, 1))


CASE = """
case: roe
title: Roe
sources:
  docket: {label: "State v. Roe, No. 1", kind: docket}
people:
  ann-roe: {name: Ann Roe, source: docket}
convictions:
  roe-a: {person: ann-roe, offence: theft, law_broken: US-WI, date: 1999-04-16, source: docket}
  roe-b: {person: ann-roe, offence: fraud, law_broken: US-WI, date: 1999-04-16, source: docket}
  roe-c: {person: ann-roe, offence: forgery, law_broken: US-WI, date: 1999-04-16, source: docket}
imprisonments:
  roe-in-prison: {person: ann-roe, conviction: [roe-a, roe-b, roe-c], from: 1999-05, source: docket}
events:
  roe-arrest: {label: "arrested at home, 1998", kind: Arrest, person: ann-roe, date: 1998~, source: docket}
  roe-confession:
    label: Roe's confession
    kind: Confession
    person: ann-roe
    date: 1998-12-01
    standing: contested
    speaker: ann-roe
    source: docket
"""


def small(tmp_path: Path, more: str = "") -> casegraph.Graph:
    """A case of a few lines."""
    path = tmp_path / "roe.yaml"
    path.write_text(CASE + more, encoding="utf-8")
    return casegraph.load(path)


def test_three_convictions_of_one_day_are_one_line(tmp_path: Path) -> None:
    rows = rows_of(small(tmp_path).view, "roe", LAST)
    assert [row.text for row in rows] == ["Roe: arrested at home", "Roe convicted of theft, fraud and forgery"]
    assert rows[0].words == "c. 1998"
    assert rows[1].turning and not rows[0].turning


def test_a_disputed_event_appears_only_where_asked_for_and_says_so(tmp_path: Path) -> None:
    graph = small(tmp_path)
    plain = timeline_figure(graph.view, "roe", LAST)
    every = timeline_figure(open_view(graph.store, list(Standing)), "roe", LAST)
    assert audit(plain).faults == audit(every).faults == []
    assert not any("confession" in text for text in texts(plain))
    assert any("Roe's confession (disputed)" in text for text in texts(every))


@pytest.mark.parametrize("landscape", [False, True])
def test_a_timeline_with_a_mistyped_year_is_drawn_and_names_it(landscape: bool, tmp_path: Path) -> None:
    for year in ("0201", "0007", "0455"):
        more = f"  typo: {{label: Roe fined, kind: Event, person: ann-roe, date: {year}-05-01, source: docket}}\n"
        figure = timeline_figure(small(tmp_path, more).view, "roe", LAST, landscape=landscape)
        assert audit(figure, pixels=False).faults == []
        assert any(year in text for text in texts(figure))


def told(tmp_path: Path, more: str) -> dict[str, str]:
    """Kind of row → what the timeline of the case of a few lines says, with more events."""
    return {row.kind: row.text for row in rows_of(small(tmp_path, more).view, "roe", LAST)}


MERCY = "  mercy: {label: Roe spared, kind: Commutation, date: 2003-01-10, conviction: roe-a, source: docket}\n"


def test_the_event_a_case_is_about_is_never_left_out_for_one_that_names_it(tmp_path: Path) -> None:
    more = (
        MERCY
        + "  talk: {label: Somebody objects, kind: Announcement, date: 2003-01-10, related: mercy, source: docket}\n"
    )
    found = told(tmp_path, more)
    assert found["Commutation"] == "Roe spared" and found["Announcement"] == "Somebody objects"
    figure = timeline_figure(small(tmp_path, more).view, "roe", LAST)
    assert audit(figure, pixels=False).faults == []


def test_the_audit_names_a_pardon_that_a_timeline_leaves_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def without(*args: object) -> list[EventRow]:
        return [row for row in rows_of(*args) if row.kind != "Commutation"]  # type: ignore[arg-type]

    monkeypatch.setattr("casegraph.drawing.timeline.figure.rows_of", without)
    figure = timeline_figure(small(tmp_path, MERCY).view, "roe", LAST)
    assert audit(figure, pixels=False).faults == ["'Roe spared' is left out"]


def test_what_a_commutation_leaves_is_no_sentencing(tmp_path: Path) -> None:
    left = "sentences: {s: {conviction: roe-a, date: 2003-01-10, term: two years, source: docket}}\n"
    assert told(tmp_path, MERCY + left)["NewSentence"] == "Roe: sentence becomes two years, by commutation"
    assert told(tmp_path, left.replace("2003-01-10", "1999-05"))["Sentence"] == "Roe sentenced to two years"


def test_an_act_without_a_date_is_told_beside_the_axis(tmp_path: Path) -> None:
    more = "  undone: {label: Roe cleared, kind: Vacatur, conviction: roe-a, source: docket}\n"
    for landscape in (False, True):
        figure = timeline_figure(small(tmp_path, more).view, "roe", LAST, landscape=landscape)
        assert audit(figure, pixels=False).faults == []
        assert "On a day not on record: Roe cleared [1]." in " ".join(texts(figure))


def test_a_label_keeps_its_first_letter(tmp_path: Path) -> None:
    more = "  test: {label: DNA confirms it, kind: EvidenceTest, date: 2001, person: ann-roe, source: docket}\n"
    assert told(tmp_path, more)["EvidenceTest"] == "Roe: DNA confirms it"


def test_what_stood_when_a_person_died_is_told_of_the_past(tmp_path: Path) -> None:
    path = tmp_path / "roe.yaml"
    died = CASE.replace("name: Ann Roe,", "name: Ann Roe, died: 2003-05-06,")
    path.write_text(
        died + "  end: {label: Roe put to death, kind: Event, person: ann-roe, date: 2003-05-06, source: docket}"
    )
    view = casegraph.load(path).view
    assert timeline_figure(view, "roe", LAST).get_label() == "Ann Roe: 3 convictions stood at death (6 May 2003)"
    assert timeline_figure(view, "roe", date(2002, 1, 1)).get_label() == "Ann Roe: 3 convictions stand"
    assert [row.turning for row in rows_of(view, "roe", LAST)][-1]


def test_everybody_convicted_has_a_lane_and_words_in_its_colour() -> None:
    for name, number in (("central-park-five", 6), ("scottsboro-boys", 8)):
        graph = casegraph.load(name)
        lanes = lanes_of(graph.view, name, LAST, rows_of(graph.view, name, LAST))
        people = {lane.owner: lane for lane in lanes if lane.note == "in prison"}
        convicted = {
            person for row in rows_of(graph.view, name, LAST) if row.kind == "Conviction" for person in row.people
        }
        assert set(people) == convicted and len(convicted) == number
        assert (
            len({lane.marker for lane in people.values()}) == len({lane.colour for lane in people.values()}) == number
        )
    scene = timeline_figure(casegraph.load("central-park-five").view, "central-park-five", LAST).scene
    inks = {item.text.split()[0]: item.type.colour for item in scene.flat() if isinstance(item, Placed)}
    assert inks["Wise"] == next(lane.colour for lane in _lanes("central-park-five") if lane.name == "Korey Wise")


def _lanes(name: str) -> list[Lane]:
    view = casegraph.load(name).view
    return lanes_of(view, name, LAST, rows_of(view, name, LAST))


def test_an_event_is_told_once(graph: casegraph.Graph) -> None:
    view = casegraph.load("central-park-five").view
    told = [row.text for row in rows_of(view, "central-park-five", LAST)]
    assert any(text.startswith("McCray, Salaam and Santana convicted of") for text in told)
    assert not any("Three found guilty" in text for text in told)
    told = [row.text for row in rows_of(graph.view, "avery-dassey", LAST)]
    assert not any("petition to the President is posted" in text for text in told)
    view = casegraph.load("peter-macdonald").view
    assert [row.text for row in rows_of(view, "peter-macdonald", LAST)].count("The Council pardons MacDonald") == 1


def test_an_act_stands_on_the_lane_of_who_acted_and_says_what_happened(graph: casegraph.Graph) -> None:
    rows = rows_of(graph.view, "avery-dassey", LAST)
    lanes = lanes_of(graph.view, "avery-dassey", LAST, rows)
    where = {row.text: lanes[lane_of(row, lanes)].name for row in rows}
    assert where["The White House: declined for lack of authority (the We the People petition)"] == "The White House"
    assert where["Governor Walker will not pardon Avery"] == "Clemency: Governor of Wisconsin"
    assert where["Dassey asks for a pardon or a commutation"] == "Brendan Dassey"
    assert where["The We the People petition asks the President of the United States for mercy"] == "Brendan Dassey"
    assert sum(row.turning for row in rows) <= len(rows) / 5


def test_a_table_of_powers_over_nothing_says_so_and_offers_the_timeline() -> None:
    figure = draw("power", casegraph.load("central-park-five").view, "central-park-five", LAST)
    said = " ".join(texts(figure))
    assert "Nothing is left to pardon here; what happened tells: casegraph draw timeline." in said
    assert "President" not in said and "any office" not in said
    assert audit(figure, pixels=False).faults == []


def test_beyond_sixty_rows_the_least_important_are_counted_not_drawn(tmp_path: Path) -> None:
    more = "".join(
        f"  show-{n}: {{label: Programme {n}, kind: Publication, date: 2001-01-{n % 28 + 1:02}, source: docket}}\n"
        for n in range(70)
    )
    figure = timeline_figure(small(tmp_path, more).view, "roe", LAST)
    assert audit(figure).faults == []
    assert len(gids(figure, "event")) == 60
    assert any("12 more events are left out" in text for text in texts(figure))
    assert any("Roe convicted of theft" in text for text in texts(figure))


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("[2003-09-10,2003-09-11]", "10 or 11 Sep 2003"),
        ("2005~", "c. 2005"),
        ("2002-04", "Apr 2002"),
        ("2003-09-11", "11 Sep 2003"),
        ("2005-11-11/2005-11-15", "11 – 15 Nov 2005"),
        ("[2003-12-31,2004-01-01]", "31 Dec 2003 or 1 Jan 2004"),
    ],
)
def test_a_vague_date_is_told_in_few_words(edtf: str, words: str) -> None:
    assert short_words(When.parse(edtf)) == words


def test_labels_keep_their_order_and_distance() -> None:
    assert isotonic([3, 2, 1]) == [2, 2, 2]
    centres = spread([5, 5, 5, 90], [10, 10, 10, 10], 0, 100)
    assert centres == [5, 15, 25, 90]
    assert all(b - a >= 10 for a, b in pairwise(centres))


def test_a_box_fits_its_text() -> None:
    box = make_box("x", "sovereign", SOVEREIGN, "SOVEREIGN", [Phrase(LONG, Type())], 150)
    assert all(text_width(line.text, line.type) <= 150 for line in box.lines)
    assert wrap("w" * 90, Type(), 50) != ["w" * 90]


def test_the_audit_sees_what_a_reader_would() -> None:
    items = (
        Placed(10, 10, "first", Type(9)),
        Placed(14, 12, "second", Type(9)),
        Placed(190, 40, "beyond the edge", Type(9)),
        Placed(10, 60, "tiny", Type(6)),
        Placed(60, 60, "faint", Type(9, colour="#bbbbbb")),
        Placed(110, 60, "struck", Type(9)),
        Line(((100, 67), (180, 67)), "#000000"),
    )
    faults = " | ".join(audit(Scene("path", 200, 100, items)).faults)
    for fault in ("overlaps", "leaves the sheet", "the smallest text has 6", "a contrast of 1", "'struck' is struck"):
        assert fault in faults
    assert contrast("#ffffff", "#ffffff") == 1


def test_another_ending_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="end the name in"):
        save(Figure(), tmp_path / "figure.docx")
    with pytest.raises(UsageError, match="no folder"):
        save(Figure(), tmp_path / "nowhere" / "figure.svg")
    assert list(tmp_path.iterdir()) == []


def test_a_figure_that_cannot_be_written_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "figure.svg"
    target.write_text("old", encoding="utf-8")
    figure = Figure()
    monkeypatch.setattr(figure, "savefig", lambda *_, **__: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(UsageError, match="disk full"):
        save(figure, target)
    assert [path.name for path in tmp_path.iterdir()] == ["figure.svg"]
    assert target.read_text(encoding="utf-8") == "old"


def test_a_saved_figure_says_its_title_and_keeps_text_as_text(seed: Figure, tmp_path: Path) -> None:
    root = ElementTree.fromstring(save(seed, tmp_path / "seed.svg").read_bytes())
    svg = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{svg}title") == "No. The President cannot pardon Steven Avery."
    assert "Governor of Wisconsin" in [element.text for element in root.iter(f"{svg}text")]
    assert root.find(".//*[@id='node-https-w3id.org-casegraph-id-US-WI-governor']") is not None


def test_a_view_without_the_case_has_no_timeline() -> None:
    with pytest.raises(CannotAnswer):
        timeline_figure(CaseView(), "nothing", LAST)


def test_a_label_that_is_cut_keeps_the_marks_of_its_sources() -> None:
    lines = wrap("sentenced to two years of supervised release and a fine of 250,000 dollars [5] [6]", Type(10), 150, 2)
    assert len(lines) == 2
    assert lines[-1].endswith(" … [5] [6]") or lines[-1].endswith(" … [5][6]")
    assert all(text_width(line, Type(10)) <= 150 for line in lines)
    narrow = wrap("a very long label of a very small box [15] [16] [17]", Type(10), 40, 1)
    assert narrow[0].endswith("…") and text_width(narrow[0], Type(10)) <= 40


def test_every_mark_has_an_id_that_ends_no_tag() -> None:
    assert all(re.fullmatch(r"mark-\d+", name) for name in _MARK_IDS.values())
