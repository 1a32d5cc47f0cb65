"""The answer first: the headline, the day, and for each conviction who holds the power, who does not, and why not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ..dates import When, in_words
from ..questions.answer import Answer, Authority, ConvictionAnswer
from ..questions.exclusion import listed
from ..questions.prose import LEADS, ROLE_WORDS, VERBS, alike
from .anchors import Anchors
from .text import escape

__all__ = ["headline", "power_table", "verdict"]


def headline(answer: Answer) -> str:
    """The answer in one sentence, with yes or no before it.

    Examples:
        >>> import casegraph
        >>> graph = casegraph.load("avery-dassey")
        >>> headline(graph.ask("Could the President pardon Steven Avery?", on="2016-01-08"))
        'No. The President cannot pardon Steven Avery.'
    """
    return f"{LEADS.get(answer.value, '')} {answer.headline}".strip()


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
        said = [(a.office, a.role, a.kinds, a.conditions, a.person, a.reason, a.policy)
                for a in (*one.holders, *one.disputed, *one.excluded)]  # fmt: skip
        end = one.note.partition(": ")[2]
        gist = ("moot", end) if one.value == "moot" else (one.note, one.missing, tuple(said))
        found.setdefault(gist, []).extend(group)
    return sorted(found.values(), key=lambda group: group[0].value == "moot")


def _for_all(group: list[ConvictionAnswer]) -> ConvictionAnswer:
    """The first conviction, its authorities resting on what they rest on for every one of the group."""
    because: dict[tuple[str, str], dict[str, None]] = {}
    for one in group:
        for a in (*one.holders, *one.disputed, *one.excluded):
            because.setdefault((a.office, a.role), {}).update(dict.fromkeys(a.because))

    def resting(authorities: Iterable[Authority]) -> tuple[Authority, ...]:
        return tuple(replace(a, because=tuple(because[a.office, a.role])) for a in authorities)

    one = group[0]
    return replace(one, holders=resting(one.holders), disputed=resting(one.disputed), excluded=resting(one.excluded))


def _block(group: list[ConvictionAnswer], anchors: Anchors) -> str:
    one = _for_all(group)
    names = list(dict.fromkeys(each.person or each.label for each in group))
    people = escape(listed(names))
    rows = "".join(f"<li>{_conviction(each, anchors, named=len(names) > 1)}</li>" for each in group)
    if one.value == "moot":
        state = escape(one.note.partition(": ")[2] or one.note)
        head = f"<h2 class=h3>{people} <span class=q>– {state}</span></h2>"
        return f"<section class='verdict gone'>{head}<ul class=over>{rows}</ul></section>"
    told = [f"<p class=moot>– {escape(one.note)}</p>"] if one.note else []
    told += [f"<p class=moot>? not known: {escape(text)}</p>" for text in one.missing]
    said = [*(_holder(held, anchors) for held in one.holders), *(_disputed(held, anchors) for held in one.disputed)]
    held = {holder.office for holder in one.holders}
    said += [_refused(authority, anchors) for authority in one.excluded if authority.office not in held]
    offices = f"<ul class=offices>{''.join(said)}</ul>" if said else ""
    return (
        f"<section class=verdict><h2 class=h3>{people}</h2><ul class=over>{rows}</ul>{''.join(told)}{offices}</section>"
    )


def _conviction(one: ConvictionAnswer, anchors: Anchors, *, named: bool) -> str:
    person = f"{escape(one.person)}: " if named and one.person else ""
    state = one.note.partition(": ")[0] if one.value == "moot" else one.court
    where = f" <span class=q>{escape(state)}</span>" if state else ""
    return f"{person}{anchors.link(one.id, one.label)}{where} {anchors.marks(one.because)}"


def _holder(held: Authority, anchors: Anchors) -> str:
    office, marks = anchors.link(held.office), anchors.marks(held.because)
    if held.role != "decider":
        words = escape(ROLE_WORDS.get(held.role, held.role))
        return f"<li class=advises><b class=sign>○</b> <b>{office}</b> {words} {marks}</li>"
    verbs = escape(", ".join(VERBS.get(kind, kind) for kind in held.kinds))
    return (
        f"<li class=decides><b class=sign>●</b> <b>{office}</b> may {verbs}{_person(held)} {marks}{_terms(held)}</li>"
    )


def _person(held: Authority) -> str:
    if not held.person:
        return ""
    if held.person_standing == "attributed":
        return f" (<i>{escape(held.person)}, reported by one source</i>)"
    return f" ({escape(held.person)})"


def _terms(held: Authority) -> str:
    lines = [escape(held.basis)] if held.basis else []
    lines += [f"condition: {escape(text)}" for text in held.conditions]
    lines += [f"practice, not law: {escape(text)}" for text in held.policy]
    return "".join(f"<br><span class=q>{text}</span>" for text in lines)


def _disputed(held: Authority, anchors: Anchors) -> str:
    verbs = escape(", ".join(VERBS.get(kind, kind) for kind in held.kinds))
    said = f"<i>{anchors.link(held.office)}</i> <b class=no>disputed</b>: <i>by one account may {verbs}</i>"
    return f"<li class=doubt><b class=sign>?</b> {said} {anchors.marks(held.because)}</li>"


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
    """Every office of the answer, deciders first, then those with another role, then the disputed and the excluded."""
    found: dict[str, str] = {}
    for wanted in ("decider", "other", "disputed", "excluded"):
        for one in answer.convictions:
            for kind, authority in _parts(one):
                if kind == wanted:
                    found.setdefault(authority.office, authority.label)
    return found


def _parts(one: ConvictionAnswer) -> Iterator[tuple[str, Authority]]:
    yield from (("decider" if a.role == "decider" else "other", a) for a in one.holders)
    yield from (("disputed", a) for a in one.disputed)
    yield from (("excluded", a) for a in one.excluded)


def _row(one: ConvictionAnswer, offices: Iterable[str], shared: Mapping[str, str], anchors: Anchors) -> str:
    parts: dict[str, tuple[str, Authority]] = {}
    for kind, authority in _parts(one):
        parts.setdefault(authority.office, (kind, authority))
    cells = ""
    for office in offices:
        part, found = parts.get(office) or ("", None)
        cells += _cell(one, part, found, shared, anchors)
    person = f"{escape(one.person)}: " if one.person else ""
    return f"<tr><th scope=row>{person}{anchors.link(one.id, one.label)}</th>{cells}</tr>"


def _cell(
    one: ConvictionAnswer, kind: str, authority: Authority | None, shared: Mapping[str, str], anchors: Anchors
) -> str:
    if one.value == "moot":
        marks = anchors.marks(one.because)
        return f"<td class=gone>– {escape(one.note.partition(': ')[0] or one.status)} {marks}</td>"
    if authority is None:
        return "<td class=none>no part in it on record</td>"
    marks = anchors.marks(authority.because)
    kinds = escape(", ".join(VERBS.get(each, each) for each in authority.kinds))
    if kind == "decider":
        limit = f"<br><span class=q>{escape(_limits(authority))}</span>" if authority.conditions else ""
        person = f"<br>{escape(authority.person)}" if authority.person_standing == "established" else ""
        return f"<td class=decides>● <b>may {kinds}</b>{person}{limit} {marks}</td>"
    if kind == "other":
        return f"<td class=advises>○ {escape(ROLE_WORDS.get(authority.role, authority.role))} {marks}</td>"
    if kind == "disputed":
        return f"<td class=doubt><i>? disputed: by one account may {kinds}</i> {marks}</td>"
    reason = "" if authority.office in shared else f"<br><span class=q>{escape(authority.reason)}</span>"
    return f"<td class=out>✕ no power here{reason} {marks}</td>"


def _limits(authority: Authority) -> str:
    text = "; ".join(authority.conditions)
    return text if len(text) <= 70 else "on conditions, see above"
