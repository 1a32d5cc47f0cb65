"""Records as values of JSON, and back: for what is kept between processes."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from ..errors import Place
from ..vocabulary import Standing
from .claim import Case, Claim, Literal, Protected, Review, Source, Term
from .passage import Passage

__all__ = ["case_of", "plain_case"]

_LATER = ("speakers", "passages", "observed", "kind", "says", "note", "name", "conflicts", "compares", "review",
          "supersedes", "retracts", "stood", "premises", "rule")  # fmt: skip
"""The fields that few claims have: written by their number here, where they differ from the default."""
_DEFAULTS = {each.name: each.default for each in fields(Claim)}
_PASSAGE, _REVIEW = ([each.name for each in fields(klass)] for klass in (Passage, Review))
_READ: dict[str, Callable[[Any], Any]] = {
    "passages": lambda held: tuple(Passage(*each) for each in held),
    "review": lambda held: Review(*held),
    "stood": Standing,
}


def plain_case(case: Case) -> list[Any]:
    """A case as lists, texts and numbers; `case_of` reads it back.

    Examples:
        >>> import casegraph
        >>> (case,) = casegraph.load("derek-chauvin").cases
        >>> case_of(plain_case(case)) == case
        True
    """
    sources = [[source.iri, source.label, source.facts] for source in case.sources]
    protected = [[each.profile, each.names, each.stands_in] for each in case.protected]
    files = sorted({claim.place.file for claim in case.claims})
    claims = [_plain(claim, files) for claim in case.claims]
    return [case.name, case.title, case.about, case.path, sources, protected, files, claims]


def _plain(claim: Claim, files: list[str]) -> list[Any]:
    place = [files.index(claim.place.file), *claim.place[1:]]
    more = {}
    for number, name in enumerate(_LATER):
        value = getattr(claim, name)
        if value != _DEFAULTS[name]:
            more[str(number)] = _value(name, value)
    return [claim.iri, claim.subject, claim.predicate, _plain_term(claim.object), claim.standing.value, claim.sources,
            place, more]  # fmt: skip


def _value(name: str, value: Any) -> Any:
    if name == "passages":
        return [[getattr(each, key) for key in _PASSAGE] for each in value]
    if name == "review":
        return [getattr(value, key) for key in _REVIEW]
    return value.value if name == "stood" else value


def _plain_term(term: Term) -> Any:
    return term if isinstance(term, str) else [term.value, term.datatype]


def case_of(plain: list[Any]) -> Case:
    """The case that `plain_case` wrote."""
    name, title, about, path, sources, protected, files, claims = plain
    return Case(
        name, title,
        tuple(Source(iri, label, tuple((key, value) for key, value in facts)) for iri, label, facts in sources),
        tuple(_claim(row, files) for row in claims),
        about, path,
        tuple(Protected(profile, tuple(names), stands_in) for profile, names, stands_in in protected),
    )  # fmt: skip


_STANDINGS = {standing.value: standing for standing in Standing}


def _claim(row: list[Any], files: list[str]) -> Claim:
    iri, subject, predicate, held, standing, sources, (file, *place), more = row
    later: dict[str, Any] = {}
    for number, value in more.items():
        name = _LATER[int(number)]
        read = _READ.get(name)
        later[name] = read(value) if read else tuple(value) if isinstance(value, list) else value
    claim = Claim(subject, predicate, held if isinstance(held, str) else Literal(*held), _STANDINGS[standing],
                  tuple(sources), place=Place(files[file], *place), **later)  # fmt: skip
    object.__setattr__(claim, "_iri", iri)  # derived when it was kept; the digest of so many takes a while
    return claim
