"""The README shows real output: every console block is run and compared, the Python session is a doctest.

`python tests/test_the_readme_is_true.py` writes the present output into the README.
"""

import doctest
import io
import os
import re
import shlex
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

README = Path(__file__).parents[1] / "README.md"
BLOCK = re.compile(r"```console\n\$ (casegraph [^\n]*)\n(.*?)```", re.DOTALL)


def output(command: str) -> str:
    """What the command prints, errors included."""
    from casegraph.cli import main

    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out), pytest.raises(SystemExit):
        main(["-q", *shlex.split(command)[1:]])
    return out.getvalue()


BLOCKS = dict(BLOCK.findall(README.read_text(encoding="utf-8")))


@pytest.mark.parametrize("command", BLOCKS)
def test_each_command_prints_what_the_readme_shows(command: str) -> None:
    assert output(command) == BLOCKS[command]


def test_there_are_sessions_to_check() -> None:
    assert len(BLOCKS) >= 5
    assert all(len(shown) > 50 for shown in BLOCKS.values())


def test_the_python_session_is_real() -> None:
    failed, tried = doctest.testfile(str(README), module_relative=False, encoding="utf-8")
    assert (failed, tried > 4) == (0, True)


def test_the_first_two_blocks_are_single_commands() -> None:
    text = README.read_text(encoding="utf-8")
    for tag in ("run", "test"):
        (block,) = re.findall(rf"```sh {tag}\n(.*?)```", text, re.DOTALL)
        assert block.count("\n") == 1


def test_every_file_the_readme_names_is_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README.read_text(encoding="utf-8")):
        assert target.startswith("http") or (README.parent / target).exists(), target


if __name__ == "__main__":
    os.chdir(README.parent)
    written = BLOCK.sub(lambda m: f"```console\n$ {m[1]}\n{output(m[1])}```", README.read_text(encoding="utf-8"))
    sys.stdout.write(f"{len(BLOCKS)} sessions written\n")
    README.write_text(written, encoding="utf-8")
