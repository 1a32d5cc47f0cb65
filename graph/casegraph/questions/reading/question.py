"""A question as one small value: what is asked, about whom or what, with which qualifiers, when, of which source."""

import re
from dataclasses import dataclass

from ...dates import When

__all__ = ["LAW", "Reading"]

LAW = frozenset(
    {
        "who may over",
        "may over",
        "why may over",
        "board",
        "ways out",
        "powers of",
        "office holder",
        "held office",
        "kind",
        "may alone",
        "sits on",
        "kinds compared",
        "before conviction",
        "after death",
    }
)
"""The forms that ask about the law in general: no case is needed to answer them."""


_NO_NAME = {"the", "a", "an", "of", "in", "at", "on", "and", "for", "to", "by", "case", "cases", "trial", "trials"}
"""Words of a phrase that find no case: every case has them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question was read as; every word of it stands in one of these fields or in the words of the form.

    Attributes:
        form: what is asked, a row of `datasets/lexicon/questions.csv` or one of the forms about clemency and time.
        office: the office as typed, or "".
        who: the person, conviction, case, petition or work as typed, or "".
        kind: the kind of clemency or of way out, None for any.
        when: the date in the question, or None.
        words: what chooses among the convictions or records, or "".
        past: it asks what could have been done, or was; of a person who held the office then, not today.
        verb: what happened, or "".
        whom: a second person or thing, a second kind of clemency, or "".
        part: a part in a case (judge), as typed, or "".
        law: a sovereign or class of convictions as typed, or "".
        after: what happened before, verb and words, or "".
        source: whose account alone is asked for, or "".
        polar: it takes yes or no.
        count: it asks how many.
        denied: it asks why something did not happen.
        told_as: the question it was read as, where that is not the one asked, or "".
    """

    form: str
    office: str = ""
    who: str = ""
    kind: str | None = None
    when: When | None = None
    words: str = ""
    past: bool = False
    verb: str = ""
    whom: str = ""
    part: str = ""
    law: str = ""
    after: str = ""
    source: str = ""
    polar: bool = False
    count: bool = False
    denied: bool = False
    told_as: str = ""

    @property
    def in_general(self) -> bool:
        """Does it ask about the law in general, so that no case is needed?"""
        return self.form in LAW and not self.after

    @property
    def about(self) -> str:
        """The words by which the cases it needs are found; "" for any."""
        words = re.findall(r"[\w.-]+", re.sub(r"'s\b", "", f"{self.who} {self.whom}"))
        return " ".join(word for word in words if word.casefold() not in _NO_NAME and not word.isdigit())

    def explained(self) -> str:
        """The fields that hold something, on one line."""
        fields = {"about": self.who, "and": self.whom, "office": self.office, "law": self.law, "kind": self.kind or "",
                  "verb": self.verb, "part": self.part, "words": self.words, "after": self.after, "source": self.source,
                  "when": self.when.text if self.when else "", "read as": self.told_as}  # fmt: skip
        held = [f"{name}: {text}" for name, text in fields.items() if text]
        return "; ".join([self.form, *held])
