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
from casegraph.errors import CannotAnswer, NoSuchThing, ProblemsFound, UsageError  # noqa: E402

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
        ("4", "2 cells, where the head has 3")
    ]
    assert state.rows == 3


def test_a_mapped_column_the_table_lacks_is_told(tmp_path: Path) -> None:
    path = table(tmp_path / "p.csv", ["Name", "District", "Sentenced", "Ofense"], [["A", "D. Minn.", "1999", "x"]])
    state = import_register(path, read_map("pardon-list"), tmp_path / "out")
    assert any("offence" in line and "'Ofense'" in line for line in state.missing)


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
    source = table(tmp_path / "p.csv", PARDONS, pardons(20_000))
    whole = import_register(source, read_map("pardon-list"), tmp_path / "whole", part=500)
    child = subprocess.Popen([sys.executable, "-c", KILLED, str(source), str(tmp_path / "cut")])
    while not (tmp_path / "cut" / "part-00003.parquet").exists():
        assert child.poll() is None
        time.sleep(0.002)
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert not json.loads((tmp_path / "cut" / "manifest.json").read_text())["complete"]
    again = import_register(source, read_map("pardon-list"), tmp_path / "cut", part=500)
    assert 0 < again.resumed < 20_000
    assert (again.rows, again.kept, again.rejected, again.reasons) == (
        whole.rows,
        whole.kept,
        whole.rejected,
        whole.reasons,
    )
    assert everything(tmp_path / "cut") == everything(tmp_path / "whole")
    assert again.kept + again.rejected == 20_000 and len(kept(tmp_path / "cut")) == again.kept
    assert len(rejected(tmp_path / "cut")) == again.rejected


def test_a_batch_refuses_an_import_that_was_cut_off(tmp_path: Path) -> None:
    pytest.importorskip("ibis")
    from casegraph.batch import LawTable, run_batch

    import_register(table(tmp_path / "p.csv", PARDONS, pardons(10)), read_map("pardon-list"), tmp_path / "out")
    manifest = tmp_path / "out" / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"complete": true', '"complete": false'))
    with pytest.raises(UsageError, match="was cut off"):
        run_batch(tmp_path / "out", tmp_path / "a.parquet", LawTable((), {}), on="2020-01-01")


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
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
run = import_cases if sys.argv[2].endswith(".jsonl") else import_register
try:
    run(Path(sys.argv[1]), read_map("pardon-list"), Path(sys.argv[2]))
except UsageError as error:
    print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="limits the size of files")
@pytest.mark.parametrize("name", ["out", "out.jsonl"])
def test_a_full_disk_is_told_and_leaves_no_half(name: str, tmp_path: Path) -> None:
    source = table(tmp_path / "p.csv", PARDONS, pardons(3_000))
    command = [sys.executable, "-c", FULL, str(source), str(tmp_path / name)]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert ran.stdout.startswith("cannot write"), ran.stderr
    left = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    assert left == ["p.csv"]


GROWTH = """
import resource, sys
from pathlib import Path
from casegraph.batch import import_register, read_map
import_register(Path(sys.argv[1]), read_map("pardon-list"), Path(sys.argv[2]), part=5_000)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


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
    from casegraph.api import check

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
        with pytest.raises(CannotAnswer, match="nothing of it is established"):
            graph.clemency("reg-2-conviction", on="1990-01-01")


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
