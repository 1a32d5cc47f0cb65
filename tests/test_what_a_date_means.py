"""Fuzzy dates: what they read, how they compare, what they refuse."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casegraph.dates import NotADate, Ternary, When, in_words, suggest_edtf

points = st.one_of(
    st.dates(date(1000, 1, 1)).map(str),
    st.dates(date(1000, 1, 1)).map(lambda day: str(day)[:7]),
    st.dates(date(1000, 1, 1)).map(lambda day: str(day)[:4]),
).flatmap(lambda text: st.sampled_from([text, text + "~", text + "?", text + "%"]))
whens = points.map(When.parse)


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
    assert str(when.text[:4]) in in_words(when)
    assert suggest_edtf("no date here") is None


def test_a_three_valued_answer_has_no_truth_value() -> None:
    with pytest.raises(TypeError):
        bool(When.parse("2005").before(When.parse("2005-11")))
    assert ~Ternary.UNKNOWN is Ternary.UNKNOWN
    assert ~Ternary.YES is Ternary.NO
