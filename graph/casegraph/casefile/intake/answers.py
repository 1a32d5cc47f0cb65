"""Answers to the six questions, as typed → what a new case is made of; whatever is not plain is refused, or asked."""

from collections.abc import Callable, Mapping, Sequence

from ...courts import resolve_statute
from ...errors import CasegraphError, UsageError
from .spoken import Suggestion, court_said, date_said, law_said, suggested_law
from .start import ConvictionSaid

__all__ = ["QUESTIONS", "answer", "court_or_law", "spread", "understood"]

QUESTIONS = {
    "person": "Who was convicted?",
    "offence": "Of what offence?",
    "court": "In which court, or under whose law?",
    "date": "When?",
    "sentence": "What sentence?",
    "source": "Where is it said? An address, a citation, a headline.",
}
"""The six questions, by the option that answers each."""


def spread(said: Mapping[str, Sequence[str]]) -> list[dict[str, str]]:
    """Options that may be repeated → one mapping a conviction: what is given once holds for all of them.

    Raises:
        UsageError: two options are repeated a different number of times.

    Examples:
        >>> spread({"person": ["Jane Doe"], "offence": ["arson", "theft"]})
        [{'person': 'Jane Doe', 'offence': 'arson'}, {'person': 'Jane Doe', 'offence': 'theft'}]
    """
    given = {key: list(values) for key, values in said.items() if values}
    count = max(map(len, given.values()), default=0)
    wrong = next((key for key, values in given.items() if len(values) not in (1, count)), None)
    if wrong is not None:
        most = next(key for key, values in given.items() if len(values) == count)
        raise UsageError(
            f"--{wrong} is given {len(given[wrong])} times and --{most} {count} times: give a value once for all "
            f'convictions, or once for each (--{wrong} "" where it is not known)'
        )
    return [{key: values[at % len(values)] for key, values in given.items()} for at in range(count)]


def understood(
    said: Mapping[str, str], confirm: Callable[[Suggestion], bool] | None = None
) -> tuple[ConvictionSaid, list[str]]:
    """What was said of one conviction, with ids in the place of names; and what was made of the words, a line each.

    Args:
        said: the options by name, without dashes.
        confirm: asked whether the law that the court suggests was the law broken; None where nobody can be asked.

    Raises:
        NoSuchThing, UsageError: something is not plain, or missing.

    Examples:
        >>> found, told = understood({"person": "Jane Doe", "court": "E.D. Va.", "law": "federal", "date": "May 1999"})
        >>> found.court, found.law, found.date
        ('US-district-vaed', 'US', '1999-05')
        >>> told
        ['court: E.D. Va. → US-district-vaed', 'law: federal → US', 'date: May 1999 → 1999-05']
    """
    if not said.get("person"):
        raise UsageError("who was convicted is missing: add --person")
    law = law_said(said["law"]) if said.get("law") and said["law"] != "unknown" else ""
    statute = said.get("statute", "")
    hint = suggested_law(statute=statute)
    court = court_said(said["court"], law or (hint.law if hint else "")) if said.get("court") else ""
    told = [f"court: {said['court']} → {court}"] if court and court != said["court"] else []
    if said.get("law") and law and law != said["law"]:
        told.append(f"law: {said['law']} → {law}")
    if not law and said.get("law") != "unknown":
        law, why = _suggested(court, statute, confirm)
        told += [why] if why else []
    day = date_said(said["date"]) if said.get("date") else ""
    told += [f"date: {said['date']} → {day}"] if day and day != said["date"] else []
    found = ConvictionSaid(
        said["person"].strip(), said.get("offence", "").strip(), law, court, statute, day,
        said.get("sentence", "").strip(),
    )  # fmt: skip
    return found, told


def _suggested(court: str, statute: str, confirm: Callable[[Suggestion], bool] | None) -> tuple[str, str]:
    """The law that the statute says; that of the court, once somebody has said yes to it. And why."""
    hint = suggested_law(court, statute)
    if hint is None:
        return "", ""
    if resolve_statute(statute).sovereign == hint.law:
        return hint.law, f"law: {hint.law}, for {hint.why}"
    if confirm is None:
        raise UsageError(
            f"whose law was broken is not said. {hint.why}, which suggests {hint.name}: add --law {hint.law} where "
            f"that is so, or --law unknown"
        )
    return (hint.law, f"law: {hint.law}") if confirm(hint) else ("", "")


def court_or_law(text: str) -> dict[str, str]:
    """The answer to the third question: a statute, the name of a sovereign, or a court.

    Raises:
        NoSuchThing, UsageError: it is none of them.

    Examples:
        >>> court_or_law("Georgia"), court_or_law("18 U.S.C. § 242"), court_or_law("4th Cir.")
        ({'law': 'Georgia'}, {'statute': '18 U.S.C. § 242'}, {'court': '4th Cir.'})
    """
    if not text:
        return {}
    if any(char.isdigit() for char in text) and resolve_statute(text):
        return {"statute": text}
    try:
        law_said(text)
    except CasegraphError:
        court_said(text)
        return {"court": text}
    return {"law": text}


def answer(key: str, text: str) -> dict[str, str]:
    """What one typed answer comes to, checked.

    Raises:
        NoSuchThing, UsageError: it is not plain.
    """
    if key == "court":
        return court_or_law(text)
    if key == "law" and text:
        law_said(text)
    if key == "date" and text:
        date_said(text)
    return {key: text} if text else {}
