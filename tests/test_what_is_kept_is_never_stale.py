"""Is what casegraph keeps of the shipped files on disk whole, of this user, and never read after a file has changed?"""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import casegraph
from casegraph import kept as module
from casegraph.authorities.check import checked_authority
from casegraph.authorities.index import authority_files, stem_of
from casegraph.authorities.load import _file, _made, load_authorities
from casegraph.kept import kept
from casegraph.records.stored import case_of, plain_case


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Shipped files of which one may be changed."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.yaml").write_text("one", encoding="utf-8")
    monkeypatch.setattr(module, "shipped", lambda _: tmp_path / "data")
    module._state.cache_clear()
    yield tmp_path / "data"
    module._state.cache_clear()


def test_a_value_is_made_once_and_anew_when_a_file_changes(files: Path, tmp_path: Path) -> None:
    made: list[int] = []

    def make() -> list[str]:
        made.append(1)
        return [(files / "a.yaml").read_text(encoding="utf-8")]

    assert [kept("x", make, tmp_path / "kept") for _ in range(3)] == [["one"]] * 3
    assert len(made) == 1
    for change in ("two", "six"):  # as long as the other: the time tells them apart
        (files / "a.yaml").write_text(change, encoding="utf-8")
        module._state.cache_clear()
        assert kept("x", make, tmp_path / "kept") == [change]
    (files / "b.yaml").touch()
    module._state.cache_clear()
    kept("x", make, tmp_path / "kept")
    assert len(made) == 4


@pytest.mark.parametrize("harm", [
    lambda path: path.write_bytes(path.read_bytes()[:-3]),
    lambda path: path.write_bytes(path.read_bytes().replace(b"true", b"null")),
    lambda path: path.write_bytes(b""),
    lambda path: path.chmod(0o666),
])  # fmt: skip
def test_a_damaged_or_foreign_file_is_made_anew(files: Path, tmp_path: Path, harm: object) -> None:
    kept("x", lambda: {"answer": True}, tmp_path / "kept")
    (path,) = (tmp_path / "kept").rglob("*.json")
    assert callable(harm)
    harm(path)
    assert kept("x", lambda: {"answer": "made anew"}, tmp_path / "kept") == {"answer": "made anew"}


def test_a_folder_that_cannot_be_written_costs_time_only(files: Path, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file", encoding="utf-8")
    assert kept("x", lambda: 1, tmp_path / "kept") == kept("x", lambda: 1, tmp_path / "kept") == 1


def test_of_a_value_of_one_day_that_of_another_goes(files: Path, tmp_path: Path) -> None:
    for day in ("2026-01-01", "2026-01-02"):
        assert kept("x", lambda day=day: day, tmp_path / "kept", day=day) == day
    assert [path.name for path in (tmp_path / "kept").rglob("*.json")] == ["x@2026-01-02.json"]


def test_several_at_once_get_the_same_whole_value(files: Path, tmp_path: Path) -> None:
    value, found = {"n": list(range(50_000))}, []
    many = [threading.Thread(target=lambda: found.append(kept("x", lambda: value, tmp_path / "kept"))) for _ in "12345"]
    for each in many:
        each.start()
    for each in many:
        each.join()
    assert found == [value] * 5
    assert not list((tmp_path / "kept").rglob("*.tmp"))


def test_what_was_kept_of_files_long_changed_is_removed(files: Path, tmp_path: Path) -> None:
    for number in range(7):
        (files / "a.yaml").write_text("x" * number, encoding="utf-8")
        module._state.cache_clear()
        kept("x", lambda: 1, tmp_path / "kept")
    assert len(list((tmp_path / "kept").iterdir())) == 4


@pytest.mark.parametrize("stem", ["US", "US-WI", "relief/state"])
def test_an_authority_file_reads_back_as_it_was_compiled(stem: str) -> None:
    case = checked_authority(stem).case
    assert case is not None
    assert case_of(json.loads(json.dumps(plain_case(case)))) == case


def test_records_read_back_keep_every_field_and_place() -> None:
    for case in casegraph.load().cases:
        back = case_of(json.loads(json.dumps(plain_case(case))))
        assert back == case
        assert [claim.place for claim in back.claims] == [claim.place for claim in case.claims]
        assert [claim.iri for claim in back.claims] == [claim._derived() for claim in case.claims]


def test_kept_and_made_law_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    _file.cache_clear()
    first = load_authorities(["US-WI"])
    assert {"US-WI.json", "US.json"} <= {path.name for path in tmp_path.rglob("*.json")}
    _file.cache_clear()
    monkeypatch.setattr("casegraph.authorities.load._made", None)
    assert load_authorities(["US-WI"]) == first
    monkeypatch.undo()
    assert all(_made(stem_of(path))["case"] for path in authority_files()[:3])


HEAVY = {"pydantic", "yaml", "rdflib", "matplotlib", "networkx", "pandas", "pyarrow", "duckdb", "ibis", "pyshacl"}
IMPORTED = """
import contextlib, io, sys
from casegraph.cli import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main(sys.argv[2:])
print(*sorted(set(sys.argv[1].split()) & set(sys.modules)))
"""


@pytest.mark.parametrize(
    ("command", "needs"),
    [
        (["--help"], set()),
        (["ask", "Could the President pardon Steven Avery?", "--on", "2016-01-08"], {"networkx"}),
        (["query", "--case", "avery-dassey", "--name", "left-to-pardon", "--set", "on=2016-01-08"], {"networkx"}),
        (["draw", "power", "avery-dassey", "-o", "FOLDER/power.svg"], {"networkx", "matplotlib"}),
        (["check", "FOLDER/case.yaml"], {"networkx", "pydantic", "yaml"}),  # the network of time,
    ],
)
def test_a_command_imports_nothing_heavy_that_it_does_not_use(
    command: list[str], needs: set[str], tmp_path: Path
) -> None:
    casegraph.load("avery-dassey")  # kept from here on, should this be the first run
    (tmp_path / "case.yaml").write_text("case: x\nsources: {d: {label: a docket}}\n", encoding="utf-8")
    given = [part.replace("FOLDER", str(tmp_path)) for part in command]
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED, " ".join(HEAVY), *given], capture_output=True, text=True, check=True
    )
    assert set(done.stdout.split()) <= needs, done.stdout
