"""What a key of the format may hold: a text, a date, an id, a word of a fixed list; and what every record has."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from .forms import Dated, Lasts, Many, Provenance, Refers, Said, Whole

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
KeeperRef = Annotated[str, Refers("sovereigns", "organisations")]
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
    "Offence", "Arrest", "Charging", "Trial", "Verdict", "Dismissal", "Sentencing", "AppealFiled",
    "AppealDecision", "ReviewDenied", "Vacatur", "NewTrialOrdered", "SentenceVacated", "Resentencing", "Reversal",
    "Reinstatement", "Exoneration", "Release", "Stay", "HabeasPetition", "HabeasGrant", "HabeasReversal",
    "PostconvictionMotion", "EvidenceTest", "Confession", "CivilAction", "Settlement", "Compensation",
    "Legislation", "ClemencyApplication", "Recommendation", "RecommendationRefused", "ClemencyRefusal", "Pardon",
    "Commutation", "Reprieve", "Publication", "PetitionSigning", "Announcement", "Opinion", "SentenceServed",
    "ParoleGranted", "ParoleRefused", "Execution", "RightsRestoration", "Event",
]  # fmt: skip


class Record(Provenance):
    """Anything with an id. `label` is what a reader calls it."""

    klass: ClassVar[str]
    label: Said[Text] | None = None
    also_known_as: Many[Text] | None = Field(None, description="other names people type or print")
    same_as: Many[Text] | None = Field(None, description="addresses of the same thing elsewhere, e.g. Wikidata")
