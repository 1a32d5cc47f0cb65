"""What one outlet marks, every outlet marks: text, HTML, table, figures and page say what the answer as JSON says."""

import json
import re
from collections.abc import Callable, Iterator

import pytest

from casegraph.drawing.path.facts import routes_of
from casegraph.errors import CannotAnswer
from casegraph.loading import case_names
from casegraph.words import NO_POWER
from matrix import MADE, Told, told, visible, words_of

WIDTH = 80


def _text(case: Told) -> str:
    return " ".join(re.sub(r"\[[\d–]+\]", " ", case.answer.to_text().partition("\nSources\n")[0]).split())


def _html(case: Told) -> str:
    return " ".join(visible(case.answer.to_html()).values())


def _frame(case: Told) -> str:
    """Row by row, each cell after the name of its column."""
    rows = case.answer.to_frame().to_dict("records")
    return "\n".join("; ".join(f"{key}: {value}" for key, value in row.items()) for row in rows)


def _drawn(kind: str) -> Callable[[Told], str]:
    return lambda case: case.figure(kind)


def _section(name: str) -> Callable[[Told], str]:
    return lambda case: case.page[name]


OUTLETS: dict[str, Callable[[Told], str]] = {
    "text": _text,
    "HTML": _html,
    "frame": _frame,
    "path": _drawn("path"),
    "power": lambda case: TABLE + case.figure("power"),
    "network": _drawn("network"),
    "page: answer": _section("answer"),
    "page: path": _section("path"),
    "page: powers": lambda case: TABLE + case.page["powers"],
    "browser": lambda case: case.browser["answer"],
}

TABLE = "table: "
FATES = {"page: network": _section("network")}
"""Outlets that show convictions without the people in office: they mark what has become of a conviction."""
ONE_SOURCE = r"[ ,(|]*((reported )?by one source|attributed)"
WORDS = {
    "must recommend": r"(must recommend|only if recommended by)",
    "must consent": r"(must consent|only if agreed by)",
    "must be consulted": r"(must be (consulted|heard)|after hearing)",
    "may be consulted": r"(may be consulted|may consult|advice only)",
    "sits on the board": r"(has a vote|sits on the board)",
}
"""Role of an office that does not decide → the words an outlet may use for it."""


def marks(case: Told) -> Iterator[tuple[str, Callable[[str], bool]]]:
    """Each mark the answer bears, and whether an outlet's words bear it."""
    for conviction in case.truth["convictions"]:
        for holder in (*conviction["holders"], *conviction["reported"], *conviction["disputed"]):
            if holder["person"]:
                yield f"who: {holder['person']}", _says(re.escape(holder["person"]))
            if holder["person_standing"] == "attributed":
                yield f"{holder['person']} by one source", _always_followed(holder["person"], ONE_SOURCE)
            if holder["role"] in WORDS:
                yield f"{holder['label']} {holder['role']}", _near(holder["label"], WORDS[holder["role"]])
        for claimed in conviction["disputed"]:
            yield f"{claimed['label']} disputed", _near(claimed["label"], r"disputed")
        for claimed in conviction["reported"]:
            yield f"{claimed['label']} by one source", _near(claimed["label"], r"(by one source|attributed)")
        for text in conviction["missing"]:
            yield f"not on record: {text}", _says(r"(?i)(not on record|not known|unknown)")
        if conviction["answer"] != "moot":
            for word in ("commuted", "died"):
                if conviction[word]:
                    said = "(died|death)" if word == "died" else word
                    yield (
                        f"{word}: {conviction['label']}",
                        _says(rf"(?i){said}[^.;]{{0,40}}{re.escape(conviction[word])}"),
                    )
        for power in conviction["undecided"]:
            yield f"nobody decides: {', '.join(power['kinds'])}", _says("no office decides")
        for account in conviction["accounts"]:
            yield f"account {account['words']}", _says(re.escape(account["words"]))
            yield f"account would change: {account['then']}", _says(re.escape(account["then"]))
        if conviction["condition"]:
            yield f"only if {conviction['condition']}", _says(f"(?i)if:? {re.escape(conviction['condition'])}")


def _says(pattern: str) -> Callable[[str], bool]:
    return lambda words: re.search(pattern, words) is not None


def _always_followed(name: str, mark: str) -> Callable[[str], bool]:
    """Wherever the name stands, the mark stands after it."""
    return lambda words: re.search(rf"{re.escape(name)}(?!{mark})", words) is None


def _near(name: str, mark: str) -> Callable[[str], bool]:
    """The name stands there, and the mark: in flowing words near it, in a table anywhere, for its head is far away."""
    place = rf"({re.escape(name)}.{{0,90}}{mark}|{mark}.{{0,90}}{re.escape(name)})"
    cells = rf"{re.escape(name)}.*{mark}"
    return lambda words: re.search(cells if words.startswith(TABLE) else place, words, re.IGNORECASE) is not None


def lost_conditions(case: Told) -> set[tuple[str, str]]:
    """Each outlet that is to say on what conditions a power is held, and the condition it leaves out."""
    stated = {
        text for c in case.truth["convictions"] for a in (*c["holders"], *c["disputed"]) for text in a["conditions"]
    }
    return {(outlet, text) for outlet in IN_FULL for text in stated if text not in OUTLETS[outlet](case)}


IN_FULL = ("text", "HTML", "frame", "path", "page: answer", "page: path", "browser")
"""The outlets that tell conditions word by word; tables of powers and networks say that there are some."""


def missing(case: Told) -> set[tuple[str, str]]:
    """Each outlet and mark that it leaves out."""
    found = set()
    bears = dict(marks(case))
    for outlet, words in (OUTLETS | FATES).items() if bears else ():
        try:
            said = words(case)
        except CannotAnswer:
            continue
        found |= {(outlet, mark) for mark, holds in bears.items() if _asked(outlet, mark, said) and not holds(said)}
    return found


def _asked(outlet: str, mark: str, said: str) -> bool:
    """Is the mark to stand there? In a network that of every conviction it has room for."""
    return outlet in OUTLETS or (mark.startswith(("commuted", "died")) and mark.partition(": ")[2] in said)


@pytest.mark.parametrize("name", MADE)
def test_what_the_answer_marks_every_outlet_marks(name: str) -> None:
    assert missing(told(name)) | lost_conditions(told(name)) == set()


TOLD = ("derek-chauvin", "julius-jones", "rocky-myers", "scottsboro-boys")
"""Shipped cases with the marks that some outlet once left out; the others are looked at in the thorough run."""


@pytest.mark.parametrize("name", [pytest.param(name, marks=() if name in TOLD else pytest.mark.thorough)
                                  for name in case_names()])  # fmt: skip
def test_what_the_answer_to_a_shipped_case_marks_every_outlet_marks(name: str) -> None:
    if told(name).convictions:
        assert missing(told(name)) | lost_conditions(told(name)) == set()


@pytest.mark.parametrize("name", [*MADE, *case_names()])
def test_every_result_has_every_form_and_fits_a_terminal(name: str) -> None:
    for kind, result in told(name).results():
        wide = [line for line in result.to_text().splitlines() if len(line) > WIDTH and "://" not in line]
        assert wide == [] or kind == "table", kind
        assert json.loads(json.dumps(result.to_json())) and result.to_html(), kind
        assert result.to_frame() is not None
        if kind != "table":
            text, page = words_of(result)
            assert page == text, kind


@pytest.mark.parametrize("name", [*MADE, *case_names()])
def test_every_case_has_a_timeline_figure(name: str) -> None:
    assert told(name).figure("timeline")


@pytest.mark.parametrize("name", [*MADE, "brittney-griner", "peter-macdonald", "scooter-libby", "derek-chauvin"])
def test_no_office_both_decides_and_has_no_power_in_one_figure(name: str) -> None:
    routes = routes_of(told(name).answer)
    deciding = {held.authority.office for route in routes for power in route.powers for held in power.held
                if held.authority.role == "decider"}  # fmt: skip
    refused = {found.authority.office for route in routes for found in route.excluded if found.words == NO_POWER}
    assert not deciding & refused


def test_an_answer_about_a_day_long_before_fits_the_terminal() -> None:
    said = told("sutton-zabavsky").graph.clemency("Terence Sutton", "1986-01-01").to_text()
    assert [line for line in said.splitlines() if len(line) > WIDTH and "://" not in line] == []
