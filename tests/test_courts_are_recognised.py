"""Is a court known by the names people give it, and a statute by its citation? What follows from either?"""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import casegraph
from casegraph.authorities.load import load_authorities
from casegraph.courts import (
    court_and_law,
    list_courts,
    resolve_court,
    resolve_courts,
    resolve_statute,
    resolve_statutes,
    suggest_courts,
)
from casegraph.courts.named import state_keys
from casegraph.courts.tables import courts, districts, kept_ids, places, sovereigns, trial_courts
from casegraph.errors import NoSuchThing
from casegraph.vocabulary import CG, local
from sparing import mostly


def _table(text: str) -> list[tuple[str, str]]:
    """Rows of `key|name|name…` as pairs."""
    return [(line.split("|")[0], name) for line in text.strip().splitlines() for name in line.split("|")[1:]]


# One county or other place a sovereign, and every way its general trial court is usually named there.
TRIAL = """
AL|Jefferson County Circuit Court, Alabama|Circuit Court of Jefferson County, Ala.
AL|Alabama Circuit Court, Jefferson County
AK|Superior Court at Anchorage, Alaska|Alaska Superior Court, Third Judicial District at Anchorage
AK|Anchorage Superior Court
AZ|Maricopa County Superior Court|Superior Court of Arizona, Maricopa County
AZ|Superior Court of the State of Arizona in and for the County of Maricopa
AR|Crittenden County Circuit Court, Arkansas|Circuit Court of Crittenden County, Ark.
CA|Superior Court of California, County of Los Angeles|Los Angeles County Superior Court
CA|Los Angeles Superior Court|Cal. Super. Ct., Los Angeles Cnty.
CO|Denver County District Court|District Court, City and County of Denver|Denver District Court, Colorado
CT|Connecticut Superior Court, Judicial District of Hartford
CT|Superior Court, Judicial District of Stamford-Norwalk|Conn. Super. Ct., New Haven
DE|Superior Court of Delaware, New Castle County|New Castle County Superior Court
FL|Eleventh Judicial Circuit, Miami-Dade County
FL|Circuit Court of the Eleventh Judicial Circuit in and for Miami-Dade County, Florida
FL|Dade County Circuit Court, Florida|Hillsborough County Circuit Court
GA|Superior Court of Fulton County, Georgia|Fulton County Superior Court, Ga.|Cobb County Superior Court
GA|Superior Court of Chatham County, State of Georgia
HI|Circuit Court of the First Circuit, Hawaii|Circuit Court of the First Circuit, State of Hawai‘i
HI|Honolulu Circuit Court
ID|District Court of the Fourth Judicial District, Ada County|Ada County District Court, Idaho
IL|Circuit Court of Cook County|Cook County Circuit Court, Illinois|Circuit Court of Cook County, Ill.
IN|Marion County Superior Court, Indiana|Tippecanoe Superior Court 1|Vanderburgh Circuit Court
IA|Iowa District Court for Polk County|Polk County District Court, Iowa|Linn County District Court, Iowa
KS|Sedgwick County District Court, Kansas|District Court of Sedgwick County, Kansas
KS|Eighteenth Judicial District, District Court, Sedgwick County, Kansas
KY|Jefferson Circuit Court, Kentucky|Circuit Court of Fayette County, Kentucky|Pulaski Circuit Court, Ky.
LA|19th Judicial District Court, East Baton Rouge Parish|Orleans Parish District Court
LA|Nineteenth Judicial District Court, Parish of East Baton Rouge, Louisiana
ME|Cumberland County Superior Court, Maine|Maine Superior Court, Penobscot County
MD|Circuit Court for Baltimore City|Circuit Court for Baltimore County|Circuit Court for Prince George’s County
MD|Baltimore City Circuit Court
MA|Suffolk Superior Court|Massachusetts Superior Court, Suffolk County
MA|Superior Court Department of the Trial Court, Suffolk County, Massachusetts
MI|Wayne County Circuit Court, Michigan|Third Judicial Circuit Court, Wayne County, Michigan
MN|Hennepin County District Court|Fourth Judicial District Court, Hennepin County
MN|Minnesota District Court, Hennepin County
MS|Hinds County Circuit Court|Circuit Court of Hinds County, Mississippi
MO|St. Louis City Circuit Court|Circuit Court of the City of St. Louis
MO|Circuit Court of Saint Louis County, Missouri|St. Louis County Circuit Court, Mo.
MT|Yellowstone County District Court|Thirteenth Judicial District Court, Yellowstone County
NE|Lancaster County District Court|District Court of Lancaster County, Nebraska
NV|Clark County District Court, Nevada|Eighth Judicial District Court, Clark County, Nevada
NV|First Judicial District Court, Carson City, Nevada
NH|Hillsborough County Superior Court|New Hampshire Superior Court, Merrimack County
NJ|Superior Court of New Jersey, Law Division, Essex County|Essex County Superior Court, N.J.
NJ|Bergen County Superior Court
NM|Bernalillo County District Court|Second Judicial District Court, Bernalillo County, New Mexico
NY|Supreme Court of New York, New York County|Supreme Court of the State of New York, County of Kings
NY|Supreme Court, Bronx County|N.Y. Sup. Ct., Kings Cnty.
NC|Superior Court of Mecklenburg County, North Carolina|Mecklenburg County Superior Court
NC|Wake County Superior Court, N.C.
ND|Burleigh County District Court|District Court of Cass County, North Dakota
OH|Cuyahoga County Court of Common Pleas|Court of Common Pleas of Franklin County, Ohio
OH|Hamilton County Common Pleas Court
OK|District Court of Oklahoma County|Oklahoma County District Court
OK|District Court of Tulsa County, State of Oklahoma
OR|Multnomah County Circuit Court|Circuit Court of the State of Oregon for the County of Lane
OR|Washington County Circuit Court, Oregon
PA|Court of Common Pleas of Philadelphia County|Allegheny County Court of Common Pleas
PA|Philadelphia Court of Common Pleas
RI|Superior Court of Rhode Island, Providence County|Providence County Superior Court
SC|Court of General Sessions, Charleston County|Richland County Court of General Sessions, South Carolina
SC|Circuit Court of Greenville County, S.C.
SD|Minnehaha County Circuit Court|Circuit Court, Second Judicial Circuit, Minnehaha County, South Dakota
TN|Shelby County Criminal Court|Criminal Court of Davidson County, Tennessee
TN|Circuit Court of Williamson County, Tennessee
TX|187th District Court of Bexar County, Texas|Criminal District Court No. 3 of Dallas County, Texas
TX|Harris County District Court|District Court of Travis County, Texas, 299th Judicial District
UT|Salt Lake County District Court|Third Judicial District Court, Salt Lake County, Utah
VT|Vermont Superior Court, Chittenden Unit, Criminal Division|Chittenden County Superior Court
VA|Circuit Court of the City of Richmond|Fairfax County Circuit Court
VA|Circuit Court for the City of Virginia Beach|Circuit Court of Arlington County, Virginia
WA|King County Superior Court|Superior Court of Washington for King County
WA|Superior Court of the State of Washington, Pierce County
WV|Kanawha County Circuit Court|Circuit Court of Kanawha County, West Virginia
WI|Manitowoc County Circuit Court|Wisconsin Circuit Court, Manitowoc County|Circuit Court for Milwaukee County
WI|State of Wisconsin Circuit Court Dane County
WY|Laramie County District Court|District Court, First Judicial District, Laramie County, Wyoming
DC|D.C. Superior Court|Superior Court of the District of Columbia|D.C. Super. Ct.
GU|Superior Court of Guam|Guam Superior Court
VI|Superior Court of the Virgin Islands|Superior Court of the Virgin Islands, Division of St. Croix
VI|V.I. Super. Ct.
PR|Tribunal de Primera Instancia, Sala Superior de San Juan|Puerto Rico Court of First Instance, Bayamón
MP|Superior Court of the Commonwealth of the Northern Mariana Islands|N. Mar. I. Super. Ct.
AS|High Court of American Samoa|High Court of American Samoa, Trial Division
"""
NAMED = """
US-supreme-court|Supreme Court of the United States|U.S. Supreme Court|SCOTUS
US-ca7|7th Cir.|Seventh Circuit|U.S. Court of Appeals for the Seventh Circuit
US-ca7|United States Court of Appeals, Seventh Circuit|CA7
US-ca2|2d Cir.|2nd Cir.|Second Circuit Court of Appeals
US-cadc|D.C. Cir.|District of Columbia Circuit
US-cadc|United States Court of Appeals for the District of Columbia Circuit
US-DC-court-of-appeals|D.C. Court of Appeals|District of Columbia Court of Appeals|D.C.
US-MD-supreme-court|Court of Appeals of Maryland|Maryland Court of Appeals|Supreme Court of Maryland
US-MD-appellate-court|Court of Special Appeals of Maryland|Appellate Court of Maryland|Md. Ct. Spec. App.
US-NY-court-of-appeals|New York Court of Appeals|Court of Appeals of New York|N.Y. Ct. App.
US-NY-appellate-division|N.Y. App. Div.|N.Y. App. Div. 1st Dep't
US-NY-appellate-division|Supreme Court of New York, Appellate Division, Second Department
US-TX-court-of-criminal-appeals|Texas Court of Criminal Appeals|Tex. Crim. App.
US-TX-court-of-criminal-appeals|Court of Criminal Appeals of Texas
US-TX-court-of-appeals|Tex. App.|Tex. App.—Dallas|Texas Court of Appeals
US-OK-court-of-criminal-appeals|Oklahoma Court of Criminal Appeals|Okla. Crim. App.
US-AL-court-of-criminal-appeals|Alabama Court of Criminal Appeals|Ala. Crim. App.
US-TN-court-of-criminal-appeals|Tennessee Court of Criminal Appeals|Tenn. Crim. App.
US-WV-supreme-court-of-appeals|Supreme Court of Appeals of West Virginia|West Virginia Supreme Court
US-MA-supreme-judicial-court|Massachusetts Supreme Judicial Court|Supreme Judicial Court of Massachusetts
US-WI-court-of-appeals|Wis. Ct. App.|Wisconsin Court of Appeals|Court of Appeals of Wisconsin
US-WI-supreme-court|Wisconsin Supreme Court|Supreme Court of Wisconsin|US-WI-supreme-court
US-CA-court-of-appeal|Cal. 2d Dist.|Cal. Ct. App. 2d Dist.|California Court of Appeal, Fourth Appellate District
US-FL-district-court-of-appeal|Fla. 3d DCA|Fla. Dist. Ct. App.|Florida Third District Court of Appeal
US-IN-supreme-court|Indiana Supreme Court|Supreme Court, IN|Ind. Sup. Ct.
US-army-court-of-criminal-appeals|U.S. Army Court of Criminal Appeals|Army Ct. Crim. App.|ACCA
US-air-force-court-of-criminal-appeals|Air Force Court of Criminal Appeals|A.F. Ct. Crim. App.
US-navy-marine-corps-court-of-criminal-appeals|Navy-Marine Corps Court of Criminal Appeals|N-M. Ct. Crim. App.
US-coast-guard-court-of-criminal-appeals|Coast Guard Court of Criminal Appeals
US-caaf|U.S. Court of Appeals for the Armed Forces|C.A.A.F.
US-courts-martial|court-martial|courts-martial
US-general-court-martial|General Court-Martial|Army General Court-Martial
US-special-court-martial|Special Court-Martial
US-military-commission|military commission
US-district-gud|District Court of Guam|D. Guam
US-district-vid|District Court of the Virgin Islands|D.V.I.
US-district-nmid|District Court for the Northern Mariana Islands
US-district-dcd|D.D.C.|U.S. District Court for the District of Columbia|D. D.C.
US-district-illinoised|E.D. Ill.
navajo-nation-district-court|Navajo Nation District Court|District Court of the Navajo Nation
US-TRIBE-MENOMINEE-tribal-court|Menominee Tribal Court
US-LA-orleans-parish-criminal-district-court|Orleans Parish Criminal District Court
"""
TRIAL_NAMES = _table(TRIAL)
COURT_NAMES = _table(NAMED)
PRESENT = [row for row in districts() if not row.note.startswith("a former")]


@pytest.mark.parametrize(("state", "name"), TRIAL_NAMES)
def test_the_general_trial_court_of_every_sovereign_is_known(state: str, name: str) -> None:
    found = resolve_court(name)
    assert (found.sovereign, bool(found.label)) == (f"US-{state}", True), found.reason
    assert found.level == "trial" or found.id == "US-AS-high-court"


@pytest.mark.parametrize(("id_", "name"), COURT_NAMES)
def test_courts_with_a_name_of_their_own_are_known(id_: str, name: str) -> None:
    if name == "D.C.":
        assert not resolve_court(name)  # a place is no court
    else:
        assert resolve_court(name).id == id_


def test_more_than_250_names_are_tried_and_every_state_is_among_them() -> None:
    assert len(TRIAL_NAMES) + len(COURT_NAMES) + 4 * len(PRESENT) > 600
    assert {f"US-{state}" for state, _ in TRIAL_NAMES} == set(sovereigns()) - {"US", "US-MIL"}


def test_there_are_94_federal_districts_each_known_in_four_spellings() -> None:
    assert len(PRESENT) == 94
    for row in PRESENT:
        state = sovereigns()[row.state]
        first = f"{row.direction[:1]}."
        short = f"{first}D. {state.forms[0]}" if row.direction else f"D. {state.forms[0]}"
        if row.state == "US-DC":
            short = "D.D.C."
        core = row.label.partition(" for the ")[2] or row.label.partition(" of ")[2] or row.label.partition(" for ")[2]
        spellings = [short, short.replace(".", ""), row.label, f"United States District Court for the {core}"]
        spellings += [short.replace(".D.", ". D.")]
        for name in spellings:
            found = resolve_court(name)
            assert (found.id, found.sovereign, found.kind) == (row.id, "US", "federal district court"), name


def test_every_county_has_its_court_under_three_forms_of_its_name() -> None:
    units = {(court.sovereign, unit): court for court in reversed(trial_courts()) for unit in court.units}
    tried = 0
    for place in places():
        court = units.get((place.sovereign, place.unit))
        if court is None or place.unit not in ("County", "Parish"):
            continue
        state = sovereigns()[place.sovereign].name
        ids = {resolve_court(name).id for name in (
            f"{place.name} {place.unit} {court.name}, {state}", f"{court.name} of {place.name} {place.unit}, {state}",
            f"{state} {court.name}, {place.name} {place.unit}",
        )}  # fmt: skip
        assert len(ids) == 1 and "" not in ids, (place, ids)
        tried += 1
    assert tried > 3000


def test_ids_are_unique_stable_and_resolve_to_themselves() -> None:
    held = [court.id for court in list_courts()]
    assert len(held) == len(set(held)) > 5000
    assert all(resolve_court(id_).id == id_ for id_ in held)
    assert all(resolve_court(name).id == kept for name, kept in kept_ids().items() if name not in held)


def test_the_registry_and_the_authority_files_agree() -> None:
    facts: dict[str, dict[str, str]] = {}
    for case in load_authorities():
        for claim in case.claims:
            if claim.predicate in (CG + "courtOf", CG + "level", CG + "courtsDbId"):
                value = claim.object if isinstance(claim.object, str) else claim.object.value
                facts.setdefault(local(claim.subject), {})[local(claim.predicate)] = local(value)
    assert len(facts) >= 11
    for name, said in facts.items():
        found = resolve_court(name)
        assert (found.id, found.sovereign, found.level) == (name, said["courtOf"], said["level"])
        assert found.courts_db == said.get("courtsDbId", "")


@pytest.mark.parametrize(
    ("name", "whose"),
    [
        ("Superior Court, Orange County", {"US-CA", "US-NC", "US-IN", "US-VT"}),
        ("Circuit Court of Jefferson County", {"US-AL", "US-WI", "US-KY", "US-OR"}),
        ("District Court of Minnesota", {"US", "US-MN"}),
        ("Third District Court of Appeal", {"US-FL", "US-CA", "US-OH"}),
        ("Appellate Division, First Department", {"US-NY", "US-NJ"}),
    ],
)
def test_a_name_that_fits_several_courts_gives_them_all_and_no_guess(name: str, whose: set[str]) -> None:
    found = resolve_court(name)
    assert not found.id and not found.sovereign and "may be any" in found.reason
    assert whose <= {court.sovereign for court in found.candidates}
    narrowed = resolve_court(name, state=sorted(whose)[-1])
    assert narrowed.sovereign == sorted(whose)[-1]


def test_courts_of_one_sovereign_leave_only_the_court_open() -> None:
    found = resolve_court("Richmond Circuit Court")
    assert (found.id, found.sovereign, len(found.candidates)) == ("", "US-VA", 2)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Cook County Circuit Court, Wisconsin", "no such place"),
        ("Bankr. E.D. Wis.", "bankruptcy"),
        ("United States Bankruptcy Court for the Southern District of New York", "bankruptcy"),
        ("Oglala Sioux Tribal Court", "tribal court"),
        ("Cleveland Municipal Court", "city courts"),
        ("Wisconsin National Guard General Court-Martial", "National Guard"),
        ("Circuit Court", "name the county"),
        ("Wisconsin", "no court of that name"),
        ("", "no name"),
        ("Old Bailey", "no court of that name"),
        ("12th Cir.", "no court of that name"),
    ],
)
def test_an_unknown_court_is_refused_with_the_reason(name: str, why: str) -> None:
    found = resolve_court(name)
    assert not found and not found.sovereign and not found.candidates
    assert why in found.reason


def test_an_id_may_be_typed_in_any_case() -> None:
    assert resolve_court("us-wi-SUPREME-court ").id == "US-WI-supreme-court"
    assert resolve_court("us-wi-Dane-county-circuit-court").id == "US-WI-dane-county-circuit-court"


def test_a_bankruptcy_court_is_never_meant() -> None:
    assert not [court for court in list_courts() if "ankruptcy" in court.label]


def test_a_misspelled_county_is_suggested() -> None:
    assert suggest_courts("Manitowok County Circuit Court")[0].id == "manitowoc-county-circuit-court"
    assert suggest_courts("Filadelphia County Court of Common Pleas")[0].sovereign == "US-PA"
    assert suggest_courts("Wisconsin Suprem Court")[0].id == "US-WI-supreme-court"


@pytest.mark.parametrize(
    "name", ["Jefferson County District Court", "Washington County Superior Court", "Lincoln County Court"]
)
def test_no_word_of_a_courts_name_is_taken_for_a_postal_code(name: str) -> None:
    assert len({court.sovereign for court in resolve_court(name).candidates}) > 1
    assert not {"court", "county", "mount", "saint"} & set(state_keys())
    assert not resolve_court("United States District Court") and not resolve_court("U.S. Court")


@pytest.mark.parametrize(("name", "id_"), [
    ("Denver County District Court, CO", "US-CO-denver-county-district-court"),
    ("Superior Court, Hartford, CT", "US-CT-hartford-judicial-district-superior-court"),
    ("Yellowstone County District Court, MT", "US-MT-yellowstone-county-district-court"),
    ("Circuit Court, Jefferson Co., Ala.", "US-AL-jefferson-county-circuit-court"), ("D. Conn.", "US-district-ctd"),
    ("D. Mont.", "US-district-mtd"), ("D. Colo.", "US-district-cod"),
])  # fmt: skip
def test_a_postal_code_at_the_end_is_a_state(name: str, id_: str) -> None:
    assert resolve_court(name).id == id_


def test_the_state_narrows_and_never_overrules() -> None:
    assert resolve_court("E.D. Wis.", state="WI").id == "US-district-wied"
    assert not resolve_court("E.D. Wis.", state="MN")
    assert resolve_court("7th Cir.", state="WI").id == "US-ca7"
    assert not resolve_court("Supreme Court of Illinois", state="WI")
    assert not resolve_court("Cook County Circuit Court, Illinois", state="WI")
    assert resolve_court("Supreme Court", state="Wisconsin").id == "US-WI-supreme-court"
    assert [court.id for court in resolve_court("United States District Court", state="WI").candidates] == [
        "US-district-wied",
        "US-district-wiwd",
    ]


def test_an_unknown_state_is_refused() -> None:
    with pytest.raises(NoSuchThing, match="WJ"):
        resolve_court("Circuit Court", state="WJ")


EVERY_NAME = [name for id_, name in (*TRIAL_NAMES, *COURT_NAMES) if id_ != name] + [row.label for row in districts()]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(EVERY_NAME), st.data())
def test_case_space_and_punctuation_change_nothing(name: str, data: st.DataObject) -> None:
    change = data.draw(st.sampled_from(["upper", "lower", "spaces", "no dots", "typographic", "ends"]))
    varied = {
        "upper": name.upper(), "lower": name.lower(), "spaces": name.replace(" ", "  "),
        "no dots": re.sub(r"\.(?= |$|,)", "", name), "typographic": name.replace("'", "’").replace("-", "–"),
        "ends": f"  {name}. ",
    }[change]  # fmt: skip
    assert resolve_court(varied).id == resolve_court(name).id


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gives_a_court_or_a_reason(text: str) -> None:
    found = resolve_court(text)
    assert bool(found.id) != bool(found.reason)
    cited = resolve_statute(text)
    assert bool(cited.sovereign) != bool(cited.reason)


def test_no_name_in_the_tables_means_courts_of_two_sovereigns_in_silence() -> None:
    for court in list_courts():
        found = resolve_court(court.label)
        whose = {each.sovereign for each in found.candidates} or {found.sovereign}
        assert court.sovereign in whose, court.label
        assert found.id in ("", court.id), court.label


# Names of ours that courts-db reads otherwise, by id, with the reason.
DIFFERS = {
    "US-AK-district-court": "courts-db adds the federal district court to the State's",
    "US-WA-superior-court": "courts-db takes Washington for the county in Georgia",
}
# Names among the examples of courts-db that we read as another sovereign's court.
OTHERWISE = {
    "Washington District Court": "the State's limited court today; courts-db means the former federal district"
}


def test_courts_db_knows_every_id_the_registry_names() -> None:
    data = pytest.importorskip("courts_db")
    known = {court["id"] for court in data.courts}
    assert {court.courts_db for court in list_courts()} - {""} <= known


def test_courts_db_agrees_where_it_resolves_a_name() -> None:
    data = pytest.importorskip("courts_db")
    agreed, differing = 0, set()
    known = [court for court in list_courts() if not court.by_place and court.courts_db]
    for court in [court for index, court in enumerate(known) if index % 8 == 0 or court.id in DIFFERS]:
        found = set(data.find_court(court.label.replace("U.S.", "United States"), bankruptcy=False))
        agreed += found == {court.courts_db}
        if found and found != {court.courts_db}:
            differing.add(court.id)
    assert agreed > 30
    assert differing == set(DIFFERS)


def test_no_example_of_courts_db_is_taken_for_another_sovereigns_court() -> None:
    data = pytest.importorskip("courts_db")
    ours = {court.courts_db: court for court in list_courts() if not court.by_place}
    same, otherwise = 0, set()
    for court in data.courts:
        for name in court["examples"] if court["id"] in ours and court["id"] else ():
            found = resolve_court(name)
            same += found.id == ours[court["id"]].id
            if found.sovereign and found.sovereign != ours[court["id"]].sovereign:
                otherwise.add(name)
    assert same > 130
    assert otherwise == set(OTHERWISE)


def test_the_traps_of_courts_db_are_not_ours() -> None:
    data = pytest.importorskip("courts_db")
    assert "manitowoc" not in " ".join(data.find_court("Manitowoc County Circuit Court"))
    assert resolve_court("Manitowoc County Circuit Court").courts_db == "wisccirct"
    by_id = {court["id"]: court for court in data.courts}
    assert sum(by_id[row.courts_db]["type"] == "appellate" for row in districts()) > 40
    assert all(resolve_court(row.id).level == "trial" for row in PRESENT)
    assert by_id["supctdc"]["system"] == "state"
    assert resolve_court("supctdc").id == "" and resolve_court("D.C. Superior Court").sovereign == "US-DC"


STATUTES = """
US|18 U.S.C. § 242|18 USC 371|18 U.S.C. §§ 1512(b)(3), 2|Title 21 U.S.C. § 841|10 U.S.C. § 950t|10 U.S.C. § 800
US|18 U.S.C. § 13 (Tex. Penal Code § 22.01)|18 U.S.C. § 1153|18 U.S.C. § 1152|36 C.F.R. § 2.35
US-MIL|10 U.S.C. § 918|10 U.S.C. § 801|10 U.S.C. § 946a|UCMJ art. 118|Article 134, UCMJ
US-MIL|10 U.S.C. § 934 (UCMJ art. 134)
US-DC|D.C. Code § 22-2101|D.C. Official Code § 22-2803|DC Code 22-4503
US-WI|Wis. Stat. § 940.01|Wis. Stat. §§ 940.01(1)(a), 939.05|Wisconsin Statutes section 940.01
US-WI|§ 940.01, Wis. Stats.
US-CA|Cal. Penal Code § 187|California Penal Code section 187
US-TX|Tex. Penal Code Ann. § 19.03 (West 2011)
US-NY|N.Y. Penal Law § 125.25
US-IL|720 ILCS 5/9-1
US-OK|21 O.S. § 421|Okla. Stat. tit. 21, § 701.7
US-DE|11 Del. C. § 636
US-PA|18 Pa. C.S. § 2502|18 Pa. Cons. Stat. § 2502
US-GA|O.C.G.A. § 16-5-1|Ga. Code Ann. § 16-5-1
US-WA|RCW 9A.32.030|Wash. Rev. Code § 9A.32.030
US-OR|ORS 163.115|Or. Rev. Stat. § 163.115
US-MA|M.G.L. c. 265, § 1|Mass. Gen. Laws ch. 265, § 1
US-VT|13 V.S.A. § 2301|Vt. Stat. Ann. tit. 13, § 2301
US-ME|17-A M.R.S. § 201|Me. Rev. Stat. tit. 17-A, § 201
US-LA|La. R.S. 14:30|La. Rev. Stat. § 14:30
US-OH|Ohio Rev. Code § 2903.01|Ohio Rev. Code § 2903.01
US-IN|Ind. Code § 35-42-1-1
US-ID|Idaho Code § 18-4001
US-AL|Ala. Code § 13A-5-40(a)(4)
US-AK|Alaska Stat. § 11.41.100
US-AZ|A.R.S. § 13-1105|Ariz. Rev. Stat. § 13-1105
US-AR|Ark. Code Ann. § 5-10-101
US-CO|C.R.S. § 18-3-102|Colo. Rev. Stat. § 18-3-102
US-CT|Conn. Gen. Stat. § 53a-54a
US-FL|Fla. Stat. § 782.04
US-HI|Haw. Rev. Stat. § 707-701
US-IA|Iowa Code § 707.2
US-KS|K.S.A. 21-5402|Kan. Stat. Ann. § 21-5402
US-KY|KRS 507.020|Ky. Rev. Stat. § 507.020
US-MD|Md. Code, Crim. Law § 2-201
US-MI|MCL 750.316|Mich. Comp. Laws § 750.316
US-MN|Minn. Stat. § 609.19 subd. 2(1)
US-MS|Miss. Code Ann. § 97-3-19
US-MO|Mo. Rev. Stat. § 565.020|RSMo 565.020
US-MT|Mont. Code Ann. § 45-5-102
US-NE|Neb. Rev. Stat. § 28-303
US-NV|NRS 200.030|Nev. Rev. Stat. § 200.030
US-NH|N.H. Rev. Stat. Ann. § 630:1|RSA 630:1
US-NJ|N.J.S.A. 2C:11-3|N.J. Stat. Ann. § 2C:11-3
US-NM|NMSA 1978, § 30-2-1|N.M. Stat. Ann. § 30-2-1
US-NC|N.C. Gen. Stat. § 14-17
US-ND|N.D. Cent. Code § 12.1-16-01
US-RI|R.I. Gen. Laws § 11-23-1
US-SC|S.C. Code Ann. § 16-3-10
US-SD|S.D. Codified Laws § 22-16-4
US-TN|Tenn. Code Ann. § 39-13-202
US-UT|Utah Code § 76-5-203
US-VA|Va. Code § 18.2-31|Code of Virginia § 18.2-31
US-WV|W. Va. Code § 61-2-1
US-WY|Wyo. Stat. § 6-2-101
US-VI|14 V.I.C. § 922|V.I. Code Ann. tit. 14, § 922
US-GU|9 G.C.A. § 16.40
US-PR|33 L.P.R.A. § 4734
US-MP|6 CMC § 1101
US-AS|A.S.C.A. § 46.3502
US-TRIBE-NAVAJO|Navajo Nation Code tit. 17 § 316|17 N.N.C. § 316
"""
CITATIONS = _table(STATUTES)


@pytest.mark.parametrize(("law", "text"), CITATIONS)
def test_a_citation_names_the_sovereign_whose_law_it_is(law: str, text: str) -> None:
    assert resolve_statute(text).sovereign == law


def test_every_state_has_a_citation_that_is_tried() -> None:
    assert set(sovereigns()) == {law for law, _ in CITATIONS} - {"US-TRIBE-NAVAJO"}


@pytest.mark.parametrize(
    "text",
    [
        "Penal Code § 187",
        "I.C. § 18-4001",
        "18 U.S.C. § 2; D.C. Code § 22-2103",
        "D.C. Code § 22-1805 and 18 U.S.C. § 2",
    ],
)
def test_a_citation_that_may_be_of_several_sovereigns_is_not_guessed(text: str) -> None:
    found = resolve_statute(text)
    assert not found.sovereign and len(found.candidates) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "§ 3",
        "Article 27, section 407",
        "Blah § 3",
        "Criminal Code of the Russian Federation art. 228",
        "Georgia § 4",
    ],
)
def test_a_citation_that_is_not_known_has_a_reason(text: str) -> None:
    assert resolve_statute(text).reason


def test_the_provisions_that_borrow_anothers_law_say_so() -> None:
    assert "assimilated" in resolve_statute("18 U.S.C. § 13").note
    assert "Indian country" in resolve_statute("18 U.S.C. § 1153").note


# --- what follows, through the public interface -----------------------------------------------------------------------
CASE = """\
case: small
sources: {{d: {{label: a docket, kind: docket}}}}
people: {{doe: {{name: Jane Doe, source: d}}}}
convictions:
  c: {{person: doe, offence: an offence, date: 2000-05-01, source: d{more}}}
"""


@pytest.fixture
def answer(case_file: Callable[..., Path]) -> Callable[..., casegraph.Answer]:
    def give(more: str, **keys: str) -> casegraph.Answer:
        return casegraph.load(case_file(CASE.format(more=more))).clemency("Jane Doe", "2016-01-08", **keys)

    return give


def offices(found: casegraph.Answer) -> list[str]:
    return [local(holder.office) for holder in found.holders]


def test_a_court_alone_gives_unknown_names_the_missing_fact_and_suggests(answer: Callable) -> None:
    found = answer(", court: Milwaukee County Circuit Court").convictions[0]
    assert (found.value, found.sovereign, found.holders) == ("unknown", "", ())
    assert found.missing[0].key == "law_broken"
    assert "Wisconsin" in found.note and "law_broken: US-WI" in found.note
    assert found.court == "Wisconsin Circuit Court, Milwaukee County"


def test_a_statute_says_the_law_broken_and_the_answer_says_it_is_inferred(answer: Callable) -> None:
    found = answer(', court: Milwaukee County Circuit Court, statute: "Wis. Stat. § 940.01"')
    assert offices(found) == ["US-WI-governor"]
    assert "inferred from the statute cited, Wis. Stat. § 940.01" in found.convictions[0].note


def test_an_inferred_law_names_its_premise(case_file: Callable[..., Path]) -> None:
    graph = casegraph.load(case_file(CASE.format(more=', statute: "Wis. Stat. § 940.01"')))
    rows = graph.query("""SELECT ?law ?statute WHERE { ?claim rdf:predicate cg:lawBroken ; rdf:object ?law ;
        cg:standing cg:Inferred ; cg:inferenceRule ?rule ; cg:premise ?premise . ?premise rdf:object ?statute }""")
    assert [(local(law), statute) for law, statute in rows.texts()] == [("US-WI", "Wis. Stat. § 940.01")]


def test_the_law_broken_wins_over_statute_and_court(answer: Callable) -> None:
    assert offices(answer(', law_broken: US-WI, court: W.D. Wis., statute: "18 U.S.C. § 242"')) == ["US-WI-governor"]


def test_a_removed_case_stays_the_states_and_the_answer_says_why(answer: Callable) -> None:
    found = answer(", law_broken: US-AZ, court: D. Ariz.", authority="US-president")
    assert found.value == "no"
    assert "removed" in found.convictions[0].note
    assert any("Manypenny" in source.label for source in found.sources)


def test_an_assimilated_crime_is_federal(answer: Callable) -> None:
    found = answer(', court: W.D. Tex., statute: "18 U.S.C. § 13 (Tex. Penal Code § 22.01)"')
    assert offices(found) == ["US-president"]
    assert "assimilated crime" in found.convictions[0].note


def test_a_states_statute_in_a_federal_court_is_not_guessed(answer: Callable) -> None:
    found = answer(', court: W.D. Tex., statute: "Tex. Penal Code § 22.01"').convictions[0]
    assert found.value == "unknown" and "18 U.S.C. § 13" in found.note and "removed" in found.note


def test_a_dc_code_count_in_the_federal_court_is_explained(answer: Callable) -> None:
    found = answer(', court: D.D.C., statute: "D.C. Code § 22-2103"')
    assert offices(found) == ["US-president"]
    assert local(found.convictions[0].sovereign) == "US-DC"
    assert "joined with federal counts" in found.convictions[0].note


@pytest.mark.parametrize(("court", "law", "words"), [
    ("D. Guam", "US-GU", "territory"), ("D.V.I.", "US-VI", "territory"), ("General Court-Martial", "US", "article 134"),
    ("Milwaukee County Circuit Court", "US", "exclusive"),
])  # fmt: skip
def test_other_pairs_of_court_and_law_are_explained_and_the_law_keeps_the_power(
    answer: Callable, court: str, law: str, words: str
) -> None:
    alone, moved = answer(f", law_broken: {law}"), answer(f", law_broken: {law}, court: {court}")
    assert offices(alone) == offices(moved) != []
    assert words in moved.convictions[0].note


def test_the_court_may_move_but_the_holder_follows_the_law(answer: Callable) -> None:
    names = (
        "E.D. Wis.",
        "Wis. Ct. App.",
        "7th Cir.",
        "D.C. Superior Court",
        "Dane County Circuit Court",
        "court-martial",
    )
    assert {tuple(offices(answer(f", law_broken: US-WI, court: {name}"))) for name in names} == {("US-WI-governor",)}


def test_one_states_court_with_anothers_law_is_refused_in_the_file(case_file: Callable, run: Callable) -> None:
    ran = run("check", case_file(CASE.format(more=", law_broken: US-WI, court: Cook County Circuit Court")))
    assert ran.code == 1 and "E209" in ran.out + ran.err and "US-IL" in ran.out + ran.err
    assert court_and_law("US-IL", "US-WI").verdict == "impossible"


def test_a_file_may_name_a_court_by_id_or_name_and_is_told_of_near_or_several_ones(
    case_file: Callable, run: Callable
) -> None:
    for name in (
        "milwaukee-county-circuit-court",
        "US-WI-milwaukee-county-circuit-court",
        "Milwaukee County Circuit Court",
    ):
        assert run("check", case_file(CASE.format(more=f", court: {name}"))).code == 0
    ran = run("check", case_file(CASE.format(more=", court: manitowok-county-circuit-court")))
    assert ran.code == 1
    assert "did you mean 'manitowoc-county-circuit-court'" in ran.out + ran.err
    assert "casegraph list courts --state WI" in ran.out + ran.err
    ran = run("check", case_file(CASE.format(more=", court: Jefferson County Circuit Court")))
    assert ran.code == 1 and "may be any of 12 courts" in ran.out + ran.err


def test_a_court_of_the_registry_walks_back_to_the_law_that_sets_it_up(run: Callable) -> None:
    ran = run("show", "Milwaukee County Circuit Court")
    assert ran.code == 0 and "Wis. Const. art. VII § 8" in " ".join(ran.out.split()) and "wisccirct" in ran.out
    assert run("show", "E.D. Ill.").code == 0
    assert run("show", "Court of Nowhere").code == 3


def test_the_list_of_courts_is_compact(run: Callable) -> None:
    ran = run("list", "courts", "--state", "WI")
    assert ran.code == 0 and "US-WI-dane-county-circuit-court" in ran.out and "US-IL" not in ran.out
    everything = run("list", "courts")
    assert "US-district-wied" in everything.out and "dane-county" not in everything.out
    assert max(len(line) for line in (ran.out + everything.out).splitlines()) <= 80
    assert '"courts_db": "wisccirct"' in run("list", "courts", "--state", "WI", "--json").out
    assert run("list", "courts", "--state", "ZZ").code == 3


def test_every_row_of_the_tables_names_its_source_and_a_known_standing() -> None:
    for row in (*courts(), *trial_courts(), *districts()):
        assert row.source and row.standing in ("established", "attributed"), row
    assert all(place.source for place in places())


def test_many_rows_are_resolved_quickly() -> None:
    names = [name for _, name in TRIAL_NAMES]
    resolve_courts(names)
    resolve_statutes(["18 U.S.C. § 242"])
    start = time.process_time()
    found = resolve_courts(names * 1000)
    spent = time.process_time() - start
    assert len(found) / spent > 20_000
    start = time.process_time()
    assert (
        len(resolve_statutes(["18 U.S.C. § 242", "Wis. Stat. § 940.01"] * 50_000)) / (time.process_time() - start)
        > 20_000
    )


# --- a State's name binds ---------------------------------------------------------------------------------------------


FORMS = ["State of {state} {court}", "{state} {court}", "{court} of {state}", "{court} of the State of {state}",
         "{state} State {court}"]  # fmt: skip


@pytest.mark.parametrize("form", mostly(FORMS, FORMS[1:3]))
def test_a_states_name_never_means_a_county_of_another_state(form: str) -> None:
    kinds = sorted({name for court in trial_courts() for name in (court.name, *court.also) if "Unit" not in name})
    kinds = [name for name in kinds if not name.startswith("County ")]  # `Delaware County Court` is New York's
    for own in sovereigns().values():
        for state in (own.name, *own.forms) if own.kind == "state" else ():
            for kind in kinds:
                found = resolve_court(form.format(state=state, court=kind))
                whose = {court.sovereign for court in found.candidates} or {found.sovereign}
                assert whose <= {"", own.id, "US"}, found


@pytest.mark.parametrize(("name", "reason"), [
    ("State of Nevada Superior Court", "no such place in Nevada"), ("Texas Circuit Court", "Texas has no such court"),
    ("Ohio Superior Court", "Ohio has no such court"), ("Ind.", "no court of that name"),
    ("Washington Circuit Court", "Washington County"),
])  # fmt: skip
def test_a_state_without_such_a_court_is_told(name: str, reason: str) -> None:
    found = resolve_court(name)
    assert (found.id, found.sovereign) == ("", "") and reason in found.reason
    assert {court.sovereign for court in suggest_courts(name)} <= {"US", "US-NV"}


def test_a_place_called_as_a_state_is_found_by_its_unit_or_its_own_state() -> None:
    assert resolve_court("Texas County Circuit Court").sovereign == "US-MO"
    assert resolve_court("Delaware County Court").sovereign == "US-NY"
    assert resolve_court("Superior Court, Nevada", state="CA").sovereign == "US-CA"
    assert resolve_court("State of Texas Circuit Court", state="MO").reason.startswith("the name says Texas")


def test_a_suggestion_is_of_the_state_that_is_named() -> None:
    assert "New York" in resolve_statute("N.Y. Penall Law § 1").reason
    for text in ("Ala. Penall Code § 1", "Virginia Cod Ann", "AL Cod Ann § 2"):
        assert "did you mean" not in resolve_statute(text).reason
    assert [court.id for court in suggest_courts("Nevada Supreem Court")] == ["US-NV-supreme-court"]
    assert not suggest_courts("Kane County Superior Court", "CA")
