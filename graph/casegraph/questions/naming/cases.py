"""Which part of which case a phrase means: `the 1985 case`, `Avery's trial`, `the murder of Teresa Halbach`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ... import cg
from ...errors import CannotAnswer, NoSuchThing
from ..record.happenings import Index, named
from .names import stems
from .offences import known_as

__all__ = ["Part", "acts_of", "docket_of", "events_called", "named_in", "parts_meant"]


@dataclass(frozen=True)
class Part:
    """A case, or a part of it.

    Attributes:
        index: its facts.
        people: the people accused in it that are meant; () for all.
        things: the acts, proceedings or records meant; () for the whole.
        year: the year that is meant, or "".
    """

    index: Index
    people: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    year: str = ""


_NOUNS = (
    r"(?:cases?|trials?|prosecutions?|proceedings?|matters?|affair|hearing|appeal|sentencing|story|defen[cs]e"
    r"|court[- ]martial)"
)
_CASE = re.compile(
    rf"^(?:(?P<who>.*?)(?:'s)?\s+)?{_NOUNS}$|^{_NOUNS} (?:of|against|concerning|about) (?P<of>.+)$", re.I
)
_ARTICLE = re.compile(r"^(?:the|this|that|both|all)\s+", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:(?:in|of|from) )?((?:18|19|20)\d\d)\b")


def parts_meant(indexes: Sequence[Index], phrase: str) -> list[Part]:
    """The parts of cases that the phrase means, every word of it understood.

    Raises:
        NoSuchThing: a word of it is part of no name, offence, year or case here.
        CannotAnswer: it means several cases, or the whole of what is loaded and that is more than one case.
        UsageError: a part of a name fits several.
    """
    plain = _ARTICLE.sub("", phrase.strip())
    year = match[1] if (match := _YEAR.search(plain)) else ""
    rest = " ".join(_YEAR.sub(" ", plain).split())
    case = _CASE.fullmatch(rest)
    about = _ARTICLE.sub("", (case["who"] or case["of"] or "") if case else rest).removesuffix("'s")
    if not about:
        return _of_year(indexes, year, phrase)
    parts = _acts_called(indexes, plain)
    if not parts:
        try:
            parts = _named(indexes, phrase, about, year)
        except NoSuchThing:
            parts = _titled(indexes, about, year) if case else []
            if not parts:
                raise
    if len({part.index.case.name for part in parts}) > 1 and not any(part.people for part in parts):
        raise _several(phrase, parts)
    return parts


def _of_year(indexes: Sequence[Index], year: str, phrase: str) -> list[Part]:
    """The one case there is, or what there is of that year."""
    if year:
        found = [Part(i, things=things, year=year) for i in indexes if (things := tuple(_things_of(i, year)))]
    else:
        found = [Part(index) for index in indexes]
    if len(found) == 1:
        return found
    if not found:
        raise CannotAnswer(f"nothing here is of {year}: {phrase!r} means no case that this graph holds")
    raise _several(phrase, found)


def _several(phrase: str, parts: Sequence[Part]) -> CannotAnswer:
    titles = "; ".join(dict.fromkeys(part.index.case.title for part in parts[:6]))
    more = " and more" if len(parts) > 6 else ""
    return CannotAnswer(f"{phrase!r} may mean several cases: {titles}{more}. Name the person or the case")


def _things_of(index: Index, year: str) -> Iterator[str]:
    for thing in index.things():
        if index.kinds(thing) & {"Offence", "Charge", "Count", "ChargeGroup", "Conviction", "Trial"} and any(
            text.strip("[").startswith(year) for text in index.ends(thing, cg.date)
        ):
            yield thing


def _acts_called(indexes: Sequence[Index], phrase: str) -> list[Part]:
    """The acts of which every word speaks: by their name, victims, year and what was charged."""
    wanted = {w for w in stems(phrase) if w not in _EMPTY}
    found = []
    for index in indexes:
        acts = [act for act in index.things() if "Offence" in index.kinds(act) and wanted <= _words_of(index, act)]
        if acts and wanted & {word for act in acts for word in _offence_words(index, act)} - stems(index.case.title):
            found.append(Part(index, things=tuple(acts)))
    return found


_EMPTY = {"case", "trial", "prosecution", "all"}


def _offence_words(index: Index, act: str) -> set[str]:
    charges = [charge for charge in index.pointing(act, cg.act) if not index.kinds(charge) & {"Pardon", "Commutation"}]
    offences = [text for charge in charges for text in index.ends(charge, cg.offence)]
    held: set[str] = set()
    for text in (index.case.label(act), *offences):
        held |= known_as(stems(text))
    killed = {"killing", "homicide", "murder"}
    return held | killed if held & killed else held


def _words_of(index: Index, act: str) -> set[str]:
    victims = [name for person in index.ends(act, cg.victim) for name in index.names.get(person, ())]
    return _offence_words(index, act) | stems(
        *victims, *(text[:4] for text in index.ends(act, cg.date)), *index.ends(act, cg.place)
    )


def events_called(indexes: Sequence[Index], phrase: str) -> list[tuple[Index, str]]:
    """The events of whose name, kind, people and year every word of the phrase speaks."""
    wanted = stems(phrase)
    found = []
    for index in indexes:
        for thing in index.things():
            kinds = index.kinds(thing)
            if "Event" not in kinds:
                continue
            people = index.ends(thing, cg.person, cg.victim, cg.agent)
            names = [name for person in people for name in index.names.get(person, ())]
            years = [text.strip("[")[:4] for text in index.ends(thing, cg.date)]
            if wanted and wanted <= stems(index.case.label(thing), *kinds, *names, *years):
                found.append((index, thing))
    return found


def _titled(indexes: Sequence[Index], about: str, year: str) -> list[Part]:
    """The one case whose title holds every word: `the Scottsboro case`."""
    wanted = stems(about)
    found = [
        Part(index, year=year) for index in indexes if wanted and wanted <= stems(index.case.title, index.case.name)
    ]
    return found if len(found) == 1 else []


def _named(indexes: Sequence[Index], phrase: str, about: str, year: str) -> list[Part]:
    try:
        found = named(indexes, about)
    except NoSuchThing:
        found = named(indexes, _ARTICLE.sub("", phrase))
    if not found.people and (titled := _titled(indexes, about, year)):
        return titled
    parts: dict[str, Part] = {}
    for index, person in found.people:
        accused = index.accused()
        own = (person,) if person in accused else ()
        acts = () if own else tuple(index.pointing(person, cg.victim))
        before = parts.get(index.case.name, Part(index, year=year))
        if own or acts:
            parts[index.case.name] = Part(index, (*before.people, *own), (*before.things, *acts), year)
    for index, thing in found.things:
        before = parts.get(index.case.name, Part(index, year=year))
        parts[index.case.name] = Part(index, before.people, (*before.things, thing), year)
    if not parts:
        raise CannotAnswer(f'{about!r} names nobody tried or harmed in a case here. See:  casegraph show "{about}"')
    if year:
        return [_narrowed(part, phrase) for part in parts.values()]
    return list(parts.values())


def _narrowed(part: Part, phrase: str) -> Part:
    """The part with only what is of its year.

    Raises:
        CannotAnswer: nothing is.
    """
    of_year = set(_things_of(part.index, part.year))
    own = [
        t
        for t in of_year
        if not part.people or set(part.index.ends(t, cg.person)) & set(part.people) or "Offence" in part.index.kinds(t)
    ]
    if not own:
        raise CannotAnswer(f"nothing here of {phrase!r} is of {part.year}")
    return Part(part.index, part.people, tuple(sorted({*part.things, *own})), part.year)


def acts_of(part: Part) -> list[str]:
    """The acts a part of a case is about: those named, those charged against its people, or every one of the case."""
    index, acts = part.index, []
    for thing in part.things:
        kinds = index.kinds(thing)
        if "Offence" in kinds:
            acts.append(thing)
        charges = index.ends(thing, cg.charge) if "Conviction" in kinds or "Trial" in kinds else [thing]
        acts += [act for charge in charges for act in index.ends(charge, cg.act)]
    if part.things:
        return list(dict.fromkeys(acts))
    for person in part.people:
        charges = [c for c in index.pointing(person, cg.person) if index.kinds(c) & {"Charge", "Count", "ChargeGroup"}]
        acts += [act for charge in charges for act in index.ends(charge, cg.act)]
        acts += [act for act in index.pointing(person, cg.person) if "Offence" in index.kinds(act)]
    return list(dict.fromkeys(acts)) or sorted(t for t in index.things() if "Offence" in index.kinds(t))


_SHORT = re.compile(r"\W+")


def named_in(index: Index, text: str, person: str) -> bool:
    """Does a text name the person by their last name?"""
    last = [word for word in _SHORT.split(index.case.label(person)) if word not in ("Jr", "Sr", "")][-1:]
    return bool(last) and last[0].casefold() in _SHORT.split(text.casefold())


def docket_of(index: Index, text: str) -> set[str]:
    """The people of the proceedings whose number a text gives."""
    numbered = [t for t in index.things() if any(n in text for n in index.ends(t, cg.number))]
    tried = [c for each in numbered for c in index.pointing(each, cg.proceeding)]
    return {person for each in tried for person in index.ends(each, cg.person)}
