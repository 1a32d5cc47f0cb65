"""Every script of tests/bench runs, with the smallest sizes: none is found broken on the day it is needed."""

import importlib.util
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).parent / "bench"


def script(name: str) -> ModuleType:
    """A script of the folder as a module."""
    spec = importlib.util.spec_from_file_location(f"bench_{name.replace('/', '_')}", BENCH / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


Run = Callable[..., str]


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """What a script prints when it is started with these arguments."""

    def run(name: str, *arguments: object) -> str:
        monkeypatch.setattr(sys, "argv", [f"{name}.py", *map(str, arguments)])
        script(name).main()
        return capsys.readouterr().out

    return run


def test_the_folder_holds_no_script_that_is_not_run_here() -> None:
    tried = Path(__file__).read_text(encoding="utf-8")
    elsewhere = {"conformance"}  # run on a suite of its own by test_foreign_rdf_has_a_door.py
    for path in BENCH.rglob("*.py"):
        if path.stem in elsewhere:
            continue
        assert f'"{path.relative_to(BENCH).with_suffix("").as_posix()}"' in tried, path


def test_a_corpus_and_a_register_are_written(printed: Run, tmp_path: Path) -> None:
    assert json.loads(printed("corpus", 2).splitlines()[1])["case"] == "r0000001"
    assert printed("corpus", 2, "--csv").count("\n") == 3
    printed("registers", 5, "-o", tmp_path / "r.csv")
    assert len((tmp_path / "r.csv").read_text(encoding="utf-8").splitlines()) == 6


def test_the_house_is_measured(printed: Run, tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "__init__.py").write_text("")
    (tmp_path / "one.py").write_text(
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .store import three\n"
        "class Same: ...\n"
        "def long(a, b, c, d, e, f, g: bool):\n    'Said.'\n    from .two import Same\n" + "    a = 1\n" * 60
    )
    (tmp_path / "two.py").write_text("from casegraph.one import long\nclass Same: ...\n")
    (tmp_path / "store" / "__init__.py").write_text("")
    (tmp_path / "store" / "three.py").write_text("from ..one import long\ndef short(*, plain: bool = True): return 1\n")
    told = printed("house", tmp_path)
    for line in ("    2: one, two", "    Same: one, two", "    one.long (61)", "    one.long (7)", "    one.long(g)"):
        assert line in told.splitlines(), told
    assert "    one (1)" in told.splitlines()
    assert "three" not in told and "short" not in told


def test_plain_questions_are_judged(printed: Run, tmp_path: Path) -> None:
    table = tmp_path / "questions.csv"
    table.write_text(
        "question,on,case,form,expect,kind\n"
        "Who pardoned Scooter Libby?,,scooter-libby,by whom,Trump|!Obama,contains\n"
        "Who pardoned Scooter Libby?,,scooter-libby,by whom,Obama,contains\n"
        "Should Scooter Libby be pardoned?,,,opinion,opinion,refused\n"
        "Who is Scooter Libby's dentist?,,,not held,dentist,contains\n",
        encoding="utf-8",
    )
    told = printed("ask", table)
    assert told.splitlines()[-2].split() == ["all", "4", "2", "1", "1"]
    assert "50.0% right" in told


def test_dates_are_timed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    bench = script("date_parsing")
    monkeypatch.setattr(bench, "KINDS", {"2005-11-15": str})
    bench.main(0.001)
    assert "comparisons/s" in capsys.readouterr().out


def test_the_growth_of_a_timeline_is_timed(capsys: pytest.CaptureFixture[str]) -> None:
    script("timeline_growth").main(80)
    assert capsys.readouterr().out.count("grows as N^") == 2


def test_drafts_are_scored(printed: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "HARMFUL" in printed("extract/score", "--set", "fresh", "--model", "none", "--errors")
    (tmp_path / "article.txt").write_text(
        "A heading\n\nJane Roe was convicted of arson in Ohio in 1999.\n", encoding="utf-8"
    )
    person = {"type": "Person", "label": "Jane Roe", "mentions": [{"start": 11, "end": 19}]}
    (tmp_path / "article_gold.yaml").write_text(json.dumps({"entities": [person], "events": []}), encoding="utf-8")
    script("extract/seed_article").main(tmp_path)
    assert "entities: " in capsys.readouterr().out


def test_starting_is_timed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    bench = script("start_up")
    few = ("python -c pass", "python -c 'import click'", "casegraph --help")
    monkeypatch.setattr(bench, "COMMANDS", {name: bench.COMMANDS[name] for name in few})
    bench.main(1)
    assert "casegraph --help" in capsys.readouterr().out


def test_figures_are_timed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    bench = script("figures")
    few = ("import matplotlib", "timeline of 30 events, SVG")
    monkeypatch.setattr(bench, "COMMANDS", {name: bench.COMMANDS[name] for name in few})
    bench.main(1)
    assert "limit 2.5 s" in capsys.readouterr().out


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["figures", "start_up"])
def test_every_command_is_timed(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    bench = script(name)
    bench.main(1)
    told = capsys.readouterr().out
    assert all(command in told for command in bench.COMMANDS)


@pytest.mark.thorough
def test_a_store_is_timed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With the law of one state: rdflib takes minutes to parse all of it."""
    bench = script("store")
    few = "import casegraph.build as b\nlaw = b.load_authorities\nb.load_authorities = lambda: law(['US-WI'])\n"
    made = bench.rows
    monkeypatch.setattr(bench, "rows", lambda size: (replace(row, state="WI") for row in made(size)))
    monkeypatch.setattr(bench, "BUILD", few + bench.BUILD)
    monkeypatch.setattr(bench, "RUNS", 1)
    monkeypatch.setattr(sys, "argv", ["store.py", "--sizes", "3", "6", "--peers", "3", "--folder", str(tmp_path)])
    bench.main()
    told = capsys.readouterr().out
    assert "exponent" in told and "x casegraph" in told


@pytest.mark.thorough
@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")  # rdflib of rdflib
def test_a_batch_is_timed_beside_its_peers(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bench = script("batch")
    monkeypatch.setattr(bench, "RDFLIB", 1)
    monkeypatch.setattr(bench, "OXIGRAPH", 10)
    bench.print_growth([20, 40], tmp_path)
    bench.print_import([3_000, 6_000], tmp_path)
    bench.print_peers(100, tmp_path)
    told = capsys.readouterr().out
    assert told.count("CPU seconds grow") == 2 and "| engine |" in told
