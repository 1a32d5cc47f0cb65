"""What to say of a name that is no id: whose name it is, what it may be a misspelling of, where the known ones are."""

from collections.abc import Iterable, Iterator, Sequence

from ...courts import resolve_court, suggest_courts
from ...errors import Place, Problem, did_you_mean
from ..called import SHIPPED, called, ids_called, key_of_name
from ..compile import as_list, entry_name
from ..format.fields import Entry, claim_predicates
from ..format.forms import Refers
from ..format.shape import ABSENT
from ..names import Names
from ..reader import Path_
from .context import Context, passages

__all__ = ["claims_name_known_things", "unknown_name", "unknown_names"]

_CODES = {
    "courts": ("E102", "court", "List courts with: casegraph list courts"),
    "people": ("E103", "person", "add the person under people:"),
    "offices": ("E104", "office", "List offices with: casegraph list authorities"),
    "sovereigns": ("E105", "sovereign", "List sovereigns with: casegraph list jurisdictions"),
    "sources": ("E106", "source", "add the document under sources:"),
}
_NAMED = ("name", "label", "also_known_as")


def unknown_names(context: Context) -> Iterator[Problem]:
    """Every id that is used is known, in the right section."""
    for value in context.values(Refers):
        assert isinstance(value.spec.marker, Refers)
        yield from _unknown(context, value.text, value.spec.marker.sections, value.path)
    for path, said in context.provenances:
        for key, held, sections in (("source", said.source, ("sources",)), ("speaker", said.speaker, ())):
            for index, name in enumerate(as_list(held)):
                where = (*path, key, index) if isinstance(held, list) else (*path, key)
                yield from _unknown(context, name, sections, where)
        for entry, where in passages(said, path):
            if entry.source:
                yield from _unknown(context, entry.source, ("sources",), (*where, "source"))


def claims_name_known_things(context: Context) -> Iterator[Problem]:
    """A claim's predicate is a property of the format; its subject, object and conflicts exist."""
    file, document = context.file, context.document
    if not file.claims:
        return
    targets = {claim.id for claim in file.claims if claim.id}
    for entry in context.entries:
        targets |= {f"{entry_name(entry)}.{value.spec.key}" for value in entry.values}
    seen: dict[str, int] = {}
    for index, claim in enumerate(file.claims):
        path = ("claims", index)
        yield from _unknown(context, claim.subject, (), (*path, "subject"))
        spec = claim_predicates().get(claim.predicate)
        if spec is None:
            near = did_you_mean(claim.predicate, claim_predicates())
            note = f"did you mean {' or '.join(near)}?" if near else "the keys of the sections are the predicates"
            place = document.place((*path, "predicate"))
            yield Problem(place, "E113", f"unknown predicate '{claim.predicate}'", "no such property", note)
        elif isinstance(spec.marker, Refers):
            yield from _unknown(context, claim.object, (), (*path, "object"))
        for key in ("conflicts_with", "compare_with", "supersedes", "retracts"):
            for target in as_list(getattr(claim, key)):
                if target not in targets:
                    near = did_you_mean(target, targets)
                    note = f"did you mean {' or '.join(near)}?" if near else "name a claim's id, or record.key"
                    place = document.place((*path, key))
                    yield Problem(place, "E107", f"unknown claim '{target}'", "no such claim to set beside it", note)
        if claim.id and claim.id in seen:
            place = document.place((*path, "id"))
            yield Problem(place, "E110", f"claim id '{claim.id}' is used twice", f"first in claim {seen[claim.id] + 1}")
        seen.setdefault(claim.id or "", index)


def _unknown(context: Context, name: str, sections: tuple[str, ...], path: Path_) -> Iterator[Problem]:
    return unknown_name(name, sections, context.names, context.entries, context.document.place(path))


def unknown_name(
    name: str, sections: Sequence[str], names: Names, entries: Iterable[Entry], place: Place
) -> Iterator[Problem]:
    """The problem with a name that stands for a record of one of `sections` (any when none), if there is one.

    Args:
        name: what stands in the file.
        sections: where the record may stand.
        names: the ids there are.
        entries: the records of the file, whose labels and other names count.
        place: where the name stands.
    """
    held = names.section(name)
    if name == ABSENT or (held is not None and (not sections or held in sections)):
        return
    code, word, where = _CODES.get(sections[0] if sections else "", ("E107", "record", "give it an entry of its own"))
    near = _meant(name, sections, names, entries)
    hint = f"did you mean {' or '.join(map(repr, near))}? " if near else ""
    if code == "E102" and held is None:
        yield _unknown_court(name, near, place)
    elif held is None:
        yield Problem(place, code, f"unknown {word} '{name}'", f"not in the {word} list", hint + where)
    else:
        wanted = " or ".join(sections)
        told = f"'{name}' stands under {held}, not {wanted}"
        yield Problem(place, "E107", told, f"expected an id from {wanted}", hint.strip())


def _meant(name: str, sections: Sequence[str], names: Names, entries: Iterable[Entry]) -> list[str]:
    """The ids of what is called so, here or in the authority files; else those of the nearest ids and names."""
    here = [entry for entry in entries if not sections or entry.section in sections]
    own = [(key_of_name(value.text), entry_name(entry)) for entry in here
           for value in entry.values if value.spec.key in _NAMED]  # fmt: skip
    key = key_of_name(name)
    exact = [id_ for called_so, id_ in own if key and called_so == key]
    exact += [id_ for id_ in ids_called(name, sections or SHIPPED) if id_ in names.shared]
    if exact:
        return list(dict.fromkeys(exact))[:3]
    near = did_you_mean(name, names.known(sections))
    shipped = [called(section) for section in sections if section in SHIPPED]
    labels = {held: ids[0] for table in shipped for held, ids in table.items()} | dict(own)
    alike = () if near else did_you_mean(key, labels)
    return near or list(dict.fromkeys(labels[held] for held in alike))


def _unknown_court(name: str, near: list[str], place: Place) -> Problem:
    """What to say of a court that is neither in the file nor in the registry, or is one of several there."""
    found = resolve_court(name)
    code, word, where = _CODES["courts"]
    if found.candidates:
        ids = [court.id for court in found.candidates]
        more = f" and {len(ids) - 4} more" if len(ids) > 4 else ""
        note = f"{' or '.join(repr(each) for each in ids[:4])}{more}. {where}"
        return Problem(place, code, f"{word} '{name}' {found.reason}", "which one?", note)
    close = suggest_courts(name)
    ids = list(dict.fromkeys([*(court.id for court in close), *near[:1]]))[:3]
    states = {court.sovereign.removeprefix("US-") for court in close}
    hint = f"did you mean {' or '.join(repr(each) for each in ids)}? " if ids else ""
    flag = f" --state {states.pop()}" if len(states) == 1 else ""
    why = "" if found.reason.startswith("no court") else f"; {found.reason}"
    return Problem(place, code, f"unknown court '{name}'", f"not in the court list{why}", f"{hint}{where}{flag}")
