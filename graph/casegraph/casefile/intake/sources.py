"""A source as a reader writes it: an address, a citation, a headline, the text of an article → a record of it.

Kind, publisher and date are guessed from the words alone, nothing is fetched, and what was guessed is told.
"""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from ...courts import resolve_court, resolve_statute
from ...dates import When, in_words, suggest_edtf
from ...errors import UsageError
from .ids import fresh, slug
from .publishers import Publisher, publisher_at, publisher_named

__all__ = ["OFFICIAL", "SourceGuess", "article_source", "same_source", "source_of"]

OFFICIAL = ("constitution", "statute", "regulation", "opinion", "order", "docket", "official page")
"""Kinds of source one of which alone establishes a fact: the document itself of a court or an authority."""
_URL = re.compile(r"https?://[^\s<>\"]+")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = re.compile(
    rf"\b(?:\d{{4}}-\d\d-\d\d|\d{{1,2}} {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    rf"|{_MONTH},? \d{{4}})\b"
)
_YEAR_AT_END = re.compile(r"\b(1[6-9]\d\d|20\d\d)\)?[.\s]*$")
_IN_PATH = re.compile(r"[/_-](1[89]\d\d|20\d\d)[/-]?(0[1-9]|1[0-2])(?:[/-]?(0[1-9]|[12]\d|3[01]))?(?=[/_.-]|$)")
_CASE = re.compile(r"\bv(?:s)?\. |\b[Ii]n re\b|\b[Ee]x parte\b")
_REPORTED = re.compile(
    r"\b\d+ (?:[A-Z][\w.' ]{0,18}?) ?(?:\d+\b|_+)|\b\d{4} WL \d+|\b\d{4} [A-Z][\w.-]* (?:App |CR )?\d+\b"
)
_KINDS = (
    ("order", r"executive order|proclamation|\bpardon of\b|\border\b|warrant of|commutation order"),
    ("filing", r"\bbrief\b|\bmotion\b|\bcomplaint\b|\bpetition for\b|\baffidavit\b"),
    ("docket", r"\bjudgment\b|\bno\. ?\S*\d|\bdocket\b|\bindictment\b|\btranscript\b|case number|court records?"),
    ("press release", r"press release|news release"),
)
_PARENTHESES = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class SourceGuess:
    """A source as a case file would hold it.

    Attributes:
        id: an id nobody has yet.
        record: the keys of its record.
        told: what was made of the words, in a line.
    """

    id: str
    record: dict[str, str]
    told: str

    @property
    def official(self) -> bool:
        """Does it alone establish what it says?"""
        return self.record["kind"] in OFFICIAL


def source_of(text: str, today: str, taken: Container[str] = ()) -> SourceGuess:
    """The source that an address, a citation or a headline means.

    Args:
        text: as typed; an address may stand beside the words.
        today: EDTF, the day on which it is read.
        taken: ids that others have.

    Raises:
        UsageError: there is nothing in it.

    Examples:
        >>> guess = source_of("https://apnews.com/2011/12/07/board-denies-clemency-to-doe", "2026-12-01")
        >>> guess.id, guess.record["label"]
        ('ap-2011-12-07', 'Associated Press, 7 Dec 2011: Board denies clemency to doe')
        >>> guess = source_of("State v. Doe, 263 Ga. 5, 426 S.E.2d 844 (1993)", "2026-12-01")
        >>> guess.id, guess.record["kind"], guess.record["published"]
        ('state-v-doe-1993', 'opinion', '1993')
    """
    words = " ".join(text.split())
    address = _URL.search(words)
    url = address[0].rstrip(".,;)") if address else ""
    words = " ".join(words.replace(address[0], " ").split()).strip(" -–—,;<>()|") if address else words
    if not words and not url:
        raise UsageError("a source is an address, a citation or a headline: --source 'State v. Doe, 263 Ga. 5 (1993)'")
    publisher = _publisher(words, url)
    kind = _kind(words, url, publisher)
    day = _date(words, kind) or _date_of(url)
    who = publisher.name if publisher else _court(words) if kind in ("opinion", "order", "docket") else _site(url)
    label = _label(words, url, who if publisher or not words else "", day)
    record = {"label": label, "kind": kind, "publisher": who, "published": day, "url": url, "read": today}
    return _guess({key: value for key, value in record.items() if value}, publisher, taken)


def same_source(record: Mapping[str, Any], held: Mapping[str, Mapping[str, Any]]) -> str:
    """The id of the source among `held` that has the address of `record`, or without an address its label; else "".

    Examples:
        >>> held = {"ap": {"label": "Doe pardoned", "url": "https://apnews.com/doe/"}}
        >>> same_source({"label": "Doe", "url": "http://www.apnews.com/doe?utm_source=x#top"}, held)
        'ap'
    """
    key = "url" if record.get("url") else "label"
    wanted = _address(str(record[key]))
    return next((name for name, each in held.items() if each.get(key) and _address(str(each[key])) == wanted), "")


def _address(text: str) -> str:
    """An address without what changes nothing: the scheme, www, a place in the page, what tells who sent the reader."""
    bare = re.sub(r"^https?://(?:www\.)?|#.*$", "", " ".join(text.casefold().split()))
    bare = re.sub(r"[?&](?:utm_\w+|fbclid|gclid|smid|ref)=[^&]*", "", bare)
    return bare.rstrip("/")


def _guess(record: dict[str, str], publisher: Publisher | None, taken: Container[str]) -> SourceGuess:
    told = f"{_article(record['kind'])} {record['kind']}"
    told += f" of {record['publisher']}" if "publisher" in record else ""
    told += f", {in_words(When.parse(record['published']))}" if "published" in record else ", without a date"
    return SourceGuess(fresh(_id(record, publisher), taken), record, f"{record['label']} — {told}")


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"


def _id(record: dict[str, str], publisher: Publisher | None) -> str:
    day, label = record.get("published", ""), record["label"]
    if _CASE.search(label):
        name = re.split(r",| No\.| \d|\(", label, maxsplit=1)[0]
        return slug(f"{name} {day[:4]}", 50)
    if publisher and record["kind"] not in ("statute", "constitution"):
        return slug(f"{publisher.short} {day or label.partition(':')[2]}", 40)
    return slug(label, 40)


def _publisher(words: str, url: str) -> Publisher | None:
    """Whoever publishes it: by the address, else named in the words, but not within a citation of a case."""
    return publisher_at(url) if url else None if _CASE.search(words) else publisher_named(words)


def _kind(words: str, url: str, publisher: Publisher | None) -> str:
    """What sort of document the words or the address speak of."""
    if re.search(r"\bconst\.|\bconstitution\b.*\b(?:art|amend)", words, re.IGNORECASE):
        return "constitution"
    if re.search(r"\bC\.?F\.?R\b", words):
        return "regulation"
    if re.search(r"\d", words) and resolve_statute(words).sovereign and not _CASE.search(words):
        return "statute"
    if _CASE.search(words) and _REPORTED.search(_PARENTHESES.sub("", words)):
        return "opinion"
    if publisher is None or publisher.kind == "official page":
        for kind, pattern in _KINDS:
            if re.search(pattern, words, re.IGNORECASE):
                return kind
        if re.search(r"/opinions?/\S*\.pdf$", url):
            return "opinion"
    if re.search(r"\bown (?:knowledge|memory)\b", words, re.IGNORECASE):
        return "own knowledge"
    if publisher is not None:
        return publisher.kind
    if _CASE.search(words):
        return "docket"
    if url:
        official = re.search(r"^https?://[^/]*\.(?:gov|mil)(?:/|$)|^https?://[^/]*\.state\.\w\w\.us", url)
        return "official page" if official else "web page"
    return "article" if _DAY.search(words) else "web page"


def _date(words: str, kind: str) -> str:
    """The last day or month that the words name, else the year in which they end."""
    found = _DAY.findall(words)
    day = suggest_edtf(found[-1]) if found else None
    year = _YEAR_AT_END.search(words) if kind not in ("statute", "constitution", "regulation") else None
    return day or (year[1] if year else "")


def _date_of(url: str) -> str:
    """The day, or the month, that an address holds.

    Examples:
        >>> _date_of("https://www.example.org/news/20160108/story.htm"), _date_of("https://example.org/2011/12/story")
        ('2016-01-08', '2011-12')
    """
    found = _IN_PATH.search(url.partition("?")[0])
    return "-".join(filter(None, found.groups())) if found else ""


def _court(words: str) -> str:
    """The court that decided, by what stands in parentheses: `(4th Cir. 1980)`; by the reporter of the highest one."""
    for inner in reversed(_PARENTHESES.findall(words)):
        court = resolve_court(_YEAR_AT_END.sub("", _DAY.sub("", inner)).strip(" ,."))
        if court:
            return court.label
    return "Supreme Court of the United States" if re.search(r"\b\d+ U\.? ?S\.? (?:\d|_)|\bS\. ?Ct\.", words) else ""


def _site(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", url).partition("/")[0]


def _label(words: str, url: str, who: str, day: str) -> str:
    """How a list of sources names it: `Associated Press, 7 Dec 2011: board denies clemency`."""
    date = in_words(When.parse(day)) if day else ""
    if words and (not who or who.casefold() in words.casefold() or publisher_named(words)):
        return words
    head = ", ".join(filter(None, (who, date)))
    said = words or _from_path(url)
    return f"{head}: {said}" if said else f"{head}, a page" if head else url


def _from_path(url: str) -> str:
    """The headline as an address spells it: its longest part of three words or more."""
    parts = [re.sub(r"\.\w+$", "", part) for part in re.sub(r"^https?://[^/]*", "", url).partition("?")[0].split("/")]
    worded = [[word for word in re.split(r"[-_+]", part) if word.isalpha()] for part in parts]
    best = max(worded, key=len, default=[])
    return " ".join(best).capitalize() if len(best) > 2 else ""


def article_source(text: str, name: str, taken: Container[str] = ()) -> SourceGuess:
    """The source that the text of an article is, named by its own headline, byline and dateline.

    Args:
        text: of the article.
        name: of its file, for an article without a headline.
        taken: ids that others have.

    Examples:
        >>> guess = article_source("Board denies clemency\\nBy Ann Writer\\nDec. 7, 2011\\nATLANTA (AP) - It …", "a")
        >>> guess.record["label"], guess.record["note"]
        ('Associated Press, 7 Dec 2011: Board denies clemency', 'By Ann Writer.')
    """
    lines = [" ".join(line.split()) for line in text[:_HEAD].splitlines() if line.strip()][:_LINES]
    above = takewhile(lambda line: not _is_sentence(line), lines)
    headline = next((line for line in above if _is_headline(line)), name)
    head = "\n".join(line.partition(") ")[0] if _is_sentence(line) else line for line in lines if _says(line))
    address = _URL.search(head)
    url = address[0].rstrip(".,;)") if address else ""
    publisher = (publisher_at(url) if url else None) or publisher_named(head)
    days = _DAY.findall(head)
    day = next((edtf for found in days if (edtf := suggest_edtf(found))), "") or _date_of(url)
    byline = next((found[1].strip(" .,") for line in lines if (found := _BYLINE.match(line))), "")
    who = publisher.name if publisher else _site(url)
    record = {"label": _label(headline.rstrip("."), url, who, day), "kind": publisher.kind if publisher else "article",
              "publisher": who, "published": day, "url": url, "note": f"By {byline}." if byline else ""}  # fmt: skip
    return _guess({key: value for key, value in record.items() if value}, publisher, taken)


_HEAD, _LINES = 3_000, 10
"""Code points and lines in which an article says what it is."""
_BYLINE = re.compile(r"[Bb][Yy] ((?:[A-Z][\w.'’-]+ ){1,3}[A-Z][\w.'’-]+)")


def _says(line: str) -> bool:
    """May the line say who published the article, and when: one of its own, or with a dateline, ATLANTA (AP)?"""
    return not _is_sentence(line) or bool(_DATELINE.match(line))


_DATELINE = re.compile(r"[^a-z(]{0,40}\([A-Z][\w .]{1,30}\) ")


def _is_headline(line: str) -> bool:
    """A line of three words or more that is neither a byline, an address, a date nor a sentence of the text."""
    bare = _DAY.sub("", line).strip(" ,.|-–—")
    return 2 < len(bare.split()) <= 25 and not (_BYLINE.match(line) or _URL.search(line) or _is_sentence(line))


def _is_sentence(line: str) -> bool:
    """A line of the text itself: what it says of days and newspapers is no date or publisher of the article."""
    return line.endswith((".", ":", ";", '."', ".”", "…")) and len(line.split()) > 6
