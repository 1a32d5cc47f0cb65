"""What to say of a name that is no id: whose name it is, what it may be a misspelling of, where the known ones are."""

from collections.abc import Iterable, Iterator, Sequence

from ...courts import resolve_court, suggest_courts
from ...errors import Place, Problem, did_you_mean
from ..called import called, ids_called, key_of_name
from ..compile import entry_name
from ..format.fields import Entry
from ..format.shape import ABSENT
from ..names import Names

__all__ = ["unknown_name"]

_CODES = {
    "courts": ("E102", "court", "List courts with: casegraph list courts"),
    "people": ("E103", "person", "add the person under people:"),
    "offices": ("E104", "office", "List offices with: casegraph list authorities"),
    "sovereigns": ("E105", "sovereign", "List sovereigns with: casegraph list jurisdictions"),
    "sources": ("E106", "source", "add the document under sources:"),
}
_NAMED = ("name", "label", "also_known_as")


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
    exact += [id_ for id_ in ids_called(name, sections or ("sovereigns", "offices")) if id_ in names.shared]
    if exact:
        return list(dict.fromkeys(exact))[:3]
    near = did_you_mean(name, names.known(sections))
    shipped = [called(section) for section in sections if section in ("sovereigns", "offices")]
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
