"""Records of the law: powers of clemency, practice, and the other routes to relief."""

from typing import Literal

from pydantic import Field

from .forms import Many, Said
from .values import (
    BodyRef,
    ClemencyKind,
    Date,
    EventKind,
    Flag,
    Number,
    OfficeRef,
    PowerRef,
    Record,
    ReliefKind,
    RouteRef,
    SentenceType,
    SovereignKind,
    SovereignRef,
    Text,
)

__all__ = ["Policy", "Power", "ReliefRoute"]


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
    only_after: Said[RouteRef] | None = Field(None, description="the route that must have been tried before")
    turns_on: Many[Text] | None = Field(None, description="facts no case file holds that decide whether it is open")
    if_closed: Said[Text] | None = Field(None, description="why it is shut when it is, in words")
    attempted_by: Many[EventKind] | None = Field(None, description="kinds of event that try this route")
    courts_of: Said[SovereignRef] | None = Field(
        None, description="whose courts hear it; those of the sovereign whose law was broken unless said"
    )
    from_: Said[Date] | None = Field(None, alias="from")
    until: Said[Date] | None = None
