"""What a person should look at in a sound file of rules: a power or an adviser that seems to have existed for ever."""

from collections.abc import Iterator

from ..errors import Problem
from .fields import values_of
from .model import CaseFile
from .reader import Document

__all__ = ["rule_warnings"]

_ADVISING = ("must_recommend", "must_consent", "must_be_consulted", "may_be_consulted", "sits_on_board")


def rule_warnings(file: CaseFile, document: Document) -> Iterator[Problem]:
    """Every power, and every office of the file with a part in one other than deciding, that has no `from`."""
    advising: dict[str, str] = {}
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
    for office, power_name in advising.items():
        record = file.offices.get(office)
        if record is not None and record.from_ is None:
            yield Problem(
                document.key_place(("offices", office)),
                "W302",
                f"'{office}' has no 'from', so it seems to have existed for ever",
                f"has a part in '{power_name}'",
                "add 'from:' with its source, and a record of its own for the body that came before it",
            )
