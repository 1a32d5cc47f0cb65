"""Every figure of every shipped case reads well, and so do the odd ones: one event, two hundred, any script."""

import importlib
import json
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from matplotlib.font_manager import fontManager, get_font
from matplotlib.text import Text

import casegraph
from casegraph.drawing import FIGURES, audit, draw, save
from casegraph.drawing.paint import typefaces
from casegraph.drawing.paint.style import _width_at_one, clean
from casegraph.drawing.scene import Line
from casegraph.drawing.scene import Text as Placed
from casegraph.drawing.scope import in_case
from casegraph.errors import CannotAnswer, NoSuchThing, UsageError
from casegraph.loading import case_names
from sparing import mostly

ON = date(2026, 11, 24)
LOOKED_AT = {"derek-chauvin": "network", "julius-jones": "timeline"}
"""What is measured from the picture in every run, which takes ten times as long; the thorough one looks at all."""


@cache
def graph(name: str) -> casegraph.Graph:
    """A shipped case, read once."""
    return casegraph.load(name)


def texts(figure: object) -> str:
    """Everything a figure says."""
    return " ".join(child.get_text() for child in figure.artists if isinstance(child, Text))  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", case_names())
def test_every_figure_of_a_shipped_case_reads_well(name: str) -> None:
    faults = {}
    without = not in_case(graph(name).view, name, "cg:Conviction")
    for kind in FIGURES:
        if without and kind != "timeline":
            with pytest.raises(CannotAnswer, match="records no"):
                draw(kind, graph(name).view, name, ON)
            continue
        for landscape in (False, True) if kind == "timeline" else (False,):
            figure = draw(kind, graph(name).view, name, ON, landscape=landscape)
            found = audit(figure, pixels=kind == LOOKED_AT.get(name))
            assert "As of 24 Nov 2026." in texts(figure)
            assert "[1]" in texts(figure) or "sources, which --sources full lists." in texts(figure)
            if found.faults:
                faults[kind, landscape] = found.faults
    assert faults == {}


WIDTHS = {"85mm": 85, "180mm": 180, "1200px": 317.5}
"""As printed or shown, and the same in millimetres."""


@pytest.mark.parametrize("name", mostly(case_names(), ["avery-dassey"]))
def test_every_figure_of_a_shipped_case_reads_well_at_the_size_it_is_printed(name: str) -> None:
    faults = {}
    if not in_case(graph(name).view, name, "cg:Conviction"):
        pytest.skip("the case records nothing but events")
    for kind in FIGURES:
        for width, wide in WIDTHS.items():
            figure = draw(kind, graph(name).view, name, ON, width=width)
            found = audit(figure, pixels=False)
            assert figure.get_size_inches()[0] * 25.4 == pytest.approx(wide)
            assert found.smallest_text >= (6.5 if width.endswith("mm") else 8) - 1e-6
            assert found.height <= 1.6 * 297 * 72 / 25.4 + 1e-6
            if found.faults:
                faults[kind, width] = found.faults
    assert faults == {}


def test_a_narrow_figure_says_what_it_left_out_and_how_to_get_it() -> None:
    view = graph("scottsboro-boys").view
    for kind, told in (("network", "boxes are left out for want of room: --poster shows all"),
                       ("path", "more convictions are over; --poster shows them"),
                       ("timeline", "more events are left out: --poster shows all")):  # fmt: skip
        figure = draw(kind, view, "scottsboro-boys", ON, width="85mm", **({"rows": 9} if kind == "timeline" else {}))
        assert told in texts(figure), kind
    assert "left out" not in texts(draw("network", view, "scottsboro-boys", ON, poster=True))


def test_a_path_stands_upright_in_a_column_and_keeps_its_words() -> None:
    wide, column = (draw("path", graph("derek-chauvin").view, "derek-chauvin", ON, width=width)
                    for width in ("1200px", "85mm"))  # fmt: skip
    for words in ("law broken", "provides", "decided by", "AUTHORITY · MUST CONSENT", "no power over this one", "[1]"):
        assert words in texts(wide) and words in texts(column)
    places = [round(box.x) for box in draw("path", graph("derek-chauvin").view, "derek-chauvin", ON).scene.boxes]
    assert len(set(places)) == 4


def test_sources_are_listed_as_asked_and_no_mark_is_left_without_its_source() -> None:
    view = graph("derek-chauvin").view
    for kind in FIGURES:
        full, short, none = (texts(draw(kind, view, "derek-chauvin", ON, width="120mm", sources=form))
                             for form in ("full", "short", "none"))  # fmt: skip
        assert "[1]" in full and "[1]" in short, kind
        assert "[1]" not in none and "which --sources full lists" in none, kind
        assert len(none) < len(short) <= len(full)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"width": "50mm"}, "from 69mm one fits"),
        ({"width": "85"}, "is no width"),
        ({"width": "1e9mm"}, "is no width"),
        ({"sources": "some"}, "none, short, full"),
        ({"rows": 0}, "at least one row"),
        ({"width": "85mm", "landscape": True}, "85 mm is too narrow for a timeline from left to right: 170 mm fits"),
    ],
)
def test_a_sheet_that_is_no_sheet_is_refused_with_what_fits(options: dict[str, object], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        draw("timeline", graph("derek-chauvin").view, "derek-chauvin", ON, **options)  # type: ignore[arg-type]


@pytest.mark.thorough
@pytest.mark.parametrize("name", LOOKED_AT)
def test_every_figure_of_two_cases_reads_well_as_a_picture(name: str) -> None:
    for kind, landscape in [*((kind, False) for kind in FIGURES), ("timeline", True)]:
        assert audit(draw(kind, graph(name).view, name, ON, landscape=landscape)).faults == [], (kind, landscape)


def test_the_seed_network_crosses_at_most_once() -> None:
    found = audit(draw("network", graph("avery-dassey").view, "avery-dassey", ON), pixels=False)
    assert found.nodes <= 40
    assert len(found.crossings) <= 1


def test_a_network_names_who_has_no_power_and_why() -> None:
    said = texts(draw("network", graph("avery-dassey").view, "avery-dassey", ON, poster=True))
    assert "✕ no power here" in said and "this is a Wisconsin conviction" in said
    for words in ("law broken", "clemency decided by", "convicted of", "charged with", "addressed to", "PETITION"):
        assert words in said
    assert "no conviction on record" in said


def test_every_bundle_of_a_network_is_labelled() -> None:
    figure = draw("network", graph("derek-chauvin").view, "derek-chauvin", ON, poster=True)
    said = {item.text for item in figure.scene.items if isinstance(item, Placed)}
    bundles = {item.name for item in figure.scene.items if isinstance(item, Line) and item.name}
    assert bundles
    for bundle in bundles:
        assert any(words.rstrip("~") in said for words in bundle.split("|")), bundle


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("Brendan Dassey", "The Governor of Wisconsin can grant clemency to Brendan Dassey."),
        ("avery-1985-sexual-assault", "SOVEREIGN"),
        ("manitowoc-county-circuit-court", "entered by"),
        ("US-WI-governor", "DECIDES"),
        ("we-the-people-petition", "asks mercy for"),
        ("making-a-murderer", "WORK"),
        ("Penny Beerntsen", "victim"),
    ],
)
def test_a_network_may_be_about_anything(what: str, said: str) -> None:
    figure = draw("network", graph("avery-dassey").view, what, ON)
    assert said in texts(figure)
    assert audit(figure, pixels=False).faults == []


def test_a_timeline_of_one_person_tells_of_that_person() -> None:
    figure = draw("timeline", graph("avery-dassey").view, "Brendan Dassey", ON)
    assert figure.get_label() == "Brendan Dassey: 3 convictions stand"
    assert "Avery charged" not in texts(figure)
    assert audit(figure, pixels=False).faults == []


def test_an_office_asked_about_is_drawn_without_power() -> None:
    for kind in ("path", "power", "network"):
        figure = draw(kind, graph("avery-dassey").view, "Steven Avery", date(2016, 1, 8), authority="US-president")
        assert figure.get_label() == "No. The President cannot grant clemency to Steven Avery."
        assert "no power here" in texts(figure)


def test_what_happened_later_is_not_drawn() -> None:
    said = texts(draw("network", graph("avery-dassey").view, "Steven Avery", date(2004, 1, 1)))
    assert "2005" not in said and "2007" not in said and "vacated" in said


HEAD = """
case: odd
title: {name}
sources:
  docket: {{label: "State v. Roe, No. 1", kind: docket}}
people:
  roe: {{name: {name}, source: docket}}
"""
CONVICTION = "  a-{n}: {{person: roe, offence: {offence}, law_broken: US-WI, date: {date}, source: docket}}\n"
EVENT = "  e-{n}: {{label: {label}, kind: Event, person: roe, date: {date}, source: docket}}\n"


def written(tmp_path: Path, name: str, convictions: int = 1, events: int = 1) -> casegraph.Graph:
    """A case of one person with this name."""
    quoted = json.dumps(name, ensure_ascii=False)
    text = HEAD.format(name=quoted) + ("convictions:\n" if convictions else "")
    text += "".join(CONVICTION.format(n=n, offence=quoted, date=f"{1990 + n % 30}-03-01") for n in range(convictions))
    text += "events:\n" + "".join(
        EVENT.format(n=n, label=quoted, date=f"{1980 + n % 40}-{n % 12 + 1:02}-{n % 28 + 1:02}") for n in range(events)
    )
    path = tmp_path / "odd.yaml"
    path.write_text(text, encoding="utf-8")
    return casegraph.load(path)


ODD = {
    "sixty letters": "Maximiliane Wolfeschlegelsteinhausenbergerdorff von Altona zu",
    "one long word": "Wolfeschlegelsteinhausenbergerdorffvoralternwarengewissenhaft",
    "arabic": "محمد بن عبد الله",
    "accents": "Žofie Dvořáková-Ñúñez Åström Nguyễn",
    "chinese": "鈴木一郎",
    "mark-up": "Cash $5 & $6 <b>Sons</b> \\frac{1}{2}",
}


@pytest.mark.parametrize("name", ODD)
def test_any_name_is_drawn_as_plain_text(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = written(tmp_path, ODD[name])
    for kind in FIGURES:
        figure = draw(kind, made.view, "odd", ON)
        assert audit(figure, pixels=False).faults == [], kind
        root = ElementTree.fromstring(save(figure, tmp_path / f"{kind}.svg").read_bytes())
        drawn = "".join("".join(element.itertext()) for element in root.iter("{http://www.w3.org/2000/svg}text"))
        shown = clean(ODD[name])
        assert "".join(shown.split()) in "".join(drawn.split()), kind
        if "\ufffd" in shown:
            assert "no font on this machine has" in drawn
        monkeypatch.setattr(
            "casegraph.drawing.paint.saving.font_faces", lambda _: ""
        )  # once is enough: it takes half a second


@pytest.mark.parametrize("name", mostly(ODD, ["arabic"]))
def test_any_name_is_drawn_apart_from_all_else(name: str, tmp_path: Path) -> None:
    assert audit(draw("network", written(tmp_path, ODD[name]).view, "odd", ON)).faults == []


def test_a_font_of_the_machine_sets_what_dejavu_lacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """STIX, which comes with matplotlib, stands in for a font of the machine: it has a letter DejaVu lacks."""
    stix = next(Path(e.fname) for e in fontManager.ttflist if e.name == "STIXGeneral" and e.style == "normal")
    letter = next(
        chr(c)
        for c in sorted(get_font(stix).get_charmap())
        if unicodedata.category(chr(c)) == "Sm" and _lacking(chr(c))
    )
    for cached in (typefaces._setting, typefaces.width_of_hundred, clean, _width_at_one):
        cached.cache_clear()
    monkeypatch.setattr(typefaces, "_machine_fonts", lambda: (stix,))
    figure = draw("power", written(tmp_path, f"A {letter} B").view, "odd", ON)
    for cached in (typefaces._setting, typefaces.width_of_hundred, clean, _width_at_one):
        cached.cache_clear()
    files = {str(c.get_fontproperties().get_file()) for c in figure.artists if isinstance(c, Text)}
    assert str(stix) in files and letter in texts(figure) and "\ufffd" not in texts(figure)
    assert audit(figure, pixels=False).overlapping_text == ()
    assert "font-family:'STIXGeneral'" in save(figure, tmp_path / "x.svg").read_text(encoding="utf-8")


def _lacking(char: str) -> bool:
    return not get_font(typefaces.font_file()).get_char_index(ord(char))


def test_a_case_of_one_event_has_every_figure_it_can(tmp_path: Path) -> None:
    made = written(tmp_path, "Ann Roe", convictions=0, events=1)
    for landscape in (False, True):
        figure = draw("timeline", made.view, "odd", ON, landscape=landscape)
        assert audit(figure).faults == []
        assert figure.get_label() == "Ann Roe: no conviction by that day"
    for kind in ("path", "power"):
        with pytest.raises(CannotAnswer, match="records no conviction"):
            draw(kind, made.view, "odd", ON)


def test_two_hundred_events_fit_a_poster_and_the_sixty_that_matter_most_a_sheet(tmp_path: Path) -> None:
    made = written(tmp_path, "Ann Roe", convictions=2, events=198)
    for landscape, poster, most in ((False, False, 60), (False, True, 200), (True, False, 24), (True, True, 200)):
        figure = draw("timeline", made.view, "odd", ON, landscape=landscape, poster=poster)
        events = {str(c.get_gid()) for c in figure.artists if str(c.get_gid() or "").startswith("event-")}
        assert len(events) == most
        assert ("left out" in texts(figure)) is not poster
        assert audit(figure, pixels=False).faults == []


def test_too_large_a_network_is_refused_with_the_size_it_would_need(tmp_path: Path) -> None:
    made = written(tmp_path, "Ann Roe", convictions=60)
    with pytest.raises(CannotAnswer, match=r"boxes do not fit .* about \d+ × \d+ cm; with --poster"):
        draw("network", made.view, "odd", ON)
    figure = draw("network", made.view, "odd", ON, poster=True)
    assert audit(figure, pixels=False).faults == []
    assert audit(figure, pixels=False).nodes > 60


def test_what_is_not_there_is_refused_with_what_was_perhaps_meant() -> None:
    view = graph("avery-dassey").view
    for kind in FIGURES:
        with pytest.raises(NoSuchThing, match="did you mean"):
            draw(kind, view, "Brendan Dasey", ON)
    with pytest.raises(UsageError, match="there is no figure 'pie'; known: timeline, path, network, power"):
        draw("pie", view, "avery-dassey", ON)


def test_the_command_draws_and_audits(run: Callable[..., object], tmp_path: Path) -> None:
    ran = run("draw", "power", "derek-chauvin", "--on", "2026-01-01", "-o", "power.svg", "--audit")
    assert ran.code == 0 and "overlapping text     0" in ran.out and "wrote power.svg" in ran.err  # type: ignore[attr-defined]
    assert (tmp_path / "power.svg").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("network", "Derek Chovin", "--case", "derek-chauvin", "-o", "x.svg"), 3, "did you mean 'Derek Chauvin'"),
        (("path", "derek-chauvin", "-o", "x.docx"), 2, "end the name in .svg, .png, .pdf"),
        (("path", "derek-chauvin", "-o", "nowhere/x.svg"), 2, "no folder 'nowhere'"),
        (("path", "derek-chauvin"), 2, "-o FILE"),
        (("timeline", "derek-chauvin", "--on", "1800-01-01", "-o", "x.svg"), 4, "no dated event"),
        (("pie", "derek-chauvin", "-o", "x.svg"), 2, "'pie' is not one of"),
        (("power", "derek-chauvin", "--on", "tomorrow", "-o", "x.svg"), 2, "is not a day"),
    ],
)
def test_bad_input_gets_a_message_and_leaves_nothing(
    arguments: tuple[str, ...], code: int, told: str, run: Callable[..., object], tmp_path: Path
) -> None:
    ran = run("draw", *arguments)
    assert (ran.code, list(tmp_path.iterdir())) == (code, [])  # type: ignore[attr-defined]
    assert told in ran.err  # type: ignore[attr-defined]


def test_a_faulty_figure_makes_the_audit_exit_with_one(
    run: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.import_module("casegraph.drawing.audit.faults"), "LEAST_CONTRAST", 30.0)
    ran = run("draw", "power", "derek-chauvin", "--audit")
    assert ran.code == 1 and "fault: a text has a contrast of" in ran.out  # type: ignore[attr-defined]
