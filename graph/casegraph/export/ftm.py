"""FollowTheMoney entities, for Aleph and OpenSanctions: people, court cases and their parties, posts, documents."""

import json
from collections.abc import Iterator

from .. import cg
from ..records.claim import Source
from ..vocabulary import content_id, local
from .facts import ExportedClaims, prefix_date

__all__ = ["ftm"]

Entity = dict[str, object]
_ROLES = {"Conviction": "convicted", "Charge": "charged"}


def ftm(facts: ExportedClaims) -> bytes:
    """One JSON object a line, sorted by id; only established facts, since FollowTheMoney has no standing."""
    found = [*_people(facts), *_posts(facts), *_court_cases(facts), *_documents(facts)]
    rows = {str(entity["id"]): entity for entity in found}
    texts = (json.dumps(rows[key], ensure_ascii=False, sort_keys=True) for key in sorted(rows))
    return "".join(text + "\n" for text in texts).encode()


def _entity(iri: str, schema: str, **values: list[str]) -> Entity:
    properties = {key: found for key, held in values.items() if (found := [v for v in dict.fromkeys(held) if v])}
    return {"id": _id(iri), "schema": schema, "properties": properties}


def _id(iri: str) -> str:
    """A stable id that FollowTheMoney accepts: no slash."""
    return f"casegraph-{content_id(iri)}"


def _dates(facts: ExportedClaims, thing: str, key: str) -> list[str]:
    return [day for text in facts.texts(thing, key) if (day := prefix_date(text))]


def _people(facts: ExportedClaims) -> Iterator[Entity]:
    for person in facts.of_class("Person"):
        yield _entity(
            person,
            "Person",
            name=[facts.label(person)],
            alias=facts.texts(person, cg.alsoKnownAs),
            birthDate=_dates(facts, person, cg.born),
            deathDate=_dates(facts, person, cg.died),
            profession=facts.texts(person, cg.occupation),
            notes=facts.texts(person, cg.capacity),
            sourceUrl=_urls(facts, person),
        )


def _posts(facts: ExportedClaims) -> Iterator[Entity]:
    for office in facts.of_class("Office"):
        area = [facts.label(own) for own in facts.texts(office, cg.officeOf)]
        countries = [_country(own) for own in facts.texts(office, cg.officeOf)]
        yield _entity(office, "Position", name=[facts.label(office)], country=countries, subnationalArea=area)
    people = set(facts.of_class("Person"))
    for tenure in facts.of_class("Tenure"):
        holder, post = facts.text(tenure, cg.person), facts.text(tenure, cg.office)
        if holder in people and post:
            yield _entity(
                tenure,
                "Occupancy",
                holder=[_id(holder)],
                post=[_id(post)],
                startDate=_dates(facts, tenure, cg.from_),
                endDate=_dates(facts, tenure, cg.until),
                summary=facts.texts(tenure, cg.heldAs),
            )


def _court_cases(facts: ExportedClaims) -> Iterator[Entity]:
    for proceeding in facts.of_class("Proceeding"):
        yield _entity(
            proceeding,
            "CourtCase",
            name=[facts.label(proceeding)],
            caseNumber=facts.texts(proceeding, cg.number),
            court=[facts.label(court) for court in facts.texts(proceeding, cg.court)],
            country=_of_courts(facts, facts.texts(proceeding, cg.court)),
            sourceUrl=_urls(facts, proceeding),
        )
    for klass, role in _ROLES.items():
        for thing in facts.of_class(klass):
            yield from _party(facts, thing, role)


def _party(facts: ExportedClaims, thing: str, role: str) -> Iterator[Entity]:
    """The person as party of the case; a conviction without a proceeding on record is a case of its own."""
    charge = facts.text(thing, cg.charge)
    case = facts.text(thing, cg.proceeding) or facts.text(charge, cg.proceeding)
    if not case:
        case = thing
        courts = facts.texts(thing, cg.court)
        names, countries = [facts.label(court) for court in courts], _of_courts(facts, courts)
        yield _entity(f"{thing}#case", "CourtCase", name=[facts.label(thing)], court=names, country=countries)
    party = facts.text(thing, cg.person)
    if party:
        yield _entity(
            thing,
            "CourtCaseParty",
            case=[_id(f"{thing}#case" if case == thing else case)],
            party=[_id(party)],
            role=[role],
            summary=[facts.label(thing)],
            date=_dates(facts, thing, cg.date),
        )


def _documents(facts: ExportedClaims) -> Iterator[Entity]:
    used: set[str] = set()
    for thing in sorted({t for k in ("Person", "Proceeding", "Office") for t in facts.of_class(k)}):
        for source in facts.rests_on(thing):
            used.add(source)
            yield _entity(
                f"{thing}#{source}", "Documentation", document=[_id(source)], entity=[_id(thing)], role=["source"]
            )
    for source in sorted(used & set(facts.sources)):
        yield _document(facts.sources[source])


def _document(source: Source) -> Entity:
    schema = "Article" if source.get("kind") == "article" else "Document"
    return _entity(
        source.iri,
        schema,
        title=[source.label],
        publisher=[source.get("publisher")],
        publishedAt=[prefix_date(source.get("published"))],
        retrievedAt=[prefix_date(source.get("read"))],
        sourceUrl=[source.get("url")],
        fileName=[local(source.iri)],
    )


def _country(sovereign: str) -> str:
    """The country code that opens a sovereign's id: US-WI, RU."""
    code = local(sovereign).partition("-")[0]
    return code.lower() if len(code) == 2 and code.isupper() else ""


def _of_courts(facts: ExportedClaims, courts: list[str]) -> list[str]:
    return [_country(own) for court in courts for own in facts.texts(court, cg.courtOf)]


def _urls(facts: ExportedClaims, thing: str) -> list[str]:
    return [facts.sources[source].get("url") for source in facts.rests_on(thing) if source in facts.sources]
