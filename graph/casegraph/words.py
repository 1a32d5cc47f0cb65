"""The one table of words that every outlet uses, and the one way to make text safe for a terminal, a page or a cell."""

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

__all__ = [
    "ARRANGEMENTS",
    "DOUBT",
    "DOUBTS",
    "LEADS",
    "NO_POWER",
    "ROLES",
    "VERBS",
    "Headed",
    "Kind",
    "Role",
    "a_or_an",
    "ascii_only",
    "attribute",
    "capital",
    "escape",
    "granting",
    "led",
    "link",
    "linkable",
    "listed",
    "neutral",
    "numbered",
    "plural",
    "ranges",
    "spaced",
    "unique",
    "visible",
    "within",
]

Item = TypeVar("Item")

LEADS = {
    "yes": "Yes.",
    "no": "No.",
    "depends": "It depends.",
    "disputed": "Disputed.",
    "unknown": "Unknown.",
    "moot": "Moot.",
}
"""Value of an answer → what stands before its headline."""

NO_POWER = "✕ no power here"

DOUBTS = {"contested": "disputed", "attributed": "by one source"}
"""Standing → what is said of what is not established."""

DOUBT = {standing: f" ({words})" for standing, words in DOUBTS.items()}
"""Standing → the mark behind a role in tables."""


@dataclass(frozen=True, slots=True)
class Role:
    """How a role under a power reads: in a sentence after the office, in a box, on an edge from the power; its sign."""

    sentence: str
    box: str
    edge: str
    sign: str


ROLES = {
    "decider": Role("decides", "decides", "decided by", "●"),
    "must recommend": Role("must recommend", "must recommend", "only if recommended by", "◆"),
    "must consent": Role("must consent", "must consent", "only if agreed by", "◈"),
    "must be consulted": Role("must be consulted", "must be consulted", "after consulting", "◐"),
    "may be consulted": Role("may be consulted; does not decide", "may be consulted", "may consult", "◔"),
    "sits on the board": Role(
        "has a vote on the board; does not decide alone", "has a vote on the board", "with the vote of", "◒"
    ),
}
"""Role → its words, the weightiest first."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of a map: what its tiles say in a word, what the legend says, its sign."""

    word: str
    legend: str
    sign: str


ARRANGEMENTS = {
    "decider": {
        "alone": Kind("alone", "one office decides alone", "●"),
        "with": Kind("shared", "one office decides, only with a board or another body", "◆"),
        "board": Kind("board", "a board decides", "■"),
        "other": Kind("other", "another arrangement", "▲"),
        "nobody": Kind("nobody", "no office may grant it", "✕"),
        "disputed": Kind("disputed", "no settled rule, disputed", "?"),
        "unknown": Kind("no record", "no rule on record", "–"),
    },
    "board": {
        "decides": Kind("decides", "a board decides", "■"),
        "binds": Kind("binds", "a board or another body must recommend it or agree", "◆"),
        "heard": Kind("heard", "a board or another body must be heard", "◐"),
        "asked": Kind("asked", "a board or another body may be heard", "◔"),
        "none": Kind("none", "no board or other body has a part on record", "○"),
        "disputed": Kind("disputed", "no settled rule, disputed", "?"),
        "unknown": Kind("no record", "no rule on record", "–"),
    },
    "law": {
        "constitution": Kind("const.", "the rule rests on a constitution", "●"),
        "statute": Kind("statute", "on a statute", "■"),
        "other": Kind("other", "on other sources: opinions, reports, regulations", "▲"),
        "disputed": Kind("disputed", "no settled rule, disputed", "?"),
        "unknown": Kind("no record", "no rule on record", "–"),
    },
}
"""What a map shows → class of a sovereign's law → its words."""

VERBS = {
    "pardon": "pardon",
    "conditional pardon": "pardon on conditions",
    "commutation": "commute",
    "reprieve": "reprieve",
    "short reprieve": "reprieve for a short time",
    "suspension": "suspend",
    "remission": "remit",
    "restoration of rights": "restore rights",
}
"""Kind of clemency → what an authority does."""

_GRANTING = {
    None: "grant clemency to",
    "commutation": "commute the sentence of",
    "pardon": "pardon",
    "suspension": "suspend the sentence of",
    "restoration of rights": "restore the rights of",
}
_TERMS = {"rdfs:label": "name", "rdf:type": "kind"}
_ASCII = str.maketrans({"●": "*", "◐": "~", "○": "o", "✕": "x", "–": "-", "—": "-", "→": "->", "…": "...",
                        "§": "sec.", "’": "'", "“": '"', "”": '"', "·": "-"})  # fmt: skip
_JOINERS = "\u200c\u200d"
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")
"""Categories of characters that show nothing, command a terminal, turn the reading direction, or break XML."""


def visible(text: str, *, lines: bool = False) -> str:
    r"""The text a reader sees: no control characters, no marks that turn the reading direction, on one line.

    The two joiners stay, which Persian and Hindi need between letters. Every outlet takes text from here.

    Args:
        text: any text.
        lines: keep line breaks, tabs and blanks as they are.

    Examples:
        >>> visible("Jane\u202e Doe\x07\n<b>"), visible("one\x1b[2J\ntwo", lines=True)
        ('Jane Doe <b>', 'one[2J\ntwo')
    """
    kept = "\n\t" if lines else "\n\t\r\v\f\x1c\x1d\x1e\x1f\x85"
    unseen = [char for char in set(text) - set(kept + _JOINERS) if unicodedata.category(char) in _UNSEEN]
    shown = text.translate(dict.fromkeys(map(ord, unseen))) if unseen else text
    return shown if lines else " ".join(shown.split())


def attribute(text: object) -> str:
    """The text as it may stand in an attribute of HTML between double quotes, or in an element that takes no others.

    Examples:
        >>> attribute('<b>"Doe" & Co.</b>')
        '&lt;b&gt;&quot;Doe&quot; &amp; Co.&lt;/b&gt;'
    """
    return html.escape(visible(str(text)), quote=False).replace('"', "&quot;")


def escape(text: object) -> str:
    """The text for an element of HTML: nothing in it is markup; what reads from right to left is set apart.

    Examples:
        >>> escape("R & <script>")
        'R &amp; &lt;script&gt;'
        >>> escape("\u05d0\u05d1")
        '<bdi>\u05d0\u05d1</bdi>'
    """
    shown = attribute(text)
    turns = not shown.isascii() and any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in shown)
    return f"<bdi>{shown}</bdi>" if turns else shown


def linkable(url: str) -> str:
    """The address, escaped for an attribute, when a page may link to it; else "".

    Examples:
        >>> linkable("https://example.org/?a=1&b=2"), linkable("javascript:alert(1)"), linkable("//example.org")
        ('https://example.org/?a=1&amp;b=2', '', '')
    """
    address = visible(url)
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return html.escape(address) if parts.scheme in ("https", "http") and parts.netloc and " " not in address else ""


def link(label: str, url: str) -> str:
    """A link where the address is one of the web; the bare label otherwise.

    Examples:
        >>> link("a page", "https://example.org/"), link("a trap", "javascript:alert(1)")
        ('<a href="https://example.org/">a page</a>', 'a trap')
    """
    address = linkable(url)
    return f'<a href="{address}">{escape(label)}</a>' if address else escape(label)


def neutral(text: str) -> str:
    """A cell no spreadsheet takes for a formula.

    Examples:
        >>> neutral("=1+1"), neutral("-"), neutral("plain")
        ("'=1+1", '-', 'plain')
    """
    return f"'{text}" if text[:1] in "=+-@\t\r" and text[1:2] else text


def ascii_only(text: str) -> str:
    """The text for a terminal that shows ASCII only.

    Examples:
        >>> ascii_only("✕ President — Wis. Const. art. V § 6")
        'x President - Wis. Const. art. V sec. 6'
    """
    return text.translate(_ASCII).encode("ascii", "replace").decode()


def spaced(name: str) -> str:
    """The short name of a property, a class or a variable as words.

    Examples:
        >>> spaced("cg:lawBroken"), spaced("rdfs:label"), spaced("claim_id")
        ('law broken', 'name', 'claim id')
    """
    if name in _TERMS:
        return _TERMS[name]
    bare = name.rpartition(":")[2].replace("_", " ")
    return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda found: f" {found[1].lower()}", bare)


def a_or_an(words: str) -> str:
    """The words with their indefinite article.

    Examples:
        >>> a_or_an("Alabama"), a_or_an("Utah"), a_or_an("federal")
        ('an Alabama', 'a Utah', 'a federal')
    """
    return f"{'an' if words[:1] in 'AEIOaeio' else 'a'} {words}"


def listed(words: Sequence[str], joint: str = "and") -> str:
    """Words as a sentence lists them.

    Examples:
        >>> listed(["a", "b", "c"])
        'a, b and c'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joint} {words[-1]}"


def capital(text: str) -> str:
    """A text as a sentence begins; the rest of it stays.

    Examples:
        >>> capital("a Governor of Texas")
        'A Governor of Texas'
    """
    return text[:1].upper() + text[1:]


_STARTS = frozenset(
    ["A", "By", "It", "No", "Nobody", "Nothing", "Only", "Other", "That", "The", "There", "What", "Whether", "Who",
     "Whose"]
)  # fmt: skip
"""Words that a sentence may begin with and that are no name."""


def within(sentence: str) -> str:
    """A sentence as it follows a colon: its first word small, unless that is a name.

    Examples:
        >>> within("The Governor can."), within("Jane Doe: nothing.")
        ('the Governor can.', 'Jane Doe: nothing.')
    """
    return sentence[:1].lower() + sentence[1:] if sentence.partition(" ")[0] in _STARTS else sentence


def plural(count: int, noun: str) -> str:
    """A number with its noun.

    Examples:
        >>> plural(1, "claim"), plural(1200, "day")
        ('1 claim', '1,200 days')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def granting(kind: str | None) -> str:
    """The verb that goes before the name of a person who is granted clemency of a kind; None for any kind.

    Examples:
        >>> granting("commutation"), granting("reprieve")
        ('commute the sentence of', 'grant a reprieve to')
    """
    return _GRANTING.get(kind, f"grant {a_or_an(kind or '')} to")


def unique(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items, each once, in order."""
    return tuple(dict.fromkeys(items))


def ranges(numbers: Iterable[int]) -> list[tuple[int, str]]:
    """The numbers of sources in order, three or more in a row as one range: each with its first number.

    Examples:
        >>> ranges([7, 1, 2, 4, 5, 6])
        [(1, '1'), (2, '2'), (4, '4–7')]
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [
        mark
        for run in runs
        for mark in ([(run[0], f"{run[0]}–{run[-1]}")] if len(run) > 2 else [(one, str(one)) for one in run])
    ]


def numbered(numbers: Iterable[int]) -> str:
    """The numbers of sources as marks.

    Examples:
        >>> numbered([7, 1, 2, 4, 5, 6])
        '[1][2][4–7]'
    """
    return "".join(f"[{text}]" for _, text in ranges(numbers))


class Headed(Protocol):
    """An answer that has a value and a headline."""

    @property
    def value(self) -> str:
        """One of the keys of LEADS, or who."""

    @property
    def headline(self) -> str:
        """The answer in one sentence or more."""


def led(answer: Headed) -> str:
    """The headline with yes, no or another word before it, where it does not begin so by itself.

    Examples:
        >>> import casegraph
        >>> led(casegraph.load("avery-dassey").ask("Could the President pardon Steven Avery?", on="2016-01-08"))
        'No. The President cannot pardon Steven Avery.'
    """
    lead, opening = LEADS.get(answer.value, ""), getattr(answer, "opening", "")
    said = capital(answer.headline.removeprefix(opening))
    told = not said or said.startswith(tuple(text for text in (lead[:-1], "It is disputed", "No ") if text))
    if not opening:
        return answer.headline if told else f"{lead} {answer.headline}".strip()
    return answer.headline if told or not lead else f"{opening}{lead.lower()} {said}"
