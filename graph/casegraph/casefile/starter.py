"""A commented case file to start from."""

from collections.abc import Mapping

from .editing.lines import scalar

__all__ = ["starter"]

_STARTER = """\
# A case file: who, what, when, and on whose word. Check it with:  casegraph check {file}
# Then ask:  casegraph ask "Who can pardon Jane Doe?" --case {file}
# Every value is text. Dates are EDTF: 1999, 1999-04, 1999-04-16, 1999~ (about), 1999? (perhaps), 1999/2004.
case: {name}
title: {title}

# Every document a fact rests on. Cite the document itself, not the page where you happened to read it.
sources:
{article}  judgment:
    label: State v. Doe, No. 99-CF-1 (judgment of conviction)
    kind: docket
    published: 1999-04-16

people:
  jane-doe: {{name: Jane Doe, source: judgment}}

# One entry for each offence a person was found guilty of. A charge alone is no conviction.
# law_broken decides who may pardon: US for federal offences, US-WI for Wisconsin's, US-DC, US-MIL, …
# List them with:  casegraph list jurisdictions        and courts with:  casegraph list courts
convictions:
  doe-1999-burglary:
    label: Burglary, 1999
    person: jane-doe
    offence: burglary
    law_broken: US-WI
    court: manitowoc-county-circuit-court
    date: 1999-04-16
    source: judgment

# What somebody says, without your vouching for it: it never becomes a fact of its own.
claims:
  - id: doe-says-innocent
    subject: jane-doe
    predicate: innocent_of
    object: doe-1999-burglary
    standing: contested
    speaker: jane-doe
    says: Doe maintains that she was in another town that night.
    source: judgment
"""


def starter(name: str, file: str, article: Mapping[str, str] | None = None) -> str:
    """The text of a new case file called `name`, that passes `check`.

    Args:
        name: short name of the case.
        file: the path it will have, for the hints in its comments.
        article: the record of an article to start from, if there is one.

    Examples:
        >>> starter("my-case", "my-case.yaml").splitlines()[3]
        'case: my-case'
    """
    lines = [f"    {key}: {scalar(value)}\n" for key, value in (article or {}).items()]
    if lines:
        lines = [
            "  article:\n",
            *lines,
            "    # A passage is its opening words, eight at most: passage: {quote: was convicted of robbery}. Then\n",
            f"    #   casegraph check {file} --text article=PATH --fix\n",
        ]
    return _STARTER.format(name=name, file=file, title=name.replace("-", " ").capitalize(), article="".join(lines))
