"""A new case from six answers: who, what offence, which court or law, when, what sentence, where it is said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from ...dates import When, years_in_words
from ..editing.lines import in_flow, record_lines, scalar
from ..format.values import SentenceType
from ..sentences import sentence_type_of
from .ids import fresh, slug
from .life import life_lines
from .sources import SourceGuess

__all__ = ["ConvictionSaid", "last_name", "new_case", "provenance", "standing_of"]


@dataclass(frozen=True, slots=True)
class ConvictionSaid:
    """What somebody says of a conviction. The person and the offence are words, the sentence too; "" is not said.

    Attributes:
        person: the name.
        offence: as people call it.
        law: id of the sovereign whose law was broken.
        court: id of the court.
        statute: as cited.
        date: EDTF.
        sentence: in words.
    """

    person: str
    offence: str = ""
    law: str = ""
    court: str = ""
    statute: str = ""
    date: str = ""
    sentence: str = ""


def standing_of(sources: Sequence[SourceGuess]) -> str:
    """How firmly stands what they say: one document of a court or an authority establishes it, or two publishers.

    Examples:
        >>> from .sources import source_of
        >>> standing_of([source_of("Reuters, 7 Dec 2011: pardon for Doe", "2026-12-01")])
        'attributed'
        >>> standing_of([source_of("State v. Doe, 263 Ga. 5 (1993)", "2026-12-01")])
        'established'
    """
    publishers = {source.record.get("publisher", source.id) for source in sources}
    return "established" if len(publishers) > 1 or any(source.official for source in sources) else "attributed"


def provenance(sources: Sequence[SourceGuess], standing: str) -> dict[str, Any]:
    """The keys that say where a record comes from."""
    ids: Any = [source.id for source in sources]
    held: dict[str, Any] = {"source": ids[0] if len(ids) == 1 else ids}
    return held | ({"standing": standing} if standing != "established" else {})


def new_case(
    name: str, file: str, convictions: Sequence[ConvictionSaid], sources: Sequence[SourceGuess], standing: str = ""
) -> str:
    """The text of a case file.

    Args:
        name: of the case.
        file: the path it will have, for the commands in its comments.
        convictions: one or more.
        sources: what all of it rests on, one or more.
        standing: how firmly it stands; by its sources when "".

    Examples:
        >>> from .sources import source_of
        >>> said = ConvictionSaid("Jane Doe", "robbery", "US-GA", date="1999", sentence="20 years")
        >>> text = new_case("doe", "doe.yaml", [said], [source_of("State v. Doe, 263 Ga. 5 (1993)", "2026-12-01")])
        >>> "law_broken: US-GA" in text and "sentence_type: term of years" in text
        True
    """
    said = provenance(sources, standing or standing_of(sources))
    taken = {source.id for source in sources}
    people: dict[str, str] = {}
    for each in convictions:
        if each.person not in people:
            people[each.person] = fresh(slug(each.person), taken)
            taken.add(people[each.person])
    records: dict[str, dict[str, Any]] = {}
    sentences: dict[str, dict[str, Any]] = {}
    for each in convictions:
        key = fresh(_id(each), taken)
        taken.add(key)
        records[key] = _conviction(each, people[each.person]) | said
        if _worded(each.sentence):
            sentences[f"{key}-sentence"] = {"conviction": key, "term": each.sentence} | said
    return "\n".join(_lines(_Parts(name, file, sources, people, records, sentences))) + "\n"


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a new file is written from."""

    name: str
    file: str
    sources: Sequence[SourceGuess]
    people: Mapping[str, str]
    convictions: Mapping[str, dict[str, Any]]
    sentences: Mapping[str, dict[str, Any]]


def last_name(person: str) -> str:
    """The name by which ids begin.

    Examples:
        >>> last_name("John Doe, Jr."), last_name("Mumia Abu-Jamal")
        ('Doe', 'Abu-Jamal')
    """
    names = [word for word in person.replace(",", "").split() if word.strip(".").casefold() not in _SUFFIXES]
    return names[-1] if names else person


def _id(said: ConvictionSaid) -> str:
    """As in doe-1999-robbery."""
    year = years_in_words(When.parse(said.date))[:4] if said.date else ""
    words = said.offence.split()
    offence = " ".join(words[:3] if len(words) > 4 else words) or "conviction"
    return slug(f"{last_name(said.person)} {year if year.isdigit() else ''} {offence}", 50)


_SUFFIXES = ("jr", "sr", "ii", "iii", "iv")


def _conviction(said: ConvictionSaid, person: str) -> dict[str, Any]:
    kind = sentence_type_of(said.sentence)
    kind = said.sentence.casefold() if said.sentence.casefold() in get_args(SentenceType) else kind
    keys = {"person": person, "offence": said.offence, "statute": said.statute, "law_broken": said.law,
            "court": said.court, "date": said.date, "sentence_type": kind}  # fmt: skip
    return {key: value for key, value in keys.items() if value}


def _worded(sentence: str) -> bool:
    """Do the words of a sentence say more than its type?"""
    return bool(sentence) and sentence.casefold() not in get_args(SentenceType)


def _lines(parts: _Parts) -> Iterator[str]:
    first, record = next(iter(parts.convictions.items()))
    person = next(iter(parts.people))
    yield f"# Check this file with:  casegraph check {parts.file}"
    yield f'# Then ask:  casegraph ask "Who can pardon {person}?" --case {parts.file}'
    yield "# Dates: 1999, 1999-04, 1999-04-16, 1999~ (about), 1999? (perhaps), 1999/2004; a date may be left out."
    yield f"case: {parts.name}"
    yield f"title: {scalar(' and '.join(parts.people))}"
    yield from ("", "sources:")
    for source in parts.sources:
        yield f"  {source.id}:"
        yield from (f"    {key}: {scalar(value)}" for key, value in source.record.items())
    yield from ("", "people:")
    for name, id_ in parts.people.items():
        yield from (f"  {id_}:", f"    name: {scalar(name)}", f"    source: {parts.sources[0].id}",
                    "    # died: YYYY-MM-DD")  # fmt: skip
    yield from ("", "convictions:")
    for key, held in parts.convictions.items():
        yield f"  {key}:"
        yield from (f"    {name}: {in_flow(value)}" for name, value in held.items())
    if parts.sentences:
        yield from ("", "sentences:")
        for key, held in parts.sentences.items():
            yield from record_lines(key, held)
    yield from ("", *_HEAD.format(file=parts.file, first=first).splitlines())
    facts = {"person": record["person"], "name": slug(last_name(person)), "source": in_flow(record["source"])}
    facts |= {"standing": record["standing"]} if "standing" in record else {}
    yield from life_lines(first, facts, "sentences" if parts.sentences else "")


_HEAD = """\
# What may have happened since. Where it did, let casegraph write the line:
#   casegraph add {file} reversal --of {first} --on 1980-07-29 --court "4th Cir." --source "…"
# or take away the first # of a line and of the section above it, and put in what is written in capitals."""
