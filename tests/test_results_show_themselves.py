"""Results in Python and in notebooks: text, HTML, figures, data frames, short errors, complete names."""

import importlib
import inspect
import pkgutil
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import casegraph
from casegraph.display import WIDEST, Displayed
from casegraph.errors import CasegraphError, NoSuchThing, ProblemsFound, UsageError
from matrix import words_of

MAKE: dict[str, Callable[[casegraph.Graph], Any]] = {
    "answer": lambda g: g.ask("Could the President pardon Steven Avery?", "2016-01-08"),
    "clemency": lambda g: g.clemency("Brendan Dassey", "2019-12-20"),
    "relief": lambda g: g.relief("Brendan Dassey", "2020-01-01"),
    "told": lambda g: g.ask("How long was Steven Avery in prison?"),
    "shown": lambda g: g.show("Steven Avery"),
    "whys": lambda g: g.why("avery-2007-homicide", "US-president", "2016-01-08"),
    "timeline": lambda g: g.timeline(on="2016-01-08"),
    "account": lambda g: g.timeline(account="article"),
    "difference": lambda g: g.diff("2003-01-01", "2004-01-01"),
    "table": lambda g: g.run("convictions-of", person="Steven Avery"),
    "empty table": lambda g: g.query("SELECT ?x WHERE { ?x rdfs:label 'nobody is called so' }"),
    "yes or no": lambda g: g.query("ASK { ?x a cg:Conviction }"),
}


class _Tags(HTMLParser):
    """Opening and closing tags in balance; attributes collected."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes += attrs
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def results(seed: casegraph.Graph) -> dict[str, Any]:
    return {name: make(seed) for name, make in MAKE.items()}


@pytest.mark.parametrize("name", MAKE)
def test_every_result_has_text_and_html_that_need_nothing_else(results: dict[str, Any], name: str) -> None:
    result = results[name]
    assert isinstance(result, Displayed)
    shown = result._repr_mimebundle_()
    assert set(shown) == {"text/plain", "text/html"}
    assert shown["text/plain"].strip()
    assert max(map(len, shown["text/plain"].splitlines())) <= WIDEST
    tags = _Tags()
    tags.feed(shown["text/html"])
    assert tags.open == []
    assert not tags.seen & {"script", "link", "img", "iframe", "object", "form", "input"}
    assert not [key for key, _ in tags.attributes if key.startswith("on") or key in ("src", "style")]
    assert all(value and value.startswith("http") for key, value in tags.attributes if key == "href")
    (style,) = re.findall(r"<style>(.*?)</style>", shown["text/html"], re.DOTALL)
    assert "url(" not in style
    assert "@import" not in style
    selectors = [selector.strip() for rule in style.split("}") for selector in rule.partition("{")[0].split(",")]
    assert all(selector.startswith(".casegraph") for selector in selectors if selector), "touches the page around it"


@pytest.mark.parametrize("name", [name for name in MAKE if "table" not in name and name != "yes or no"])
def test_html_says_what_the_text_says(results: dict[str, Any], name: str) -> None:
    """Word for word, but for the list of sources, and that HTML says in words what a cross means."""
    text, page = words_of(results[name])
    assert page == text


@pytest.mark.parametrize("name", MAKE)
def test_every_result_is_a_frame_with_its_iris_in_columns_of_their_own(results: dict[str, Any], name: str) -> None:
    frame = results[name].to_frame()
    columns = list(frame.columns)
    assert len(columns) == len(set(columns))
    plain = [column for column in columns if not column.endswith(("_iri", "_iris"))]
    assert columns[: len(plain)] == plain
    for column in plain:
        assert not frame[column].astype(str).str.startswith("https://w3id.org/casegraph/id/").any()
    for column in set(columns) - set(plain):
        held = [value for value in frame[column] if isinstance(value, str) and value]
        assert all(value.startswith(("http://", "https://")) for value in held)


def test_the_frame_of_an_answer_says_what_the_answer_says(results: dict[str, Any]) -> None:
    frame = results["answer"].to_frame()
    barred = frame[(frame.authority == "President of the United States") & (frame.status == "stands")]
    assert set(barred.answer) == {"no"}
    assert all("federal offences" in reason for reason in barred.not_because)
    assert set(frame[frame.role == "decider"].held_by) == {"Scott Walker"}


def test_numbers_and_truth_values_come_out_as_such(seed: casegraph.Graph) -> None:
    counted = "{ SELECT (COUNT(?c) AS ?n) WHERE { ?c a cg:Conviction } }"
    rest = "BIND (true AS ?b) OPTIONAL { ?x rdfs:label 'nobody is called so' }"
    frame = seed.query(f"SELECT ?n ?b ?x WHERE {{ {counted} {rest} }}").to_frame()
    assert (frame.n[0], frame.b[0]) == (8, True)
    assert frame.x.isna()[0]


def test_markup_in_a_label_is_text(case_file: Callable[..., Path]) -> None:
    text = case_file().read_text(encoding="utf-8").replace("Jane Doe", "'<script>alert(1)</script> & Doe'")
    graph = casegraph.load(case_file(text))
    rows = graph.query("SELECT ?p WHERE { ?p a cg:Person }")
    for result in (graph.clemency("doe-conviction", "2020-01-01"), graph.show("doe"), rows):
        assert "<script" not in result.to_html()
        assert "&lt;script&gt;" in result.to_html()
    assert "<script" not in graph.path("doe-conviction", "2020-01-01").svg


def test_a_missing_pandas_is_told(results: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match=r'pip install "casegraph\[notebook\]"'):
        results["answer"].to_frame()


def test_figures_show_and_save_themselves(seed: casegraph.Graph, tmp_path: Path) -> None:
    for drawn in (
        seed.path("Steven Avery", "2016-01-08"),
        seed.power("Brendan Dassey", "2016-01-08"),
        seed.network("avery-2007-homicide", "2016-01-08"),
        seed.timeline(on="2016-01-08").figure,
    ):
        shown = drawn._repr_mimebundle_()
        svg = shown["image/svg+xml"]
        assert set(shown) == {"text/plain", "image/svg+xml"}
        assert svg.rstrip().endswith("</svg>")
        assert "<script" not in svg
    assert drawn.png.startswith(b"\x89PNG")
    assert drawn.save(tmp_path / "figure.svg").read_text(encoding="utf-8") == svg == drawn.svg
    with pytest.raises(UsageError, match=r"\.svg"):
        drawn.save(tmp_path / "figure.bmp")


def test_an_account_is_not_drawn_as_if_it_were_the_record(seed: casegraph.Graph) -> None:
    with pytest.raises(CasegraphError, match="only the record is drawn"):
        _ = seed.timeline(account="article").figure


def test_an_error_shows_its_message_and_no_frames_of_ours(case_file: Callable[..., Path]) -> None:
    with pytest.raises(NoSuchThing) as near:
        casegraph.load("avery-dasey")
    assert near.value._render_traceback_() == [
        "NoSuchThing: no case called 'avery-dasey': did you mean 'avery-dassey'? List them with: casegraph list cases"
    ]
    path = case_file(law="US-WJ")
    with pytest.raises(ProblemsFound) as wrong:
        casegraph.load(path)
    first, told = wrong.value._render_traceback_()
    assert first == "ProblemsFound: 1 problem found"
    assert told.startswith(f"{path}:5:")
    assert "did you mean" in told


def test_the_names_of_the_front_door_are_complete() -> None:
    assert sorted(casegraph.__all__) == casegraph.__all__
    assert set(dir(casegraph)) == {*casegraph.__all__, "__version__"}
    for name in casegraph.__all__:
        assert inspect.getdoc(getattr(casegraph, name))
    wanted = {"ask", "clemency", "diff", "network", "nx", "path", "power", "query", "rdf", "relief", "run", "show",
              "timeline", "why"}  # fmt: skip
    assert wanted <= set(dir(casegraph.Graph))
    for name in (name for name in dir(casegraph.Graph) if not name.startswith("_")):
        if name not in ("cases", "authorities"):
            assert inspect.getdoc(getattr(casegraph.Graph, name)), name


# Inside a package a name without underscore may be shared among its modules; the packages and the modules beside them
# are what others import.
MODULES = [
    module.name
    for module in pkgutil.walk_packages(casegraph.__path__, "casegraph.")
    if module.name.count(".") == 1 and module.name.rpartition(".")[2] not in ("shipped", "__main__")
]


@pytest.mark.parametrize("name", MODULES)
def test_what_is_public_in_a_module_is_what_it_lists(name: str) -> None:
    module = importlib.import_module(name)
    listed = getattr(module, "__all__", [])
    assert all(hasattr(module, each) for each in listed)
    own = {
        key
        for key, value in vars(module).items()
        if not key.startswith("_")
        and (inspect.isfunction(value) or inspect.isclass(value))
        and value.__module__ == name
    }
    assert own <= set(listed), "public by its name, but not listed in __all__"


@pytest.mark.equipped
@pytest.mark.parametrize("checker", ["mypy", "basedpyright"])
def test_type_checkers_see_the_types_of_the_interface(checker: str) -> None:
    beside = Path(sys.executable).with_name(checker)
    program = str(beside) if beside.exists() else shutil.which(checker)  # basedpyright is pyright in a wheel
    if program is None:
        pytest.skip(f"{checker} is not installed")
    root = Path(__file__).parents[1]
    options = ["--level", "error"] if checker == "basedpyright" else []
    command = [program, *options, "tests/typing_examples.py"]
    ran = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
