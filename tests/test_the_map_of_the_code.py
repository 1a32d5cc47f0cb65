"""The map in CONTRIBUTING leads to what is there: every package has its line, and every path exists."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
CODE = ROOT / "graph" / "casegraph"
TEXT = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
PACKAGES = {f"{path.parent.relative_to(CODE).as_posix()}/" for path in CODE.glob("*/**/__init__.py")}


def test_every_package_has_its_line() -> None:
    _, _, table = TEXT.partition("## Map of the packages")
    table, _, _ = table.partition("\n## ")
    lines = re.findall(r"^\| `([\w/]+/)` \| \S.*\|$", table, re.MULTILINE)
    assert len(lines) == len(set(lines))
    assert set(lines) == PACKAGES


def test_every_file_beside_the_packages_has_its_words() -> None:
    _, _, text = TEXT.partition("Files beside them: ")
    text, _, _ = text.partition("\n\n")
    files = {path.name for path in CODE.glob("*.py") if not path.name.startswith("__")}
    assert set(re.findall(r"`(\w+\.py)`", text)) == files


def test_every_path_that_is_named_exists() -> None:
    _, _, text = TEXT.partition("## The way of a fact")
    named = re.findall(r"`(?:python )?([\w./-]+(?:/|\.(?:py|md|toml|ttl|jsonld|csv|yml)))`", text)
    places = (CODE, ROOT, ROOT / "datasets" / "authorities")
    assert len(named) > 90
    assert not [path for path in named if not any((place / path).exists() for place in places)]
