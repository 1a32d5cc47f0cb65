"""Sovereigns, courts, dates and acts as people say them: each becomes an id, or is refused with what was near."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ...courts import court_and_law, resolve_court, resolve_statute, suggest_courts
from ...courts.tables import sovereigns
from ...dates import NotADate, When, suggest_edtf
from ...errors import NoSuchThing, UsageError
from ...resources import shipped
from ...vocabulary import fold
from ..called import called, ids_called
from ..format.kinds import event_kinds

__all__ = ["Suggestion", "court_said", "date_said", "kind_said", "law_said", "suggested_law"]


def law_said(text: str) -> str:
    """The sovereign whose law somebody names.

    Raises:
        NoSuchThing: there is none; it carries near misses.

    Examples:
        >>> law_said("Georgia"), law_said("federal law"), law_said("us-wi"), law_said("Navajo Nation")
        ('US-GA', 'US', 'US-WI', 'US-TRIBE-NAVAJO')
    """
    said = re.sub(r"^(?:the )?laws? of |'s law$|,? (?:state )?law$", "", " ".join(text.split()), flags=re.IGNORECASE)
    exact = {id_.casefold(): id_ for ids in called("sovereigns").values() for id_ in ids}
    ids = [exact[said.casefold()]] if said.casefold() in exact else ids_called(said, ["sovereigns"])
    if len(ids) == 1:
        return ids[0]
    if ids:
        raise UsageError(f"{text!r} may be {' or '.join(ids)}: give the id")
    labels = [own.name for own in sovereigns().values()]
    raise NoSuchThing("sovereign", text, [*labels, *exact.values()], "casegraph list jurisdictions")


def court_said(text: str, law: str = "") -> str:
    """The court somebody names; a law given settles names that several States have.

    Raises:
        NoSuchThing: the registry has none so called; it carries near misses.
        UsageError: it has several.

    Examples:
        >>> court_said("4th Cir."), court_said("Superior Court of Fulton County", "US-GA")
        ('US-ca4', 'US-GA-fulton-county-superior-court')
    """
    found = resolve_court(text)
    if not found and law in sovereigns():
        found = resolve_court(text, law) or found
    if found:
        return found.id
    if found.candidates:
        ids = [court.id for court in found.candidates]
        shown = f"{' or '.join(ids[:4])}{f' and {len(ids) - 4} more' if len(ids) > 4 else ''}"
        raise UsageError(f"the court {text!r} {found.reason}: {shown}")
    near = suggest_courts(text, law if law in sovereigns() else None)
    hint = f": did you mean {' or '.join(repr(court.label) for court in near)}?" if near else f"; {found.reason}"
    raise UsageError(f"no court called {text!r}{hint}\nList them with: casegraph list courts")


def date_said(text: str) -> str:
    """A date in EDTF, from EDTF or English.

    Raises:
        UsageError: it is neither.

    Examples:
        >>> date_said("1999-04-16"), date_said("April 16, 1999"), date_said("about 1985")
        ('1999-04-16', '1999-04-16', '1985~')
    """
    said = " ".join(text.split())
    try:
        return str(When.parse(said).text)
    except NotADate as error:
        meant = suggest_edtf(said)
        if meant:
            return meant
        raise UsageError(f"{error}. Write 1999, 1999-04, 16 April 1999 or about 1985") from error


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Whose law was broken, as far as court or statute tell, and why."""

    law: str
    why: str

    @property
    def name(self) -> str:
        """What the sovereign is called."""
        return sovereigns()[self.law].name if self.law in sovereigns() else self.law


def suggested_law(court: str = "", statute: str = "") -> Suggestion | None:
    """The law that a statute names, or that a court as a rule applies; None where neither tells.

    Examples:
        >>> suggested_law("US-ca4"), suggested_law("US-GA-fulton-county-superior-court").law
        (Suggestion(law='US', why='U.S. Court of Appeals for the Fourth Circuit is a court of US'), 'US-GA')
    """
    cited = resolve_statute(statute) if statute else None
    if cited:
        return Suggestion(cited.sovereign, f"{statute} is {cited.code}")
    found = resolve_court(court) if court else None
    if found and court_and_law(found.sovereign, found.sovereign).verdict == "same":
        return Suggestion(found.sovereign, f"{found.label} is a court of {found.sovereign}")
    return None


def kind_said(text: str, others: Iterable[str] = ()) -> str:
    """The kind of event somebody names: by its name, its label in the ontology, or another usual word.

    Args:
        text: as typed; hyphens count as spaces.
        others: words beside kinds of event that the caller takes.

    Raises:
        NoSuchThing: there is none; it carries near misses.

    Examples:
        >>> kind_said("sentence set aside"), kind_said("SentenceVacated"), kind_said("commuted")
        ('SentenceVacated', 'SentenceVacated', 'Commutation')
    """
    wanted = _key(text).replace(" ", "")
    names = _kind_names()
    if wanted in names:
        return names[wanted]
    words = [kind.label or kind.name for kind in event_kinds().values()]
    raise NoSuchThing("kind of record", text, [*words, *others], "casegraph add --kinds")


def _key(text: str) -> str:
    return " ".join(re.findall(r"[a-z]+", fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)).casefold()))


@cache
def _kind_names() -> dict[str, str]:
    names: dict[str, str] = {}
    with shipped("datasets/lexicon/kinds.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] in event_kinds():
                names |= {_key(word): row["kind"] for word in row["words"].split("|")}
    for kind in event_kinds().values():
        names |= {_key(kind.name): kind.name, _key(kind.label or kind.name): kind.name}
    return {key.replace(" ", ""): kind for key, kind in names.items()}
