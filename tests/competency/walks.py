"""One walk over the networkx view for each query of the catalogue, named after it; none of them reads SPARQL.

A walk takes what the query takes and gives rows: column → text, things by their short ids. Facts come from the plain
view; what somebody merely says comes from the wide view, whose edges and values name the claims behind them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

import casegraph
from casegraph.dates import Ternary, When
from casegraph.records.claim import Claim, Literal
from casegraph.view import CaseView, back, claims_behind, dates_of, in_force, label, one, open_view, step, types, values
from casegraph.vocabulary import CG, Standing, local

Row = dict[str, str]


@dataclass(frozen=True)
class World:
    """A graph as walks see it.

    Attributes:
        facts: what is established or inferred.
        said: that and everything anybody says.
        claims: IRI → claim.
        ids: short id → IRI.
    """

    facts: CaseView
    said: CaseView
    claims: dict[str, Claim]
    ids: dict[str, str]

    @classmethod
    def of(cls, graph: casegraph.Graph) -> "World":
        files = (*graph.authorities, *graph.cases)
        claims = {claim.iri: claim for file in files for claim in file.claims}
        ids = {local(claim.subject): claim.subject for claim in claims.values()}
        ids |= {local(source.iri): source.iri for file in files for source in file.sources}
        return cls(graph.view, open_view(graph.store, list(Standing)), claims, ids)

    def statements(self) -> Iterator[tuple[str, str, str, Claim]]:
        """Subject, key, object and claim of every statement, firm or not."""
        for subject, target, key, behind in self.said.edges(keys=True, data="claims"):
            yield from ((subject, key, target, self.claims[claim]) for claim in behind if claim)
        for subject, held in self.said.nodes(data="claims", default={}):
            for (key, value), behind in held.items():
                yield from ((subject, key, value, self.claims[claim]) for claim in behind if claim)

    def of_source(self, source: str) -> Iterator[tuple[str, str, str, Claim]]:
        """The statements that rest on one document."""
        return (found for found in self.statements() if source in found[3].sources)


def text(value: str) -> str:
    return local(value) if value.startswith(("http://", "https://")) else value


def row(**cells: str) -> Row:
    return {column: text(value) for column, value in cells.items()}


def attribution(claim: Claim) -> Row:
    return row(
        speaker=claim.speakers[-1] if claim.speakers else "",
        chain=" > ".join(map(local, claim.speakers)),
        depth=str(len(claim.speakers) - 1),
        standing=claim.standing.value.capitalize(),
        kind=claim.kind,
        claimId=claim.name,
        says=claim.says,
    )


def of_class(view: CaseView, nodes: list[str], klass: str) -> list[str]:
    return [node for node in nodes if klass in types(view, node)]


def each(view: CaseView, node: str, *keys: str) -> Iterator[tuple[str, ...]]:
    """Every combination of the things and values of `keys` at `node`; "" where there is none."""
    return product(*[[*step(view, node, key), *values(view, node, key)] or [""] for key in keys])


def entered_by(view: CaseView, conviction: str, day: date) -> bool:
    return all(when.earliest is None or when.earliest <= day for when in dates_of(view, conviction, "cg:date"))


def running(view: CaseView, nodes: list[str], on: str) -> list[str]:
    return [node for node in nodes if in_force(view, node, date.fromisoformat(on)) is not Ternary.NO]


def persons_in(view: CaseView, office: str, on: str) -> list[str]:
    tenures = running(view, back(view, office, "cg:office"), on)
    return [person for tenure in tenures for person in step(view, tenure, "cg:person")] or [""]


def deciding(view: CaseView, sovereign: str, on: str) -> Iterator[tuple[str, str]]:
    """The powers of scope «all» over a sovereign's offences on a day, with the offices that decide."""
    for power in running(view, back(view, sovereign, "cg:sovereign"), on):
        if one(view, power, "cg:scope") == "all":
            yield from ((power, office) for office in step(view, power, "cg:decider"))


# ─── When, and in which order ─────────────────────────────────────────────────────────────────────────────────────────


def dates_of_event(world: World, event: str) -> Iterator[Row]:
    for subject, key, value, claim in world.statements():
        if (subject, key) == (event, "cg:date") and claim.standing is not Standing.RETRACTED:
            speaker = claim.speakers[-1] if claim.speakers else ""
            for source in claim.sources:
                yield row(date=value, standing=claim.standing.value.capitalize(), source=source, speaker=speaker)


def time_by_account(world: World, event: str, source: str) -> Iterator[Row]:
    told = [(subject, key, value) for subject, key, value, _ in world.of_source(source)]

    def values_told(thing: str, wanted: str) -> list[str]:
        return [value for subject, key, value in told if (subject, key) == (thing, wanted)]

    stretches = [subject for subject, key, value in told if (key, value) == ("cg:before", event)]
    for stretch in stretches:
        limits = [day for later in values_told(event, "cg:before") for day in values_told(later, "cg:date")]
        starts = [day for begun in values_told(stretch, "cg:after") for day in values_told(begun, "cg:date")]
        for duration, start, limit in product(values_told(stretch, "cg:duration"), starts, limits):
            first, last = When.parse(start).earliest, When.parse(limit).latest
            years = int(duration.removeprefix("P").partition("Y")[0])
            if first and last:
                yield row(start=str(first.year), years=str(years), about=str(first.year + years), before=str(last.year))


def order_by_account(world: World, source: str) -> Iterator[Row]:
    for subject, key, value, claim in world.of_source(source):
        event = key == "cg:about" and "cg:Event" in types(world.facts, value)
        if claim.standing is not Standing.RETRACTED and (event or key in ("cg:before", "cg:after", "cg:inspiredBy")):
            earlier, later = (subject, value) if key == "cg:before" else (value, subject)
            yield row(earlier=earlier, later=later, how=CG + key[3:])


# ─── Who holds which power ────────────────────────────────────────────────────────────────────────────────────────────


def holders(world: World, conviction: str, on: str) -> Iterator[Row]:
    view = world.facts
    for sovereign in step(view, conviction, "cg:lawBroken"):
        for power, office in deciding(view, sovereign, on):
            for kind, person in product(values(view, power, "cg:kinds"), persons_in(view, office, on)):
                yield row(office=office, role=CG + "decider", kind=kind, power=power, person=person)


def deciders_for_class(world: World, on: str, **given: str) -> Iterator[Row]:
    view = world.facts
    for sovereign in step(view, given["class"], "cg:lawBroken"):
        for power, office in deciding(view, sovereign, on):
            for kind, person in product(values(view, power, "cg:kinds"), persons_in(view, office, on)):
                yield row(sovereign=sovereign, office=office, kind=kind, person=person)


def reach_of_office(world: World, office: str, on: str) -> Iterator[Row]:
    view = world.facts
    for power in running(view, back(view, office, "cg:decider"), on):
        for sovereign, basis in each(view, power, "cg:sovereign", "cg:basis"):
            yield row(sovereign=sovereign, power=power, basis=basis)


def reach_of_holder(world: World, holder: str, person: str, on: str) -> Iterator[Row]:
    view = world.facts
    tenures = [node for node in running(view, back(view, holder, "cg:person"), on) if step(view, node, "cg:office")]
    for tenure in tenures:
        for office in step(view, tenure, "cg:office"):
            reached = {found["sovereign"] for found in reach_of_office(world, office, on)}
            for conviction in of_class(view, back(view, person, "cg:person"), "cg:Conviction"):
                if entered_by(view, conviction, date.fromisoformat(on)):
                    for sovereign in step(view, conviction, "cg:lawBroken"):
                        yield row(
                            conviction=conviction,
                            sovereign=sovereign,
                            office=office,
                            reached=str(local(sovereign) in reached).lower(),
                        )


def power_by_source(world: World, office: str, source: str) -> Iterator[Row]:
    for subject, key, target, claim in world.of_source(source):
        if (subject, key) == (office, "cg:hasPowerOver") and "cg:ConvictionClass" in types(world.facts, target):
            yield row(speaker=claim.speakers[-1]) | {"class": local(target)}


# ─── Charges, convictions, prison ─────────────────────────────────────────────────────────────────────────────────────


def charges_of(world: World, person: str, since: str, until: str) -> Iterator[Row]:
    view = world.facts
    first, last = date.fromisoformat(since), date.fromisoformat(until)
    for charge in of_class(view, back(view, person, "cg:person"), "cg:Charge"):
        for when in dates_of(view, charge, "cg:date"):
            if when.earliest and when.latest and first <= when.earliest and when.latest <= last:
                for offence, outcome in each(view, charge, "cg:offence", "cg:outcome"):
                    yield row(charge=charge, offence=offence, date=when.text, outcome=outcome)


def charges_stated_by(world: World, source: str) -> Iterator[Row]:
    stated = list(world.of_source(source))
    for person, key, charge, _ in stated:
        if key == "cg:chargedWith":
            dates = [day for subject, other, day, _ in stated if (subject, other) == (charge, "cg:date")] or [""]
            for day in dates:
                yield row(person=person, charge=charge, date=day, offence=one(world.facts, charge, "cg:offence"))


def charged_over_victim(world: World, victim: str) -> Iterator[Row]:
    view = world.facts
    for act in back(view, victim, "cg:victim"):
        for charge in back(view, act, "cg:act"):
            for person, day in each(view, charge, "cg:person", "cg:date"):
                yield row(person=person, charge=charge, date=day, act=act)


def convictions_of(world: World, person: str) -> Iterator[Row]:
    view = world.facts
    for conviction in of_class(view, back(view, person, "cg:person"), "cg:Conviction"):
        numbers = [one(view, case, "cg:number") for case in step(view, conviction, "cg:proceeding")] or [""]
        keys = ("cg:offence", "cg:date", "cg:court", "cg:lawBroken")
        for number, (offence, day, court, sovereign) in product(numbers, each(view, conviction, *keys)):
            yield row(conviction=conviction, offence=offence, date=day, court=court, number=number, sovereign=sovereign)


def convictions_stated_by(world: World, person: str, source: str) -> Iterator[Row]:
    convictions = of_class(world.said, back(world.said, person, "cg:person"), "cg:Conviction")
    for subject, _, _, _ in world.of_source(source):
        if subject in convictions:
            yield row(conviction=subject)


def left_to_pardon(world: World, person: str, on: str) -> Iterator[Row]:
    view, day = world.facts, date.fromisoformat(on)
    for conviction in of_class(view, back(view, person, "cg:person"), "cg:Conviction"):
        if not all(when.latest and when.latest <= day for when in dates_of(view, conviction, "cg:date")):
            continue
        changes = [
            (when.latest if when else None, event, status)
            for event in back(view, conviction, "cg:conviction")
            for klass in step(view, event, "rdf:type")
            for status in step(view, klass, "cg:setsStatus")
            if one(view, status, "cg:ofTheSentence") != "true"
            for when in list(dates_of(view, event, "cg:date")) or [None]
            if (when.latest and when.latest <= day if when else day >= date.today())
        ]
        dated = max((changed for changed, _, _ in changes if changed), default=None)
        for _, event, status in [change for change in changes if change[0] in (dated, None)] or [(None, "", "")]:
            left = one(view, status, "cg:leavesSomethingToPardon", "true") if status else "true"
            yield row(conviction=conviction, left=left, status=status, event=event)


def time_in_prison(world: World, person: str) -> Iterator[Row]:
    view = world.facts
    for stay in of_class(view, back(view, person, "cg:person"), "cg:Imprisonment"):
        spoken = [
            (value, world.claims[claim].speakers[-1])
            for value in values(world.said, stay, "cg:duration")
            for claim in claims_behind(world.said, stay, "cg:duration", value)
        ]
        for (start, end, conviction), (duration, speaker) in product(
            each(view, stay, "cg:from", "cg:until", "cg:conviction"), spoken or [("", "")]
        ):
            yield row(imprisonment=stay, until=end, conviction=conviction, duration=duration, speaker=speaker) | {
                "from": start
            }


def cause_of_exoneration(world: World, person: str) -> Iterator[Row]:
    view = world.facts
    for event in of_class(view, back(view, person, "cg:person"), "cg:Exoneration"):
        for conviction, cause in each(view, event, "cg:conviction", "cg:cause"):
            for (other,) in each(view, cause, "cg:pointsTo"):
                yield row(event=event, conviction=conviction, cause=cause, other=other)


def victims_of(world: World, act: str) -> Iterator[Row]:
    for victim in step(world.facts, act, "cg:victim"):
        for (occupation,) in each(world.facts, victim, "cg:occupation"):
            yield row(victim=victim, name=label(world.facts, victim), occupation=occupation)


# ─── People, sentences, acts ──────────────────────────────────────────────────────────────────────────────────────────


def capacities_of(world: World, person: str) -> Iterator[Row]:
    for subject, key, value, claim in world.statements():
        if subject == person and key in ("cg:capacity", "cg:occupation"):
            for source in claim.sources:
                standing = claim.standing.value.capitalize()
                yield {**row(standing=standing, source=source), "part": text(CG + key[3:]), "as": value}


def relatives_of(world: World, person: str) -> Iterator[Row]:
    view = world.facts
    for relative in {*step(view, person, "cg:relativeOf"), *back(view, person, "cg:relativeOf")}:
        yield row(relative=relative, name=label(view, relative))


def sentences_of(world: World, person: str) -> Iterator[Row]:
    view = world.facts
    for conviction in of_class(view, back(view, person, "cg:person"), "cg:Conviction"):
        for sentence in of_class(view, back(view, conviction, "cg:conviction"), "cg:Sentence"):
            for term, day, release in each(view, sentence, "cg:term", "cg:date", "cg:eligibleForRelease"):
                yield row(sentence=sentence, conviction=conviction, term=term, date=day, release=release)


def done_by(world: World, person: str) -> Iterator[Row]:
    view = world.facts
    keys = ("cg:date", "cg:agent", "cg:court", "cg:place", "cg:outcome", "cg:cause")
    for event in of_class(view, back(view, person, "cg:person"), "cg:Event"):
        for klass in types(view, event) - {"cg:Event"}:
            for day, agent, court, place, outcome, cause in each(view, event, *keys):
                cells = row(event=event, date=day, agent=agent, court=court, place=place, outcome=outcome, cause=cause)
                yield cells | {"class": text(CG + klass[3:])}


def office_holders(world: World, office: str) -> Iterator[Row]:
    view = world.facts
    for tenure in of_class(view, back(view, office, "cg:office"), "cg:Tenure"):
        for person, start, end in each(view, tenure, "cg:person", "cg:from", "cg:until"):
            yield {**row(person=person, name=label(view, person), until=end), "from": start}


def boards_of(world: World, sovereign: str) -> Iterator[Row]:
    view = world.facts
    roles = ("decider", "mustRecommend", "mustConsent", "mustBeConsulted", "mayBeConsulted", "sitsOnBoard")
    for power in of_class(view, back(view, sovereign, "cg:sovereign"), "cg:Power"):
        for role in roles:
            for body in step(view, power, f"cg:{role}"):
                name = label(view, body)
                if any(word in name.lower() for word in ("board", "commission", "committee", "council", "panel")):
                    for start, end in each(view, power, "cg:from", "cg:until"):
                        cells = row(body=body, name=name, role=CG + role, power=power, until=end)
                        yield {**cells, "from": start}


# ─── Petitions and clemency asked for ─────────────────────────────────────────────────────────────────────────────────


def petition_asks(world: World, petition: str) -> Iterator[Row]:
    keys = ("cg:requests", "cg:addressedTo", "cg:seeksReliefFor", "cg:inspiredBy")
    for request, authority, person, inspiration in each(world.facts, petition, *keys):
        yield row(request=request, authority=authority, person=person, inspiration=inspiration)


def petition_outcome(world: World, petition: str) -> Iterator[Row]:
    view = world.facts
    for response in of_class(view, back(view, petition, "cg:petition"), "cg:Response"):
        for agent, day, outcome in each(view, response, "cg:agent", "cg:date", "cg:outcome"):
            yield row(response=response, agent=agent, date=day, outcome=outcome)


def signature_counts(world: World, petition: str) -> Iterator[Row]:
    view = world.said
    for entry in back(view, petition, "cg:petition"):
        for count in values(view, entry, "cg:count"):
            for claim in claims_behind(view, entry, "cg:count", count):
                for source, (bound, day) in product(
                    world.claims[claim].sources, each(view, entry, "cg:bound", "cg:date")
                ):
                    standing = attribution(world.claims[claim])["standing"]
                    yield row(count=count, bound=bound, date=day, standing=standing, source=source)


def clemency_requests(world: World, person: str) -> Iterator[Row]:
    view = world.facts
    for asked in of_class(view, back(view, person, "cg:person"), "cg:ClemencyApplication"):
        for answer in back(view, asked, "cg:after") or [""]:
            for day, answered, agent, outcome in product(
                values(view, asked, "cg:date"),
                values(view, answer, "cg:date") or [""],
                step(view, answer, "cg:agent") or [""],
                values(view, answer, "cg:outcome") or [""],
            ):
                yield row(application=asked, asked=day, answer=answer, answered=answered, agent=agent, outcome=outcome)


def announcements_by(world: World, agent: str) -> Iterator[Row]:
    view = world.facts
    for event in of_class(view, back(view, agent, "cg:agent"), "cg:Announcement"):
        keys = ("cg:date", "cg:place", "cg:person", "cg:related", "cg:outcome")
        for day, place, person, related, outcome in each(view, event, *keys):
            yield row(event=event, date=day, place=place, person=person, related=related, outcome=outcome)


# ─── Who says what ────────────────────────────────────────────────────────────────────────────────────────────────────


def who_claims(world: World, source: str, **given: str) -> Iterator[Row]:
    for subject, key, target, claim in world.of_source(source):
        if key.partition(":")[2] == given["property"] and claim.speakers:
            yield row(subject=subject, object=target) | attribution(claim)


def claims_on_guilt(world: World, person: str, source: str) -> Iterator[Row]:
    for subject, key, target, claim in world.of_source(source):
        if subject == person and key in ("cg:guiltyOf", "cg:innocentOf", "cg:framedFor", "cg:tookPartIn"):
            yield row(property=key.partition(":")[2], act=target) | attribution(claim)


def claims_by_speaker(world: World, source: str, speaker: str) -> Iterator[Row]:
    for subject, _, target, claim in world.of_source(source):
        if claim.speakers[-1:] == (speaker,) and set(claim.speakers[:-1]) <= {source}:
            yield row(subject=subject, object=target) | attribution(claim)


def claims_only_from(world: World, speaker: str) -> Iterator[Row]:
    for subject, key, target, claim in world.statements():
        if claim.speakers[-1:] != (speaker,):
            continue
        others = [world.claims[other] for other in claims_behind(world.said, subject, key, target)]
        if not any(other.standing.asserted or {*other.speakers[-1:]} - {speaker} for other in others):
            yield row(subject=subject, object=target) | attribution(claim)


def conflicts_between(world: World, source: str, speaker: str, other: str) -> Iterator[Row]:
    for subject, _, target, claim in world.of_source(source):
        if claim.speakers[-1:] == (speaker,):
            for against in (world.claims[iri] for iri in claim.conflicts):
                if against.speakers[-1:] == (other,) and source in against.sources:
                    yield row(subject=subject, object=target, otherObject=plain(against))


def contradicted_by_record(world: World, source: str, **given: str) -> Iterator[Row]:
    about = {given["thing"]}
    about |= {
        node for key in ("person", "petition", "conviction") for node in back(world.facts, given["thing"], "cg:" + key)
    }
    for subject, _, target, claim in world.of_source(source):
        for firm in (world.claims[iri] for iri in claim.conflicts):
            if subject in about and firm.standing.asserted:
                yield row(subject=subject, said=target, fact=firm.subject, recorded=plain(firm), claimId=claim.name)


def not_asserted(world: World, source: str) -> Iterator[Row]:
    for subject, key, target, claim in world.of_source(source):
        if claim.name and not claims_behind(world.facts, subject, key, target):
            yield row(subject=subject, predicate=claim.predicate, object=target) | attribution(claim)


def courts_named_in(world: World, source: str) -> Iterator[Row]:
    view = world.facts
    trying = {court for node in back(view, CG + "Conviction", "rdf:type") for court in step(view, node, "cg:court")}
    for subject, key, target, _ in world.of_source(source):
        if key == "rdf:type" and target in (CG + "Court", CG + "CourtClass"):
            convicted = trying & {subject, *step(view, subject, "cg:resolvesTo")}
            yield row(court=subject, convicted=str(bool(convicted)).lower())


def stands_for(world: World, **given: str) -> Iterator[Row]:
    for named in step(world.facts, given["thing"], "cg:resolvesTo"):
        for claim in claims_behind(world.facts, given["thing"], "cg:resolvesTo", named):
            for source in world.claims[claim].sources:
                yield row(named=named, source=source)


def plain(claim: Claim) -> str:
    return claim.object.value if isinstance(claim.object, Literal) else claim.object


def walk(name: str) -> Callable[..., Iterator[Row]]:
    """The walk that answers what the query `name` answers."""
    found = globals()[name.replace("-", "_")]
    assert callable(found)
    return found
