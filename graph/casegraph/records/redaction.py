"""Take the names of protected people out of the records, everywhere: ids, labels, notes, quotations, addresses."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from urllib.parse import unquote

from ..errors import UsageError
from ..vocabulary import ID
from .claim import Case, Claim, Literal, Protected, Source
from .folding import Word, endings, letters, spaceless, squeezed, words

__all__ = ["PROFILES", "name_left", "redacted"]

PROFILES = ("victims", "juveniles")


def redacted(case: Case, profiles: Iterable[str], others: Iterable[Protected] = ()) -> Case:
    """The case with the names hidden that `profiles` protect.

    Every word of a protected name is hidden, alone, glued, inflected or in an id, whatever its case, accents and script
    of look-alike letters (see `folding`). A quotation or an address that holds one is left out whole; the digest of the
    passage still lets the text be checked. What is made is looked through once more by another way.

    Args:
        case: the records.
        profiles: which people to hide.
        others: people protected by other files loaded beside this one.

    Raises:
        UsageError: unknown profile; or a name would remain, as where what stands in for it holds it.
    """
    wanted = set(profiles)
    if wanted - set(PROFILES):
        raise UsageError(
            f"unknown redaction profile {sorted(wanted - set(PROFILES))[0]!r}; known: {', '.join(PROFILES)}"
        )
    masks = [_mask(person) for person in dict.fromkeys((*case.protected, *others)) if person.profile in wanted]
    if not masks:
        return case
    hide, slugs = _replacer(masks, lambda mask: mask.words), _replacer(masks, lambda mask: mask.slug)
    claims = [_claim(claim, hide, slugs) for claim in case.claims]
    renamed = {old.iri: new.iri for old, new in zip(case.claims, claims, strict=True)}
    linked = [
        replace(
            claim,
            conflicts=tuple(sorted(renamed[iri] for iri in claim.conflicts)),
            compares=tuple(sorted(renamed[iri] for iri in claim.compares)),
            supersedes=tuple(sorted(renamed[iri] for iri in claim.supersedes)),
            retracts=tuple(sorted(renamed[iri] for iri in claim.retracts)),
            premises=tuple(sorted(renamed[iri] for iri in claim.premises)),
        )
        for claim in claims
    ]
    made = replace(
        case,
        name=slugs(case.name),
        title=hide(case.title),
        about=hide(case.about),
        sources=tuple(_source(source, hide, slugs, masks) for source in case.sources),
        claims=tuple(linked),
        protected=tuple(person for person in case.protected if person.profile not in wanted),
    )
    hidden = [person for person in (*case.protected, *others) if person.profile in wanted]
    for text in _texts(made):
        if name_left(text, hidden):
            raise UsageError(
                f"{case.path or case.name}: a protected name would remain although it is to be hidden; "
                "does redacted_as hold it? Nothing is written"
            )
    return made


def _texts(case: Case) -> Iterator[str]:
    """All that a case says that may come out again."""
    yield from (case.name, case.title, case.about)
    for source in case.sources:
        yield from (source.iri, source.label, *(value for _, value in source.facts))
    for claim in case.claims:
        value = claim.object if isinstance(claim.object, str) else claim.object.value
        yield from (claim.subject, value, claim.says, claim.note, claim.name, *claim.sources, *claim.speakers)
        yield from (passage.quote for passage in claim.passages)


_BETWEEN = r"[\W\d_]{0,3}"


@lru_cache(maxsize=100)
def _forms(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """The full names of a person, folded, whatever stands between their words."""
    full = [[word.folded for word in words(name)] for name in names]
    spelt = {
        _BETWEEN.join(map(re.escape, name)) for name in full if len(name) > 1 and len("".join(name)) >= _LEAST_GLUED
    }
    return re.compile("|".join(sorted(spelt))) if spelt else None


def name_left(text: str, people: Iterable[Protected]) -> bool:
    """Does a text hold the full name of one of the people, however it is spelt, joined or escaped?

    This is the last look at what is about to leave: it folds the text whole instead of word by word.

    Examples:
        >>> name_left("see JOSÉ-DOE.pdf", [Protected("victims", ("José Doe",), "a child")])
        True
    """
    forms = [form for person in people if (form := _forms(person.names))]
    if not forms:
        return False
    folded = "".join(_shown(char) for char in unquote(text))
    return any(form.search(folded) for form in forms)


def _shown(char: str) -> str:
    found = letters(char)
    return char if found is None else found


_LEAST_GLUED = 5
"""Letters from which two names written as one are looked for inside other words."""
_LEAST_PART = 3


@dataclass(frozen=True)
class _Mask:
    """A protected person: words of the names, names glued together, and what stands in as words and in an id."""

    tokens: frozenset[str]
    glued: frozenset[str]
    words: str
    slug: str

    def may_be_in(self, squeezed_text: str) -> bool:
        """Could a name be in a text of these letters? Most texts are told clean by this alone."""
        return any(token in squeezed_text for token in self.tokens)

    def is_in(self, text: str, word: Word) -> bool:
        """Does a word of a text spell a name: whole, inflected, glued, within a script without spaces?"""
        folded = word.folded
        if folded in self.tokens or any(name in folded for name in self.glued):
            return True
        if any(folded[: -len(end)] in self.tokens and len(folded) - len(end) >= least
               for end, least in endings().items() if folded.endswith(end)):  # fmt: skip
            return True
        if any(token in folded for token in self.tokens if spaceless(token)):
            return True
        parts = _CAPITALS.split(unicodedata.normalize("NFC", text[word.start : word.end]))
        return len(parts) > 1 and any(len(f) >= _LEAST_PART and f in self.tokens for f in map(squeezed, parts))

    def in_address(self, url: str) -> bool:
        """Does an address spell the name, however it is joined and escaped?"""
        plain = squeezed(_unescaped(url))
        return any(part in plain for part in self.glued | {token for token in self.tokens if len(token) > 3})


def _mask(person: Protected) -> _Mask:
    found = [[word.folded for word in words(name)] for name in person.names]
    tokens = frozenset(token for name in found for token in name if len(token) > 1)
    several = [name for name in found if len(name) > 1]
    pairs = {"".join(pair) for name in several for pair in (*pairwise(name), *pairwise(name[::-1]), name)}
    plain = unicodedata.normalize("NFKD", person.stands_in).encode("ascii", "ignore").decode().lower()
    glued = frozenset(each for each in pairs if len(each) >= _LEAST_GLUED)
    return _Mask(tokens, glued, person.stands_in, re.sub(r"[^a-z0-9]+", "-", plain).strip("-"))


_CAPITALS = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")


def _unescaped(url: str) -> str:
    """An address with its percent signs and its Punycode read."""
    for _ in range(3):
        url = unquote(url)
    return re.sub(r"xn--[a-z0-9-]+", _spelt_out, url, flags=re.IGNORECASE)


def _spelt_out(name: re.Match[str]) -> str:
    try:
        return name.group().encode().decode("idna")
    except UnicodeError:
        return name.group()


def _replacer(masks: list[_Mask], choose: Callable[[_Mask], str]) -> Callable[[str], str]:
    def hide(text: str) -> str:
        for mask in masks:
            if not mask.may_be_in(squeezed(text)):
                continue
            chosen, parts, last = choose(mask), [], 0
            for word in words(text):
                if mask.is_in(text, word):
                    parts += [text[last : word.start], chosen]
                    last = word.end
            text = "".join([*parts, text[last:]])
            again = rf"(?:{re.escape(chosen)}[\s_-]+)+{re.escape(chosen)}"
            text = re.sub(again, lambda _, c=chosen: c, text) if parts else text  # type: ignore[misc]
        return text

    return hide


_Hide = Callable[[str], str]


def _iri(iri: str, slugs: _Hide) -> str:
    return ID + slugs(iri[len(ID) :]) if iri.startswith(ID) else iri


def _source(source: Source, hide: _Hide, slugs: _Hide, masks: list[_Mask]) -> Source:
    safe = [(key, value) for key, value in source.facts if key != "url" or not any(m.in_address(value) for m in masks)]
    return Source(_iri(source.iri, slugs), hide(source.label), tuple((key, hide(value)) for key, value in safe))


def _claim(claim: Claim, hide: _Hide, slugs: _Hide) -> Claim:
    value = claim.object
    hidden = _iri(value, slugs) if isinstance(value, str) else Literal(hide(value.value), value.datatype)
    passages = tuple(
        replace(p, source=_iri(p.source, slugs), quote=p.quote if hide(p.quote) == p.quote else "")
        for p in claim.passages
    )
    return replace(
        claim,
        subject=_iri(claim.subject, slugs),
        object=hidden,
        sources=tuple(_iri(iri, slugs) for iri in claim.sources),
        speakers=tuple(_iri(iri, slugs) for iri in claim.speakers),
        passages=passages,
        says=hide(claim.says),
        note=hide(claim.note),
        name=slugs(claim.name),
    )
