"""Records of who there is: people, bodies, sovereigns, courts, offices and who held them."""

from typing import Literal

from pydantic import Field

from .forms import Many, Said
from .values import Date, OfficeRef, PartyRef, PersonRef, Record, SovereignKind, SovereignRef, Text

__all__ = ["Court", "Office", "Organisation", "Person", "Sovereign", "Tenure"]


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
