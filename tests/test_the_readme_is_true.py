"""The READMEs show real output: their commands are run and compared, their Python sessions are doctests.

A line `…` in a shown output stands for lines left out. `python tests/test_the_readme_is_true.py` writes the present
output into the pages, and leaves out what they leave out.
"""

import doctest
import io
import os
import re
import shlex
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

import click
import pytest

from casegraph.cli import casegraph as group
from casegraph.cli import main

ROOT = Path(__file__).parents[1]
PAGES = {
    name: (ROOT / name).read_text(encoding="utf-8")
    for name in (
        "README.md",
        "datasets/README.md",
        "ontology/README.md",
        "notebooks/README.md",
        "tests/bench/README.md",
        ".github/CONTRIBUTING.md",
    )
}
BLOCK = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)
SAVED = re.compile(r"Save these lines as `([\w-]+\.(?:yaml|txt))`.*?```(?:yaml|text)\n(.*?)```", re.DOTALL)
"""A file that the text asks the reader to save, and what is in it."""
CUT = "…"


def sessions() -> list[tuple[str, str]]:
    """Page and content of each block."""
    return [(page, block) for page, text in PAGES.items() for block in BLOCK.findall(text)]


def commands(block: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a block and the lines shown below it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *shown = part.splitlines()
        yield command, shown


def save_what_is_asked(folder: Path) -> None:
    """Write the files that the pages ask the reader to save."""
    for text in PAGES.values():
        for name, content in SAVED.findall(text):
            (folder / name).write_text(content, encoding="utf-8")


def output(command: str) -> list[str]:
    """The lines that the command prints, errors included."""
    words = shlex.split(command)
    assert words[0] == "casegraph"
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out), pytest.raises(SystemExit):
        main(["-q", *words[1:]])
    return out.getvalue().splitlines()


def pieces(shown: list[str]) -> list[list[str]]:
    """What is shown, parted where lines are left out."""
    parted: list[list[str]] = [[]]
    for line in shown:
        if line == CUT:
            parted.append([])
        else:
            parted[-1].append(line)
    return parted


def as_shown(printed: list[str], shown: list[str]) -> list[str]:
    """What is printed, cut where `shown` is cut; a piece begins where its first line stands."""
    cut: list[str] = []
    at = 0
    for number, piece in enumerate(pieces(shown)):
        if number:
            cut.append(CUT)
            at = printed.index(piece[0], at) if piece and piece[0] in printed[at:] else at
        cut += printed[at : at + len(piece)]
        at += len(piece)
    return cut if CUT in shown else printed


@pytest.mark.parametrize(("page", "block"), sessions())
def test_each_command_prints_what_the_page_shows(page: str, block: str, tmp_path: Path) -> None:
    save_what_is_asked(tmp_path)
    with chdir(tmp_path):
        for command, shown in commands(block):
            assert as_shown(output(command), shown) == shown, page


def test_there_are_sessions_to_check() -> None:
    shown = [lines for page, block in sessions() for _, lines in commands(block) if page == "README.md"]
    assert len(shown) >= 6
    assert sum(len([line for line in lines if line != CUT]) for lines in shown) >= 30


def test_a_cut_output_is_still_compared() -> None:
    printed = ["a", "b", "c", "d"]
    for shown, fits in (
        (["a", "b", "c", "d"], True),
        (["a", CUT, "c", CUT], True),
        (["a", "c"], False),
        (["b", CUT], False),
        (["a", CUT, "c", "e"], False),
        (["a", CUT, "e", CUT], False),
        (["a", CUT, "b", "d"], False),
    ):
        assert (as_shown(printed, shown) == shown) is fits, shown


@pytest.mark.parametrize("page", PAGES)
def test_the_python_sessions_are_real(page: str) -> None:
    failed, tried = doctest.testfile(str(ROOT / page), module_relative=False, encoding="utf-8")
    assert failed == 0
    assert tried > 3 or page not in ("README.md", "notebooks/README.md")


@pytest.mark.parametrize("page", PAGES)
def test_every_command_that_a_page_names_has_its_options(page: str) -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```", PAGES[page], re.DOTALL | re.MULTILINE)
    written = [line for block in blocks for line in block.splitlines() if line.startswith("casegraph ")]
    for line in [*written, *re.findall(r"`(casegraph [a-z]+ [^`|…]*?)`", PAGES[page])]:
        words = shlex.split(line, comments=True)[1:]
        command: click.Command = group
        while words and isinstance(command, click.Group) and words[0] in command.commands:
            command = command.commands[words.pop(0)]
        assert command is not group, line
        options = {name for param in command.params for name in param.opts}
        assert {word for word in words if word.startswith("-") and word != "-"} <= options, line


def test_the_first_two_blocks_are_single_commands() -> None:
    for tag in ("run", "test"):
        (block,) = re.findall(rf"```sh {tag}\n(.*?)```", PAGES["README.md"], re.DOTALL)
        assert block.count("\n") == 1


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_names_is_there(page: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)", PAGES[page]):
        assert target.startswith("http") or (ROOT / page).parent.joinpath(target).exists(), target


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_read_in_one_sitting(page: str) -> None:
    assert len(PAGES[page].splitlines()) <= 200


def test_the_first_answer_is_short_and_has_one_figure() -> None:
    _, _, answer = PAGES["README.md"].partition("## One question, answered")
    answer, _, _ = answer.partition("\n## ")
    assert [len(block.splitlines()) <= 25 for block in BLOCK.findall(answer)] == [True]
    assert answer.count("![") == PAGES["README.md"].count("![") == 1


@pytest.mark.parametrize("on_path", [True, False])
def test_the_commands_that_the_tour_prints_work_in_its_shell(
    on_path: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from casegraph.cli.files import what_next

    scripts = sysconfig.get_path("scripts")
    elsewhere = [
        each for each in os.environ["PATH"].split(os.pathsep) if Path(each).resolve() != Path(scripts).resolve()
    ]
    monkeypatch.setenv("PATH", os.pathsep.join([scripts, *elsewhere] if on_path else elsewhere))
    monkeypatch.chdir(tmp_path)
    _, *told = what_next().splitlines()
    commands_told = [line.strip() for line in told if line.startswith("  ")]
    assert len(commands_told) == 4
    assert (commands_told[0].startswith("casegraph "), len(told) == 4) == (on_path, on_path)
    ran = subprocess.run(commands_told[0], shell=True, capture_output=True, text=True, encoding="utf-8", check=True)
    assert ran.stdout.startswith("The Governor of Wisconsin can pardon Brendan Dassey.")


if __name__ == "__main__":

    def renewed(block: re.Match[str]) -> str:
        told = [[f"$ {command}", *as_shown(output(command), shown)] for command, shown in commands(block[1])]
        return "\n".join(["```console", *(line for lines in told for line in lines), "```"])

    with tempfile.TemporaryDirectory() as kept, chdir(kept):
        save_what_is_asked(Path(kept))
        for page, text in PAGES.items():
            (ROOT / page).write_text(BLOCK.sub(renewed, text), encoding="utf-8")
    sys.stdout.write(f"{len(sessions())} sessions written\n")
