"""Read an article from a text, Markdown, HTML, PDF or .docx file into the plain text that passages count into.

A plain text stays as it is, code point for code point. Of the other forms only what a reader would read is kept, in
paragraphs parted by an empty line; that text is written beside the draft, so that passages can be checked against it.
"""

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from ..errors import UsageError
from ..reading import read_bytes
from ..records.passage import SourceText
from .lexicon import word_list
from .web_page import read_page

__all__ = ["FORMATS", "MOST_CHARACTERS", "Article", "read_article"]

FORMATS = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx")
MOST_CHARACTERS = 2_000_000
"""About 300,000 words, a very long opinion; anything longer is a collection and is to be split."""


@dataclass(frozen=True, slots=True)
class Article:
    """The text of an article and what it is called.

    Attributes:
        name: the file's name, without folders.
        text: Unicode code points; passages count into it.
        title: the title an HTML page gives, or "".
    """

    name: str
    text: str
    title: str = ""

    @property
    def sha256(self) -> str:
        """The digest of the text."""
        return SourceText(self.text).sha256

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


def read_article(path: Path) -> Article:
    """Read an article.

    Raises:
        UsageError: it is missing, of a form that is not read, binary, empty, wrongly encoded, too long, not English.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise UsageError(f"{path} has no known ending; known: {' '.join(FORMATS)}")
    raw = read_bytes(path)
    if not raw.strip():
        raise UsageError(f"{path} is empty")
    title = ""
    if suffix == ".pdf":
        text = _pdf(path, raw)
    elif suffix == ".docx":
        text = _docx(path, raw)
    else:
        text = _decoded(path, raw)
        if suffix in (".html", ".htm"):
            text, title = read_page(text)
        elif suffix in (".md", ".markdown"):
            text = _markdown(text)
    _readable(path, text)
    return Article(path.name, text, title)


def _decoded(path: Path, raw: bytes) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError as error:
            raise UsageError(f"{path} begins as UTF-16 text and is none: {error.reason}") from error
    if b"\x00" in raw[:4096] or raw[:4] in (b"%PDF", b"PK\x03\x04"):
        kind = "a PDF file: give it the ending .pdf" if raw[:4] == b"%PDF" else "a binary file, no text"
        raise UsageError(f"{path} is {kind}")
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UsageError(
            f"{path} is not UTF-8 text (byte {error.start}, line {line}). Convert it first: "
            f"iconv -f windows-1252 -t utf-8 {path.name} > utf8-{path.name}"
        ) from error


def _readable(path: Path, text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise UsageError(
            f"{path} has {len(text):,} characters, more than {MOST_CHARACTERS:,}: split it into its articles first"
        )
    words = re.findall(r"[^\W\d_]+", text)
    if not words:
        what = "no text: it may be a scan, and needs OCR first" if path.suffix.lower() == ".pdf" else "no words"
        raise UsageError(f"{path} holds {what}")
    odd = sum(1 for char in text if unicodedata.category(char) in ("Cc", "Co", "Cn") and char not in "\n\r\t\f")
    if odd > len(text) / 50:
        raise UsageError(f"{path} is a binary file, no text")
    counts = [sum(word.lower() in word_list(name) for word in words) for name in ("common-words", "other-languages")]
    if len(words) >= 20 and counts[1] > max(counts[0], len(words) / 12):
        raise UsageError(f"{path} does not read as English, the only language the rules know")


def _pdf(path: Path, raw: bytes) -> str:
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise UsageError("reading a PDF needs pypdf: pip install 'casegraph[extract]'") from error
    try:
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(raw)).pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError(f"{path} cannot be read as PDF: {error}") from error
    return _unwrapped("\n\n".join(pages))


_MOST_XML = 40_000_000
"""Bytes of text a word processor's file may unfold to."""


def _docx(path: Path, raw: bytes) -> str:
    """The paragraphs of a word processor's file: its body, without headers, notes, comments and what was struck out."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as held:
            entry = held.getinfo("word/document.xml")
            if entry.file_size > _MOST_XML:
                raise UsageError(f"{path} unfolds to more than {_MOST_XML:,} bytes: split it first")
            xml = held.read(entry)
        if b"<!DOCTYPE" in xml[:2000]:
            raise UsageError(f"{path} declares a document type, which no word processor writes")
        body = ElementTree.fromstring(xml)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError) as error:
        raise UsageError(f"{path} cannot be read as .docx: {error}") from error
    return "\n\n".join(filter(None, (_paragraph(each).strip() for each in body.iter(f"{_W}p"))))


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _paragraph(paragraph: ElementTree.Element) -> str:
    hidden = {
        text for run in paragraph.iter(f"{_W}r") if run.find(f"{_W}rPr/{_W}vanish") is not None for text in run.iter()
    }
    inner = {part for nested in paragraph.iter(f"{_W}p") if nested is not paragraph for part in nested.iter()}
    out: list[str] = []
    for part in paragraph.iter():
        if part in hidden or part in inner:
            continue
        if part.tag == f"{_W}t":
            out.append(part.text or "")
        elif part.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            out.append(" " if part.tag == f"{_W}tab" else "\n")
        elif part.tag == f"{_W}softHyphen":
            out.append("\u00ad")
    return "".join(out)


def _unwrapped(text: str) -> str:
    """The lines of a page joined to paragraphs; a word parted at the end of a line is put together."""
    text = re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", text.replace("\r\n", "\n"))
    paragraphs = re.split(r"\n\s*\n|(?<=[.!?\"”])\n(?=[A-Z\"“])", text)
    return "\n\n".join(" ".join(part.split()) for part in paragraphs if part.strip())


def _markdown(text: str) -> str:
    """The text without the marks: headings, emphasis, links, quotation bars, list bullets, code fences."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    text = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+)", "", text, flags=re.MULTILINE)
    text = re.sub(r"(\*\*|__|\*|(?<!\w)_|_(?!\w)|`)", "", text)
    blocks = re.split(r"\n\s*\n", text)
    return "\n\n".join(
        "\n".join(line.rstrip() for line in block.strip().splitlines()) for block in blocks if block.strip()
    )
