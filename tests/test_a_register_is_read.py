"""A register is read by its map: nothing is dropped, nothing guessed, nothing half-written."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

pyarrow = pytest.importorskip("pyarrow")

from pyarrow import parquet  # noqa: E402  (only where pyarrow is there)

from casegraph.batch import import_cases, import_register, read_map  # noqa: E402
from casegraph.errors import NoSuchThing, ProblemsFound, UsageError  # noqa: E402

PARDONS = ["Name", "District", "Sentenced", "Offense", "Granted"]
EXONERATIONS = ["Last Name", "First Name", "State", "County", "Crime", "Sentence", "Convicted", "Exonerated"]


def table(path: Path, head: list[str], rows: Iterable[list[Any]]) -> Path:
    """A table in the format its name ends in."""
    held = list(rows)
    if path.suffix == ".parquet":
        parquet.write_table(pyarrow.table({n: [row[i] for row in held] for i, n in enumerate(head)}), path)
    elif path.suffix == ".xlsx":
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        for row in [head, *held]:
            book.active.append(row)
        book.save(path)
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter="\t" if path.suffix == ".tsv" else ",").writerows([head, *held])
    return path


def kept(folder: Path) -> list[dict[str, Any]]:
    return [row for part in sorted(folder.glob("*.parquet")) for row in parquet.read_table(part).to_pylist()]


def rejected(folder: Path) -> list[dict[str, str]]:
    found = []
    for path in sorted(folder.glob("rejects-*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found += list(csv.DictReader(file))
    return found


def everything(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def a_map(path: Path, text: str) -> Any:
    path.write_text(text, encoding="utf-8")
    return read_map(path)


@pytest.mark.parametrize("ending", ["csv", "tsv", "parquet", "xlsx"])
def test_every_format_gives_the_same_rows(ending: str, tmp_path: Path) -> None:
    rows = [
        ["Jane Roe", "E.D. Wis.", "01/15/1999", "Wire fraud", "1/8/2016"],
        ["Jörg Ö, Jr.", "D. Minn.", "2001-03", 'Theft of "art"', "January 8, 2016"],
    ]
    import_register(table(tmp_path / f"p.{ending}", PARDONS, rows), read_map("pardon-list"), tmp_path / "out")
    first, second = kept(tmp_path / "out")
    assert (first["sovereign"], first["court"], first["how"]) == ("US", "US-district-wied", "map")
    assert (str(first["convicted_first"]), str(first["status_last"])) == ("1999-01-15", "2016-01-08")
    assert (str(second["convicted_first"]), str(second["convicted_last"])) == ("2001-03-01", "2001-03-31")
    assert json.loads(second["raw"]) == dict(zip(PARDONS, rows[1], strict=True))
    assert (second["id"], second["row"], second["standing"]) == ("pardon-list-3", "3", "attributed")


def test_a_spreadsheet_keeps_days_and_years(tmp_path: Path) -> None:
    from datetime import datetime

    rows = [["Roe", "Jane", "Wisconsin", "Manitowoc", "Murder", "Life", 1985, datetime(2003, 9, 11)]]
    import_register(table(tmp_path / "e.xlsx", EXONERATIONS, rows), read_map("exoneration-register"), tmp_path / "out")
    (row,) = kept(tmp_path / "out")
    assert (row["date"], row["status_date"]) == ("1985", "2003-09-11")


def test_a_day_of_a_spreadsheet_is_as_precise_as_its_cell_shows_it(tmp_path: Path) -> None:
    from datetime import datetime

    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(EXONERATIONS)
    for form in ("yyyy-mm-dd", "mmm yyyy", "yyyy", "d-mmm", "General"):
        book.active.append(["Roe", "Jane", "Wisconsin", "", "Murder", "Life", datetime(1985, 5, 1), 2003])
        book.active.cell(book.active.max_row, 7).number_format = form
    book.active.cell(book.active.max_row, 7).value = 1985
    book.save(tmp_path / "e.xlsx")
    import_register(tmp_path / "e.xlsx", read_map("exoneration-register"), tmp_path / "out")
    assert [row["date"] for row in kept(tmp_path / "out")] == ["1985-05-01", "1985-05", "1985", "1985"]
    assert [row["reason"].split(":")[0] for row in rejected(tmp_path / "out")] == ["unknown date"]


def test_an_exoneration_register_by_state_and_county(tmp_path: Path) -> None:
    rows = [
        ["Roe", "Jane", "Wisconsin", "Manitowoc", "Murder", "Life", "1985", "2003"],
        ["Doe", "John", "Fed-IL", "", "Robbery", "10 years", "1990", "2001"],
        ["Poe", "Ann", "Military", "", "Robbery", "Death", "1990", "2001"],
        ["Coe", "Al", "District of Columbia", "", "Murder", "Life without parole", "1990", "2001"],
    ]
    import_register(table(tmp_path / "e.csv", EXONERATIONS, rows), read_map("exoneration-register"), tmp_path / "out")
    found = kept(tmp_path / "out")
    assert [row["sovereign"] for row in found] == ["US-WI", "US", "US-MIL", "US-DC"]
    assert found[0]["court"] == "manitowoc-county-circuit-court"
    assert [row["sentence_type"] for row in found] == ["life", "term of years", "death", "life without parole"]
    assert {row["person"] for row in found} == {"Jane Roe", "John Doe", "Ann Poe", "Al Coe"}


def test_what_cannot_be_resolved_is_set_aside_with_its_number_and_the_reason(tmp_path: Path) -> None:
    rows = [
        ["Jane Roe", "E.D. Wis.", "1999-01-15", "Wire fraud", "2016-01-08"],
        ["John Doe", "Northern District of Ilinois", "2001-03-04", "Robbery", "2016-01-08"],
        ["Ann Lee", "D. Minn.", "13/45/2001", "Perjury", ""],
        ["", "D. Minn.", "2001", "Perjury", ""],
    ]
    state = import_register(table(tmp_path / "p.csv", PARDONS, rows), read_map("pardon-list"), tmp_path / "out")
    reasons = {row["row"]: row["reason"] for row in rejected(tmp_path / "out")}
    assert (state.rows, state.kept, state.rejected) == (4, 1, 3)
    assert list(reasons) == ["3", "4", "5"]
    assert "unknown court" in reasons["3"] and "did you mean" in reasons["3"] and "Illinois" in reasons["3"]
    assert "13/45/2001" in reasons["4"] and "%m/%d/%Y" in reasons["4"]
    assert reasons["5"] == "no name of a person"
    assert state.reasons == {"unknown court": 1, "unknown date": 1, "no name of a person": 1}
    assert rejected(tmp_path / "out")[0]["Name"] == "John Doe"


def test_unknown_words_are_set_aside_with_a_hint(tmp_path: Path) -> None:
    mapping = a_map(tmp_path / "m.yaml", """
        map: words
        source: {label: A made-up register}
        columns: {person: Name, law_broken: Law, sentence_type: Sentence, status: Status, flags: Flags}
        """)  # fmt: skip
    rows = [
        ["A", "Wiscosin", "life", "", ""], ["B", "US-WI", "lief", "", ""], ["C", "WI", "", "pardonned", ""],
        ["D", "Wis.", "", "", "treason; tresspass"], ["E", "wisconsin", "death", "commuted", "treason"],
    ]  # fmt: skip
    head = ["Name", "Law", "Sentence", "Status", "Flags"]
    state = import_register(table(tmp_path / "t.csv", head, rows), mapping, tmp_path / "out")
    reasons = [row["reason"] for row in rejected(tmp_path / "out")]
    assert [reason.split(":")[0] for reason in reasons] == [
        "unknown sovereign", "unknown sentence type", "unknown status", "unknown flag"
    ]  # fmt: skip
    assert all("did you mean" in reason for reason in reasons[:3])
    assert state.kept + state.rejected == state.rows == 5
    assert [row["person"] for row in kept(tmp_path / "out")] == ["E"]


def test_a_federal_court_alone_only_suggests(tmp_path: Path) -> None:
    mapping = a_map(tmp_path / "m.yaml", """
        map: courts
        source: {label: A made-up register}
        columns: {person: Name, court: District, law_broken: Law, statute: Statute}
        """)  # fmt: skip
    rows = [
        ["A", "E.D. Wis.", "", ""], ["B", "E.D. Wis.", "Wisconsin", ""], ["C", "E.D. Wis.", "", "Wis. Stat. § 940.01"],
        ["D", "", "", "18 U.S.C. § 1343"],
    ]  # fmt: skip
    head = ["Name", "District", "Law", "Statute"]
    import_register(table(tmp_path / "t.csv", head, rows), mapping, tmp_path / "out")
    found = [(row["sovereign"], row["how"], row["suggested"]) for row in kept(tmp_path / "out")]
    assert found == [("", "", "US"), ("US-WI", "stated", "US"), ("US-WI", "statute", "US"), ("US", "statute", "")]


def test_a_constant_of_the_map_gives_way_to_another_sovereigns_court(tmp_path: Path) -> None:
    rows = [["A", "Superior Court of the District of Columbia", "1999", "Robbery", "2016"]]
    import_register(table(tmp_path / "p.csv", PARDONS, rows), read_map("pardon-list"), tmp_path / "out")
    (row,) = kept(tmp_path / "out")
    assert (row["sovereign"], row["suggested"]) == ("", "US-DC")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["A", "", "US-IL", "Wis. Stat. § 940.01"], "law and statute differ"),
        (["A", "Manitowoc County Circuit Court", "US-IL", ""], "court and law do not go together"),
        (["A", "", "", ""], "nothing says whose law was broken"),
        (["A", "Circuit Court of Jefferson County", "", ""], "court may be several"),
    ],
)
def test_what_cannot_both_be_true_is_for_a_human(row: list[str], reason: str, tmp_path: Path) -> None:
    mapping = a_map(tmp_path / "m.yaml", """
        map: courts
        source: {label: A made-up register}
        columns: {person: Name, court: District, law_broken: Law, statute: Statute}
        """)  # fmt: skip
    state = import_register(
        table(tmp_path / "t.csv", ["Name", "District", "Law", "Statute"], [row]), mapping, tmp_path / "o"
    )
    assert state.reasons == {reason: 1}


def test_a_constant_law_is_enough(tmp_path: Path) -> None:
    mapping = a_map(tmp_path / "m.yaml", """
        map: one-state
        source: {label: "Docket of the clerk", kind: docket}
        columns: {id: Number, person: Name}
        constants: {law_broken: US-WI}
        """)  # fmt: skip
    import_register(table(tmp_path / "t.csv", ["Number", "Name"], [["7", "A"], ["7", "B"]]), mapping, tmp_path / "out")
    found = [(row["id"], row["ref"], row["sovereign"], row["how"], row["standing"]) for row in kept(tmp_path / "out")]
    assert found == [
        ("one-state-2", "7", "US-WI", "map", "established"),
        ("one-state-3", "7", "US-WI", "map", "established"),
    ]


def test_empty_rows_count_in_the_numbers_and_short_rows_are_told(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("Name,District,Sentenced\nA,D. Minn.,1999\n\nB,D. Minn.\nC,D. Minn.,2000\n")
    state = import_register(tmp_path / "p.csv", read_map("pardon-list"), tmp_path / "out")
    assert [row["row"] for row in kept(tmp_path / "out")] == ["2", "5"]
    assert [(row["row"], row["reason"]) for row in rejected(tmp_path / "out")] == [
        ("4", "another number of cells than the head has: 2 cells, where the head has 3")
    ]
    assert state.rows == 3


def test_a_mapped_column_the_table_lacks_is_told(tmp_path: Path) -> None:
    path = table(tmp_path / "p.csv", ["Name", "District", "Sentenced", "Ofense"], [["A", "D. Minn.", "1999", "x"]])
    state = import_register(path, read_map("pardon-list"), tmp_path / "out")
    assert any("offence" in line and "'Ofense'" in line for line in state.missing)


PLAIN = """
    map: plain
    source: {label: A made-up register, kind: docket}
    columns: {person: Name, law_broken: Law, state: State, county: County, court: Court, offence: Offence, date: C,
              stage: Stage, status: S, status_date: G, sentence_type: Sentence}
    """


def read(tmp_path: Path, rows: list[dict[str, str]], more: str = "") -> tuple[list[dict[str, Any]], list[str]]:
    """The rows kept, and for each of the others its reason, with a map of every column."""
    head = list(dict.fromkeys(["Name", "Law", *(name for row in rows for name in row)]))
    cells = [["Jane Doe" if name == "Name" else row.get(name, "") for name in head] for row in rows]
    held = a_map(tmp_path / "m.yaml", PLAIN + more)
    import_register(table(tmp_path / "t.csv", head, cells), held, tmp_path / "out")
    return kept(tmp_path / "out"), [row["reason"] for row in rejected(tmp_path / "out")]


@pytest.mark.parametrize(("form", "text", "found"), [
    ("%B %Y", "May 2003", "2003-05"), ("%m/%Y", "05/2003", "2003-05"), ("%b. %Y", "Sep. 1999", "1999-09"),
    ("%Y year", "2003 year", "2003"), ("%d %B %Y", "5 May 2003", "2003-05-05"),
    ("%j of %Y", "32 of 2003", "2003-02-01"),
])  # fmt: skip
def test_a_form_makes_a_date_no_more_precise_than_it_is(form: str, text: str, found: str, tmp_path: Path) -> None:
    rows, _ = read(tmp_path, [{"Law": "US", "C": text}], f'dates: "{form}"')
    assert [row["date"] for row in rows] == [found]


@pytest.mark.parametrize(("dates", "told"), [
    ('dates: "%m/%d"', "names no year"), ('dates: "%m/%d/%y"', "say pivot: 1950"), ('dates: "%d %Y"', "no month"),
    ('dates: "%x"', "holds %x"),
])  # fmt: skip
def test_a_form_that_would_have_to_guess_is_refused(dates: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as caught:
        read(tmp_path, [], dates)
    assert told in caught.value.problems[0].message and caught.value.problems[0].place.line > 1


def test_two_digits_are_read_by_the_pivot_and_a_day_to_come_is_set_aside(tmp_path: Path) -> None:
    rows = [{"Law": "US", "C": "12/31/45"}, {"Law": "US", "C": "12/31/27"}, {"Law": "US", "C": "2999"},
            {"Law": "US", "C": "0201-05-01"}]  # fmt: skip
    found, reasons = read(tmp_path, rows, 'dates: "%m/%d/%y"\n    pivot: 1930')
    assert [row["date"] for row in found] == ["1945-12-31"]
    assert [reason.split(":")[0] for reason in reasons] == ["a date no register can hold"] * 3


def test_a_date_that_two_forms_read_differently_is_set_aside(tmp_path: Path) -> None:
    rows = [{"Law": "US", "C": "5/6/2003"}, {"Law": "US", "C": "25/6/2003"}]
    found, reasons = read(tmp_path, rows, 'dates: ["%m/%d/%Y", "%d/%m/%Y"]')
    assert [row["date"] for row in found] == ["2003-06-25"] and "2003-05-06 or 2003-06-05" in reasons[0]


@pytest.mark.parametrize(("row", "reason"), [
    ({"State": "Ohio", "Court": "Ashland County Circuit Court"}, "court and state differ"),
    ({"State": "Texas", "Court": "Milwaukee County Circuit Court"}, "court and state differ"),
    ({"State": "Texas", "Court": "E.D. Wis."}, "court and state differ"),
    ({"State": "Texas", "County": "Milwaukee"}, "county and state differ"),
    ({"Law": "Texas", "County": "Cook"}, "county and state differ"),
    ({"State": "Ohio", "Law": "US-WI"}, "law and state differ"),
    ({"State": "Ontario", "Law": "US"}, "unknown state"),
    ({"State": "TX", "Court": "State of Nevada Superior Court"}, "unknown court"),
    ({"Court": "State of Nevada Superior Court"}, "unknown court"),
])  # fmt: skip
def test_a_state_binds_its_court_and_its_county(row: dict[str, str], reason: str, tmp_path: Path) -> None:
    _, reasons = read(tmp_path, [row])
    assert [text.split(":")[0] for text in reasons] == [reason]


def test_a_court_of_the_state_and_a_federal_one_in_it_are_kept(tmp_path: Path) -> None:
    rows = [{"State": "Wisconsin", "Court": "Milwaukee County Circuit Court"}, {"State": "Wis.", "Court": "E.D. Wis."},
            {"State": "MO", "Court": "Texas Circuit Court"}]  # fmt: skip
    found, reasons = read(tmp_path, rows)
    assert [row["suggested"] for row in found] == ["US-WI", "US", "US-MO"] and not reasons


@pytest.mark.parametrize(("name", "id_"), [
    ("New Mexico", "US-NM"), ("State of Wisconsin", "US-WI"), ("W.Va.", "US-WV"), ("Washington D.C.", "US-DC"),
    ("Navajo Nation", "US-TRIBE-NAVAJO"), ("US-TRIBE-NAVAJO", "US-TRIBE-NAVAJO"), ("Russia", "RU"), ("USA", "US"),
])  # fmt: skip
def test_every_sovereign_of_the_authorities_is_known_by_its_names(name: str, id_: str, tmp_path: Path) -> None:
    found, _ = read(tmp_path, [{"Law": name, "Court": "A Court of Theirs" if id_ in ("RU", "US-TRIBE-NAVAJO") else ""}])
    assert [(row["sovereign"], row["how"]) for row in found] == [(id_, "stated")]


def test_what_is_near_a_state_by_chance_is_not_suggested(tmp_path: Path) -> None:
    _, reasons = read(tmp_path, [{"Law": "NaN"}, {"Law": "Canada"}, {"Law": "US", "Sentence": "life witho parole"}])
    assert not any("did you mean" in reason for reason in reasons[:2])


def test_life_with_parole_is_a_sentence_of_its_own(tmp_path: Path) -> None:
    found, reasons = read(tmp_path, [{"Law": "US", "Sentence": "life with parole"}, {"Law": "US", "Sentence": "LWP"}])
    assert [row["sentence_type"] for row in found] == ["life with parole"] and "did you mean" not in reasons[0]


def test_a_sovereign_of_ones_own_is_read_by_the_remedy_the_import_gives(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("""authority: XX-mine
sources: {law: {label: Code of Mine, kind: statute}}
sovereigns: {XX-mine: {label: Republic of Mine, sovereign_kind: foreign state, source: law}}
""")
    mapping = a_map(tmp_path / "m.yaml", PLAIN)
    source = table(tmp_path / "t.csv", ["Name", "Law"], [["Jane Doe", "Republic of Mine"]])
    import_register(source, mapping, tmp_path / "first")
    assert "--law FILE" in rejected(tmp_path / "first")[0]["reason"]
    import_register(source, mapping.with_law([tmp_path / "own.yaml"]), tmp_path / "second")
    assert [row["sovereign"] for row in kept(tmp_path / "second")] == ["XX-mine"]
    assert import_cases(source, mapping.with_law([tmp_path / "own.yaml"]), tmp_path / "c.jsonl").kept == 1


@pytest.mark.parametrize(("offence", "section"), [
    ("Perjury (charged, not tried or convicted)", "charges"), ("Obstruction (indicted, never tried)", "charges"),
    ("Any offenses she may have committed", "events"), ("Escape while awaiting trial", "convictions"),
    ("Wire fraud (jury hung; never retried)", "charges"), ("Fraud [indictment dismissed]", "charges"),
    ("Fraud - no charges filed", "events"), ("Charged with fraud", "charges"),
    ("Fraud (convicted after a mistrial)", "convictions"), ("Fraud (one count dismissed)", "convictions"),
])  # fmt: skip
def test_a_pardon_before_any_conviction_makes_no_conviction(offence: str, section: str, tmp_path: Path) -> None:
    import casegraph

    mapping = a_map(tmp_path / "m.yaml", PLAIN)
    row = {"Name": "Jane Doe", "Law": "US", "Offence": offence, "S": "pardoned", "G": "2020-01-01"}
    source = table(tmp_path / "t.csv", list(row), [list(row.values())])
    assert import_cases(source, mapping, tmp_path / "c.jsonl").kept == 1
    made = json.loads((tmp_path / "c.jsonl").read_text())
    assert ("convictions" in made) == (section == "convictions") and section in made
    (tmp_path / "c.yaml").write_text(json.dumps(made))
    graph = casegraph.load(tmp_path / "c.yaml")
    assert graph.clemency("Jane Doe", "2021-01-01").value == "moot"
    assert (
        graph.clemency("Jane Doe", "2019-01-01").convictions[0].status
        == ({"charges": "charged", "events": "not charged", "convictions": "stands"}[section])
    )


@pytest.mark.parametrize("offence", ["Murder of an acquitted man", "Harboring an unindicted co-conspirator"])
def test_a_denial_within_the_name_of_an_offence_is_for_a_human(offence: str, tmp_path: Path) -> None:
    found, reasons = read(tmp_path, [{"Law": "US", "Offence": offence}])
    assert (found, [text.split(":")[0] for text in reasons]) == ([], ["no conviction by its own words"])


def test_a_stage_of_the_map_counts_and_what_cannot_be_at_it_is_set_aside(tmp_path: Path) -> None:
    rows = [{"Law": "US", "Offence": "Perjury", "Stage": "charged", "S": "pardoned", "G": "2020"},
            {"Law": "US", "Offence": "Perjury", "Stage": "charged", "S": "commuted", "G": "2020"},
            {"Law": "US", "Offence": "Perjury, not convicted", "Stage": "convicted"},
            {"Law": "US", "Offence": "Perjury, not convicted"}]  # fmt: skip
    found, reasons = read(tmp_path, rows)
    assert [row["stage"] for row in found] == ["charged"]
    assert [text.split(":")[0] for text in reasons] == [
        "status and stage do not go together", "offence and stage differ", "no conviction by its own words"
    ]  # fmt: skip


def test_what_became_of_a_conviction_before_it_was_one_is_set_aside(tmp_path: Path) -> None:
    rows = [{"Law": "US", "C": "2001-05-02", "S": "pardoned", "G": "2001-05-01"},
            {"Law": "US", "C": "2001", "S": "vacated", "G": "2000"},
            {"Law": "US", "C": "2001", "S": "vacated", "G": "2001-01"}]  # fmt: skip
    found, reasons = read(tmp_path, rows)
    assert len(found) == 1 and [text.split(":")[0] for text in reasons] == ["status before the conviction"] * 2


def test_a_military_conviction_is_no_federal_one_and_years_to_life_are_life(tmp_path: Path) -> None:
    sentences = ["25 years to life", "Life, 25 years at least", "Life with the possibility of parole", "30 years"]
    rows = [["Roe", "Jane", "Fed-Military", "", "Murder", sentence, "1985", "2003"] for sentence in sentences]
    import_register(table(tmp_path / "e.csv", EXONERATIONS, rows), read_map("exoneration-register"), tmp_path / "out")
    found = kept(tmp_path / "out")
    assert {row["sovereign"] for row in found} == {"US-MIL"}
    assert [row["sentence_type"] for row in found] == ["life", "life", "life with parole", "term of years"]


def test_a_row_whose_case_would_not_be_built_is_set_aside(tmp_path: Path) -> None:
    mapping = a_map(tmp_path / "m.yaml", PLAIN)
    rows = [["Jane Doe", "US", "Fra\x00ud"], ["Ann Poe", "US", "Theft"]]
    source = table(tmp_path / "t.parquet", ["Name", "Law", "Offence"], rows)
    state = import_cases(source, mapping, tmp_path / "c.jsonl")
    assert state.reasons == {"a character no text may hold": 1} and state.kept == 1


def bad_bytes(path: Path) -> None:
    path.write_bytes(b"Name,District\nA,D. Minn.\n\xff\xfe\x00binary")


@pytest.mark.parametrize(
    ("name", "make", "told"),
    [
        ("p.csv", lambda p: table(p, ["Nome", "Distrikt"], [["A", "D. Minn."]]), "is it called 'Nome' there?"),
        ("p.csv", lambda p: p.write_bytes(b""), "is empty"),
        ("p.csv", bad_bytes, "is not UTF-8"),
        ("p.csv", lambda p: p.write_text('Name,District\n"A,D. Minn.\n'), "cannot read"),
        ("p.csv", lambda p: p.write_text("Name,Name,District\nA,B,D. Minn.\n"), "two columns called 'Name'"),
        ("p.parquet", lambda p: p.write_bytes(b"PAR1 no"), "cannot read"),
        ("p.xlsx", lambda p: p.write_bytes(b"PK no"), "cannot read"),
        ("p.xlsx", lambda p: p.write_bytes(b""), "cannot read"),
        ("p.doc", lambda p: p.write_bytes(b"x"), "of no known kind"),
        ("p.csv", lambda p: None, "No such file"),
        ("p.csv", lambda p: p.mkdir(), "cannot read"),
    ],
)
def test_a_table_that_cannot_be_read_is_told_and_leaves_no_half(
    name: str, make: Any, told: str, tmp_path: Path
) -> None:
    make(tmp_path / name)
    for run, out in ((import_register, "out"), (import_cases, "out.jsonl")):
        with pytest.raises(UsageError, match=told):
            run(tmp_path / name, read_map("pardon-list"), tmp_path / out)
        left = list((tmp_path / out).glob("*")) if (tmp_path / out).is_dir() else [tmp_path / out]
        assert not any(path.is_file() for path in left)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("map: m\nsource: {label: x}\ncolumns: {persn: Name}\n", "did you mean 'person'"),
        ("map: m\nsource: {label: x, kind: registre}\ncolumns: {person: Name}\n", "string should match"),
        ("map: m\nsource: {label: x}\ncolums: {person: Name}\n", "did you mean 'columns'"),
        ("map: M 1\nsource: {label: x}\ncolumns: {person: Name}\n", "string should match"),
        ("map: m\ncolumns: {person: Name}\n", "field required"),
        ("map: m\nsource: {label: x\n", ""),
    ],
)
def test_a_wrong_map_is_told_with_its_place(text: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(text)
    with pytest.raises(ProblemsFound) as caught:
        read_map(tmp_path / "m.yaml")
    told = [f"{problem.message} {problem.help}" for problem in caught.value.problems]
    assert any(code in line for line in told), told
    assert all(problem.place.line >= 1 for problem in caught.value.problems)


def test_an_unknown_map_is_told_with_the_nearest() -> None:
    with pytest.raises(NoSuchThing, match="did you mean 'pardon-list'"):
        read_map("pardon-lst")
    with pytest.raises(UsageError, match="no such file"):
        read_map("nowhere.yaml")


def pardons(number: int) -> Iterable[list[str]]:
    for index in range(number):
        yield [
            f"Person {index}",
            "E.D. Wis." if index % 7 else "Nowhere Court",
            f"{1950 + index % 60}",
            "Fraud",
            "2016",
        ]


KILLED = """
import sys
from pathlib import Path
from casegraph.batch import import_register, read_map
import_register(Path(sys.argv[1]), read_map("pardon-list"), Path(sys.argv[2]), part=500)
"""


def test_a_run_that_was_killed_goes_on_and_ends_with_the_same_bytes(tmp_path: Path) -> None:
    source = table(tmp_path / "p.csv", PARDONS, pardons(6_000))
    whole = import_register(source, read_map("pardon-list"), tmp_path / "whole", part=500)
    child = subprocess.Popen([sys.executable, "-c", KILLED, str(source), str(tmp_path / "cut")])
    while not (tmp_path / "cut" / "part-00003.parquet").exists():
        assert child.poll() is None
        time.sleep(0.002)
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert not json.loads((tmp_path / "cut" / "manifest.json").read_text())["complete"]
    again = import_register(source, read_map("pardon-list"), tmp_path / "cut", part=500)
    assert 0 < again.resumed < 6_000
    assert (again.rows, again.kept, again.rejected, again.reasons) == (
        whole.rows,
        whole.kept,
        whole.rejected,
        whole.reasons,
    )
    assert everything(tmp_path / "cut") == everything(tmp_path / "whole")
    assert again.kept + again.rejected == 6_000 and len(kept(tmp_path / "cut")) == again.kept
    assert len(rejected(tmp_path / "cut")) == again.rejected


@pytest.mark.parametrize("out", ["c.jsonl", "out"])
def test_an_import_that_is_ended_leaves_nothing_half_written(out: str, tmp_path: Path) -> None:
    table(tmp_path / "p.csv", PARDONS, pardons(50_000))
    command = [sys.executable, "-m", "casegraph", "import", "p.csv", "--map", "pardon-list", "-o", out]
    child = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not list(tmp_path.rglob(".*.tmp")):
        assert child.poll() is None
        time.sleep(0.002)
    child.terminate()
    assert child.wait() == 143
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["p.csv"]


def test_a_batch_refuses_an_import_that_was_cut_off(tmp_path: Path) -> None:
    pytest.importorskip("ibis")
    from casegraph.batch import LawTable, run_batch

    import_register(table(tmp_path / "p.csv", PARDONS, pardons(10)), read_map("pardon-list"), tmp_path / "out")
    manifest = tmp_path / "out" / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"complete": true', '"complete": false'))
    with pytest.raises(UsageError, match="was cut off"):
        run_batch(tmp_path / "out", tmp_path / "a.parquet", LawTable((), {}, {}), on="2020-01-01")


def test_another_table_or_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    source = table(tmp_path / "p.csv", PARDONS, pardons(3))
    import_register(source, read_map("pardon-list"), tmp_path / "out")
    before = everything(tmp_path / "out")
    assert import_register(source, read_map("pardon-list"), tmp_path / "out").rows == 3  # done: nothing to do
    table(source, PARDONS, pardons(4))
    with pytest.raises(UsageError, match="another table or map"):
        import_register(source, read_map("pardon-list"), tmp_path / "out")
    assert everything(tmp_path / "out") == before
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x")
    with pytest.raises(UsageError, match="no import"):
        import_register(source, read_map("pardon-list"), tmp_path / "mine")


FULL = """
import resource, sys
from pathlib import Path
from casegraph.batch import import_cases, import_register, read_map
from casegraph.errors import UsageError
resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, 8_000))
for out in sys.argv[2:]:
    run = import_cases if out.endswith(".jsonl") else import_register
    try:
        run(Path(sys.argv[1]), read_map("pardon-list"), Path(out))
    except UsageError as error:
        print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="limits the size of files")
def test_a_full_disk_is_told_and_leaves_no_half(tmp_path: Path) -> None:
    source = table(tmp_path / "p.csv", PARDONS, pardons(1_000))
    command = [sys.executable, "-c", FULL, str(source), str(tmp_path / "out"), str(tmp_path / "out.jsonl")]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert [line[:12] for line in ran.stdout.splitlines()] == ["cannot write"] * 2, ran.stderr
    left = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    assert left == ["p.csv"]


GROWTH = """
import resource, sys
from pathlib import Path
from casegraph.batch import import_register, read_map
import_register(Path(sys.argv[1]), read_map("pardon-list"), Path(sys.argv[2]), part=5_000)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.thorough
def test_memory_does_not_grow_with_the_bad_rows(tmp_path: Path) -> None:
    peaks = []
    for number in (10_000, 60_000):
        rows = ([f"Person {i}", f"Court {i % 50} of Nowhere", f"in {i}", "Fraud", ""] for i in range(number))
        source = table(tmp_path / f"{number}.csv", PARDONS, rows)
        command = [sys.executable, "-c", GROWTH, str(source), str(tmp_path / f"out{number}")]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
        peaks.append(int(ran.stdout) / (1024 if sys.platform != "darwin" else 1 << 20))
        assert len(rejected(tmp_path / f"out{number}")) == number
    assert peaks[1] < peaks[0] + 60, peaks  # MB: the caches of resolved names are bounded


def test_the_same_table_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    source = table(tmp_path / "p.csv", PARDONS, pardons(300))
    made = []
    for seed in ("1", "2"):
        out = tmp_path / f"out{seed}"
        env = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", KILLED, str(source), str(out)], check=True, env=env)
        made.append(everything(out))
    assert made[0] == made[1]


@pytest.mark.parametrize("standing", ["attributed", "established"])
def test_cases_of_a_register_pass_the_check_and_do_not_leak(standing: str, tmp_path: Path) -> None:
    from casegraph import load
    from casegraph.loading import check

    mapping = a_map(tmp_path / "m.yaml", f"""
        map: reg
        source: {{label: A made-up register, standing: {standing}}}
        columns: {{person: Name, law_broken: Law, date: Date, statute: Statute}}
        """)  # fmt: skip
    rows = [["Jane Roe", "US-WI", "1985", "Wis. Stat. § 940.01"], ["Jane Roe", "Nowhere", "1985", ""]]
    source = table(tmp_path / "t.csv", ["Name", "Law", "Date", "Statute"], rows)
    state = import_cases(source, mapping, tmp_path / "out.jsonl")
    assert (state.kept, state.rejected) == (1, 1)
    assert "Nowhere" in (tmp_path / "out.rejects.csv").read_text()
    (line,) = (tmp_path / "out.jsonl").read_text().splitlines()
    case = tmp_path / "case.yaml"
    case.write_text(line)
    for path in (case, tmp_path / "out.jsonl"):
        (result,) = check([str(path)])
        assert not result.problems and result.case is not None
    graph = load(str(case))
    if standing == "established":
        assert graph.clemency("reg-2-conviction", on="1990-01-01").convictions[0].holders
    else:
        answer = graph.clemency("reg-2-conviction", on="1990-01-01")
        assert answer.headline.startswith("If A made-up register, row 2 is right: ") and answer.to_json()["if"]
        assert graph.query("SELECT ?c { ?c a cg:Conviction }").rows == ()


def test_the_commands_tell_what_happened(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from casegraph.cli import main

    source = table(tmp_path / "p.csv", PARDONS, pardons(14))
    for args, code in (
        (["import", str(source), "--map", "pardon-list", "-o", str(tmp_path / "out"), "--json"], 0),
        (["import", str(source), "--map", "pardn-list", "-o", str(tmp_path / "x")], 3),
        (["import", str(source)], 2),
        (["import", "--maps"], 0),
    ):
        with pytest.raises(SystemExit) as ended:
            main(args)
        assert (ended.value.code or 0) == code, args
        if "--json" in args:
            told = json.loads(capsys.readouterr().out)
            assert (told["rows"], told["kept"], told["rejected"]) == (14, 12, 2)
