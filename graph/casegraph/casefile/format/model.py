"""The format of a case file: one class per section, one field per property.

A field `law_broken` is the property `cg:lawBroken`. A field that takes a fact takes either the bare value or a mapping
`{value: …, source: …, standing: …}` when that one fact has its own source, speaker or standing. pydantic checks the
shape and writes the JSON Schema; what values mean is checked in `check`.
"""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from .forms import (
    MANY,
    ONE,
    PLAIN,
    QUALIFIED,
    Dated,
    Lasts,
    Many,
    PassageEntry,
    Provenance,
    Qualified,
    Refers,
    Said,
    StandingWord,
    Strict,
    Texts,
    Whole,
)

__all__ = [
    "CLAIM_PREDICATES", "MANY", "ONE", "PLAIN", "QUALIFIED", "CaseFile", "ClaimEntry", "Dated", "Lasts", "PassageEntry",
    "Provenance", "Qualified", "Record", "Refers", "SourceEntry", "Whole",
]  # fmt: skip

Text = Annotated[str, Field(min_length=1)]
Number = Annotated[str, Whole()]
Date = Annotated[str, Dated()]
Length = Annotated[str, Lasts()]
AnyRef = Annotated[str, Refers()]
PersonRef = Annotated[str, Refers("people")]
PartyRef = Annotated[str, Refers("people", "organisations", "offices", "sovereigns")]
CourtRef = Annotated[str, Refers("courts")]
OfficeRef = Annotated[str, Refers("offices")]
SovereignRef = Annotated[str, Refers("sovereigns")]
ChargeRef = Annotated[str, Refers("charges")]
ConvictionRef = Annotated[str, Refers("convictions")]
EventRef = Annotated[
    str,
    Refers("events", "imprisonments", "sentences", "charges", "convictions", "petitions", "responses", "works"),
]
PowerRef = Annotated[str, Refers("powers")]
ProceedingRef = Annotated[str, Refers("proceedings")]
PetitionRef = Annotated[str, Refers("petitions")]
WorkRef = Annotated[str, Refers("works")]
EvidenceRef = Annotated[str, Refers("evidence")]
StatementRef = Annotated[str, Refers("statements")]
RouteRef = Annotated[str, Refers("routes")]
BodyRef = Annotated[str, Refers("courts", "offices")]

ClemencyKind = Literal[
    "pardon",
    "conditional pardon",
    "commutation",
    "reprieve",
    "short reprieve",
    "suspension",
    "remission",
    "restoration of rights",
]
Flag = Literal[
    "treason",
    "impeachment",
    "contempt",
    "municipal ordinance",
    "twice convicted of a felony",
    "punishable by death or life",
    "sentenced to life",
    "sentenced to life without parole",
    "first felony",
    "death sentence commuted",
    "state court-martial",
    "sentence not approved by the President",
    "judgment not yet entered",
    "drug dealing",
]

SentenceType = Literal["death", "life", "life with parole", "life without parole", "term of years", "fine", "other"]
SovereignKind = Literal["nation", "state", "district", "territory", "tribe", "military", "foreign state"]
ReliefKind = Literal[
    "new trial", "direct appeal", "supreme court review", "discretionary reversal", "collateral attack",
    "appellate counsel", "federal habeas", "second federal habeas", "actual innocence", "DNA testing", "coram nobis",
    "prosecutor's review", "innocence commission", "sentence review", "second look", "compassionate release",
    "parole", "mandatory release", "eligibility set at sentencing", "release by the court", "convening authority",
    "remission", "approval of the sentence", "state authority", "compensation", "record relief",
]  # fmt: skip
EventKind = Literal[
    "Offence", "Arrest", "Charging", "Trial", "Verdict", "Dismissal", "Sentencing", "AppealDecision", "ReviewDenied",
    "Vacatur", "SentenceVacated", "Resentencing", "Reversal", "Reinstatement", "Exoneration", "Release", "Stay",
    "HabeasPetition", "HabeasGrant", "HabeasReversal", "PostconvictionMotion", "EvidenceTest", "Confession",
    "CivilAction", "Settlement", "Compensation", "Legislation", "ClemencyApplication", "ClemencyRefusal", "Pardon",
    "Commutation", "Reprieve", "Publication", "PetitionSigning", "Announcement", "Opinion", "SentenceServed",
    "RightsRestoration", "Event",
]  # fmt: skip


class Record(Provenance):
    """Anything with an id. `label` is what a reader calls it."""

    klass: ClassVar[str]
    label: Said[Text] | None = None
    also_known_as: Many[Text] | None = Field(None, description="other names people type or print")
    same_as: Many[Text] | None = Field(None, description="addresses of the same thing elsewhere, e.g. Wikidata")


class Person(Record):
    """A human being."""

    klass = "Person"
    name: Said[Text] = Field(description="the name as printed")
    born: Said[Date] | None = None
    died: Said[Date] | None = None
    occupation: Many[Text] | None = None
    capacity: Many[Text] | None = Field(None, description="what the person is in this case, e.g. circuit judge")
    relative_of: Many[PersonRef] | None = None
    redaction: Literal["victims", "juveniles"] | None = Field(None, description="the profile that hides the name")
    redacted_as: str | None = Field(None, description="what stands in its place then")


class Organisation(Record):
    """A body of people: an institution, a company, a group."""

    klass = "Organisation"
    kind: Literal["Organisation", "Institution", "Group", "Authority"] = "Organisation"
    part_of: Many[PartyRef] | None = None
    member: Many[PersonRef] | None = Field(None, description="of a group that has a name of its own: its people")


class Sovereign(Record):
    """Whose law can be broken: a nation, a state, a district, a territory, a tribe, a service."""

    klass = "Sovereign"
    adjective: Said[Text] | None = Field(None, description="as in 'a Wisconsin conviction'")
    sovereign_kind: Said[SovereignKind] | None = None
    within: Said[SovereignRef] | None = None


class Court(Record):
    """A court. Where it sits and whose court it is; not whose law it applies."""

    klass = "Court"
    court_of: Said[SovereignRef] | None = Field(None, description="the sovereign that set it up")
    sits_in: Said[SovereignRef] | None = Field(None, description="the state or other land it sits in, if another's")
    level: Said[Literal["trial", "appeal", "highest"]] | None = None
    courts_db_id: Said[Text] | None = Field(None, description="its id in the courts-db data set, e.g. wied")


class Office(Record):
    """A public post or body that can act."""

    klass = "Office"
    office_of: Said[SovereignRef] | None = None
    from_: Said[Date] | None = Field(None, alias="from", description="existed from")
    until: Said[Date] | None = Field(None, description="existed until, that day no longer included")
    short_label: Said[Text] | None = Field(None, description="as in a headline: President")


class Tenure(Record):
    """Who held an office from–until: on the day it ends until some hour, or the hour given."""

    klass = "Tenure"
    office: Said[OfficeRef]
    person: Said[PersonRef]
    held_as: Said[Literal["acting"]] | None = Field(None, description="acting: used the powers without the office")
    from_: Said[Date] = Field(alias="from")
    from_hour: Said[Text] | None = Field(None, description="the hour of the first day: noon; at midnight a day begins")
    until: Said[Date] | None = None
    until_hour: Said[Text] | None = Field(None, description="the hour of the day it ended: noon; at midnight it begins")


class Power(Record):
    """A clemency power: over which offences, of which kinds, by whom, on what basis, since when."""

    klass = "Power"
    sovereign: Said[SovereignRef] = Field(description="whose offences it reaches")
    kinds: Many[ClemencyKind]
    scope: Said[Literal["all", "capital", "non-capital", "named"]] = "all"
    applies_to: Many[Flag] | None = Field(None, description="for scope named: what the conviction must be marked with")
    reaches: Said[Text] | None = Field(None, description="what it covers, in a few words: federal offences")
    excludes: Many[Flag] | None = None
    decider: Many[OfficeRef] | None = None
    must_recommend: Many[OfficeRef] | None = None
    must_consent: Many[OfficeRef] | None = None
    must_be_consulted: Many[OfficeRef] | None = None
    may_be_consulted: Many[OfficeRef] | None = None
    sits_on_board: Many[OfficeRef] | None = Field(None, description="offices that vote in a deciding board")
    no_decider: Said[Literal["varies", "automatic by law", "nobody"]] | None = Field(
        None, description="when no office decides: the bodies vary, the law itself acts, or nobody can"
    )
    timing: Said[Literal["before or after conviction", "after conviction", "after the sentence is served"]] | None = (
        None
    )
    posthumous: Said[Literal["possible", "not possible"]] | None = Field(
        None, description="whether a pardon may be granted after death, where that is known"
    )
    reach: Said[Literal["own law", "any law"]] | None = Field(
        None, description="any law: it gives back rights that its sovereign's law took for a conviction under any law"
    )
    decision_rule: Said[Text] | None = None
    condition: Many[Text] | None = None
    basis: Many[Text] = Field(description="the legal basis, as cited")
    from_: Said[Date] | None = Field(None, alias="from")
    until: Said[Date] | None = None
    beside: Many[PowerRef] | None = Field(None, description="rules in force at the same time that it does not replace")
    lapses: Many[ClemencyKind] | None = Field(None, description="kinds that no later rule names once this one ends")


class Policy(Record):
    """How an authority chooses to use a power for a time: who may apply, what it will not consider. Never the power."""

    klass = "Policy"
    power: Said[PowerRef]
    practice: Said[Text] = Field(description="the practice, in a few words")
    from_: Said[Date] | None = Field(None, alias="from")
    until: Said[Date] | None = None


class ReliefRoute(Record):
    """A route to relief other than clemency: who decides, on what basis, until when, and when it is shut."""

    klass = "ReliefRoute"
    relief_kind: Said[ReliefKind]
    convictions_under: Said[SovereignRef] | None = Field(None, description="whose law was broken")
    convictions_within: Said[SovereignRef] | None = Field(
        None, description="or: the law of any sovereign within this one, of the kinds named"
    )
    sovereign_kinds: Many[SovereignKind] | None = None
    decided_by: Many[BodyRef] | None = Field(None, description="court or office, where it is always the same")
    deciding_body: Many[Text] | None = Field(None, description="who decides, in words")
    no_route: Said[Literal["none on record"]] | None = Field(None, description="looked for and not found")
    basis: Many[Text] | None = Field(None, description="the legal basis, as cited")
    time_limit: Said[Text] | None = None
    within_days: Said[Number] | None = Field(None, description="days from the sentence, else the conviction, to begin")
    condition: Many[Text] | None = None
    offences_from: Said[Date] | None = Field(None, description="only for offences on this day or later")
    offences_until: Said[Date] | None = Field(None, description="only for offences before this day")
    only_for: Many[SentenceType] | None = None
    not_for: Many[SentenceType] | None = None
    custody: Said[Literal["in custody", "out of custody"]] | None = None
    conviction_state: Many[Literal["standing", "set aside", "pardoned"]] | None = Field(
        None, description="what must have become of the conviction; standing unless said"
    )
    opens: Said[Literal["on the date set at sentencing", "was decided at sentencing"]] | None = None
    only_after: Said[RouteRef] | None = Field(None, description="the way that must have been tried before")
    turns_on: Many[Text] | None = Field(None, description="facts no case file holds that decide whether it is open")
    if_closed: Said[Text] | None = Field(None, description="why it is shut when it is, in words")
    attempted_by: Many[EventKind] | None = Field(None, description="kinds of event that try this way")
    courts_of: Said[SovereignRef] | None = Field(
        None, description="whose courts hear it; those of the sovereign whose law was broken unless said"
    )
    from_: Said[Date] | None = Field(None, alias="from")
    until: Said[Date] | None = None


class Proceeding(Record):
    """A case before a court, with its number."""

    klass = "Proceeding"
    court: Said[CourtRef] | None = None
    number: Said[Text] | None = None
    citation: Many[Text] | None = None
    review_of: Said[ProceedingRef] | None = None


class Charge(Record):
    """One count of an accusation. A charge is not a conviction."""

    klass = "Charge"
    kind: Literal["Charge", "Count", "ChargeGroup"] = "Count"
    person: Said[PersonRef]
    offence: Said[Text] | None = None
    statute: Many[Text] | None = None
    law_broken: Said[SovereignRef] | None = None
    proceeding: Said[ProceedingRef] | None = None
    act: Said[AnyRef] | None = Field(None, description="the event charged")
    date: Said[Date] | None = None
    outcome: Said[Literal["guilty", "guilty of a lesser offence", "not guilty", "dismissed", "pending"]] | None = None
    outcome_date: Said[Date] | None = None


class Conviction(Record):
    """A person found guilty of one offence against one sovereign."""

    klass = "Conviction"
    person: Said[PersonRef]
    offence: Said[Text] | None = None
    statute: Many[Text] | None = None
    law_broken: Said[SovereignRef] | None = Field(None, description="whose law: the power follows it, not the court")
    court: Said[CourtRef] | None = None
    proceeding: Said[ProceedingRef] | None = None
    charge: Said[ChargeRef] | None = None
    date: Said[Date] | None = None
    sentence_type: Said[SentenceType] | None = None
    offence_date: Said[Date] | None = Field(None, description="when it was committed, if no act charged says so")
    flag: Many[Flag] | None = None
    not_flag: Many[Flag] | None = Field(None, description="marks that the offence may seem to carry and does not")


class Sentence(Record):
    """What a court imposed for one or more convictions."""

    klass = "Sentence"
    conviction: Many[ConvictionRef]
    date: Said[Date] | None = None
    court: Said[CourtRef] | None = None
    term: Said[Text] | None = Field(None, description="in words: life without extended supervision")
    sentence_type: Said[SentenceType] | None = Field(None, description="its type, where the words of the term leave it")
    eligible_for_release: Said[Date] | None = None


class Imprisonment(Record):
    """Time in custody."""

    klass = "Imprisonment"
    person: Said[PersonRef]
    conviction: Many[ConvictionRef] | None = None
    custodian: Said[SovereignRef] | None = None
    from_: Said[Date] | None = Field(None, alias="from")
    until: Said[Date] | None = None
    duration: Said[Length] | None = Field(None, description="ISO 8601, e.g. P18Y")


class Event(Record):
    """Something that happened, or is said to have happened."""

    klass = "Event"
    kind: EventKind
    date: Said[Date] | None = None
    person: Many[PersonRef] | None = None
    agent: Many[AnyRef] | None = None
    victim: Many[PersonRef] | None = None
    court: Said[CourtRef] | None = None
    proceeding: Said[ProceedingRef] | None = None
    conviction: Many[ConvictionRef] | None = None
    charge: Many[ChargeRef] | None = None
    law_broken: Said[SovereignRef] | None = Field(None, description="for an offence: whose law the act broke")
    act: Many[EventRef] | None = Field(None, description="offences it concerns of which nobody need be charged")
    route: Many[RouteRef] | None = Field(None, description="the route it tried, where its kind alone does not tell")
    cause: Many[AnyRef] | None = None
    after: Many[EventRef] | None = None
    before: Many[EventRef] | None = None
    during: Many[EventRef] | None = None
    duration: Said[Length] | None = Field(None, description="how long it lasted, ISO 8601, e.g. P9D")
    place: Said[Text] | None = None
    amount: Said[Text] | None = None
    outcome: Said[Text] | None = None
    sentence_type: Said[SentenceType] | None = Field(None, description="for a resentencing: of the new sentence")
    related: Many[AnyRef] | None = None


class Evidence(Record):
    """A thing or test result offered as proof."""

    klass = "Evidence"
    kind: Literal["Evidence", "DnaEvidence"] = "Evidence"
    date: Said[Date] | None = Field(None, description="when it was tested")
    points_to: Said[PersonRef] | None = None
    item: Said[Text] | None = None


class Petition(Record):
    """A request to an authority, with whom it names and what it asks."""

    klass = "Petition"
    platform: Said[Text] | None = None
    author: Said[Text] | None = None
    date: Said[Date] | None = None
    addressed_to: Many[OfficeRef] | None = None
    seeks_relief_for: Many[PersonRef] | None = None
    requests: Many[Text] | None = Field(None, description="what it asks for, e.g. presidential pardon")
    inspired_by: Many[WorkRef] | None = None
    threshold: Said[Text] | None = None


class Signatures(Record):
    """How many had signed a petition on a day."""

    klass = "SignatureCount"
    petition: Said[PetitionRef]
    count: Said[Number]
    bound: Said[Literal["exactly", "over", "nearly", "about"]] = "exactly"
    date: Said[Date]


class Response(Record):
    """An authority's answer to a petition."""

    klass = "Response"
    petition: Said[PetitionRef]
    agent: Many[AnyRef] | None = None
    date: Said[Date] | None = None
    outcome: (
        Said[
            Literal[
                "declined for lack of authority",
                "declined on the merits",
                "declined as ineligible",
                "granted",
                "no answer",
            ]
        ]
        | None
    ) = None
    statement: Said[StatementRef] | None = None


class Statement(Record):
    """Something said or published by a speaker."""

    klass = "Statement"
    agent: Many[AnyRef] | None = None
    date: Said[Date] | None = None


class Work(Record):
    """A documentary, an article, a headline: something people watch or read."""

    klass = "Work"
    kind: Literal["Documentary", "Article", "Headline", "Work"] = "Work"
    date: Said[Date] | None = None
    agent: Many[AnyRef] | None = Field(None, description="who made it")
    distributed_by: Said[PartyRef] | None = None
    about: Many[AnyRef] | None = None
    linked_from: Said[AnyRef] | None = None


class Concept(Record):
    """An idea an article speaks of: a class of convictions, a class of courts, a kind of act, a law, a place."""

    klass = "Concept"
    kind: Literal["ConvictionClass", "CourtClass", "LegalAct", "LegalPower", "Provision", "Place", "Concept"] = (
        "Concept"
    )
    law_broken: Said[SovereignRef] | None = None
    resolves_to: Many[AnyRef] | None = None


class SourceEntry(Strict):
    """A document: the thing itself, not the mirror where it was read."""

    label: str = Field(description="how a list of sources names it")
    kind: Literal[
        "article",
        "broadcast",
        "constitution",
        "statute",
        "regulation",
        "opinion",
        "order",
        "docket",
        "filing",
        "official page",
        "press release",
        "register",
        "book",
        "web page",
        "data set",
    ] = "web page"
    publisher: str | None = None
    published: Annotated[str, Dated()] | None = None
    url: str | None = Field(None, description="a stable address, if there is one")
    read: Annotated[str, Dated()] | None = Field(None, description="the day it was read")
    sha256: str | None = Field(None, description="digest of the text passages point into")
    note: str | None = None


class ClaimEntry(Provenance):
    """A statement that stands beside the records: somebody's account, an opinion, a rule as quoted."""

    id: str | None = None
    subject: Annotated[str, Refers()]
    predicate: str = Field(description="a key of a section (date, outcome) or a property of the ontology")
    object: str
    standing: StandingWord | None = Field(None, description="attributed unless said")
    kind: Literal["fact", "gloss", "rule", "question", "presupposition", "report"] = "fact"
    says: str | None = Field(None, description="the statement in your own words")
    conflicts_with: Texts | None = Field(None, description="ids of claims or record.key it cannot hold together with")
    compare_with: Texts | None = Field(None, description="ids of claims or record.key that say it more exactly")
    supersedes: Texts | None = Field(None, description="ids of claims or record.key whose place this claim takes")
    retracts: Texts | None = Field(None, description="ids of claims or record.key that this claim withdraws")


CLAIM_PREDICATES: dict[str, object] = {
    "has_power_over": Refers(),
    "lacks_power_over": Refers(),
    "could_act": Refers(),
    "innocent_of": Refers(),
    "guilty_of": Refers(),
    "framed_for": Refers(),
    "took_part_in": Refers(),
    "charged_with": Refers(),
    "accused_under": Refers(),
    "responded_to": Refers(),
    "juror_in": Refers(),
    "signed": Refers(),
    "grounded_in": Refers(),
    "argues_for": Refers(),
    "same_thing_as": Refers(),
    "believes": None,
    "status": None,
    "described_as": None,
}
"""Properties that only claims use, as somebody's account of the world, and what their objects are."""


def _none() -> dict[str, Any]:
    """An empty section; how `dict` itself may be called takes pydantic milliseconds to find out."""
    return {}


def _no_rows() -> list[Any]:
    return []


class CaseFile(Strict):
    """A case file or a file of authorities."""

    case: str | None = Field(None, description="short name of the case: letters, digits, hyphens")
    authority: str | None = Field(
        None, description="for a file of shared offices, courts and powers: its id, e.g. US-WI"
    )
    title: str | None = None
    about: str | None = None
    sources: dict[str, SourceEntry] = Field(default_factory=_none)
    sovereigns: dict[str, Sovereign] = Field(default_factory=_none)
    courts: dict[str, Court] = Field(default_factory=_none)
    offices: dict[str, Office] = Field(default_factory=_none)
    people: dict[str, Person] = Field(default_factory=_none)
    organisations: dict[str, Organisation] = Field(default_factory=_none)
    tenures: list[Tenure] = Field(default_factory=_no_rows)
    powers: dict[str, Power] = Field(default_factory=_none)
    policies: dict[str, Policy] = Field(default_factory=_none)
    routes: dict[str, ReliefRoute] = Field(default_factory=_none)
    works: dict[str, Work] = Field(default_factory=_none)
    proceedings: dict[str, Proceeding] = Field(default_factory=_none)
    charges: dict[str, Charge] = Field(default_factory=_none)
    convictions: dict[str, Conviction] = Field(default_factory=_none)
    sentences: dict[str, Sentence] = Field(default_factory=_none)
    imprisonments: dict[str, Imprisonment] = Field(default_factory=_none)
    events: dict[str, Event] = Field(default_factory=_none)
    evidence: dict[str, Evidence] = Field(default_factory=_none)
    petitions: dict[str, Petition] = Field(default_factory=_none)
    signatures: list[Signatures] = Field(default_factory=_no_rows)
    responses: dict[str, Response] = Field(default_factory=_none)
    statements: dict[str, Statement] = Field(default_factory=_none)
    concepts: dict[str, Concept] = Field(default_factory=_none)
    claims: list[ClaimEntry] = Field(default_factory=_no_rows)
