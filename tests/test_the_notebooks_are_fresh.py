"""Every notebook runs from start to end without a network, and its committed outputs are what it gives now."""

import json
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from casegraph.display import WIDEST
from notebooks import FOLDER, NAMES, Shell, made, read, same, shell
from sparing import mostly

DEAR = {"05_any_jurisdiction", "07_registers"}
"""Those that compile the law of every sovereign take longer to run than all the others."""


@pytest.fixture(scope="module")
def running() -> Iterator[Shell]:
    with shell() as one:
        yield one


@pytest.mark.parametrize("name", mostly(NAMES, {*NAMES} - DEAR))
def test_the_committed_notebook_is_what_its_script_gives(name: str, running: Shell) -> None:
    committed = (FOLDER / f"{name}.ipynb").read_text(encoding="utf-8")
    assert same(committed, made(name, running)), f"stale: run  python tests/notebooks.py {name}"


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_notebook_has_the_cells_of_its_script_and_an_output_to_read(name: str) -> None:
    committed = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    nbformat.validate(committed)
    assert [(c.cell_type, c.source) for c in committed.cells] == [(c.cell_type, c.source) for c in read(name).cells]
    kinds = {kind for c in committed.cells for output in c.get("outputs", ()) for kind in output.get("data", {})}
    assert {"text/plain", "text/html"} <= kinds
    assert sum(c.cell_type == "markdown" for c in committed.cells) >= 4
    errors = [output for c in committed.cells for output in c.get("outputs", ()) if output.output_type == "error"]
    assert not errors


@pytest.mark.parametrize("name", NAMES)
def test_nothing_in_a_notebook_needs_a_script_or_another_machine(name: str) -> None:
    for cell in nbformat.read(FOLDER / f"{name}.ipynb", as_version=4).cells:
        for output in cell.get("outputs", ()):
            html = output.get("data", {}).get("text/html", "") + output.get("data", {}).get("image/svg+xml", "")
            assert "<script" not in html
            assert "src=" not in html
            assert "@import" not in html
            text = output.get("data", {}).get("text/plain", "")
            assert max(map(len, text.splitlines()), default=0) <= WIDEST or "<td>" in html


def test_the_network_is_blocked_in_a_notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, running: Shell) -> None:
    import notebooks

    monkeypatch.setattr(notebooks, "FOLDER", tmp_path)
    lines = ["import socket", "try:", "    socket.create_connection(('192.0.2.1', 80), timeout=1)",
             "except OSError as error:", "    print(error)"]  # fmt: skip
    (tmp_path / "probe.py").write_text("# %%\n" + "\n".join(lines) + "\n", encoding="utf-8")
    assert (
        "the network is blocked: 192.0.2.1" in json.loads(made("probe", running))["cells"][0]["outputs"][0]["text"][0]
    )


def test_the_seven_notebooks_are_there() -> None:
    assert [name[:2] for name in NAMES] == [f"{number:02}" for number in range(1, len(NAMES) + 1)]
    assert {path.stem for path in FOLDER.glob("*.ipynb")} == set(NAMES)
