"""The figures shown in notebooks and README are the ones this code draws; `python tests/gallery.py` draws them anew."""

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

import gallery
from casegraph.loading import case_names
from sparing import mostly


def drawn(path: Path) -> list[tuple[str, str]]:
    """What a figure says and shows: every text and id; other versions of matplotlib may place them a hair aside."""
    root = ElementTree.parse(path).getroot()
    return [
        (element.get("id", ""), "".join(element.itertext()))
        for element in root.iter()
        if element.tag.endswith(("}g", "}text"))
    ]


QUICK = {"avery-dassey", "chelsea-manning", "class-pardons", "derek-chauvin"}
"""The cases whose figures are drawn in every run: every kind, upright and wide."""


@pytest.mark.parametrize("case", mostly(["", *case_names()], QUICK))
def test_the_figures_of_a_case_are_the_ones_this_code_draws(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casegraph.drawing.paint.saving.font_faces", lambda _: "")  # not compared, and the dearest part
    names = [name for name in gallery.FIGURES if gallery.case_of(name) == case]
    assert names, f"the gallery shows no figure of {case}"
    for path in gallery.write(tmp_path, names):
        kept = gallery.FOLDER / path.name
        assert kept.exists() and drawn(kept) == drawn(path), f"stale: run python tests/gallery.py {path.stem}"


def test_nothing_else_lies_in_the_gallery_and_it_stays_small() -> None:
    files = sorted(gallery.FOLDER.glob("*.svg"))
    assert sorted(path.stem for path in files) == sorted(gallery.FIGURES)
    assert sum(path.stat().st_size for path in files) < 3_000_000


def test_the_gallery_needs_nothing_from_elsewhere() -> None:
    for path in gallery.FOLDER.glob("*.svg"):
        text = path.read_text(encoding="utf-8")
        assert "<!DOCTYPE" not in text and "<script" not in text
        assert not re.findall(r"""(?:src|url)\s*[=(]\s*["']?https?:""", text)
        assert "@font-face" in text and "<title" in text and "<desc" in text
