"""Every passage is checked against the text of its source; one changed character is found and named."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casegraph.records.passage import Passage, SourceText, digest

TEXT = "The board met on Friday. It heard the petition of Jane Doe, and put the matter off until the spring session."


def case_with(text: str, spans: list[tuple[int, int]]) -> str:
    rows = "".join(
        f"  - {{subject: doe, predicate: status, object: s{n}, source: report, speaker: report,\n"
        f"     passage: {{start: {a}, end: {b}, quote: '{' '.join(text[a:b].split()[:4])}',\n"
        f"     sha256: {digest(text[a:b])[:12]}}}}}\n"
        for n, (a, b) in enumerate(spans)
    )
    return (
        f"case: small\nsources: {{report: {{label: a report, sha256: {digest(text)}}}}}\n"
        f"people: {{doe: {{name: Jane Doe, source: report}}}}\nclaims:\n{rows}"
    )


@pytest.fixture
def checked(case_file: Callable[..., Path], tmp_path: Path, run: Callable) -> Callable:
    def check(text: str) -> object:
        path = case_file(case_with(TEXT, [(0, 24), (25, 58), (60, 107)]))
        (tmp_path / "report.txt").write_text(text, encoding="utf-8")
        return run("check", path, "--text", "report=report.txt")

    return check


def test_passages_that_fit_are_counted(checked: Callable) -> None:
    ran = checked(TEXT)
    assert (ran.code, "report: 3 of 3 passages fit" in ran.err) == (0, True)


def test_one_changed_character_fails_and_names_the_passage(checked: Callable) -> None:
    ran = checked(TEXT.replace("matter", "mutter"))
    assert ran.code == 1
    assert "error[E302]" in ran.out
    assert "report[60:107]" in ran.out
    assert "report[0:24]" not in ran.out
    assert "2 of 3 passages fit" in ran.err


def test_a_character_put_in_moves_every_later_passage_and_the_closest_place_is_shown(checked: Callable) -> None:
    ran = checked("X" + TEXT)
    assert ran.code == 1
    assert ran.out.count("error[E301]") == 3
    assert "closest: 'The board met on' at 1" in ran.out


def test_a_change_outside_every_passage_is_still_told(checked: Callable) -> None:
    ran = checked(TEXT + " ")
    assert (ran.code, "error[E302]" in ran.out, "error[E301]" in ran.out) == (1, True, False)


def test_an_unknown_source_and_an_unreadable_text(case_file: Callable, run: Callable, tmp_path: Path) -> None:
    path = case_file(case_with(TEXT, [(0, 24)]))
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")
    assert run("check", path, "--text", "reprot=latin.txt").code in (2, 3)
    assert run("check", path, "--text", "report=latin.txt").code == 2
    assert run("check", path, "--text", "report=nothing.txt").code == 2
    assert run("check", path, "--text", "report").code == 2


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_a_passage_fits_exactly_the_text_it_was_taken_from(text: str, start: int, end: int) -> None:
    passage = Passage("a", start, end, text[start:end][:5], digest(text[start:end])[:12])
    assert passage.fits(text) == (start < end <= len(text))
    assert not passage.fits(text[:start])


def test_the_closest_words_are_found_after_an_edit() -> None:
    assert SourceText(TEXT).closest("the petition of Jan Doe") == (34, "the petition of Jane Doe,")
    assert SourceText(TEXT).closest("nothing of the kind whatsoever zzz") is None


def test_every_passage_of_the_seed_stands_in_the_article(article: Path, run: Callable) -> None:
    ran = run("check", "avery-dassey", "--text", f"article={article}")
    assert ran.code == 0
    assert "passages fit the text" in ran.err
    fit, of = ran.err.split(": ")[1].split(" passages")[0].split(" of ")
    assert int(fit) == int(of) >= 40


def test_any_changed_character_inside_a_passage_of_the_article_is_found(
    article: Path, run: Callable, tmp_path: Path
) -> None:
    text = article.read_text(encoding="utf-8")
    for offset in (10, 300, 1600, 1790, 2000):
        changed = text[:offset] + ("x" if text[offset] != "x" else "y") + text[offset + 1 :]
        (tmp_path / "changed.txt").write_text(changed, encoding="utf-8")
        ran = run("check", "avery-dassey", "--text", "article=changed.txt")
        assert ran.code == 1
        assert "error[E301]: passage article[" in ran.out
