"""SECURITY.md names beside each promise the tests that hold it: each of them exists. The lock names every package."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOLD = (ROOT / ".github" / "SECURITY.md").read_text(encoding="utf-8")
PROMISES = re.findall(r"^\| (?!promise|---)(.+?) \| (.+?) \|$", TOLD, re.MULTILINE)
LOCKED = (ROOT / ".ci" / "locked.txt").read_text(encoding="utf-8")


def test_every_promise_stands_beside_its_tests() -> None:
    assert len(PROMISES) > 10
    assert all(re.fullmatch(r"`[\w.:]+`(, `[\w.:]+`)*", tests) for _, tests in PROMISES)


@pytest.mark.parametrize("named", sorted({name for _, tests in PROMISES for name in re.findall(r"`(.+?)`", tests)}))
def test_a_test_that_is_named_exists(named: str) -> None:
    file, _, name = named.partition("::")
    text = (ROOT / "tests" / file).read_text(encoding="utf-8")
    assert f"\ndef {name}(" in text if name else "\ndef test_" in text


def test_every_locked_package_has_its_hash_and_no_address() -> None:
    entries = [entry for entry in re.split(r"\n(?=\S)", LOCKED.strip()) if not entry.startswith("#")]
    assert all(re.match(r"[\w.-]+(\[[\w,-]+\])?==\S+", entry) and "--hash=sha256:" in entry for entry in entries)
    assert "://" not in LOCKED


def test_the_lock_holds_what_the_project_needs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [
        *project["dependencies"],
        *project["optional-dependencies"]["dev"],
        *project["optional-dependencies"]["test"],
    ]
    names = {re.match(r"[\w.-]+", each)[0].lower() for each in needed}  # type: ignore[index]
    held = {match.lower() for match in re.findall(r"^([\w.-]+)", LOCKED, re.MULTILINE)}
    assert names - {"casegraph"} <= held
