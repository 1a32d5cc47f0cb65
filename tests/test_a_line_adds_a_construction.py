"""Does a line of the tables find what people really write, and is the law proposed with its reason only?"""

import pytest

from casegraph.extract import extract
from casegraph.extract.article import Article
from casegraph.extract.gate import pass_gate
from casegraph.extract.proposal import Proposal
from casegraph.extract.rules import RulesEngine
from casegraph.extract.rules_table import _constructions

SAID = [
    ("Gov. Kane granted pardons to: Ada Brill, Otto Lind and Karl Voss.", ("relief", "Karl Voss", "pardon")),
    ("Gov. Kane pardoned the following six individuals: Ada Brill, Otto Lind.", ("relief", "Otto Lind", "pardon")),
    ("Rita Dahl is a 51-year-old woman who was convicted in 1998 of fraud.", ("conviction", "Rita Dahl", "fraud")),
    ("Gov. Kane pardoned convicted killer J. L. Wills on Tuesday.", ("relief", "J. L. Wills", "pardon")),
    ("Gov. Kane has decided to pardon 49-year-old Rita Dahl.", ("relief", "Rita Dahl", "pardon")),
    ("A judge announced his decision to vacate Rita Dahl's conviction.", ("relief", "Rita Dahl", "vacatur")),
    ("The governor reduced the 20-year sentence of Rita Dahl.", ("relief", "Rita Dahl", "commutation")),
    ("IT IS ORDERED that the conviction of Rita Dahl be vacated.", ("relief", "Rita Dahl", "vacatur")),
    ("The appeals court ordered a new trial for Rita Dahl.", ("relief", "Rita Dahl", "new trial")),
    ("The court overturned the death sentence of Otto Lind in 2001.", ("relief", "Otto Lind", "sentence vacated")),
    ("I, Ruth Kane, do hereby grant a full pardon to Rita Dahl.", ("relief", "Rita Dahl", "pardon")),
    ("Rita Dahl was acquitted of fraud in 1999.", ("acquittal", "Rita Dahl", "fraud")),
    ("The board denied parole to Rita Dahl.", ("refusal", "Rita Dahl", "parole")),
    ("Rita Dahl is serving state sentences for murder and kidnapping.", ("conviction", "Rita Dahl", "kidnapping")),
    ("Otto Lind was sentenced to 30 years on federal hate crimes charges.", ("conviction", "Otto Lind", "hate crimes")),
    ("Otto Lind was found guilty on all nine counts: felony murder, arson.", ("conviction", "Otto Lind", "arson")),
    ("A judge threw out the arson conviction of a man on Friday.\n\nOtto Lind, 71, has served 20 years in prison.",
     ("relief", "Otto Lind", "vacatur")),
    ("A County Jury convicted 19-year-old Otto Lind of arson.", ("conviction", "Otto Lind", "arson")),
    ("The pardons included: Ada Brill of Toledo, Ohio, sentenced in 1972 to three years of probation for arson; and "
     "Otto Lind of Reno, Nevada, who was sentenced to six months for mutilating coins.",
     ("conviction", "Otto Lind", "mutilating coins")),
    ("The pardons included: Ada Brill of Toledo, who killed; Otto Lind, a baker.", ("relief", "Otto Lind", "pardon")),
    ("Otto Lind was charged with arson and two counts of forgery.\n\nAfter a trial Lind was found guilty as charged.",
     ("conviction", "Otto Lind", "forgery")),
    ("State v. Otto Lind\n\nRuth Kane, for appellee.\n\nA jury convicted appellant of arson.",
     ("conviction", "Otto Lind", "arson")),
    ("Otto Lind pleaded guilty to failing to report a felony.",
     ("conviction", "Otto Lind", "failing to report a felony")),
    ("Otto Lind, 34, of Reno, Nevada, was sentenced by Judge Ruth Kane to 40 months in prison for arson.",
     ("sentence", "Otto Lind", "40 months")),
    ("Otto Lind spent 12 years in Texas prison for a rape he did not commit.", ("conviction", "Otto Lind", "rape")),
    ("In 1992 the court reversed Mr. Cole Roberts' arson conviction.", ("relief", "Cole Roberts", "reversal")),
    ("Eduardo \"Eddie\" Perez was mayor. Eddie Perez was convicted of arson.",
     ("conviction", "Eduardo Perez", "arson")),
    ("A jury found Otto Lind not guilty of murder but guilty of manslaughter.",
     ("conviction", "Otto Lind", "manslaughter")),
    ("A parole board has refused to release Otto Lind.", ("refusal", "Otto Lind", "parole")),
]  # fmt: skip


def proposals(text: str) -> list[Proposal]:
    article = Article("a.txt", text)
    return pass_gate(article, RulesEngine("").propose(article)[0])[0]


@pytest.mark.parametrize(("text", "fact"), SAID, ids=[fact[0] + " " + fact[2] for _, fact in SAID])
def test_what_people_write_is_found(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in {(p.slot, p.who, p.what) for p in proposals(text)}


LAW = [
    ("Ada Brill was convicted of arson in Dane County Circuit Court in Wisconsin.", "US-WI", "Dane County"),
    ("Gov. Ruth Kane of Ohio pardoned Ada Brill, who was convicted of arson in 1990.", "US-OH", "office that granted"),
    ("Ada Brill was convicted of arson in Ohio.", "US-OH", "state named"),
    ("Ada Brill of Toledo, Ohio, pleaded guilty to wire fraud.", "US", "federal offence"),
    ("Ada Brill was convicted of arson.", "", ""),
    ("Ada Brill was convicted of arson. Born in Ohio, she moved to Texas.", "", ""),
]


@pytest.mark.parametrize(("text", "law", "reason"), LAW)
def test_the_law_broken_is_a_proposal_with_its_reason(text: str, law: str, reason: str) -> None:
    draft = extract(Article("a.txt", text), RulesEngine(""))
    record = next(iter(draft.data["convictions"].values()))
    held = record.get("law_broken")
    if not law:
        assert held is None, "nothing is proposed, and review asks for it"
        return
    assert held["value"] == law and record["status"] == "candidate"
    assert "check it" in held["note"]
    assert reason in held["note"] or "Read off the court" in held["note"]


def test_an_acquittal_is_a_charge_with_its_outcome_and_no_conviction() -> None:
    data = extract(Article("a.txt", "A jury acquitted Otto Lind of arson in 1999."), RulesEngine("")).data
    assert "convictions" not in data
    assert [held["outcome"] for held in data["charges"].values()] == ["not guilty"]


@pytest.mark.parametrize(
    "text",
    [
        "Otto Lind was charged with arson. Lind was found guilty on all counts but the arson count.",
        "Otto Lind was charged with arson. Karl Voss was found guilty as charged.",
        "Otto Lind was charged with arson. Lind was found not guilty as charged.",
        "Otto Lind was charged with arson. If Lind is found guilty as charged, he faces ten years.",
        "State v. Ann Brill and Otto Lind\n\nThe defendant was convicted of arson.",
        "Tom Glaze, Justice.\n\nThis appeal is from the appellant's conviction of arson.",
        "Otto Lind was charged with arson. He was released as charged on bond, his brother Karl Voss said.",
        "The former Palm Beach Gardens police officer was found guilty of arson.",
        "Otto Lind was sentenced to six years for his part in a scheme.",
    ],
)
def test_nobody_is_convicted_by_a_charge_told_of_another_or_undone(text: str) -> None:
    assert not [p for p in proposals(text) if p.slot == "conviction"]


def test_a_line_of_the_table_has_the_marks_its_columns_need() -> None:
    for each in _constructions():
        held = each.pattern.groupindex
        assert each.who != "P" or "P" in held, each.pattern.pattern
        assert each.slot not in ("conviction", "charge", "acquittal") or "X" in held, each.pattern.pattern
        assert each.slot != "sentence" or "T" in held, each.pattern.pattern


def test_an_attempt_beside_the_deed_is_a_second_offence() -> None:
    held = proposals("Otto Lind was convicted of robbery and attempted robbery.")
    assert {p.what for p in held if p.slot == "conviction"} == {"robbery", "attempted robbery"}


def test_a_new_trial_and_parole_refused_are_events_of_their_own_kinds() -> None:
    text = "The appeals court ordered a new trial for Otto Lind in 2004. The board denied parole to Ada Brill in 2005."
    data = extract(Article("a.txt", text), RulesEngine("")).data
    assert [held["kind"] for held in data["events"].values()] == ["NewTrialOrdered", "ParoleRefused"]
