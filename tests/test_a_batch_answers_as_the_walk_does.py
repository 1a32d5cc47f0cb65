"""The batch answer of a row is the answer of the walk for the same conviction, row by row."""

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import casegraph
from casegraph.authorities.load import load_authorities
from casegraph.casefile.inference import conclusions
from casegraph.questions.clemency.walk import clemency_over
from casegraph.questions.powers.coverage import CLEMENCY, Criteria
from casegraph.questions.powers.intervals import PowerIntervals
from casegraph.records.claim import Case, Claim, Literal, Source
from casegraph.view import CaseView
from casegraph.vocabulary import CG, EDTF, RDF_TYPE, Standing, local, thing

ibis = pytest.importorskip("ibis")
pyarrow = pytest.importorskip("pyarrow")

from pyarrow import parquet  # noqa: E402  (only where pyarrow is there)

from casegraph.batch import COLUMNS, compiled_law, run_batch  # noqa: E402
from casegraph.batch.law import LawTable  # noqa: E402
from matrix import MADE, told  # noqa: E402
from sparing import mostly, once  # noqa: E402

SAMPLE, LARGE = 560, 10_000
DAYS = ["1931-05-02", "1977-06-30", "1989-12-31", "2003-01-06", "2016-01-08", "2020-11-24", "2021-01-20", "2024-07-01",
        "2026-11-25", date.today().isoformat(), (date.today() + timedelta(days=500)).isoformat()]  # fmt: skip
SENTENCES = ["death", "life", "life without parole", "term of years", ""]
FLAGS = [
    "treason",
    "twice convicted of a felony",
    "impeachment",
    "drug dealing",
    "punishable by death or life",
    "first felony",
]
EVENTS = {"vacated": "Vacatur", "reversed": "Reversal", "commuted": "Commutation", "pardoned": "Pardon"}
STAGES = {"charged": ("Count", "charge"), "offence": ("Offence", "act")}
"""Stage → the class of what the row is about, and how a pardon names it."""
Row = dict[str, str]


def rows(number: int, sovereigns: list[str], seed: int = 11) -> Iterator[Row]:
    """Convictions of every kind the table tells apart, with days known to the day, month, year or not at all."""
    chance = random.Random(seed)

    def stretch() -> tuple[str, str, str]:
        year, month, day = chance.randint(1925, 2025), chance.randint(1, 12), chance.randint(1, 28)
        last = {1: 31, 3: 31, 5: 31, 7: 31, 8: 31, 10: 31, 12: 31, 2: 29 if year % 4 == 0 else 28}.get(month, 30)
        return chance.choice([
            (f"{year}-{month:02d}-{day:02d}",) * 3,
            (f"{year}-{month:02d}", f"{year}-{month:02d}-01", f"{year}-{month:02d}-{last}"),
            (str(year), f"{year}-01-01", f"{year}-12-31"),
        ])  # fmt: skip

    for index in range(number):
        convicted, first, last = stretch()
        status = chance.choice([*EVENTS, "", "", "", "", "", ""])
        when, begun, ended = stretch() if status and chance.random() < 0.8 else ("", "", "")
        flags = chance.sample(FLAGS, chance.choice([0, 0, 0, 0, 1, 2]))
        stage = chance.choice([*STAGES, *[""] * 18])
        if stage:  # of a charge or an act a register says less
            convicted, first, last, flags = "", "", "", []
            status, when, begun, ended = ("pardoned", *stretch()) if status else ("", "", "", "")
        yield {
            "id": f"r{index}", "sovereign": chance.choice(sovereigns), "stage": stage,
            "sentence_type": "" if stage else chance.choice(SENTENCES), "flags": "; ".join(sorted(flags)),
            "convicted": convicted, "convicted_first": first, "convicted_last": last,
            "status": status, "when": when, "status_first": begun, "status_last": ended, "day": chance.choice(DAYS),
        }  # fmt: skip


def as_case(table: list[Row]) -> Case:
    """The same convictions as records."""
    source = thing("register", "register")

    def said(subject: str, predicate: str, value: Any) -> Claim:
        return Claim(subject, predicate, value, Standing.ESTABLISHED, (source,))

    claims = []
    for row in table:
        conviction = thing(row["id"], "register")
        klass, named = STAGES.get(row["stage"], ("Conviction", "conviction"))
        claims += [
            said(conviction, RDF_TYPE, CG + klass),
            said(conviction, CG + "lawBroken", thing(row["sovereign"])),
        ]
        claims += [said(conviction, CG + "date", Literal(row["convicted"], EDTF))] if row["convicted"] else []
        claims += [said(conviction, CG + "sentenceType", Literal(row["sentence_type"]))] if row["sentence_type"] else []
        claims += [said(conviction, CG + "flag", Literal(flag)) for flag in row["flags"].split("; ") if flag]
        if row["status"]:
            event = thing(f"{row['id']}-{row['status']}", "register")
            claims += [
                said(event, RDF_TYPE, CG + EVENTS[row["status"]]),
                said(event, CG + named, conviction),
            ]
            claims += [said(event, CG + "date", Literal(row["when"], EDTF))] if row["when"] else []
    followed, _ = conclusions(
        claims
    )  # as when a case file is read: a sentence of life says how the offence is punished
    return Case("register", "A register", (Source(source, "a register"),), (*claims, *followed))


@pytest.fixture(scope="module")
def law(intervals: PowerIntervals, tmp_path_factory: pytest.TempPathFactory) -> LawTable:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("casegraph.batch.law.compile_powers", lambda view: intervals)
        return compiled_law(once(tmp_path_factory, "law", compiled_law))


@pytest.fixture(scope="module", params=mostly([SAMPLE, LARGE], [SAMPLE]))
def table(law: LawTable, request: pytest.FixtureRequest) -> list[Row]:
    return list(rows(request.param, sorted({row.sovereign for row in law.rows})))


@pytest.fixture(scope="module")
def walked(table: list[Row]) -> CaseView:
    return casegraph.Graph([as_case(table)], load_authorities()).view


def written(table: list[Row], path: Path) -> Path:
    parquet.write_table(pyarrow.table({key: [row[key] for row in table] for key in table[0]}), path)
    return path


@pytest.mark.parametrize("kind", CLEMENCY)
def test_every_row_of_a_large_sample_answers_as_the_walk(
    kind: str, table: list[Row], walked: CaseView, law: LawTable, tmp_path: Path
) -> None:
    part = [row for index, row in enumerate(table) if index % len(CLEMENCY) == CLEMENCY.index(kind)]
    run_batch(written(part, tmp_path / "c.parquet"), tmp_path / "a.parquet", law, on=None, on_column="day", kind=kind)
    found = {row["id"]: row for row in parquet.read_table(tmp_path / "a.parquet").to_pylist()}
    assert len(found) == len(part)
    for row in part:
        asked = Criteria(date.fromisoformat(row["day"]), kind, None)
        walk, batch = clemency_over(walked, thing(row["id"], "register"), asked), found[row["id"]]
        held = [holder for holder in walk.holders if holder.role == "decider"] if walk.value != "unknown" else []
        told = dict(sorted((local(holder.office), holder.person) for holder in held))
        expected = (walk.value, walk.status, list(told), list(told.values()))
        offices = batch["office"].split("; ") if batch["office"] else []
        people = batch["person"].split("; ") if batch["office"] else []
        assert (batch["answer"], batch["status"], offices, people) == expected, row


SAID_BY_A_ROW = ("a-board-with-votes", "two-powers-side-by-side", "two-powers-over-one-man", "a-disputed-power",
                 "by-one-source", "the-day-of-a-handover", "an-open-interval")  # fmt: skip
"""The cases of the matrix of outlets of which a table's row can say all: one conviction and nothing that befell it."""


def test_what_the_answer_marks_a_row_of_a_batch_marks(law: LawTable, tmp_path: Path) -> None:
    lost: set[tuple[str, str]] = set()
    kinds_of_mark: set[str] = set()
    for name in SAID_BY_A_ROW:
        case, kind = told(name), MADE[name].kind or "pardon"
        facts = dict(part.split(": ") for part in MADE[name].conviction.split(", "))
        row = {"id": name, "sovereign": facts["law_broken"], "sentence_type": facts["sentence_type"],
               "convicted_first": f"{facts['date']}-01-01", "convicted_last": f"{facts['date']}-12-31"}  # fmt: skip
        run_batch(written([row], tmp_path / "c.parquet"), tmp_path / "a.parquet", law, on=str(case.on), kind=kind)
        (found,) = parquet.read_table(tmp_path / "a.parquet").to_pylist()
        walk = clemency_over(case.graph.view, case.convictions[0], Criteria(case.on, kind, None))
        for held in walk.holders:
            kinds_of_mark |= {held.role, held.person_standing, *(["condition"] if held.conditions else [])}
            if held.role == "decider":
                marks = {"office": local(held.office), "person": held.person, "person_standing": held.person_standing}
                lost |= {(name, mark) for column, mark in marks.items() if mark not in found[column]}
            else:
                lost |= {(name, held.role) for mark in (held.role, local(held.office)) if mark not in found["roles"]}
            lost |= {(name, text) for text in held.conditions if text not in found["conditions"]}
        for column, claims in (("disputed", walk.disputed), ("reported", walk.reported)):
            offices = {local(held.office) for held in claims if held.role == "decider"}
            lost |= {(name, office) for office in offices if office not in found[column]}
            kinds_of_mark |= {column} if offices else set()
    assert lost == set()
    assert {"decider", "sits on the board", "condition", "disputed", "attributed"} <= kinds_of_mark


def test_the_table_tells_why_president_and_governor_may_not_decide(law: LawTable, tmp_path: Path) -> None:
    table = [
        {"id": "wi", "sovereign": "US-WI"}, {"id": "us", "sovereign": "US"}, {"id": "ga", "sovereign": "US-GA"},
        {"id": "mn", "sovereign": "US-MN"}, {"id": "nowhere", "sovereign": ""},
    ]  # fmt: skip
    run_batch(written(table, tmp_path / "c.parquet"), tmp_path / "a.parquet", law, on="2025-06-01")
    found = {row["id"]: row for row in parquet.read_table(tmp_path / "a.parquet").to_pylist()}
    other = "another sovereign's law was broken"
    assert (found["wi"]["president"], found["wi"]["governor"], found["wi"]["person"]) == (
        other,
        "decides",
        "Tony Evers",
    )
    assert (found["us"]["president"], found["us"]["office"]) == ("decides", "US-president")
    assert found["ga"]["governor"] == "another office decides"
    assert found["mn"]["governor"] == "decides with others"
    assert (found["nowhere"]["answer"], found["nowhere"]["office"]) == ("unknown", "")


def test_grants_of_a_last_morning_name_who_left_and_who_came(law: LawTable, tmp_path: Path) -> None:
    granted = {"2001-01-20": "Bill Clinton until noon, George W. Bush from noon", "2001-01-19": "Bill Clinton",
               "2021-01-20": "Donald Trump until noon, Joe Biden from noon", "2021-01-21": "Joe Biden"}  # fmt: skip
    row = {"sovereign": "US", "sentence_type": "", "flags": "", "convicted": "1999", "convicted_first": "1999-01-01",
           "convicted_last": "1999-12-31", "status": "", "when": "", "status_first": "", "status_last": ""}  # fmt: skip
    given = written([{"id": day, **row, "day": day} for day in granted], tmp_path / "in.parquet")
    run_batch(given, tmp_path / "out.parquet", law, on=None, on_column="day")
    answers = {found["id"]: found for found in parquet.read_table(tmp_path / "out.parquet").to_pylist()}
    assert {day: found["person"] for day, found in answers.items()} == granted
    assert {found["person_standing"] for found in answers.values()} == {"established"}


def test_a_court_alone_suggests_but_does_not_answer(law: LawTable, tmp_path: Path) -> None:
    table = [{"id": "x", "sovereign": "", "suggested": "US-WI"}]
    run_batch(written(table, tmp_path / "c.parquet"), tmp_path / "a.parquet", law, on="2025-06-01")
    (row,) = parquet.read_table(tmp_path / "a.parquet").to_pylist()
    assert (row["answer"], row["office"], row["suggested_office"]) == ("unknown", "", "US-WI-governor")
    assert "only suggests" in row["confidence"]


def test_a_court_that_hardly_tries_under_that_law_is_a_doubt_of_the_answer(law: LawTable, tmp_path: Path) -> None:
    pairs = {"US US-GA": True, "US-NV US": True, "US-GA US-GA": False, "US US-DC": False, " US-GA": False}
    table = [{"id": pair, "suggested": pair.split(" ")[0], "sovereign": pair.split(" ")[1]} for pair in pairs]
    run_batch(written(table, tmp_path / "c.parquet"), tmp_path / "a.parquet", law, on="2025-06-01")
    found = {row["id"]: row for row in parquet.read_table(tmp_path / "a.parquet").to_pylist()}
    assert {row["answer"] for row in found.values()} == {"who"}
    assert {pair: "one of the two may be wrong" in found[pair]["confidence"] for pair in pairs} == pairs


def test_the_compiled_law_is_kept_and_read_again(
    law: LawTable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import casegraph.batch.law as module

    few = replace(law, rows=law.rows[::50])
    monkeypatch.setattr(module, "_authorities", lambda: None)
    monkeypatch.setattr(module, "compile_law", lambda view, today: few)
    assert module.compiled_law(tmp_path) == few
    monkeypatch.setattr(module, "compile_law", None)
    assert module.compiled_law(tmp_path) == few


def test_a_file_given_as_law_is_compiled_with_the_shipped_law(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import casegraph.batch.law as module
    from casegraph.batch import compiled_law
    from casegraph.errors import ProblemsFound

    some = load_authorities(["US-WY"])
    monkeypatch.setattr(module, "load_authorities", lambda: some)
    (tmp_path / "own.yaml").write_text("""authority: XX-mine
sources: {law: {label: Code of Mine, kind: statute}}
sovereigns: {XX-mine: {label: Republic of Mine, sovereign_kind: foreign state, source: law}}
offices: {XX-king: {label: King of Mine, office_of: XX-mine, source: law}}
powers:
  XX-p: {sovereign: XX-mine, kinds: pardon, scope: all, decider: XX-king, basis: Code 1, from: 1900, source: law}
""")
    source = written([{"id": "1", "sovereign": "XX-mine"}], tmp_path / "c.parquet")
    run_batch(source, tmp_path / "a.parquet", compiled_law(tmp_path, [tmp_path / "own.yaml"]), on="2005-01-01")
    (row,) = parquet.read_table(tmp_path / "a.parquet").to_pylist()
    assert (row["answer"], row["office"]) == ("who", "XX-king")
    (tmp_path / "own.yaml").write_text("authority: XX\npowers: {p: {sovereign: XX-nowhere}}\n")
    with pytest.raises(ProblemsFound):
        compiled_law(tmp_path, [tmp_path / "own.yaml"])


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda p: p.write_bytes(b"not parquet"), "cannot answer for"),
        (lambda p: written([{"ident": "1", "sovereing": "US"}], p), "did you mean 'sovereing'"),
    ],
)
def test_a_table_that_cannot_be_answered_leaves_nothing_behind(
    make: Callable[[Path], Any], told: str, law: LawTable, tmp_path: Path
) -> None:
    from casegraph.errors import UsageError

    make(tmp_path / "c.parquet")
    with pytest.raises(UsageError, match=told):
        run_batch(tmp_path / "c.parquet", tmp_path / "a.parquet", law, on="2020-01-01")
    assert [path.name for path in tmp_path.iterdir()] == ["c.parquet"]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"sentence_type": "Death"}, "did you mean 'death'"),
        ({"status": "acquitted"}, "'acquitted', which is not known"),
        ({"flags": "treason; tresson"}, "did you mean 'treason'"),
        ({"convicted_first": "1985"}, "holds '1985', which is no day"),
    ],
)
def test_a_word_the_law_cannot_be_read_by_is_told(row: Row, told: str, law: LawTable, tmp_path: Path) -> None:
    from casegraph.errors import UsageError

    for name in ("c.parquet", "c.csv"):
        made = {"id": "1", "sovereign": "US-WI", **row}
        if name == "c.csv":
            (tmp_path / name).write_text(f"{','.join(made)}\n{','.join(made.values())}\n")
        else:
            written([made], tmp_path / name)
        with pytest.raises(UsageError, match=told):
            run_batch(tmp_path / name, tmp_path / "a.parquet", law, on="2020-01-01")
        assert not (tmp_path / "a.parquet").exists()


def test_every_row_is_answered_once_and_the_file_keeps_its_bytes(
    table: list[Row], law: LawTable, tmp_path: Path
) -> None:
    source = written(table, tmp_path / "c.parquet")
    for name in ("a", "b"):
        run_batch(source, tmp_path / f"{name}.parquet", law, on=None, on_column="day")
    answers = parquet.read_table(tmp_path / "a.parquet")
    assert sorted(answers.column("id").to_pylist()) == sorted(row["id"] for row in table)
    assert answers.column_names == list(COLUMNS)
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()


def test_what_a_killed_run_left_is_taken_away_by_the_next(law: LawTable, tmp_path: Path) -> None:
    source = written([{"id": "1", "sovereign": "US"}], tmp_path / "c.parquet")
    for pid in (2**22 + 1, os.getpid()):  # nobody's, and one that runs
        (tmp_path / f".a.parquet.{pid}.x").mkdir()
    run_batch(source, tmp_path / "a.parquet", law, on="2020-01-01")
    assert {path.name for path in tmp_path.iterdir()} == {"a.parquet", "c.parquet", f".a.parquet.{os.getpid()}.x"}


def test_a_register_answers_only_where_asked_what_would_hold_if_it_is_right(law: LawTable, tmp_path: Path) -> None:
    from casegraph.batch import import_register, read_map

    head = "Name,District,Sentenced,Granted"
    (tmp_path / "p.csv").write_text(f"{head}\nA,D. Minn.,1999-01-15,1/8/2016\nB,D. Minn.,1999,1/8/2016\n")
    import_register(tmp_path / "p.csv", read_map("pardon-list"), tmp_path / "register")
    ran = run_batch(tmp_path / "register", tmp_path / "a.parquet", law, on="2010-01-01")
    (row, _) = parquet.read_table(tmp_path / "a.parquet").to_pylist()
    assert (ran.attributed, ran.answers, row["office"]) == (2, {"unknown": 2}, "")
    assert row["confidence"].startswith("only a source says so")
    ran = run_batch(tmp_path / "register", tmp_path / "a.parquet", law, on="2010-01-01", if_attributed=True)
    rows = parquet.read_table(tmp_path / "a.parquet").to_pylist()
    assert [(row["answer"], row["office"], row["facts"]) for row in rows] == [("who", "US-president", "attributed")] * 2
    assert (ran.attributed, ran.answers) == (2, {"who": 2})
    ran = run_batch(tmp_path / "register", tmp_path / "a.parquet", law, on="2020-01-01", if_attributed=True)
    assert ran.answers == {"moot": 2}


def test_before_the_status_tells_who_could_grant_it_that_day(law: LawTable, tmp_path: Path) -> None:
    table = [{"id": "1", "sovereign": "US", "convicted_first": "1999-01-15", "convicted_last": "1999-01-15",
              "status": "pardoned", "status_first": "2016-01-08", "status_last": "2016-01-08"}]  # fmt: skip
    source = written(table, tmp_path / "c.parquet")
    found = {}
    for before in (False, True):
        run_batch(source, tmp_path / "a.parquet", law, on=None, on_column="status_first", before_status=before)
        (row,) = parquet.read_table(tmp_path / "a.parquet").to_pylist()
        found[before] = row["answer"], row["status"], row["person"]
    assert found == {False: ("moot", "pardoned", ""), True: ("who", "stands", "Barack Obama")}


def test_a_charge_is_answered_by_the_powers_that_may_come_before_a_conviction(law: LawTable, tmp_path: Path) -> None:
    table = [{"id": f"{own}-{stage}", "sovereign": own, "stage": stage} for own in ("US", "US-WI") for stage in STAGES]
    run_batch(written(table, tmp_path / "c.parquet"), tmp_path / "a.parquet", law, on="2022-06-01")
    found = {row["id"]: (row["answer"], row["status"], row["office"])
             for row in parquet.read_table(tmp_path / "a.parquet").to_pylist()}  # fmt: skip
    assert found == {
        "US-charged": ("who", "charged", "US-president"), "US-offence": ("who", "not charged", "US-president"),
        "US-WI-charged": ("moot", "charged", ""), "US-WI-offence": ("moot", "not charged", ""),
    }  # fmt: skip


def test_a_sentence_marks_the_conviction_in_a_table_as_in_a_case_file(law: LawTable, tmp_path: Path) -> None:
    sentences = {"life": "life", "term": "term of years", "whole": "life without parole"}
    table = [
        {"id": f"{state}-{name}", "sovereign": f"US-{state}", "sentence_type": sentence}
        for state in ("ID", "WY") for name, sentence in sentences.items()
    ]  # fmt: skip
    run_batch(written(table, tmp_path / "c.parquet"), tmp_path / "a.parquet", law, on="2025-06-01", kind="commutation")
    found = {row["id"]: row for row in parquet.read_table(tmp_path / "a.parquet").to_pylist()}
    assert "must consent: US-ID-governor" in found["ID-life"]["roles"]
    assert "must consent" not in found["ID-term"]["roles"]
    assert (found["WY-term"]["office"], found["WY-whole"]["answer"]) == ("US-WY-governor", "no")
