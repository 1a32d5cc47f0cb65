"""From a checked file to records: every key of every section becomes a claim with its source and standing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ..dates import When, years_in_words
from ..errors import Place
from ..records.claim import NOT_REVIEWED, Case, Claim, Literal, Protected, Review, Source, Term
from ..records.passage import Passage
from ..vocabulary import CG, EDTF, RDF_TYPE, XSD, Standing, content_id, local, predicate_for
from ..words import capital
from .format.fields import Entry, Value, claim_predicates, values_of
from .format.forms import Dated, PassageEntry, Provenance, Refers, Whole
from .format.model import CaseFile
from .format.values import Record
from .inference import conclusions
from .law import author, only_said
from .names import Names
from .reader import Document

__all__ = ["as_list", "compile_case", "entry_name"]

_LABEL = predicate_for("label")
_NONE = Provenance()


def as_list(value: str | list[str] | None) -> list[str]:
    """One text or several, as a list."""
    return [] if value is None else [value] if isinstance(value, str) else value


def entry_name(entry: Entry) -> str:
    """The id of a record: its key, or for records in a list one derived from what they say.

    Examples:
        >>> from .format.fields import values_of
        >>> from .format.people import Tenure
        >>> row = Tenure.model_validate({"office": "US-president", "person": "barack-obama", "from": "2009-01-20"})
        >>> entry_name(Entry("tenures", 0, row, tuple(values_of(row, ("tenures", 0)))))
        'US-president-barack-obama-2009-01-20'
    """
    if isinstance(entry.key, str):
        return entry.key
    facts = {value.spec.key: value.text for value in entry.values}
    if entry.section == "tenures":
        return f"{facts['office']}-{facts['person']}-{facts['from']}"
    return f"{entry.section}-{content_id(*(f'{k}={v}' for k, v in sorted(facts.items())))}"


def compile_case(
    file: CaseFile, entries: Iterable[Entry], document: Document, names: Names, *, law: bool = False
) -> Case:
    """The records of a file that `check` found nothing wrong with; unless it is `law`, its law is its own word only."""
    name = file.case or file.authority or ""
    compiler = _Compiler(file, tuple(entries), document, names)
    said = [claim for part in (compiler.records(), compiler.claims()) for claim in part]
    said = said if law else list(only_said(said, name, names))
    claims = list(compiler.link(said))
    inferred, cited = conclusions(claims)
    own = author(name)
    sources = [*(compiler.source(name) for name in file.sources), *cited]
    sources += [own] if any(own.iri in claim.sources for claim in claims) else []
    return Case(
        name=name,
        title=file.title or file.case or file.authority or "",
        about=file.about or "",
        sources=tuple(sorted(sources, key=lambda source: source.iri)),
        claims=(*claims, *inferred),
        path=document.file,
        protected=tuple(compiler.protected()),
    )


def _review(own: Provenance, record: Provenance) -> Review:
    """The review of a fact: its own where it has one, else that of its record."""
    held = own if own.status else record
    if not (held.status or held.reviewer or own.slot or record.slot or own.confidence or record.confidence):
        return NOT_REVIEWED
    return Review(
        held.status or "",
        own.slot or record.slot or "",
        own.confidence or record.confidence or "",
        held.reviewer or "",
        held.reviewed or "",
    )


class _Compiler:
    def __init__(self, file: CaseFile, entries: tuple[Entry, ...], document: Document, names: Names) -> None:
        self.file, self.entries, self.document, self.names = file, entries, document, names

    def source(self, name: str) -> Source:
        entry = self.file.sources[name]
        facts = entry.model_dump(exclude={"label"}, exclude_none=True)
        facts.setdefault("kind", entry.kind)
        return Source(self.names.iri(name), entry.label, tuple(sorted(facts.items())))

    def protected(self) -> Iterator[Protected]:
        for name, person in self.file.people.items():
            if person.redaction:
                known = {"name", "also_known_as", "label"}
                names = tuple(value.text for value in values_of(person, ()) if value.spec.key in known)
                yield Protected(
                    person.redaction,
                    (*names, name),
                    person.redacted_as or f"a protected person ({person.redaction})",
                )

    def records(self) -> Iterator[Claim]:
        for entry in self.entries:
            record, subject = entry.record, self.names.iri(entry_name(entry))
            place = self.document.key_place(entry.path)
            for klass in sorted({record.klass, getattr(record, "kind", record.klass)}):
                yield self.claim(subject, RDF_TYPE, CG + klass, record, _NONE, place)
            for value in entry.values:
                yield self.fact(subject, value, record)
            if not any(value.spec.predicate == _LABEL for value in entry.values):
                yield self.claim(subject, _LABEL, Literal(self.title_of(entry)), record, _NONE, place)

    def fact(self, subject: str, value: Value, record: Record) -> Claim:
        place = self.document.place(value.path)
        return self.claim(subject, value.spec.predicate, self.term(value), record, value.own or _NONE, place)

    def term(self, value: Value) -> Term:
        marker = value.spec.marker
        if isinstance(marker, Refers):
            return self.names.iri(value.text)
        if isinstance(marker, Dated):
            return Literal(value.text, EDTF)
        return Literal(str(int(value.text)), XSD + "integer") if isinstance(marker, Whole) else Literal(value.text)

    def title_of(self, entry: Entry) -> str:
        """What a record without a label is called: made of what it says."""
        facts = {value.spec.key: value.text for value in entry.values}
        words = facts.get("offence") or str(entry.key).replace("-", " ")
        if entry.section == "tenures":
            person, office = (self.called(facts[key]) for key in ("person", "office"))
            words = f"{person} as {office}"
        elif entry.section == "signatures":
            words = f"{facts['bound']} {facts['count']} signatures".removeprefix("exactly ")
        day = facts.get("date", "") if entry.section in ("convictions", "charges") else ""
        title = f"{words}, {years_in_words(When.parse(day))}" if day else words
        return capital(title)

    def called(self, name: str) -> str:
        """What a person or office of this file is called; else its id."""
        record = self.file.people.get(name) or self.file.offices.get(name)
        facts = {value.spec.predicate: value.text for value in values_of(record, ())} if record else {}
        return facts.get(_LABEL, name)

    def claim(
        self,
        subject: str,
        predicate: str,
        term: Term,
        record: Provenance,
        own: Provenance,
        place: Place,
    ) -> Claim:
        sources = as_list(own.source) or as_list(record.source)
        passages = own.passage or (None if own.source else record.passage)
        speakers = as_list(own.speaker) or as_list(record.speaker)
        standing = own.standing or record.standing or self.usual(sources)
        return Claim(
            subject,
            predicate,
            term,
            Standing(standing),
            tuple(self.names.iri(name) for name in sources),
            tuple(self.names.iri(name) for name in speakers),
            tuple(self.passages(passages, sources)) if passages else (),
            own.observed or record.observed or "",
            note=own.note or (record.note if predicate == RDF_TYPE else "") or "",
            review=_review(own, record),
            place=place,
        )

    def usual(self, sources: list[str]) -> str:
        """How firmly stands what no standing is given for: what somebody knows of his own is one source's word."""
        held = [self.file.sources[name].kind for name in sources if name in self.file.sources]
        return "attributed" if held and set(held) == {"own knowledge"} else "established"

    def passages(self, entries: PassageEntry | list[PassageEntry] | None, sources: list[str]) -> Iterator[Passage]:
        for entry in [entries] if isinstance(entries, PassageEntry) else entries or []:
            source = self.names.iri(entry.source or sources[0])
            if entry.start and entry.end:  # words alone are no place yet; `check` says so
                yield Passage(source, int(entry.start), int(entry.end), entry.quote, entry.sha256)

    def claims(self) -> Iterator[Claim]:
        for index, entry in enumerate(self.file.claims):
            spec = claim_predicates()[entry.predicate]
            value = Value(spec, entry.object, None, ("claims", index, "object"))
            made = self.claim(
                self.names.iri(entry.subject),
                spec.predicate,
                self.term(value),
                Provenance(standing=entry.standing or "attributed"),
                entry,
                self.document.place(("claims", index)),
            )
            yield replace(
                made,
                kind=entry.kind,
                says=entry.says or "",
                name=entry.id or "",
                conflicts=tuple(as_list(entry.conflicts_with)),
                compares=tuple(as_list(entry.compare_with)),
                supersedes=tuple(as_list(entry.supersedes)),
                retracts=tuple(as_list(entry.retracts)),
            )

    def link(self, claims: list[Claim]) -> Iterator[Claim]:
        """Names of claims become IRIs. A conflict is one for both sides; what is withdrawn is retracted."""
        if not any(claim.conflicts or claim.compares or claim.supersedes or claim.retracts for claim in claims):
            yield from claims
            return
        named: dict[str, list[str]] = {claim.name: [claim.iri] for claim in claims if claim.name}
        for claim in claims:
            if not claim.name:
                named.setdefault(f"{local(claim.subject)}.{claim.predicate}", []).append(claim.iri)
        conflicts: dict[str, set[str]] = {}
        for claim in claims:
            for other in self.meant(claim.conflicts, named):
                conflicts.setdefault(claim.iri, set()).add(other)
                conflicts.setdefault(other, set()).add(claim.iri)
        withdrawn = {
            iri
            for claim in claims
            if claim.standing is not Standing.RETRACTED
            for iri in self.meant((*claim.supersedes, *claim.retracts), named)
            if iri != claim.iri
        }
        for claim in claims:
            gone = claim.iri in withdrawn and claim.standing is not Standing.RETRACTED
            yield replace(
                claim,
                standing=Standing.RETRACTED if gone else claim.standing,
                stood=claim.standing if gone else None,
                conflicts=tuple(sorted(conflicts.get(claim.iri, ()))),
                compares=tuple(self.meant(claim.compares, named)),
                supersedes=tuple(self.meant(claim.supersedes, named)),
                retracts=tuple(self.meant(claim.retracts, named)),
            )

    def meant(self, targets: Iterable[str], named: Mapping[str, list[str]]) -> list[str]:
        """The claims that ids of claims, or `record.key`, mean."""
        return sorted({iri for target in targets for iri in named.get(target) or named.get(self.keyed(target), [])})

    @staticmethod
    def keyed(target: str) -> str:
        record, _, key = target.partition(".")
        return f"{record}.{predicate_for('label' if key == 'name' else key)}"
