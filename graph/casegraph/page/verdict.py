"""The answer first: the headline, the day, and for each conviction who holds the power, who does not, and why not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ..dates import When, in_words
from ..questions.clemency.answer import Answer, Authority, ConvictionAnswer, folded
from ..questions.prose import alike
from ..words import NO_POWER, escape, listed
from .anchors import Anchors

__all__ = ["power_table", "verdict"]


def verdict(answer: Answer, anchors: Anchors) -> str:
    """Convictions × holders × excluded authorities with reasons, those alike together."""
    notes = "".join(f"<p class=note>{escape(note)}</p>" for note in answer.notes)
    blocks = "".join(_block(group, anchors) for group in _together(answer))
    return f"{notes}<div class=verdicts>{blocks}</div>"


def _together(answer: Answer) -> list[list[ConvictionAnswer]]:
    """Convictions about which the same is to be said, whoever was convicted; those with nothing left to pardon last."""
    found: dict[object, list[ConvictionAnswer]] = {}
    for group in alike(answer):
        one = group[0]
        said = [(a.office, a.role, a.kinds, a.conditions, a.person, a.reason, a.policy, a.standing)
                for a in (*one.offices, *one.excluded)]  # fmt: skip
        gist = ("moot", one.remarks) if one.value == "moot" else (one.remarks, one.missing, tuple(said))
        found.setdefault(gist, []).extend(group)
    return sorted(found.values(), key=lambda group: group[0].value == "moot")


def _for_all(group: list[ConvictionAnswer]) -> ConvictionAnswer:
    """The first conviction, its authorities resting on what they rest on for every one of the group."""
    because: dict[tuple[str, str, str], dict[str, None]] = {}
    for one in group:
        for a in (*one.offices, *one.excluded):
            because.setdefault((a.power, a.office, a.role), {}).update(dict.fromkeys(a.because))

    def resting(authorities: Iterable[Authority]) -> tuple[Authority, ...]:
        return tuple(replace(a, because=tuple(because[a.power, a.office, a.role])) for a in authorities)

    one = group[0]
    powers = tuple(replace(power, offices=resting(power.offices)) for power in one.powers)
    return replace(one, powers=powers, excluded=resting(one.excluded))


def _block(group: list[ConvictionAnswer], anchors: Anchors) -> str:
    one = _for_all(group)
    names = list(dict.fromkeys(each.person or each.label for each in group))
    people = escape(listed(names))
    rows = "".join(f"<li>{_conviction(each, anchors, named=len(names) > 1)}</li>" for each in group)
    if one.value == "moot":
        state = "; ".join(f"{escape(text)} {anchors.marks(claims)}".strip() for text, claims in one.remarks)
        head = f"<h2 class=h3>{people} <span class=q>– {state}</span></h2>"
        return f"<section class='verdict gone'>{head}<ul class=over>{rows}</ul></section>"
    told = [f"<p class=moot>– {escape(text)} {anchors.marks(claims)}</p>" for text, claims in one.remarks]
    told += [f"<p class=moot>? not known: {escape(text)}</p>" for text in one.missing]
    powers = folded(one.powers)
    said = [_office(a, anchors, several=len(powers) > 1) for power in powers for a in power.offices]
    said += [_refused(authority, anchors) for authority in one.barred]
    offices = f"<ul class=offices>{''.join(said)}</ul>" if said else ""
    return (
        f"<section class=verdict><h2 class=h3>{people}</h2><ul class=over>{rows}</ul>{''.join(told)}{offices}</section>"
    )


def _conviction(one: ConvictionAnswer, anchors: Anchors, *, named: bool) -> str:
    person = f"{escape(one.person)}: " if named and one.person else ""
    where = f" <span class=q>{escape(one.state)}</span>" if one.state else ""
    return f"{person}{anchors.link(one.id, one.label)}{where} {anchors.marks(one.because)}"


def _office(held: Authority, anchors: Anchors, *, several: bool) -> str:
    office, marks = anchors.link(held.office), anchors.marks(held.because)
    words, sign = escape(held.may(several=several)), held.sign
    if sign == "?":
        return f"<li class=doubt><b class=sign>?</b> <i>{office}</i> <i>{words}</i> {marks}{_terms(held)}</li>"
    kind = "decides" if held.role == "decider" else "advises"
    terms = _terms(held) if held.role == "decider" else ""
    return f"<li class={kind}><b class=sign>{sign}</b> <b>{office}</b> {words} {marks}{terms}</li>"


def _terms(held: Authority) -> str:
    lines = [escape(held.basis)] if held.basis else []
    lines += [f"condition: {escape(text)}" for text in held.conditions]
    lines += [f"practice, not law: {escape(text)}" for text in held.policy]
    return "".join(f"<br><span class=q>{text}</span>" for text in lines)


def _refused(authority: Authority, anchors: Anchors) -> str:
    basis = f"<br><span class=q>{escape(authority.basis)}</span>" if authority.basis else ""
    said = f"<b>{anchors.link(authority.office)}</b> <b class=no>no power here</b>: {escape(authority.reason)}"
    return f"<li class=out><b class=sign>✕</b> {said} {anchors.marks(authority.because)}{basis}</li>"


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
