"""`new` and `add` take a case as a person tells it, and write a file that `check` finds nothing wrong with."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from casegraph.casefile.format.kinds import event_kinds
from casegraph.casefile.intake.sources import article_source, source_of
from casegraph.casefile.intake.spoken import kind_said
from casegraph.cli import casegraph, entering
from casegraph.loading import check
from casegraph.resources import shipped

OPINION = "United States v. Doe, 632 F.2d 258 (4th Cir. 1980)"
DOE = ("--person", "Jane Doe", "--offence", "murder", "--date", "29 August 1979", "--source", OPINION)


def test_six_answers_make_a_case_that_answers(run: Callable) -> None:
    ran = run("new", *DOE, "--law", "federal", "--court", "E.D.N.C.", "--sentence", "life")
    assert (ran.code, ran.out) == (0, "Wrote jane-doe.yaml. Next:  casegraph check jane-doe.yaml\n")
    assert "court: E.D.N.C. → US-district-nced" in ran.err and "date: 29 August 1979 → 1979-08-29" in ran.err
    assert run("check", "jane-doe", "--strict").code == 0, "as add does, with .yaml or without"
    asked = run("ask", "Who can pardon Jane Doe?", "--case", "jane-doe.yaml", "--on", "1985-01-01")
    assert "The President" in asked.out and "Ronald Reagan" in asked.out
    assert run("new", *DOE, "--law", "US").code == 2, "a file that is there stays"


def test_what_is_given_once_holds_for_every_conviction(run: Callable) -> None:
    twice = ("--offence", "theft", "--sentence", "death", "--sentence", "2 to 5 years", "--law", "Georgia", "--json")
    told = json.loads(run("new", "two", *DOE, *twice).out)
    assert told["file"] == "two.yaml"
    data = check(["two.yaml"])[0].document.data
    assert {key: (held["offence"], held["sentence_type"]) for key, held in data["convictions"].items()} == {
        "doe-1979-murder": ("murder", "death"), "doe-1979-theft": ("theft", "term of years"),
    }  # fmt: skip
    assert [held["term"] for held in data["sentences"].values()] == ["2 to 5 years"]
    ran = run("new", "three", *DOE, "--offence", "theft", "--offence", "arson", "--sentence", "life", "--sentence", "x")
    assert ran.code == 2 and "--sentence is given 2 times and --offence 3 times" in ran.err


@pytest.mark.parametrize(("more", "words"), [
    (("--court", "E.D.N.C."), "add --law US where that is so"),
    (("--law", "Gorgia"), "did you mean 'Georgia'"),
    (("--law", "US", "--court", "Fulton County Superior Court"), "name the state"),
    (("--law", "US", "--court", "Court of Miracles"), "casegraph list courts"),
    (("--law", "US", "--date", "yesterday"), "16 April 1999"),
    (("--law", "US-NC", "--court", "Superior Court of Fulton County, Georgia"), "E209"),
])  # fmt: skip
def test_what_is_not_plain_is_refused_with_what_would_be(
    more: tuple[str, ...], words: str, run: Callable, tmp_path: Path
) -> None:
    ran = run("new", *DOE[:4], *DOE[-2:], *more)
    assert ran.code in (1, 2, 3) and words in ran.err
    assert list(tmp_path.glob("*.yaml")) == []


def test_nobody_vouches_for_one_newspaper(run: Callable) -> None:
    paper = "Associated Press, 7 December 2011: Prosecutors drop death penalty"
    for name, sources, standing in [
        ("one", [paper], "attributed"), ("two", [paper, "Reuters, 8 Dec. 2011"], None), ("court", [OPINION], None),
        ("same", [paper, "https://apnews.com/2012/01/02/a-later-story-of-it"], "attributed"),
    ]:  # fmt: skip
        given = [word for text in sources for word in ("--source", text)]
        assert run("new", name, *DOE[:4], "--law", "Pennsylvania", *given).code == 0
        (result,) = check([f"{name}.yaml"])
        assert result.document.data["convictions"]["doe-murder"].get("standing") == standing
    assert run("new", "vouched", *DOE[:4], "--law", "PA", "--source", paper, "--standing", "established").code == 0


def test_the_questions_are_put_in_a_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(entering, "_at_a_terminal", lambda: True)
    monkeypatch.chdir(tmp_path)
    typed = [
        "Jane Doe",
        "murder",
        "Court of Miracles",
        "E.D.N.C.",
        "",
        "soon",
        "29 August 1979",
        "life",
        "n",
        OPINION,
        "",
    ]
    ran = CliRunner().invoke(casegraph, ["new"], input="\n".join([*typed, ""]))
    assert ran.exit_code == 0, ran.output
    assert "Was the law broken that of United States? [Y/n]" in ran.output
    assert "no court called 'Court of Miracles'" in ran.output and "Write 1999" in ran.output
    held = check(["jane-doe.yaml"])[0].document.data["convictions"]["doe-1979-murder"]
    assert (held["law_broken"], held["court"], held["date"]) == ("US", "US-district-nced", "1979-08-29")
    ran = CliRunner().invoke(casegraph, ["new", "an-example"], input="\n")
    assert ran.exit_code == 0 and "Edit it, then" in ran.output, "no answer to the first: a commented example"


def test_every_line_of_the_life_of_a_case_may_be_filled_in(run: Callable) -> None:
    assert run("new", *DOE, "--law", "US").code == 0
    lines = Path("jane-doe.yaml").read_text(encoding="utf-8").splitlines()
    sections = [at for at, line in enumerate(lines) if re.fullmatch(r"# \w+:", line)]
    waiting = [at for at, line in enumerate(lines) if re.match(r"#   doe-", line)]
    assert len(waiting) >= 15
    filled = {"YYYY-MM-DD": "1981-01-01", "COURT": "4th Cir.", "AGENT": "US-president"}
    for at in waiting:
        head = max(section for section in sections if section < at)
        text = [line[2:] if number in (at, head) else line for number, line in enumerate(lines)]
        Path("as-it-is.yaml").write_text("\n".join(text), encoding="utf-8")
        assert ("YYYY" in lines[at]) == bool(check(["as-it-is.yaml"])[0].problems)
        new = "\n".join(text)
        for capitals, value in filled.items():
            new = new.replace(capitals, value)
        Path("filled.yaml").write_text(new.replace("until: 1981-01-01", "until: 1999"), encoding="utf-8")
        assert check(["filled.yaml"])[0].problems == (), lines[at]


ADDED: list[tuple[tuple[str, ...], str, dict[str, object]]] = [
    (("reversal", "--of", "murder", "--on", "29 July 1980", "--court", "4th Cir."), "events.doe-reversal",
     {"kind": "Reversal", "conviction": "doe-1979-murder", "date": "1980-07-29", "court": "US-ca4"}),
    (("sentence set aside", "--of", "doe-1979-murder"), "events.doe-sentence-set-aside",
     {"kind": "SentenceVacated", "conviction": "doe-1979-murder"}),
    (("commuted", "--by", "Governor", "--sentence", "life without parole"), "events.doe-commuted",
     {"kind": "Commutation", "conviction": "doe-1979-murder", "agent": "US-GA-governor",
      "sentence_type": "life without parole"}),
    (("resentencing", "--sentence", "25 years", "--on", "1983"), "sentences.doe-resentencing-sentence",
     {"conviction": "doe-1979-murder", "term": "25 years", "date": "1983"}),
    (("prison", "--on", "1979", "--until", "1982"), "imprisonments.doe-prison",
     {"person": "jane-doe", "conviction": "doe-1979-murder", "from": "1979", "until": "1982"}),
    (("conviction", "--person", "Ann Roe", "--offence", "theft", "--law", "Georgia", "--on", "1979"),
     "convictions.roe-1979-theft", {"person": "ann-roe", "offence": "theft", "law_broken": "US-GA", "date": "1979"}),
    (("death", "--of", "Jane Doe", "--on", "Sept. 2011"), "people.jane-doe",
     {"died": {"value": "2011-09", "source": "united-states-v-doe-1980"}}),
    (("release", "--of", "Jane Doe", "--set", "place=Atlanta"), "events.doe-release",
     {"kind": "Release", "conviction": "doe-1979-murder", "place": "Atlanta"}),
]  # fmt: skip


@pytest.mark.parametrize(("words", "where", "record"), ADDED)
def test_one_record_more_in_a_persons_words(
    words: tuple[str, ...], where: str, record: dict[str, object], run: Callable
) -> None:
    run("new", "doe", *DOE, "--law", "Georgia")
    before = Path("doe.yaml").read_text(encoding="utf-8").splitlines()
    ran = run("add", "doe", *words, "--source", OPINION, "--json")
    assert ran.code == 0, ran.err
    wrote = {f"{each['section']}.{each['id']}": each["record"] for each in json.loads(ran.out)["wrote"]}
    assert wrote[where].items() >= record.items()
    after = Path("doe.yaml").read_text(encoding="utf-8").splitlines()
    lines = iter(after)
    assert all(line in lines for line in before), "every line stays, in its order"
    (result,) = check(["doe.yaml"])
    assert result.problems == ()


def test_one_address_is_one_source(run: Callable) -> None:
    address = "https://apnews.com/2011/12/07/doe-pardoned"
    run("new", "doe", *DOE[:-2], "--law", "Georgia", "--source", address, "--source", f"{address}/#top")
    for other in (f"{address}?utm_source=mail", address.replace("https://", "http://www.")):
        assert run("add", "doe", "release", "--on", "2011", "--source", other).code == 0
    assert list(check(["doe.yaml"])[0].document.data["sources"]) == ["ap-2011-12-07"]


@pytest.mark.parametrize(("words", "said"), [
    (("reversl", "--source", OPINION), "did you mean 'reversal'"),
    (("reversal", "--of", "murdr", "--source", OPINION), "doe-1979-murder"),
    (("reversal",), "where it is said is missing"),
    (("reversal", "--source", OPINION, "--set", "oucome=x"), "did you mean outcome"),
    (("reversal", "--source", OPINION, "--on", "1970"), "E202"),
    (("reversal", "--source", OPINION, "--set", "kind=Pardon"), "no key to set"),
    (("reversal", "--source", OPINION, "--standing", "sure"), "E112"),
    (("pardon", "--source", OPINION, "--by", "Governer of Georgia"), "did you mean 'US-GA-governor'"),
])  # fmt: skip
def test_what_cannot_be_added_leaves_the_file_as_it_is(words: tuple[str, ...], said: str, run: Callable) -> None:
    run("new", "doe", *DOE, "--law", "Georgia")
    before = Path("doe.yaml").read_bytes()
    ran = run("add", "doe", *words)
    assert ran.code in (1, 2, 3) and said in ran.err
    assert Path("doe.yaml").read_bytes() == before


def test_a_file_that_changed_while_something_was_added_keeps_what_others_wrote(
    run: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("new", "doe", *DOE, "--law", "Georgia")
    real = entering.replace_unchanged

    def meanwhile(path: Path, old: bytes, new: bytes) -> None:
        path.write_text("what somebody else wrote", encoding="utf-8")
        real(path, old, new)

    monkeypatch.setattr(entering, "replace_unchanged", meanwhile)
    ran = run("add", "doe", "release", "--source", OPINION)
    assert (ran.code, "has changed" in ran.err) == (2, True)
    assert Path("doe.yaml").read_text(encoding="utf-8") == "what somebody else wrote"


def test_a_file_with_names_and_comments_takes_a_record(run: Callable) -> None:
    text = (
        "case: doe # mine\nsources: {d: {label: State v. Doe, kind: docket}}\n"
        "people: {doe: {name: Jane Doe, source: d}}\n"
        "convictions: {c: {person: Jane Doe, offence: theft, law_broken: Texas, source: d}} # why\n"
    )
    Path("doe.yaml").write_text(text)
    assert run("add", "doe", "pardon", "--by", "Governor", "--source", "State v. Doe").code == 0
    assert Path("doe.yaml").read_text() == (
        text + "events:\n  doe-pardon: {kind: Pardon, conviction: c, agent: US-TX-governor, source: d}\n"
    )


def test_every_kind_of_event_is_called_by_its_name_and_its_label() -> None:
    for kind in event_kinds().values():
        assert kind.label and kind.definition, f"{kind.name} is not in the ontology"
        assert {kind_said(kind.name), kind_said(kind.label), kind_said(kind.name.lower())} == {kind.name}
    for table in ("kinds", "life"):
        with shipped(f"datasets/lexicon/{table}.csv").open(encoding="utf-8", newline="") as file:
            named = {row["kind"] for row in csv.DictReader(file)}
        assert named - set(event_kinds()) <= {"Sentence", "Imprisonment"}, f"{table}.csv names a kind that is none"


@pytest.mark.parametrize(("text", "kind", "publisher", "published"), [
    ("https://www.nytimes.com/2011/12/08/us/case-dropped.html?x=1", "article", "The New York Times", "2011-12-08"),
    ("Board denies clemency | Reuters", "article", "Reuters", None),
    ("McGirt v. Oklahoma, 591 U.S. ___ (2020)", "opinion", "Supreme Court of the United States", "2020"),
    ("Commonwealth v. Doe, No. CP-51 (Pa. Super. Ct. May 25, 1983)", "docket", "Pennsylvania Superior Court",
     "1983-05-25"),
    ("18 U.S.C. § 242", "statute", None, None),
    ("Ga. Const. art. IV, § 2, para. 2", "constitution", None, None),
    ("Executive Order 2021-25 (Nov. 18, 2021)", "order", None, "2021-11-18"),
    ("https://www.justice.gov/pardon/clemency-recipients", "official page", "Office of the Pardon Attorney", None),
    ("https://someblog.example/2020/05/a-long-post-about-it", "web page", "someblog.example", "2020-05"),
])  # fmt: skip
def test_a_source_is_what_its_words_say(text: str, kind: str, publisher: str | None, published: str | None) -> None:
    record = source_of(text, "2026-12-01").record
    assert (record["kind"], record.get("publisher"), record.get("published")) == (kind, publisher, published)


def test_an_article_is_called_by_its_headline_and_byline(run: Callable) -> None:
    Path("story.txt").write_text(
        "December 7, 2011\n\nBoard denies clemency to Doe\nBy Ann Writer\n\nATLANTA (AP) - It …\n"
    )
    assert run("new", "doe", "--article", "story.txt").code == 0
    (result,) = check(["doe.yaml"])
    held = result.document.data["sources"]["article"]
    assert (held["label"], held["note"]) == (
        "Associated Press, 7 Dec 2011: Board denies clemency to Doe",
        "By Ann Writer.",
    )
    Path("told.txt").write_text("The Guardian said on May 4, 2012 that Doe was pardoned.\n\nWhat came of it all\n")
    assert article_source(Path("told.txt").read_text(), "told.txt").record == {"label": "told.txt", "kind": "article"}
    ran = run("new", "roe", *DOE[:4], "--law", "US", "--article", "story.txt")
    assert ran.code == 0 and check(["roe.yaml"])[0].document.data["convictions"]["doe-murder"]["source"] == "article"
