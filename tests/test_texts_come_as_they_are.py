"""Is a text read alike whatever program printed, saved or parted it, and does nothing hidden become a fact?"""

import io
import time
import zipfile
from pathlib import Path

import pytest

from casegraph.errors import UsageError
from casegraph.extract import extract
from casegraph.extract.article import Article, read_article
from casegraph.extract.gate import pass_gate
from casegraph.extract.proposal import HARMFUL
from casegraph.extract.rules import RulesEngine

LINE = "José Brand was convicted of arson in 1999."
ENGINE = RulesEngine("")


def convictions(article: Article) -> list[tuple[str, str]]:
    """(who, offence) of the draft, once every passage has been compared with the text."""
    data = extract(article, ENGINE).data
    found = []
    for record in data.get("convictions", {}).values():
        name = data["people"][record["person"]]["name"]
        offence = record["offence"]
        found.append((name, offence["value"] if isinstance(offence, dict) else offence))
        passage = record["passage"]
        span = article.text[int(passage["start"]) : int(passage["end"])]
        assert span.startswith(passage["quote"]) and "convicted" in span.replace("\u00ad", "").replace("-\n", "")
    return found


@pytest.mark.parametrize(
    "text",
    [
        LINE,
        "Jose\u0301 Brand was convicted of arson in 1999.",
        "José Brand was con-\nvicted of arson in 1999.",
        "José Brand was con\u00advicted of ar\u00adson in 1999.",
        "José \u200bBrand was convicted of arson in 1999.",
        "José\u00a0Brand was convicted of arson in 1999.",
        "José Brand was convicted\r\nof arson in 1999.",
    ],
)
def test_what_printing_puts_into_a_text_hides_nobody(text: str) -> None:
    assert convictions(Article("a.txt", text)) == [("José Brand", "arson")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom"])
def test_a_text_of_any_unicode_encoding_is_read(encoding: str, tmp_path: Path) -> None:
    raw = b"\xff\xfe" + LINE.encode("utf-16-le") if encoding.endswith("bom") else LINE.encode(encoding)
    (tmp_path / "a.txt").write_bytes(raw)
    assert convictions(read_article(tmp_path / "a.txt")) == [("José Brand", "arson")]


def docx(body: str) -> bytes:
    """A word processor's file with this body."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        file.writestr("word/document.xml", f"<w:document {names}><w:body>{body}</w:body></w:document>")
    return held.getvalue()


def test_a_word_processors_file_is_read_without_what_it_hides(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>José Brand was con</w:t></w:r><w:r><w:t>victed of arson in 1999.</w:t></w:r></w:p>"
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Nora Fell was convicted of theft.</w:t></w:r></w:p>"
        "<w:p><w:del><w:r><w:delText>Nora Fell was convicted of murder.</w:delText></w:r></w:del></w:p>"
    )
    (tmp_path / "a.docx").write_bytes(docx(body))
    assert convictions(read_article(tmp_path / "a.docx")) == [("José Brand", "arson")]
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(UsageError, match="cannot be read"):
        read_article(tmp_path / "b.docx")


HIDDEN = [
    "<div hidden>{}</div>",
    '<div style="display:none">{}</div>',
    '<p style="color: red; visibility: hidden">{}</p>',
    '<span aria-hidden="true">{}</span>',
    '<section class="user-comments"><p>{}</p></section>',
    '<div id="disqus_thread"><p>{}</p></div>',
    '<div class="recommended-stories"><p>{}</p></div>',
    '<p class="sr-only">{}</p>',
    "<!-- {} -->",
    "<h2>3 Comments</h2><p>{}</p>",
    "<h3>You may also like</h3><p>{}</p>",
    "<figure><figcaption>{}</figcaption></figure>",
    '<img alt="{}">',
]


@pytest.mark.parametrize("form", HIDDEN)
def test_what_a_page_hides_or_prints_beside_the_article_is_no_fact(form: str, tmp_path: Path) -> None:
    page = f"<html><body><h1>A case</h1><p>{LINE}</p>{form.format('Nora Fell was convicted of murder.')}</body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert convictions(read_article(tmp_path / "a.html")) == [("José Brand", "arson")]


def test_a_list_of_eighty_names_is_read_name_by_name() -> None:
    first = ("Adele", "Boris", "Clara", "Dmitri", "Elena", "Felix", "Greta", "Hugo")
    last = ("Arnold", "Brill", "Corso", "Dahl", "Eklund", "Farber", "Grau", "Hecht", "Irwin", "Jonas")
    names = [f"{a} {b}" for a in first for b in last]
    head = "Gov. Ruth Kane of Ohio granted pardons to the following people:"
    entries = [
        f"{name} – Dayton, Ohio\nOffense: Forgery (two counts)\nSentence: three years (May 5, 1999)" for name in names
    ]
    article = Article("list.txt", "\n\n".join([head, *entries]))
    found = pass_gate(article, ENGINE.propose(article)[0])[0]
    assert sorted(p.who for p in found if p.slot == "conviction") == sorted(names)
    assert sorted(p.who for p in found if p.slot == "relief") == sorted(names)
    assert {p.detail("law_broken") for p in found if p.slot == "conviction"} == {"US-OH"}
    assert sorted(p.who for p in found if p.slot == "sentence") == sorted(names)


def opinion(paragraphs: int) -> Article:
    line = (
        "The witness, Ann Lee, told the court on May 5, 1999, that she had seen nobody near the house in Ohio. The "
        "judge asked whether anybody had been convicted of arson before, and counsel said that no record showed it."
    )
    return Article("opinion.txt", "\n\n".join([LINE, *(f"{line} That was point {n}." for n in range(paragraphs))]))


def test_an_opinion_of_twenty_thousand_words_takes_time_in_proportion() -> None:
    taken = []
    for size in (125, 500):
        article = opinion(size)
        start = time.process_time()
        found = pass_gate(article, ENGINE.propose(article)[0])[0]
        taken.append(time.process_time() - start)
        assert {p.who for p in found if p.slot in HARMFUL} == {"José Brand"}
    assert article.words > 20_000
    assert taken[1] < 8 * taken[0] + 0.5, "four times the words take about four times the time"
    assert article.words / taken[1] > 3_000, f"{article.words / taken[1]:.0f} words a second"
