"""Records of what happened: proceedings, charges, convictions, sentences, custody, events, evidence."""

from typing import Literal

from pydantic import Field

from .forms import Many, Said
from .values import (
    AnyRef,
    ChargeRef,
    ClemencyKind,
    ConvictionRef,
    CourtRef,
    Date,
    EventKind,
    EventRef,
    Flag,
    KeeperRef,
    Length,
    PersonRef,
    ProceedingRef,
    Record,
    RouteRef,
    SentenceType,
    SovereignRef,
    Text,
)

__all__ = ["Charge", "Conviction", "Event", "Evidence", "Imprisonment", "Proceeding", "Sentence"]


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
    custodian: Said[KeeperRef] | None = Field(
        None, description="the sovereign or the institution that holds the person"
    )
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
    recommends: Many[ClemencyKind] | None = Field(None, description="for a recommendation: kinds of clemency; else any")
    related: Many[AnyRef] | None = None


class Evidence(Record):
    """A thing or test result offered as proof."""

    klass = "Evidence"
    kind: Literal["Evidence", "DnaEvidence"] = "Evidence"
    date: Said[Date] | None = Field(None, description="when it was tested")
    points_to: Said[PersonRef] | None = None
    item: Said[Text] | None = None
