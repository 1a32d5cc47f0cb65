"""Everything that is wrong with a file, in one run, each with its place and a remedy; never a traceback."""

from collections.abc import Callable
from pathlib import Path

import pytest

import casegraph
from casegraph.codes import CODES
from casegraph.loading import check

HEAD = "case: small\nsources: {d: {label: a docket, kind: docket}}\n"
PEOPLE = "people: {doe: {name: Jane Doe, source: d}}\n"

WRONG: dict[str, tuple[str, str, tuple[int, int], str]] = {
    # what is wrong: (file, code, (line, column), a word of the message or help)
    "malformed YAML": ("case: small\npeople: {doe: [\n", "E003", (3, 1), "YAML"),
    "a tab as indent": ("case: small\npeople:\n\tdoe: x\n", "E003", (3, 1), "YAML"),
    "two documents": ("case: small\n---\ncase: other\n", "E003", (3, 1), "second document"),
    "a list at the top": ("- case\n", "E003", (1, 1), "mapping"),
    "duplicate key": (
        HEAD + "people:\n  doe: {name: A, source: d}\n  doe: {name: B, source: d}\n",
        "E004",
        (5, 3),
        "doe",
    ),
    "an alias": (HEAD + "people:\n  a: {name: A, source: d}\n  b: *x\n", "E005", (5, 6), "alias"),
    "an anchor": (HEAD + "people: {a: &x {name: A, source: d}}\n", "E005", (3, 13), "anchor"),
    "a tag": (HEAD + "people: {a: {name: !!int 5, source: d}}\n", "E006", (3, 20), "tag"),
    "unknown section": (HEAD + "peple: {}\n", "E101", (3, 1), "people"),
    "unknown key": (HEAD + "people: {doe: {nmae: x, name: y, source: d}}\n", "E101", (3, 16), "name"),
    "unknown court": (
        HEAD + PEOPLE + "convictions:\n  c: {person: doe, court: manitowok-county-circuit-court, source: d}\n",
        "E102",
        (5, 27),
        "manitowoc-county-circuit-court",
    ),
    "unknown person": (HEAD + PEOPLE + "convictions:\n  c: {person: do, source: d}\n", "E103", (5, 15), "doe"),
    "unknown office": (
        HEAD + PEOPLE + "petitions:\n  p: {addressed_to: US-presidnt, source: d}\n",
        "E104",
        (5, 21),
        "US-president",
    ),
    "unknown sovereign": (
        HEAD + PEOPLE + "convictions:\n  c: {person: doe, law_broken: US-WJ, source: d}\n",
        "E105",
        (5, 32),
        "US-WI",
    ),
    "unknown source": ("case: small\npeople: {doe: {name: A, source: x}}\n", "E106", (2, 33), "x"),
    "the wrong section": (
        HEAD + PEOPLE + "convictions:\n  c: {person: US-WI, source: d}\n",
        "E107",
        (5, 15),
        "sovereigns",
    ),
    "wrong type": (HEAD + "people: {doe: {name: [A], source: d}}\n", "E108", (3, 22), "text"),
    "a section that is a text": (HEAD + "people: Jane\n", "E108", (3, 9), "mapping"),
    "missing key": (HEAD + "people: {doe: {source: d}}\n", "E109", (3, 10), "name"),
    "no name": ("sources: {d: {label: x}}\n", "E109", (1, 1), "case"),
    "duplicate id": (HEAD + PEOPLE + "events: {doe: {kind: Event, source: d}}\n", "E110", (4, 10), "doe"),
    "the name of a shipped file": ("case: US-WI\nsources: {d: {label: x}}\n", "E110", (1, 7), "another name"),
    "the name of shipped relief": ("case: US-WI-relief\nsources: {d: {label: x}}\n", "E110", (1, 7), "another name"),
    "an English date": (
        HEAD + PEOPLE + "convictions:\n  c: {person: doe, date: Sept. 2003, source: d}\n",
        "E111",
        (5, 26),
        "2003-09",
    ),
    "an impossible day": (
        HEAD + PEOPLE + "convictions:\n  c: {person: doe, date: 2003-02-30, source: d}\n",
        "E111",
        (5, 26),
        "calendar",
    ),
    "a value not allowed": (HEAD + "events: {e: {kind: Vacature, source: d}}\n", "E112", (3, 20), "Vacatur"),
    "an address that is no web page": (
        "case: small\nsources: {d: {label: x, url: 'javascript:alert(1)'}}\n",
        "E112",
        (2, 30),
        "http",
    ),
    "an empty file": ("# nothing yet\n", "E109", (1, 1), "empty"),
    "a list where one value belongs": (
        HEAD + "people: {doe: {name: {value: [a, b], source: d}, source: d}}\n",
        "E108",
        (3, 30),
        "text",
    ),
    "unknown predicate": (
        HEAD + PEOPLE + "claims:\n  - {subject: doe, predicate: inocent_of, object: doe, source: d}\n",
        "E113",
        (5, 31),
        "innocent_of",
    ),
    "missing source": (HEAD + "people: {doe: {name: A}}\n", "E201", (3, 10), "source"),
    "contradictory dates": (
        HEAD
        + PEOPLE
        + "convictions:\n  c: {person: doe, date: 2003, source: d}\n"
        + "claims:\n  - {subject: c, predicate: date, object: '2004', standing: established, source: d}\n",
        "E202",
        (7, 5),
        "2003",
    ),
    "a conviction before its charge": (
        HEAD
        + PEOPLE
        + "charges:\n  h: {person: doe, date: 2004, source: d}\n"
        + "convictions:\n  c: {person: doe, charge: h, date: 2003, source: d}\n",
        "E202",
        (7, 37),
        "charge",
    ),
    "an end before its start": (
        HEAD + PEOPLE + "imprisonments:\n  i: {person: doe, from: 2004, until: 2003, source: d}\n",
        "E203",
        (5, 39),
        "2004",
    ),
    "a circle": (
        HEAD + "proceedings:\n  a: {review_of: b, source: d}\n  b: {review_of: a, source: d}\n",
        "E204",
        (4, 18),
        "circle",
    ),
    "a quotation of nine words": (
        HEAD
        + "people: {doe: {name: A, source: d, passage: "
        + "{start: 0, end: 9, quote: one two three four five six seven eight nine}}}\n",
        "E303",
        (3, 71),
        "9 words",
    ),
    "a passage that ends before it starts": (
        HEAD + "people: {doe: {name: A, source: d, passage: {start: 9, end: 3}}}\n",
        "E304",
        (3, 61),
        "before",
    ),
    "an offset that is no number": (
        HEAD + "people: {doe: {name: A, source: d, passage: {start: nine, end: 3}}}\n",
        "E108",
        (3, 53),
        "nine",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_each_fault_is_told_with_its_place_and_a_remedy(
    what: str, case_file: Callable[..., Path], run: Callable
) -> None:
    text, code, place, word = WRONG[what]
    path = case_file(text)
    (result,) = check([path])
    told = [p for p in result.problems if p.code == code]
    assert told, [p.message for p in result.problems]
    assert (told[0].place.line, told[0].place.column) == place
    assert word in told[0].message + told[0].label + told[0].help
    ran = run("check", path)
    assert ran.code == 1
    assert f"error[{code}]" in ran.out
    assert "Traceback" not in ran.out + ran.err


def test_a_sound_file_has_no_problem(case_file: Callable[..., Path], run: Callable) -> None:
    ran = run("check", case_file())
    assert (ran.code, ran.out) == (0, "1 file, 8 claims, no problems\n")


def test_all_problems_are_told_in_one_run_in_order_of_lines(case_file: Callable[..., Path]) -> None:
    text = HEAD + (
        "people:\n  doe: {nmae: x, name: A, source: d}\nconvictions:\n"
        "  c: {person: do, court: nowhere, date: May 1999, sentence_type: deth, source: x}\n"
        "  e: {offence: theft, source: d}\n"
    )
    (result,) = check([case_file(text)])
    assert [(p.place.line, p.code) for p in result.problems] == [
        (4, "E101"),
        (6, "E103"),
        (6, "E102"),
        (6, "E111"),
        (6, "E112"),
        (6, "E106"),
        (7, "E109"),
    ]


def test_all_faults_of_a_fact_with_its_own_source_are_told_in_order(case_file: Callable[..., Path]) -> None:
    """Its value is held to the words or the form of its key, whatever else is wrong beside it."""
    text = HEAD + (
        "people:\n"
        "  doe:\n"
        "    {name: A, label: {value: '', sorce: d}, source: d,\n"
        "     also_known_as: [A, {value: [b], standing: firm}, {note: x}]}\n"
        "convictions:\n"
        "  c: {person: {value: doe}, sentence_type: {value: deth, source: d}, flag: [{value: treason}], source: d}\n"
    )
    (result,) = check([case_file(text)])
    assert [(p.place.line, p.place.column, p.code) for p in result.problems] == [
        (5, 30, "E108"),
        (5, 34, "E101"),
        (6, 33, "E108"),
        (6, 48, "E112"),
        (6, 55, "E109"),
        (8, 52, "E112"),
    ]
    assert "life without parole" in result.problems[-1].help


def test_a_wrong_kind_hides_nothing_of_its_record_and_nothing_that_names_it(case_file: Callable[..., Path]) -> None:
    text = (
        HEAD
        + PEOPLE
        + """convictions:
  c: {offence: robbery, law_broken: US-WX, source: d}
  k: [robbery]
events:
  e: {kind: Pardonning, conviction: nope, date: yesterday, source: d}
  f: {conviction: [c, k, nope], after: e, source: d}
"""
    )
    (result,) = check([case_file(text)])
    told = [(problem.place.line, problem.code) for problem in result.problems]
    assert told == [
        (5, "E109"), (5, "E105"), (6, "E108"), (8, "E112"), (8, "E107"), (8, "E111"), (9, "E109"), (9, "E107")
    ]  # fmt: skip


@pytest.mark.parametrize("value", ["[pardon, amnesty]", "{value: amnesty, source: d}", "[{value: amnesty, source: d}]"])
def test_a_value_of_a_list_is_told_by_its_key(value: str, case_file: Callable[..., Path]) -> None:
    power = f"powers: {{p: {{sovereign: US-WI, kinds: {value}, decider: US-WI-governor, basis: b, source: d}}}}\n"
    (result,) = check([case_file(HEAD + power)])
    assert "'amnesty' is not a value of kinds" in [problem.message for problem in result.problems]


@pytest.mark.parametrize(("section", "record", "meant"), [
    ("convictions", "{person: doe, law_broken: New Mexico, source: d}", {"law_broken": "US-NM"}),
    ("convictions", "{person: doe, law_broken: Texas, source: d}", {"law_broken": "US-TX"}),
    ("convictions", "{person: doe, law_broken: W.Va., source: d}", {"law_broken": "US-WV"}),
    ("convictions", "{person: doe, law_broken: Washington D.C., source: d}", {"law_broken": "US-DC"}),
    ("convictions", "{person: doe, law_broken: State of Wisconsin, source: d}", {"law_broken": "US-WI"}),
    ("petitions", "{addressed_to: Governor of New Mexico, source: d}", {"addressed_to": "US-NM-governor"}),
    ("petitions", "{addressed_to: [US-president, Governor of Texas], source: d}",
        {"addressed_to": ["US-president", "US-TX-governor"]}),
    ("convictions", "{person: Jane Doe, source: a docket}", {"person": "doe", "source": "d"}),
    ("convictions", "{person: doe, date: {value: 2000, source: a docket, speaker: Jane Doe}, source: d}",
        {"date": {"value": "2000", "source": "d", "speaker": "doe"}}),
    ("events", "{kind: Pardon, agent: Scott Walker, source: d}", {"agent": "scott-walker"}),
])  # fmt: skip
def test_a_name_that_one_thing_has_is_taken_for_its_id(
    section: str, record: str, meant: dict[str, object], case_file: Callable[..., Path]
) -> None:
    (result,) = check([case_file(f"{HEAD}{PEOPLE}{section}: {{c: {record}}}\n")])
    assert result.problems == ()
    assert {key: result.document.data[section]["c"][key] for key in meant} == meant


def test_a_misspelt_name_and_one_that_two_have_are_told_with_the_ids(case_file: Callable[..., Path]) -> None:
    two = "people: {doe: {name: Jane Doe, source: d}, doe-2: {name: Jane Doe, source: d}}\n"
    (result,) = check([case_file(f"{HEAD}{two}convictions: {{c: {{person: Jane Doe, source: d}}}}\n")])
    assert [(p.code, p.help.partition("?")[0]) for p in result.problems] == [("E103", "did you mean 'doe' or 'doe-2'")]
    record = "{person: doe, law_broken: Navaho Nation, source: d}"
    (result,) = check([case_file(f"{HEAD}{PEOPLE}convictions: {{c: {record}}}\n")])
    assert [problem.help.startswith("did you mean 'US-TRIBE-NAVAJO'?") for problem in result.problems] == [True]


@pytest.mark.parametrize("record", [
    "{person: the Pope, source: d}", "{person: doe, law_broken: Canada, source: d}",
    "{person: doe, law_broken: NaN, source: d}", "{person: doe, court: Ohio Superior Court, source: d}",
    "{person: doe, sentence_type: life withou parole, law_broken: US-WI, source: d, flag: not treason}",
])  # fmt: skip
def test_nothing_is_suggested_that_is_near_by_chance_or_says_the_opposite(
    record: str, case_file: Callable[..., Path]
) -> None:
    people = "people: {doe: {name: Jane Doe, source: d}, steven-lopez: {name: Steven Lopez, source: d}}\n"
    (result,) = check([case_file(f"{HEAD}{people}convictions: {{c: {record}}}\n")])
    helps = [problem.help for problem in result.problems]
    assert [text for text in helps if "did you mean" in text and "life without parole" not in text] == []


def test_a_character_no_text_may_hold_is_refused_however_it_is_written(tmp_path: Path, run: Callable) -> None:
    (tmp_path / "a.yaml").write_text(HEAD + 'people: {doe: {name: "Jane\\0Doe", source: d}}\n')
    case = '{"case": "x", "sources": {"d": {"label": "a%s"}}, "people": {"doe": {"name": "Jane", "source": "d"}}}\n'
    for name, text in (("b.jsonl", case % "\\u0000"), ("c.jsonl", case % "\\ud800"), ("d.jsonl", case % "\uffff")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    for path in sorted(tmp_path.iterdir()):
        ran = run("check", path)
        assert ran.code == 1 and "E002" in ran.out and "U+" in ran.out, path


def test_both_claims_of_a_contradiction_are_named(case_file: Callable[..., Path], run: Callable) -> None:
    ran = run("check", case_file(WRONG["contradictory dates"][0]))
    assert "small.yaml:5:26" in ran.out
    assert "small.yaml:7:5" in ran.out


@pytest.mark.parametrize(
    ("raw", "code"), [(b"case: caf\xe9\n", "E002"), (b"case: a\x00b\n", "E002"), (b"\xff\xfe\x00", "E002")]
)
def test_an_unreadable_encoding_is_told_with_its_place(raw: bytes, code: str, tmp_path: Path, run: Callable) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes(raw)
    ran = run("check", path)
    assert ran.code == 1
    assert f"error[{code}]" in ran.out
    assert "latin.yaml:1:" in ran.out


def test_a_nul_is_named_as_what_it_is(tmp_path: Path, run: Callable) -> None:
    path = tmp_path / "nul.yaml"
    path.write_bytes(b"case: a\x00b\n")
    assert "U+0000" in run("check", path).out


def test_a_file_that_is_not_there_is_told(tmp_path: Path, run: Callable) -> None:
    ran = run("check", tmp_path / "missing.yaml")
    assert (ran.code, "E001" in ran.out) == (1, True)
    assert run("check", "avery-dasey").code == 3


def test_deep_nesting_is_refused_not_crashed(case_file: Callable[..., Path], run: Callable) -> None:
    ran = run("check", case_file("case: " + "[" * 5000 + "]" * 5000))
    assert ran.code == 1
    assert "E003" in ran.out


def test_scalars_stay_text(case_file: Callable[..., Path]) -> None:
    text = HEAD + "people: {doe: {name: NO, also_known_as: [12:30:45, 0x1F, 1_000, ~x], source: d}}\n"
    (result,) = check([case_file(text)])
    assert result.case is not None
    said = {getattr(claim.object, "value", "") for claim in result.case.claims}
    assert {"NO", "12:30:45", "0x1F", "1_000", "~x"} <= said


def test_every_code_is_explained(run: Callable) -> None:
    for code in CODES:
        ran = run("explain", code.lower())
        assert ran.code == 0
        assert ran.out.startswith(code)
    assert {fault[1] for fault in WRONG.values()} <= set(CODES)
    assert run("explain", "E999").code == 3


def test_the_json_and_github_forms_name_the_same_problems(case_file: Callable[..., Path], run: Callable) -> None:
    import json

    path = case_file(WRONG["unknown person"][0])
    told = json.loads(run("check", path, "--json").out)
    assert [(p["code"], p["line"], p["column"]) for p in told["problems"]] == [("E103", 5, 15)]
    assert run("check", path, "--format", "github").out.startswith(f"::error file={path},line=5,col=15,title=E103::")


@pytest.mark.parametrize(
    ("law", "offence", "more", "mark"),
    [
        *((f"US-{state}", "treason", "", "treason") for state in ("WI", "NY", "OH", "UT", "KY", "TX")),
        ("US-ID", "murder", "", "punishable by death or life"),
        ("US-ID", "lewd conduct with a minor child", ", sentence_type: term of years", "punishable by death or life"),
        ("US-HI", "judgment of impeachment", "", "impeachment"),
        ("US-NM", "breach of a city ordinance", "", "municipal ordinance"),
        ("US-WI", "treason", ", not_flag: treason", ""),
        ("US-WI", "treason", ", flag: treason", ""),
        ("US-ID", "murder", ", sentence_type: life", ""),
        ("US-WI", "murder", "", ""),
        ("US-WI", "contempt of court", "", ""),
    ],
)
def test_a_mark_that_the_words_of_an_offence_suggest_is_asked_for(
    law: str, offence: str, more: str, mark: str, case_file: Callable[..., Path]
) -> None:
    (result,) = check([_renamed(case_file, law, offence, more)])
    assert result.problems == ()
    assert [(w.code, w.label) for w in result.warnings] == ([("W303", f"flag: {mark}?")] if mark else [])


@pytest.mark.parametrize(
    ("more", "warned"), [("", ["W306"]), (", held_as: acting", []), (", standing: attributed, speaker: d", [])]
)
def test_two_people_in_one_office_on_the_same_days_are_a_warning(
    more: str, warned: list[str], case_file: Callable[..., Path]
) -> None:
    text = (
        "case: two\nsources: {d: {label: a docket}}\n"
        "people: {doe: {name: Jane Doe, source: d}, roe: {name: John Roe, source: d}}\n"
        "tenures:\n"
        "  - {office: US-WY-governor, person: doe, from: 2001-01-01, until: 2005-01-03, source: d}\n"
        f"  - {{office: US-WY-governor, person: roe, from: 2004-12-01, until: 2009-01-05, source: d{more}}}\n"
    )
    (result,) = check([case_file(text)])
    found = [warning.code for warning in result.warnings if warning.code != "W304"]
    assert (result.problems, found) == ((), warned)


def _renamed(case_file: Callable[..., Path], law: str, offence: str, more: str) -> Path:
    """The five-line case with another offence."""
    path = case_file(law=law, more=more)
    path.write_text(path.read_text(encoding="utf-8").replace("an offence", offence), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("day", "warned"),
    [
        ("0201-05-01", ["1 May 0201 lies before 1600"]),
        ("1066", ["1066 lies before 1600"]),
        ("2201-05", ["May 2201 lies ahead, and is told as what has happened"]),
        ("1600", []),
        ("1931-04", []),
        ("1999/..", []),
        ("[..1985]", []),
    ],
)
def test_a_date_of_another_time_is_asked_about(day: str, warned: list[str], case_file: Callable[..., Path]) -> None:
    (result,) = check([case_file(date=f'"{day}"')])
    assert result.problems == ()
    assert [(w.code, w.message, w.place.line) for w in result.warnings] == [("W307", text, 5) for text in warned]


def test_a_term_may_end_in_days_to_come(case_file: Callable[..., Path]) -> None:
    more = "imprisonments: {p: {person: doe, from: 2001, until: 2199, source: docket}}\n"
    path = case_file()
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert check([path])[0].warnings == ()


_CONVICTED = "person: doe, offence: murder, law_broken: US-GA, date: 1990-01-01, sentence_type: death, source: d"
DOUBTS: dict[str, tuple[str, list[str]]] = {
    # what a person should look at: (the records, the codes)
    "a death sentence thrown out as if it were the conviction, and a life sentence later": (
        f"convictions: {{c: {{{_CONVICTED}}}}}\n"
        "sentences: {s: {conviction: c, term: life, date: 2012-01-01, source: d}}\n"
        "events: {v: {kind: Vacatur, label: Death sentence thrown out, conviction: c, date: 2010-01-01, source: d}}\n",
        ["W313"]),
    "the same in words alone": (
        f"convictions: {{c: {{{_CONVICTED}}}}}\n"
        "events: {v: {kind: Vacatur, label: Death sentence thrown out, conviction: c, source: d}}\n", ["W313"]),
    "the penalty alone, in other words": (
        f"convictions: {{c: {{{_CONVICTED}}}}}\n"
        "events: {v: {kind: Reversal, label: Penalty phase reversed, conviction: c, source: d}}\n", ["W313"]),
    "exonerated, and nothing that ended the conviction": (
        f"convictions: {{c: {{{_CONVICTED}}}}}\n"
        "events: {e: {kind: Exoneration, conviction: c, date: 2010, source: d}}\n", ["W316"]),
    "exonerated by a vacatur": (
        f"convictions: {{c: {{{_CONVICTED}}}}}\n"
        "events: {e: {kind: Exoneration, conviction: c, source: d}, v: {kind: Vacatur, conviction: c, source: d}}\n",
        []),
    "prison until today under a conviction that was set aside": (
        f"convictions: {{c: {{{_CONVICTED}}}}}\n"
        "imprisonments: {i: {person: doe, conviction: c, from: 1990-01-01, source: d}}\n"
        "events: {v: {kind: Reversal, conviction: c, date: 2010-01-01, source: d}}\n", ["W313"]),
    "the same, and reinstated": (
        f"convictions: {{c: {{{_CONVICTED}}}}}\n"
        "imprisonments: {i: {person: doe, conviction: c, from: 1990-01-01, source: d}}\n"
        "events: {v: {kind: Reversal, conviction: c, date: 2010-01-01, source: d},\n"
        "  r: {kind: Reinstatement, conviction: c, date: 2011-01-01, source: d}}\n", []),
    "released a day after the vacatur": (
        f"convictions: {{c: {{{_CONVICTED}}}}}\n"
        "imprisonments: {i: {person: doe, conviction: c, from: 1990-01-01, until: 2010-01-02, source: d}}\n"
        "events: {v: {kind: Vacatur, conviction: c, date: 2010-01-01, source: d}}\n", []),
    "the sentence set aside, and a new one": (
        f"convictions: {{c: {{{_CONVICTED}}}}}\n"
        "sentences: {s: {conviction: c, term: death, date: 1990-01-01, source: d},\n"
        "  n: {conviction: c, term: life, date: 2012-01-01, source: d}}\n"
        "events: {v: {kind: SentenceVacated, conviction: c, date: 2010-01-01, source: d}}\n", []),
    "two sentences and nothing that explains the second": (
        f"convictions: {{c: {{{_CONVICTED}}}}}\n"
        "sentences: {s: {conviction: c, term: death, date: 1990-01-01, source: d},\n"
        "  n: {conviction: c, term: life, date: 2012-01-01, source: d}}\n", ["W315"]),
    "one sentence told in two ways": (
        f"convictions: {{c: {{{_CONVICTED}}}}}\nsentences: {{s: {{conviction: c, term: 20 years, source: d}}}}\n",
        ["W314"]),
    "life, told more exactly by its term": (
        "convictions: {c: {person: doe, law_broken: US-GA, sentence_type: life, source: d}}\n"
        "sentences: {s: {conviction: c, term: life without parole, source: d}}\n", []),
    "no law": ("convictions: {c: {person: doe, offence: arson, source: d}}\n", ["W311"]),
    "pardoned by an office without that power": (
        f"convictions: {{c: {{{_CONVICTED}}}}}\n"
        "events: {p: {kind: Pardon, conviction: c, agent: Governor of Georgia, date: 2004, source: d},\n"
        "  q: {kind: Pardon, conviction: c, agent: US-president, source: d}}\n", ["W317", "W317"]),
    "pardoned by the board that may, commuted by a Governor who then could": (
        f"convictions: {{c: {{{_CONVICTED}}}}}\n"
        "events: {p: {kind: Pardon, conviction: c, agent: US-GA-board, date: 2004, source: d},\n"
        "  q: {kind: Commutation, conviction: c, agent: US-GA-governor, source: d}}\n", []),
    "acts of no conviction": (
        f"convictions: {{c: {{{_CONVICTED}}}}}\n"
        "events: {p: {kind: Reversal, person: doe, source: d}, q: {kind: Commutation, source: d}}\n",
        ["W318", "W318"]),
    "a pardon of a charge": (
        "charges: {h: {person: doe, offence: theft, law_broken: US, source: d}}\n"
        "events: {p: {kind: Pardon, charge: h, source: d}}\n", []),
    "put back and never set aside": (
        f"convictions: {{c: {{{_CONVICTED}}}}}\n"
        "events: {p: {kind: Reinstatement, conviction: c, source: d}}\n", ["W319"]),
    "set aside twice": (
        f"convictions: {{c: {{{_CONVICTED}}}}}\n"
        "events: {p: {kind: Reversal, conviction: c, date: 2001, source: d},\n"
        "  q: {kind: Vacatur, conviction: c, date: 2004, source: d}}\n", ["W319"]),
    "set aside twice, put back between": (
        f"convictions: {{c: {{{_CONVICTED}}}}}\n"
        "events: {p: {kind: Reversal, conviction: c, date: 2001, source: d},\n"
        "  r: {kind: Reinstatement, conviction: c, date: 2002, source: d},\n"
        "  q: {kind: Vacatur, conviction: c, date: 2004, source: d}}\n", []),
    "in prison after death": (
        "convictions: {c: {person: roe, law_broken: US-GA, date: 2001, source: d}}\n"
        "imprisonments: {i: {person: roe, from: 2012, source: d}}\n", ["W320"]),
    "pardoned after death": (
        "convictions: {c: {person: roe, law_broken: US-GA, date: 2001, source: d}}\n"
        "events: {p: {kind: Pardon, conviction: c, person: roe, date: 2012, source: d}}\n", []),
    "arrested before birth": ("events: {a: {kind: Arrest, person: roe, date: 1940, source: d}}\n", ["W320"]),
    "a fact that rests on a source nobody read": (
        "convictions: {c: {person: doe, law_broken: US-GA, date: 2001, source: u}}\n", ["W323"]),
    "no law, but a statute that says it": (
        "convictions: {c: {person: doe, statute: Wis. Stat. § 940.01, source: d}}\n", []),
    "a State's court and a federal offence": (
        "convictions: {c: {person: doe, law_broken: US, court: US-GA-fulton-county-superior-court, source: d}}\n",
        ["W312"]),
    "a federal court and a State's offence": (
        "convictions: {c: {person: doe, law_broken: US-NC, court: US-district-nced, source: d}}\n", ["W312"]),
    "a court-martial and the code of the District": (
        "convictions: {c: {person: doe, law_broken: US-DC, court: US-courts-martial, source: d}}\n", ["W312"]),
    "a federal court and the D.C. Code": (
        "convictions: {c: {person: doe, law_broken: US-DC, court: US-district-dcd, source: d}}\n", []),
}  # fmt: skip


def test_the_court_suggests_whose_law_it_was(case_file: Callable[..., Path], run: Callable) -> None:
    path = case_file(HEAD + PEOPLE + "convictions: {c: {person: doe, court: US-district-nced, source: d}}\n")
    ran = run("check", path)
    assert ran.code == 0 and "suggests 'law_broken: US'" in ran.out
    assert run("check", path, "--strict").code == 1


@pytest.mark.parametrize("what", DOUBTS)
def test_facts_that_hardly_go_together_are_a_warning(what: str, case_file: Callable[..., Path]) -> None:
    text, codes = DOUBTS[what]
    sources = "sources: {d: {label: a docket, kind: docket, read: 2020-01-01}, u: {label: another}}\n"
    people = "people: {doe: {name: Jane Doe, source: d}, roe: {name: Ann Roe, born: 1950, died: 2010, source: d}}\n"
    (result,) = check([case_file(f"case: small\n{sources}{people}{text}")])
    assert result.problems == ()
    assert [warning.code for warning in result.warnings] == codes


def test_the_words_of_a_term_and_the_type_of_a_sentence_are_one_fact(small: Callable[..., casegraph.Graph]) -> None:
    text = "convictions: {c: {person: doe, law_broken: US-GA, source: d}}\n"
    graph = small(HEAD + PEOPLE + text + "sentences: {s: {conviction: c, term: life in prison, source: d}}\n")
    row = "SELECT ?type ?flag WHERE { ?c a cg:Conviction ; cg:sentenceType ?type ; cg:flag ?flag }"
    assert ("life", "punishable by death or life") in set(graph.query(row).texts())
    two = text.replace("}}", "}, b: {person: doe, law_broken: US-GA, source: d}}")
    shared = small(HEAD + PEOPLE + two + "sentences: {s: {conviction: [c, b], term: life and 30 years, source: d}}\n")
    assert shared.query(row).texts() == [], "which conviction carries what is not said"
