"""The answer first: the headline, the day, and for each conviction who holds the power, who does not, and why not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ..dates import When, in_words
from ..display import Note, Section, as_html
from ..questions.clemency.answer import Answer, Authority, ConvictionAnswer, alike, folded, said_of
from ..words import NO_POWER, escape, listed
from .anchors import Anchors

__all__ = ["power_table", "verdict"]


def verdict(answer: Answer, anchors: Anchors) -> str:
    """The answer as every outlet tells it, those to whom the same applies together, what is moot last."""
    groups = sorted(alike(answer.convictions, apart=False), key=lambda group: group[0].value == "moot")
    sections = as_html(map(_section, groups), anchors)
    return f"{as_html(map(Note, answer.notes), anchors)}<div class=groups>{sections}</div>"


def _section(group: Sequence[ConvictionAnswer]) -> Section:
    names = list(dict.fromkeys(each.person or each.label for each in group))
    said = said_of([_for_all(group), *group[1:]], named=len(names) > 1)
    return Section(listed(names), tuple(said), "gone" if group[0].value == "moot" else "")


def _for_all(group: Sequence[ConvictionAnswer]) -> ConvictionAnswer:
    """The first conviction, its authorities resting on what they rest on for every one of the group."""
    because: dict[tuple[str, str, str], dict[str, None]] = {}
    for one in group:
        for a in (*one.offices, *one.excluded):
            because.setdefault((a.power, a.office, a.role), {}).update(dict.fromkeys(a.because))

    def resting(authorities: Iterable[Authority]) -> tuple[Authority, ...]:
        return tuple(replace(a, because=tuple(because[a.power, a.office, a.role])) for a in authorities)

    powers = tuple(replace(power, offices=resting(power.offices)) for power in group[0].powers)
    return replace(group[0], powers=powers, excluded=resting(group[0].excluded))


def power_table(answer: Answer, anchors: Anchors) -> str:
    """Convictions × authorities as a table: who may do what about which conviction."""
    offices = _offices(answer)
    shared = _shared_reasons(answer)
    heads = "".join(
        f"<th scope=col>{anchors.link(iri, label)}{_why(iri, shared)}</th>" for iri, label in offices.items()
    )
    day = escape(in_words(When.day(answer.on)))
    rows = "".join(_row(one, offices, shared, anchors) for one in answer.convictions)
    return (
        f"<table class=matrix><caption>Who holds which power over each conviction, as of {day}. Sign and words carry "
        f"the meaning; colour only repeats it.</caption><thead><tr><th scope=col>Conviction</th>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _shared_reasons(answer: Answer) -> dict[str, str]:
    """Offices excluded for one and the same reason wherever they are: it then stands once, at the head."""
    found: dict[str, set[str]] = {}
    for one in answer.convictions:
        for authority in one.excluded if one.value != "moot" else ():
            found.setdefault(authority.office, set()).add(authority.reason)
    return {office: reasons.pop() for office, reasons in found.items() if len(reasons) == 1}


def _why(office: str, shared: Mapping[str, str]) -> str:
    return f"<br><span class=q>{escape(shared[office])}</span>" if office in shared else ""


def _offices(answer: Answer) -> dict[str, str]:
    """Every office of the answer, deciders first, then those with another role, then those in doubt, the excluded."""
    found: dict[str, str] = {}
    for wanted in ("●", "○", "?", "✕"):
        for one in answer.convictions:
            for authority in (*one.offices, *one.excluded):
                if wanted == (authority.sign):
                    found.setdefault(authority.office, authority.label)
    return found


def _row(one: ConvictionAnswer, offices: Iterable[str], shared: Mapping[str, str], anchors: Anchors) -> str:
    parts: dict[str, list[Authority]] = {}
    for authority in (*(a for power in folded(one.powers) for a in power.offices), *one.barred):
        parts.setdefault(authority.office, []).append(authority)
    cells = "".join(_cell(one, parts.get(office, []), shared, anchors) for office in offices)
    person = f"{escape(one.person)}: " if one.person else ""
    nobody = [power.unheld for power in one.undecided]
    said = [*(one.fate() if one.value != "moot" else ()), *nobody, *(f"not known: {text}" for text in one.missing)]
    more = "".join(f"<br><span class=q>{escape(text)}</span>" for text in said)
    return f"<tr><th scope=row>{person}{anchors.link(one.id, one.label)}{more}</th>{cells}</tr>"


_CLASSES = {"●": "decides", "○": "advises", "?": "doubt"}


def _cell(one: ConvictionAnswer, authorities: Sequence[Authority], shared: Mapping[str, str], anchors: Anchors) -> str:
    if one.value == "moot":
        return f"<td class=gone>– {escape(one.outcome.told)} {anchors.marks(one.because)}</td>"
    if not authorities:
        return "<td class=none>no part in it on record</td>"
    first = authorities[0]
    if first.power:
        several = len(folded(one.powers)) > 1
        told = "<br>".join(_part(authority, anchors, several=several) for authority in authorities)
        return f"<td class={_CLASSES[first.sign]}>{told}</td>"
    reason = "" if first.office in shared else f"<br><span class=q>{escape(first.reason)}</span>"
    return f"<td class=out>{NO_POWER}{reason} {anchors.marks(first.because)}</td>"


def _part(authority: Authority, anchors: Anchors, *, several: bool) -> str:
    """What an office may do under one power: sign, words, limits."""
    sign, words = authority.sign, escape(authority.may(several=several))
    limit = f"<br><span class=q>{escape(_limits(authority))}</span>" if authority.conditions else ""
    return f"{sign} <b>{words}</b>{limit} {anchors.marks(authority.because)}"


def _limits(authority: Authority) -> str:
    text = "; ".join(authority.conditions)
    return text if len(text) <= 70 else "on conditions, see above"
