"""Fuzzy dates: what they read, how they compare, what they refuse."""

import re
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casegraph.dates import Duration, NotADate, NotADuration, Ternary, When, in_words, length_in_words, suggest_edtf

points = st.one_of(
    st.dates(date(1000, 1, 1)).map(str),
    st.dates(date(1000, 1, 1)).map(lambda day: str(day)[:7]),
    st.dates(date(1000, 1, 1)).map(lambda day: str(day)[:4]),
).flatmap(lambda text: st.sampled_from([text, text + "~", text + "?", text + "%"]))
sharp = st.dates(date(1900, 1, 1), date(2100, 12, 31))
intervals = st.one_of(
    st.tuples(points, points).map("/".join),
    points.map(lambda text: f"../{text}"),
    points.map(lambda text: f"{text}/.."),
    points.map(lambda text: f"/{text}"),
    points.map(lambda text: f"{text}/"),
)
sets = st.lists(points, min_size=1, max_size=3).map(lambda texts: f"[{','.join(texts)}]")


def readable(text: str) -> bool:
    try:
        When.parse(text)
    except NotADate:
        return False
    return True


whens = st.one_of(points, intervals, sets).filter(readable).map(When.parse)
moments = points.map(When.parse)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1985", "1985-01-01", "1985-12-31"),
        ("2004-02", "2004-02-01", "2004-02-29"),
        ("2005-11-15", "2005-11-15", "2005-11-15"),
        ("2005~", "2005-01-01", "2005-12-31"),
        ("1985/2003-09", "1985-01-01", "2003-09-30"),
        ("../2003", None, "2003-12-31"),
        ("2003-09-11/..", "2003-09-11", None),
        ("[2003-09-10,2003-09-11]", "2003-09-10", "2003-09-11"),
        ("[2003..2005]", "2003-01-01", "2005-12-31"),
        ("[..2003]", None, "2003-12-31"),
        ("198X", "1980-01-01", "1989-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2004-XX", "2004-01-01", "2004-12-31"),
        ("1985-04-XX", "1985-04-01", "1985-04-30"),
        ("2001-21", "2001-03-01", "2001-06-21"),
        ("2001-24", "2000-12-01", "2002-03-21"),
        ("2004-01-01T10:10:10+05:30", "2004-01-01", "2004-01-01"),
        ("1984?/2004~", "1984-01-01", "2004-12-31"),
        ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31"),
    ],
)
def test_a_date_has_a_first_and_a_last_possible_day(text: str, first: str | None, last: str | None) -> None:
    when = When.parse(text)
    assert (when.earliest and when.earliest.isoformat(), when.latest and when.latest.isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Sept. 2003", "2003-09"),
        ("c. 1985", "1985~"),
        ("8 January 2016", "2016-01-08"),
        ("January 8, 2016", "2016-01-08"),
        ("about March 2006", "2006-03~"),
        ("early 2003", "[2003-01..2003-04]"),
        ("mid-2002", "[2002-05..2002-08]"),
        ("late 2005", "[2005-09..2005-12]"),
        ("the 1980s", "198X"),
        ("early 1990s", "[1990..1993]"),
        ("spring 2004", "2004-21"),
        ("Fall of 1985", "1985-23"),
        ("between 1985 and March 2003", "[1985..2003-03]"),
        ("from 1985 to 2003", "1985/2003"),
        ("1985-2003", "1985/2003"),
        ("since Sept. 2003", "2003-09/.."),
        ("until 2003", "../2003"),
        ("29 or 30 July 1985", None),
        ("29 July 1985 or 30 July 1985", "[1985-07-29,1985-07-30]"),
        ("1985 (?)", "1985?"),
        ("July 4th, 1976", "1976-07-04"),
        ("the 4th of July 1976", "1976-07-04"),
        ("13/9/2003", "2003-09-13"),
        ("9/11/2003", None),
        ("31 February 2003", None),
        ("198X-04", None),
        ("2001-21-05", None),
        ("2004-01-01T25:10:10Z", None),
        ("0000", None),
        ("yesterday", None),
        ("2003-13", None),
        ("2003-02-30", None),
        ("2003/1985", None),
        ("", None),
        ("/", None),
        ("../..", None),
    ],
)
def test_what_is_no_edtf_date_is_refused_with_the_form_it_may_have_meant(text: str, hint: str | None) -> None:
    with pytest.raises(NotADate) as refused:
        When.parse(text)
    assert refused.value.hint == hint


@given(whens, whens)
def test_before_is_never_true_both_ways(one: When, other: When) -> None:
    assert not (one.before(other) is Ternary.YES and other.before(one) is Ternary.YES)
    assert one.before(other) is other.after(one)


@given(whens, whens, whens)
def test_before_is_transitive(one: When, two: When, three: When) -> None:
    if one.before(two) is Ternary.YES and two.before(three) is Ternary.YES:
        assert one.before(three) is Ternary.YES


@given(st.dates(date(1000, 1, 1)), whens)
def test_a_vaguer_date_never_decides_more(day: date, other: When) -> None:
    sharp = When.day(day)
    for vague in (When.parse(str(day)[:7]), When.parse(str(day)[:4])):
        if vague.before(other) is not Ternary.UNKNOWN:
            assert sharp.before(other) is vague.before(other)
        if other.before(vague) is not Ternary.UNKNOWN:
            assert other.before(sharp) is other.before(vague)


@given(whens, whens)
def test_dates_are_compatible_unless_one_lies_before_the_other(one: When, other: When) -> None:
    assert one.compatible(other) == other.compatible(one)
    assert one.compatible(other) == (Ternary.YES not in (one.before(other), other.before(one)))


@given(whens)
def test_every_date_can_be_said_in_words(when: When) -> None:
    assert all(year in in_words(when) for year in re.findall(r"\b\d{4}\b", when.text))
    assert suggest_edtf("no date here") is None


def test_a_three_valued_answer_has_no_truth_value() -> None:
    with pytest.raises(TypeError):
        bool(When.parse("2005").before(When.parse("2005-11")))
    assert ~Ternary.UNKNOWN is Ternary.UNKNOWN
    assert ~Ternary.YES is Ternary.NO


# ─── Laws ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def days_of(when: When, pick: st.DrawFn) -> tuple[date, date]:
    """One way to read a date: the first and the last day of what it may mean."""
    first_start, last_start, first_end, last_end = when.reach
    if not when.interval:
        day = pick(st.dates(first_start, last_end))
        return day, day
    start = pick(st.dates(first_start, min(last_start, last_end)))
    return start, pick(st.dates(max(start, first_end), last_end))


@given(st.data(), whens, whens)
def test_yes_and_no_hold_for_every_reading(data: st.DataObject, one: When, other: When) -> None:
    (start, end), (first, last) = days_of(one, data.draw), days_of(other, data.draw)
    for answer, truth in ((one.before(other), end < first), (one.after(other), last < start),
                          (one.overlaps(other), start <= last and first <= end)):  # fmt: skip
        assert answer is not (Ternary.NO if truth else Ternary.YES)
    if other.interval:
        assert one.during(other) is not (Ternary.NO if first <= start and end <= last else Ternary.YES)


@given(whens, whens)
def test_overlapping_is_being_neither_before_nor_after(one: When, other: When) -> None:
    assert one.overlaps(other) is other.overlaps(one) is ~(one.before(other) | one.after(other))


@given(sharp, sharp, sharp)
def test_between_known_days_nothing_is_unknown(one: date, two: date, three: date) -> None:
    low, high = min(two, three), max(two, three)
    day, stretch = When.day(one), When.parse(f"{low}/{high}")
    assert day.before(stretch) is (Ternary.YES if one < low else Ternary.NO)
    assert day.after(stretch) is (Ternary.YES if one > high else Ternary.NO)
    assert day.during(stretch) is (Ternary.YES if low <= one <= high else Ternary.NO)
    assert day.overlaps(stretch) is day.during(stretch)


@pytest.mark.parametrize(
    ("one", "how", "other", "answer"),
    [
        ("2005-11-15", "during", "2005", Ternary.YES),
        ("1990", "during", "1985/2003", Ternary.YES),
        ("1985-06", "during", "1985/2003", Ternary.UNKNOWN),
        ("2004", "during", "1985/2003", Ternary.NO),
        ("1990", "during", "../2003", Ternary.YES),
        ("1990", "during", "/2003", Ternary.UNKNOWN),
        ("2004", "during", "1985/..", Ternary.YES),
        ("2004", "during", "1985/", Ternary.UNKNOWN),
        ("1985/2003", "before", "2003-06", Ternary.UNKNOWN),
        ("1985/2003", "before", "2004", Ternary.YES),
        ("1985/2003", "overlaps", "1999", Ternary.YES),
        ("1985/2003", "overlaps", "2003-06", Ternary.UNKNOWN),
        ("2005~", "before", "2006-06", Ternary.UNKNOWN),
        ("2005~", "before", "2008", Ternary.YES),
        ("[2003-09-10,2003-09-11]", "before", "2003-09-12", Ternary.YES),
        ("198X", "before", "1990", Ternary.YES),
    ],
)
def test_comparisons_are_three_valued(one: str, how: str, other: str, answer: Ternary) -> None:
    assert getattr(When.parse(one), how)(When.parse(other)) is answer


TABLE = {Ternary.YES: 2, Ternary.UNKNOWN: 1, Ternary.NO: 0}


@pytest.mark.parametrize(("one", "two"), list(product(Ternary, repeat=2)))
def test_three_valued_answers_combine_as_kleene_has_it(one: Ternary, two: Ternary) -> None:
    assert TABLE[one & two] == min(TABLE[one], TABLE[two])
    assert TABLE[one | two] == max(TABLE[one], TABLE[two])
    assert TABLE[~one] == 2 - TABLE[one]
    assert ~(one & two) is ~one | ~two


@given(moments)
def test_about_never_decides_what_the_plain_date_leaves_open(when: When) -> None:
    about = When.parse(when.text.rstrip("~?%") + "~")
    for other in (When.parse("1950"), When.parse("2003-09-10"), when):
        if about.before(other) is not Ternary.UNKNOWN:
            assert about.before(other) is When.parse(when.text.rstrip("~?%")).before(other)


@given(st.one_of(points, intervals, sets).filter(readable))
def test_reading_keeps_the_text_and_its_ends_in_order(text: str) -> None:
    when = When.parse(text)
    assert when.text == text and str(when)
    assert when.reach[0] <= when.reach[3]
    assert when.earliest is None or when.latest is None or when.earliest <= when.latest
    assert when.approximate == bool(re.search("[~%]", text))
    assert when.uncertain == bool(re.search("[?%]", text))


# ─── Durations ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "least", "most", "tolerance", "words"),
    [
        ("P18Y", 6390, 6941, "17½ to 19 years", "18 years"),
        ("P1Y", 181, 732, "½ to 2 years", "1 year"),
        ("P6M", 165, 216, "5½ to 7 months", "6 months"),
        ("P1Y6M", 530, 581, "1 year and 5½ to 7 months", "1 year 6 months"),
        ("P9D", 8, 10, "to the day, give or take one", "9 days"),
    ],
)
def test_a_duration_is_read_with_its_tolerance(text: str, least: int, most: int, tolerance: str, words: str) -> None:
    length = Duration.parse(text)
    assert (length.least, length.most, length.tolerance, length_in_words(text)) == (least, most, tolerance, words)


@pytest.mark.parametrize("text", ["", "P", "P-3Y", "-P3Y", "P0D", "P2000Y", "18", "PT5H", "P1.5Y", "P5"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(NotADuration):
        Duration.parse(text)


@given(st.integers(0, 60), st.integers(0, 11), st.integers(1, 28), sharp)
def test_a_duration_to_the_day_fits_the_calendar(years: int, months: int, days: int, start: date) -> None:
    month = start.month - 1 + months
    end = date(start.year + years + month // 12, month % 12 + 1, min(start.day, 28)) + timedelta(days=days)
    length = Duration.parse(f"P{years}Y{months}M{days}D")
    assert length.least - 3 <= (end - start).days <= length.most + 3


# ─── Others who read the format ───────────────────────────────────────────────────────────────────────────────────────

SPECIFICATION = {
    # level 0, with the days they name
    "1985-04-12": ("1985-04-12", "1985-04-12"), "1985-04": ("1985-04-01", "1985-04-30"),
    "1985": ("1985-01-01", "1985-12-31"), "1985-04-12T23:20:30": ("1985-04-12", "1985-04-12"),
    "1985-04-12T23:20:30Z": ("1985-04-12", "1985-04-12"), "1985-04-12T23:20:30-04": ("1985-04-12", "1985-04-12"),
    "1985-04-12T23:20:30+04:30": ("1985-04-12", "1985-04-12"), "1964/2008": ("1964-01-01", "2008-12-31"),
    "2004-06/2006-08": ("2004-06-01", "2006-08-31"), "2004-02-01/2005-02-08": ("2004-02-01", "2005-02-08"),
    "2004-02-01/2005-02": ("2004-02-01", "2005-02-28"), "2004-02-01/2005": ("2004-02-01", "2005-12-31"),
    "2005/2006-02": ("2005-01-01", "2006-02-28"),
    # level 1
    "1984?": ("1984-01-01", "1984-12-31"), "2004-06~": ("2004-06-01", "2004-06-30"),
    "2004-06-11%": ("2004-06-11", "2004-06-11"), "201X": ("2010-01-01", "2019-12-31"),
    "20XX": ("2000-01-01", "2099-12-31"), "2004-XX": ("2004-01-01", "2004-12-31"),
    "1985-04-XX": ("1985-04-01", "1985-04-30"), "1985-XX-XX": ("1985-01-01", "1985-12-31"),
    "1985-04-12/..": ("1985-04-12", None), "1985-04/..": ("1985-04-01", None), "1985/..": ("1985-01-01", None),
    "../1985-04-12": (None, "1985-04-12"), "../1985-04": (None, "1985-04-30"), "../1985": (None, "1985-12-31"),
    "1985-04-12/": ("1985-04-12", None), "1985/": ("1985-01-01", None), "/1985-04-12": (None, "1985-04-12"),
    "/1985": (None, "1985-12-31"), "2001-21": ("2001-03-01", "2001-06-21"),
}  # fmt: skip
"""The examples of the specification (Library of Congress, 4 February 2019), levels 0 and 1."""

NOT_READ = {
    "Y170000002": "a year no criminal case reaches", "Y-170000002": "the same", "-1985": "a year before the first",
}  # fmt: skip

EDTF_DIFFERS = {
    "2001-21": "edtf ends a season by the weather alone; we leave room for the almanac's",
    "1985-04-12/": "edtf ends an unknown end ten years later; unknown is not ten years",
    "1985/": "the same",
    "/1985-04-12": "edtf starts an unknown start ten years earlier",
    "/1985": "the same",
    "1985-04-12/..": "edtf raises TypeError for an open end",
    "1985-04/..": "the same", "1985/..": "the same", "../1985-04-12": "the same", "../1985-04": "the same",
    "../1985": "the same",
}  # fmt: skip


@pytest.mark.parametrize("text", SPECIFICATION)
def test_the_examples_of_the_specification_are_read(text: str) -> None:
    when = When.parse(text)
    assert (when.earliest and str(when.earliest), when.latest and str(when.latest)) == SPECIFICATION[text]


@pytest.mark.parametrize("text", NOT_READ)
def test_years_outside_the_calendar_are_refused(text: str) -> None:
    with pytest.raises(NotADate):
        When.parse(text)


def bounds_by_edtf(text: str) -> tuple[str, str] | None:
    """What the package edtf makes of it; None when it raises."""
    edtf = pytest.importorskip("edtf", reason="the package edtf is not installed")
    try:
        parsed = edtf.parse_edtf(text)
        return tuple("{:04}-{:02}-{:02}".format(*end[:3]) for end in (parsed.lower_strict(), parsed.upper_strict()))
    except (edtf.EDTFParseException, TypeError):
        return None


@pytest.mark.parametrize("text", [*SPECIFICATION, "[2003-09-10,2003-09-11]", "[1667,1668,1670..1672]", "1985~/2003"])
def test_we_agree_with_the_package_edtf_where_it_is_right(text: str) -> None:
    when = When.parse(text)
    ours = (when.earliest and str(when.earliest), when.latest and str(when.latest))
    assert (ours == bounds_by_edtf(text)) == (text not in EDTF_DIFFERS), EDTF_DIFFERS.get(text)


@given(points)
def test_we_agree_with_the_package_edtf_on_every_point(text: str) -> None:
    when = When.parse(text)
    assert (str(when.earliest), str(when.latest)) == bounds_by_edtf(text)


def test_a_duration_of_hundreds_of_digits_is_too_long_and_no_crash() -> None:
    for text in (f"P{'9' * 400}Y", f"P1Y{'9' * 5000}D"):
        with pytest.raises(NotADuration, match="longer than 1,000 years"):
            Duration.parse(text)
    assert Duration.parse("P0000000012M").parts == (("month", 12),)
