"""Take the names of protected people out of the records, everywhere: ids, labels, notes, quotations, addresses."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from ..errors import UsageError
from ..vocabulary import ID
from .claim import Case, Claim, Literal, Protected, Source

__all__ = ["PROFILES", "redacted"]

PROFILES = ("victims", "juveniles")


@dataclass(frozen=True)
class _Mask:
    pattern: re.Pattern[str]
    words: str
    slug: str
    glued: tuple[str, ...]

    def in_address(self, url: str) -> bool:
        """Does an address spell the name, however it is joined?"""
        plain = _plain(url)
        return any(part in plain for part in self.glued)


def redacted(case: Case, profiles: Iterable[str], others: Iterable[Protected] = ()) -> Case:
    """The case with the names hidden that `profiles` protect.

    Every word of a protected name is hidden, alone or in an id, whatever its case. A quotation or an address that
    holds one is left out whole; the digest of the passage still lets the text be checked.

    Args:
        case: the records.
        profiles: which people to hide.
        others: people protected by other files loaded beside this one.

    Raises:
        UsageError: unknown profile.
    """
    wanted = set(profiles)
    if wanted - set(PROFILES):
        raise UsageError(
            f"unknown redaction profile {sorted(wanted - set(PROFILES))[0]!r}; known: {', '.join(PROFILES)}"
        )
    masks = [_mask(person) for person in dict.fromkeys((*case.protected, *others)) if person.profile in wanted]
    if not masks:
        return case
    words, slugs = _replacer(masks, lambda mask: mask.words), _replacer(masks, lambda mask: mask.slug)
    claims = [_claim(claim, words, slugs) for claim in case.claims]
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
    return replace(
        case,
        name=slugs(case.name),
        title=words(case.title),
        about=words(case.about),
        sources=tuple(_source(source, words, slugs, masks) for source in case.sources),
        claims=tuple(linked),
        protected=tuple(person for person in case.protected if person.profile not in wanted),
    )


def _mask(person: Protected) -> _Mask:
    tokens = {token for name in person.names for token in re.findall(r"[^\W\d_]{2,}", name)}
    parts = sorted({re.escape(name) for name in person.names} | {re.escape(token) for token in tokens}, key=len)
    pattern = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(reversed(parts))})(?=s?(?![^\W\d_]))", re.IGNORECASE)
    plain = unicodedata.normalize("NFKD", person.stands_in).encode("ascii", "ignore").decode().lower()
    glued = {_plain(name) for name in person.names} | {_plain(token) for token in tokens if len(token) > 3}
    return _Mask(pattern, person.stands_in, re.sub(r"[^a-z0-9]+", "-", plain).strip("-"), tuple(sorted(glued - {""})))


def _plain(text: str) -> str:
    """Letters and digits only, without case and accents: how a name looks inside an address."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]", "", folded)


def _replacer(masks: list[_Mask], choose: Callable[[_Mask], str]) -> Callable[[str], str]:
    def hide(text: str) -> str:
        for mask in masks:
            chosen = choose(mask)
            text = mask.pattern.sub(lambda _, chosen=chosen: chosen, text)  # type: ignore[misc]
            text = re.sub(rf"(?:{re.escape(chosen)}[\s-]+)+{re.escape(chosen)}", lambda _, c=chosen: c, text)  # type: ignore[misc]
        return text

    return hide


_Hide = Callable[[str], str]


def _iri(iri: str, slugs: _Hide) -> str:
    return ID + slugs(iri[len(ID) :]) if iri.startswith(ID) else iri


def _source(source: Source, words: _Hide, slugs: _Hide, masks: list[_Mask]) -> Source:
    safe = [(key, value) for key, value in source.facts if key != "url" or not any(m.in_address(value) for m in masks)]
    return Source(_iri(source.iri, slugs), words(source.label), tuple((key, words(value)) for key, value in safe))


def _claim(claim: Claim, words: _Hide, slugs: _Hide) -> Claim:
    value = claim.object
    hidden = _iri(value, slugs) if isinstance(value, str) else Literal(words(value.value), value.datatype)
    passages = tuple(
        replace(p, source=_iri(p.source, slugs), quote=p.quote if words(p.quote) == p.quote else "")
        for p in claim.passages
    )
    return replace(
        claim,
        subject=_iri(claim.subject, slugs),
        object=hidden,
        sources=tuple(_iri(iri, slugs) for iri in claim.sources),
        speakers=tuple(_iri(iri, slugs) for iri in claim.speakers),
        passages=passages,
        says=words(claim.says),
        note=words(claim.note),
        name=slugs(claim.name),
    )
