"""`check --fix` writes ids and places into a file, keeps all else, and never writes over what somebody else wrote."""

import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from casegraph.casefile.editing.edits import with_record
from casegraph.casefile.reader import read_document
from casegraph.errors import UsageError
from casegraph.loading import check
from casegraph.records.passage import digest
from casegraph.writing import replace_unchanged

ARTICLE = "Board denies clemency\n\nThe man was convicted of robbery in 2000. He was convicted of theft.\n"
THEFT = digest("He was convicted")[:12]
FILE = """\
case: mended   # a remark
sources: {d: {label: State v. Doe, kind: docket}}
people: {doe: {name: Jane Doe, source: d}}   # she
convictions:
  # why
  c: {person: Jane Doe, law_broken: Georgia, court: "Superior Court of Fulton County, Georgia",
      source: State v. Doe,   # wrapped
      passage: {quote: The man was convicted}}
  e:
    person: doe
    offence: {value: theft, passage: [{quote: He was convicted, start: 3, end: 19}]}
    law_broken: "United States"
    source: d
    passage:
      # the words
      quote: Board denies clemency
"""
MENDED = f"""\
case: mended   # a remark
sources: {{d: {{label: State v. Doe, kind: docket}}}}
people: {{doe: {{name: Jane Doe, source: d}}}}   # she
convictions:
  # why
  c: {{person: doe, law_broken: US-GA, court: US-GA-fulton-county-superior-court,
      source: d,   # wrapped
      passage: {{start: 23, end: 44, sha256: {digest("The man was convicted")[:12]}, quote: The man was convicted}}}}
  e:
    person: doe
    offence: {{value: theft, passage: [{{sha256: {THEFT}, quote: He was convicted, start: 65, end: 81}}]}}
    law_broken: US
    source: d
    passage:
      # the words
      start: 0
      end: 21
      sha256: {digest("Board denies clemency")[:12]}
      quote: Board denies clemency
"""


@pytest.mark.parametrize(("mark", "line_end"), [("", "\n"), ("\ufeff", "\r\n")])
def test_ids_and_places_are_written_and_nothing_else_changes(
    mark: str, line_end: str, tmp_path: Path, run: Callable
) -> None:
    path, text = tmp_path / "mended.yaml", tmp_path / "d.txt"
    path.write_bytes((mark + FILE.replace("\n", line_end)).encode())
    path.chmod(0o640)
    text.write_text(ARTICLE)
    ran = run("check", path, "--text", f"d={text}", "--fix", "--json")
    assert path.read_bytes().decode() == mark + MENDED.replace("\n", line_end)
    assert path.stat().st_mode & 0o777 == 0o640
    told = json.loads(ran.out)
    assert (ran.code, told["problems"], told["passages"]) == (0, [], {"d": {"fit": 3, "of": 3}})
    assert "Georgia → US-GA" in told["fixed"][0]["wrote"]
    again = run("check", path, "--text", f"d={text}", "--fix")
    assert (again.code, path.read_bytes().decode()) == (0, mark + MENDED.replace("\n", line_end))


def test_words_that_have_no_place_or_several_are_told_and_left(tmp_path: Path, run: Callable) -> None:
    path, text = tmp_path / "mended.yaml", tmp_path / "d.txt"
    held = FILE.replace("The man was convicted", "was convicted of").replace("Board denies", "Bord denies")
    path.write_text(held)
    text.write_text(ARTICLE)
    assert [w.code for w in check([path])[0].warnings] == ["W321", "W321"]
    ran = run("check", path, "--text", f"d={text}")
    assert ran.code == 1 and path.read_text() == held
    assert "it stands there 2 times" in ran.out and "closest: 'Board denies clemency' at 0" in ran.out


@pytest.mark.parametrize("passage", ["{}", "{start: 4}", "{end: 4, quote: x}", "{sha256: abc}"])
def test_a_passage_needs_a_span_or_words(passage: str, case_file: Callable[..., Path]) -> None:
    person = f"people: {{doe: {{name: Jane Doe, source: d, passage: {passage}}}}}\n"
    (result,) = check([case_file("case: x\nsources: {d: {label: a docket}}\n" + person)])
    assert [problem.code for problem in result.problems] == ["E109"]


def test_a_file_that_has_changed_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "mended.yaml"
    path.write_text("what somebody else wrote")
    with pytest.raises(UsageError, match="has changed"):
        replace_unchanged(path, b"what was read", b"new")
    assert (path.read_text(), list(tmp_path.iterdir())) == ("what somebody else wrote", [path])
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    replace_unchanged(link, b"what somebody else wrote", b"new")
    assert link.is_symlink() and path.read_text() == "new"


def test_of_many_who_change_a_file_at_once_one_succeeds(tmp_path: Path) -> None:
    path = tmp_path / "mended.yaml"
    path.write_bytes(b"old")
    done: list[bytes] = []

    def write(new: bytes) -> None:
        try:
            replace_unchanged(path, b"old", new)
        except UsageError:
            return
        done.append(new)

    threads = [threading.Thread(target=write, args=(f"new {n}".encode(),)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [path.read_bytes()]


@pytest.mark.parametrize(("text", "new"), [
    ("people:\n  doe: {name: J}  # she\n# after\n", "people:\n  doe: {name: J}  # she\n  roe: {name: R}\n# after\n"),
    ("people:\n    doe:\n        name: >-\n            J\n            D\n\nevents: {}\n",
     "people:\n    doe:\n        name: >-\n            J\n            D\n    roe: {name: R}\n\nevents: {}\n"),
    ("people: {doe: {name: J}}  # she\n", "people: {doe: {name: J},\n  roe: {name: R}}  # she\n"),
    ("case: x\nevents: {}", "case: x\npeople:\n  roe: {name: R}\nevents: {}"),
    ("case: x\npeople:  # nobody yet\n", "case: x\npeople:  # nobody yet\n  roe: {name: R}\n"),
    ("case: x\npeople: {}  # nobody yet\n", "case: x\npeople:   # nobody yet\n  roe: {name: R}\n"),
])  # fmt: skip
def test_a_record_is_added_where_it_belongs(text: str, new: str) -> None:
    data = read_document(Path("x.yaml"), text).data
    assert with_record(text, data, "people", "roe", {"name": "R"}).text == new
