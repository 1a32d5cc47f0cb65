"""The words of an answer, one table for every outlet: its opening, the roles of offices, what they may do."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from .clemency.answer import Authority, ConvictionAnswer

__all__ = ["LEADS", "NO_POWER", "ROLES", "VERBS", "Role", "brief", "fate", "led", "may_of", "sign_of"]

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
    lead = LEADS.get(answer.value, "")
    told = answer.headline.startswith(tuple(text for text in (lead[:-1], "It is disputed", "No ") if text))
    return answer.headline if told else f"{lead} {answer.headline}".strip()


def sign_of(office: Authority) -> str:
    """● decides · ○ has another role · ? by one source or one account only."""
    return "?" if office.standing != "established" else "●" if office.role == "decider" else "○"


def may_of(office: Authority, *, several: bool = False) -> str:
    """What an office may do, or its part in it, as every outlet says it.

    Args:
        office: one with a role.
        several: it stands among several powers, so the kinds of clemency are named for each role.
    """
    doubt = {"contested": "disputed: by one account ", "attributed": "by one source "}.get(office.standing, "")
    verbs = ", ".join(VERBS[kind] for kind in office.kinds)
    if office.role != "decider":
        words = ROLES[office.role].sentence
        kinds = f" ({verbs})" if several and office.role.startswith("must") else ""
        where = "".join(f"; {condition}" for condition in office.conditions)
        return f"{doubt}{words}{kinds}{f' ({office.who})' if office.person else ''}{where}"
    return f"{doubt}may {verbs}{f' ({office.who})' if office.who else ''}"


def brief(found: ConvictionAnswer) -> tuple[str, ...]:
    """What has become of a conviction in as few words as can be: `commuted 10 Jan 2003`; () where it simply stands."""
    outcome = found.outcome
    if found.value == "moot":
        return (outcome.told,)
    lines = [] if found.status in ("stands", "reinstated", "commuted") else [outcome.told]
    lines += [f"commuted {outcome.commuted}"] if outcome.commuted else []
    lines += [f"died {outcome.died}"] if outcome.died else []
    return tuple(lines)


def _unmarked(claims: Iterable[str]) -> str:
    return ""


def fate(found: ConvictionAnswer, marks: Callable[[Iterable[str]], str] = _unmarked) -> tuple[str, ...]:
    """What has become of a conviction, line by line, as a figure marks it; () where it simply stands.

    Args:
        found: the answer for it.
        marks: gives the numbers of the sources behind claims; those of what is only said stand with it.
    """
    died = found.outcome.died
    lines = [text for text in brief(found) if not (died and died in found.aside and text.startswith("died"))]
    lines = [found.note or found.outcome.told] if found.value == "moot" else lines
    lines += [found.aside] if found.aside and found.value != "moot" else []
    return (*lines, *(f"{account.told} {marks(account.because)}".strip() for account in found.accounts))
