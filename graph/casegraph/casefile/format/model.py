"""The format of a case file: one class per section, one field per property.

A field `law_broken` is the property `cg:lawBroken`. A field that takes a fact takes either the bare value or a mapping
`{value: …, source: …, standing: …}` when that one fact has its own source, speaker or standing. pydantic checks the
shape and writes the JSON Schema; what values mean is checked in `check`.
"""

from typing import Annotated, Any, Literal

from pydantic import Field

from .acts import Charge, Conviction, Event, Evidence, Imprisonment, Proceeding, Sentence
from .forms import Dated, Provenance, Refers, StandingWord, Strict, Texts
from .law import Policy, Power, ReliefRoute
from .people import Court, Office, Organisation, Person, Sovereign, Tenure
from .public import Concept, Petition, Response, Signatures, Statement, Work

__all__ = ["CLAIM_PREDICATES", "CaseFile", "ClaimEntry", "SourceEntry"]


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
        "own knowledge",
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
