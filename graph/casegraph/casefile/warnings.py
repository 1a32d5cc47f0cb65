"""What a person should look at in a sound file of rules: a power or an adviser that seems to have existed for ever."""

from collections.abc import Iterator

from ..errors import Problem
from .fields import values_of
from .model import CaseFile
from .reader import Document

__all__ = ["rule_warnings"]

_ADVISING = ("must_recommend", "must_consent", "must_be_consulted", "may_be_consulted", "sits_on_board")


def rule_warnings(file: CaseFile, document: Document) -> Iterator[Problem]:
    """Every power that has no `from`, and every office of the file without one that has a part in powers, none its own.

    An office that decides some power of the file is as old as that power makes it; an adviser may be much younger.
    """
    advising: dict[str, str] = {}
    deciding: set[str] = set()
    for name, power in file.powers.items():
        values = list(values_of(power, ("powers", name)))
        if power.from_ is None and power.standing != "retracted":
            yield Problem(
                document.key_place(("powers", name)),
                "W301",
                f"'{name}' has no 'from', so it seems to have been law for ever",
                "since when?",
                "add 'from:' with its source; where the day is not known, a year or a span such as ../1987 will do",
            )
        for value in values:
            if value.spec.key in _ADVISING:
                advising.setdefault(value.text, name)
            elif value.spec.key == "decider":
                deciding.add(value.text)
    for office, power_name in advising.items():
        record = file.offices.get(office)
        if record is not None and record.from_ is None and office not in deciding:
            yield Problem(
                document.key_place(("offices", office)),
                "W302",
                f"'{office}' has no 'from', so it seems to have existed for ever",
                f"has a part in '{power_name}'",
                "add 'from:' with its source, and a record of its own for the body that came before it",
            )
