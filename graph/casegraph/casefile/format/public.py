"""Records of what is asked and said in public: petitions and answers to them, statements, works, ideas."""

from typing import Literal

from pydantic import Field

from .forms import Many, Said
from .values import (
    AnyRef,
    Date,
    Number,
    OfficeRef,
    PartyRef,
    PersonRef,
    PetitionRef,
    Record,
    SovereignRef,
    StatementRef,
    Text,
    WorkRef,
)

__all__ = ["Concept", "Petition", "Response", "Signatures", "Statement", "Work"]


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
