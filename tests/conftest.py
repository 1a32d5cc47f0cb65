"""What the tests share: the seed graph, small cases written in place, the command line run in this process.

How to write a test that costs little stands in `sparing.py`.
"""

import gc
import io
import os
import pickle
import sys
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

# Where somebody asks Python to keep no compiled modules, every process that a test starts would compile them all again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

import casegraph  # noqa: E402  (only now: its modules are kept compiled)
from casegraph.authorities.load import load_authorities  # noqa: E402
from casegraph.cli import main  # noqa: E402
from casegraph.questions.powers.intervals import PowerIntervals, compile_powers  # noqa: E402
from casegraph.store.memory import OxigraphStore  # noqa: E402
from sparing import once  # noqa: E402

FIVE_LINES = """\
case: {name}
sources: {{docket: {{label: a docket, kind: docket}}}}
people: {{doe: {{name: Jane Doe, source: docket}}}}
convictions:
  doe-conviction: {{person: doe, offence: an offence, law_broken: {law}, date: {date}, source: docket{more}}}
"""


@dataclass
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str


# Python looks for garbage among all objects each time a quarter has been added, which took a fifth of the run. Here it
# looks at the young ones only, and at all but what was there before the first test once after each file.
gc.set_threshold(200_000, 50, 1_000)


def pytest_collection_finish() -> None:
    """What the modules hold is kept to the end."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, object, object]:
    """Tidy up after the last test of a file, when what its fixtures held is gone."""
    done = yield
    if nextitem is None or nextitem.path != item.path:
        gc.collect()
    return done


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever is looked at in a browser needs one."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.equipped)


@pytest.fixture(scope="session")
def seed() -> casegraph.Graph:
    """The shipped Avery–Dassey case."""
    return casegraph.load("avery-dassey")


@pytest.fixture(scope="session")
def all_law() -> casegraph.Graph:
    """The shipped law of every sovereign, and no case."""
    return casegraph.Graph([], load_authorities())


@pytest.fixture(scope="session")
def intervals(all_law: casegraph.Graph, tmp_path_factory: pytest.TempPathFactory) -> PowerIntervals:
    """The shipped law as a table, compiled once in a run."""
    made = once(
        tmp_path_factory, "intervals", lambda path: path.write_bytes(pickle.dumps(compile_powers(all_law.view)))
    )
    held: PowerIntervals = pickle.loads(made.read_bytes())
    return held


@pytest.fixture
def case_file(tmp_path: Path) -> Callable[..., Path]:
    """Write a case file; with keywords, the five-line one."""

    def write(
        text: str = "", *, name: str = "small", law: str = "US-WI", date: str = "2000-05-01", more: str = ""
    ) -> Path:
        path = tmp_path / f"{name}.yaml"
        path.write_text(text or FIVE_LINES.format(name=name, law=law, date=date, more=more), encoding="utf-8")
        return path

    return write


@pytest.fixture
def small(case_file: Callable[..., Path]) -> Callable[..., casegraph.Graph]:
    """Load a small case written in the test."""
    return lambda text="", **keys: casegraph.load(case_file(text, **keys))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run the command line in an empty folder, as a person would."""
    monkeypatch.chdir(tmp_path)

    def command(*args: object, stdin: str = "") -> Ran:
        out, err = io.StringIO(), io.StringIO()
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as stop:
            main([str(arg) for arg in args])
        return Ran(int(stop.value.code or 0), out.getvalue(), err.getvalue())

    return command


@pytest.fixture(scope="session")
def article() -> Path:
    """The article's text, where somebody has it: named by CASEGRAPH_ARTICLE, or in ../shared/reference."""
    given = os.environ.get("CASEGRAPH_ARTICLE")
    path = Path(given) if given else Path(__file__).parents[2] / "shared" / "reference" / "article.txt"
    if not path.exists():
        pytest.skip("the article's text is not part of the repository")
    return path


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How many quads and rows of answers are read from stores, and how often something is asked."""
    count: Counter[str] = Counter()
    quads, query = OxigraphStore._quads, OxigraphStore.query

    def counted(store: OxigraphStore, *pattern: Any) -> Iterator[Any]:
        count["patterns"] += 1
        for quad in quads(store, *pattern):
            count["quads"] += 1
            yield quad

    def answered(store: OxigraphStore, *asked: Any, **limits: Any) -> Any:
        rows = query(store, *asked, **limits)
        count["queries"] += 1
        count["rows"] += len(rows.rows)
        return rows

    monkeypatch.setattr(OxigraphStore, "_quads", counted)
    monkeypatch.setattr(OxigraphStore, "query", answered)
    return count
