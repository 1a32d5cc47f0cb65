"""Every export is read back by a library of its format and says what the graph says."""

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import networkx
import pytest
import rdflib

import casegraph
from casegraph.errors import CannotAnswer, NoSuchThing, UsageError
from casegraph.export import FORMATS, bundle, export, read_claims, verify
from casegraph.export.evidence import MANIFEST, _json, _packed, _zipped, made_of
from casegraph.vocabulary import Standing, local
from sparing import mostly

WILD = """\
case: wild
sources:
  docket: {label: "State v. <Doe> & \\"Co\\"; a docket", kind: docket, url: "https://example.org/a?b=1&c=2",
    read: 2026-01-02}
people:
  doe: {name: "=cmd|' /C calc'!A0 <script>alert(1)</script> Änne 王 $x$", also_known_as: "semi;colon, comma",
        born: 1961-02, same_as: "https://www.wikidata.org/wiki/Q42", source: docket}
offices:
  mayor: {label: Mayor of Nowhere, office_of: US-WI, same_as: "http://www.wikidata.org/entity/Q64", source: docket}
tenures:
  - {office: mayor, person: doe, from: 1999-01-04, until: 2003, source: docket}
convictions:
  doe-theft: {person: doe, offence: theft, law_broken: US-WI, date: 1985~, source: docket}
events:
  e1: {kind: Event, label: "A rumour", date: 1990, source: docket, standing: contested, person: doe}
  e2: {kind: Event, label: "A long\\nnight", date: "1991-02-03/1991-02-05", source: docket, person: doe}
claims:
  - {subject: doe, predicate: innocent_of, object: doe-theft, source: docket, speaker: doe, says: "She says so."}
"""


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, casegraph.Graph]:
    path = tmp_path_factory.mktemp("wild") / "wild.yaml"
    path.write_text(WILD, encoding="utf-8")
    return {"seed": casegraph.load("avery-dassey"), "wild": casegraph.load(path, law=[path])}


@pytest.fixture(params=["seed", "wild"])
def graph(request: pytest.FixtureRequest, graphs: dict[str, casegraph.Graph]) -> casegraph.Graph:
    return graphs[str(request.param)]


def one(graph: casegraph.Graph, name: str, *standings: Standing) -> bytes:
    (content,) = export(graph.store, name, *([standings] if standings else [])).values()
    return content


# rdflib's own readers of these two formats still use names it has deprecated
old_names = pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning:rdflib")


# they take seconds for the graph of a whole case
quickly = pytest.mark.parametrize("graph", mostly(["wild", "seed"], ["wild"]), indirect=True)


def triples(content: bytes, form: str) -> set[tuple[str, ...]]:
    graph = rdflib.Graph()
    graph.parse(data=content.decode(), format=form)
    return {tuple(term.n3() for term in triple) for triple in graph}


@old_names
@quickly
def test_json_ld_parses_back_to_the_triples_of_the_turtle(graph: casegraph.Graph) -> None:
    assert triples(one(graph, "jsonld"), "json-ld") == triples(one(graph, "ttl"), "turtle") != set()


def test_json_ld_frames_a_claim_inside_the_thing_it_speaks_of(graph: casegraph.Graph) -> None:
    top = json.loads(one(graph, "jsonld"))["@graph"]
    assert not [node for node in top if node.get("@type") == "Claim"]
    framed = [node for node in top if node.get("@reverse", {}).get("subject")]
    assert framed and all("standing" in claim for node in framed for claim in node["@reverse"]["subject"])


@old_names
@quickly
def test_trig_and_n_quads_hold_the_same_named_graphs(graph: casegraph.Graph) -> None:
    def quads(content: bytes, form: str) -> set[tuple[str, ...]]:
        dataset = rdflib.Dataset()
        dataset.parse(data=content.decode(), format=form)
        return {tuple(str(term) for term in quad) for quad in dataset.quads()}

    assert quads(one(graph, "trig"), "trig") == quads(one(graph, "nquads"), "nquads")


def relations(graph: casegraph.Graph, *standings: Standing) -> set[tuple[str, str, str]]:
    facts = read_claims(graph.store, standings) if standings else read_claims(graph.store)
    rows = [r for r in facts.rows if isinstance(r.object, str) and not r.predicate.endswith("#type")]
    return {(r.subject, local(r.predicate), str(r.object)) for r in rows}


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_network_files_hold_every_relation_with_its_standing(graph: casegraph.Graph, name: str) -> None:
    read = networkx.read_graphml if name == "graphml" else networkx.read_gexf
    found = read(io.BytesIO(one(graph, name)), **({"force_multigraph": True} if name == "graphml" else {}))
    edges = list(found.edges(data=True))
    assert {(u, d["label"], v) for u, v, d in edges} == relations(graph)
    assert {d["standing"] for *_, d in edges} <= {"established", "inferred"}
    assert all(data["iri"] == node for node, data in found.nodes(data=True))


def test_gephi_gets_days_to_play_the_network_through_time(graphs: dict[str, casegraph.Graph]) -> None:
    text = one(graphs["wild"], "gexf").decode()
    assert 'mode="dynamic"' in text and 'timeformat="date"' in text
    found = networkx.read_gexf(io.BytesIO(text.encode()))
    tenure = next(data for _, data in found.nodes(data=True) if data["class"] == "Tenure" and "mayor" in data["iri"])
    assert (tenure["start"], tenure["end"]) == ("1999-01-04", "2003-12-31")


def test_neo4j_tables_have_headers_ids_and_no_formula(graph: casegraph.Graph) -> None:
    files = export(graph.store, "cypher")
    nodes = list(csv.DictReader(io.StringIO(files["nodes.csv"].decode())))
    edges = list(csv.DictReader(io.StringIO(files["relationships.csv"].decode())))
    ids = {row["iri:ID"] for row in nodes}
    assert len(ids) == len(nodes) and all(row[":LABEL"] for row in nodes)
    assert {(e[":START_ID"], e[":END_ID"]) for e in edges} == {(s, o) for s, _, o in relations(graph)}
    assert all(e[":START_ID"] in ids and e[":END_ID"] in ids and re.fullmatch("[A-Z_]+", e[":TYPE"]) for e in edges)
    assert not [c for row in (*nodes, *edges) for c in row.values() if c[:1] in "=+@" and c[1:2]]


def test_parquet_is_one_row_a_claim_and_pandas_can_filter_it(graph: casegraph.Graph) -> None:
    pytest.importorskip("pyarrow")
    from pyarrow import parquet

    everything = [s for s in Standing if s is not Standing.RETRACTED]
    rows = parquet.read_table(io.BytesIO(one(graph, "parquet", *everything))).to_pylist()
    facts = read_claims(graph.store, everything)
    assert {row["claim"] for row in rows} == {claim.iri for claim in facts.rows}
    assert {row["standing"] for row in rows} > {"established"}
    dates = [row for row in rows if row["property"] == "date" and row["earliest"]]
    assert dates and all(row["earliest"] <= (row["latest"] or "9999") for row in dates)


def test_timelinejs_gets_dates_as_exact_as_they_are_known(graphs: dict[str, casegraph.Graph]) -> None:
    import jsonschema

    part = {"type": "object", "properties": {k: {"type": "integer"} for k in ("year", "month", "day")},
            "required": ["year"], "additionalProperties": False}  # fmt: skip
    schema = {"type": "object", "required": ["events"], "properties": {"events": {"type": "array", "items": {
        "type": "object", "required": ["start_date", "text", "unique_id"],
        "properties": {"start_date": part, "end_date": part}}}}}  # fmt: skip
    for graph in graphs.values():
        told = json.loads(one(graph, "timelinejs"))
        jsonschema.validate(told, schema)
    events = {event["unique_id"]: event for event in told["events"]}
    assert events["doe-theft"]["start_date"] == {"year": 1985} and "c. 1985" in events["doe-theft"]["display_date"]
    assert events["e2"]["start_date"] == {"year": 1991, "month": 2, "day": 3}
    assert "e1" not in events, "a contested event is no event of the record"
    assert "<" not in json.dumps([event["text"] for event in told["events"]])


def test_a_calendar_reads_the_events(graph: casegraph.Graph) -> None:
    icalendar = pytest.importorskip("icalendar")
    content = one(graph, "ics")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert events and all(event["DTSTART"].dt < event["DTEND"].dt for event in events)
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert not [event for event in events if "rumour" in str(event["SUMMARY"])]


def test_a_calendar_marks_what_is_only_claimed(graphs: dict[str, casegraph.Graph]) -> None:
    content = one(graphs["wild"], "ics", *[s for s in Standing if s is not Standing.RETRACTED]).decode()
    rumour = next(part for part in content.split("BEGIN:VEVENT") if "rumour" in part)
    assert "[contested]" in rumour and "STATUS:TENTATIVE" in rumour and "DTEND;VALUE=DATE:19910101" in rumour


@pytest.mark.equipped
def test_follow_the_money_accepts_every_entity(graph: casegraph.Graph) -> None:
    ftm = pytest.importorskip("followthemoney", reason="its ICU binding has no wheel: installed by hand only")
    entities = [json.loads(line) for line in one(graph, "ftm").decode().splitlines()]
    ids = {entity["id"] for entity in entities}
    for entity in entities:
        proxy = ftm.model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        for prop, values in entity["properties"].items():
            kind = proxy.schema.get(prop)
            assert kind is not None, (entity["schema"], prop)
            assert all(kind.type.validate(value) for value in values), (prop, values)
            assert kind.type.name != "entity" or set(values) <= ids, (prop, values)


def test_follow_the_money_holds_people_parties_posts_and_documents(graphs: dict[str, casegraph.Graph]) -> None:
    entities = [json.loads(line) for line in one(graphs["seed"], "ftm").decode().splitlines()]
    kinds = {entity["schema"] for entity in entities}
    wanted = {"Person", "CourtCase", "CourtCaseParty", "Position", "Occupancy", "Article", "Documentation"}
    assert wanted <= kinds
    roles = {value for entity in entities for value in entity["properties"].get("role", [])}
    assert {"convicted", "charged", "source"} <= roles


def test_quickstatements_only_for_things_linked_to_wikidata_and_always_with_a_reference(
    graphs: dict[str, casegraph.Graph],
) -> None:
    assert one(graphs["seed"], "quickstatements") == b""
    lines = one(graphs["wild"], "quickstatements").decode().splitlines()
    assert [line.split("\t")[:3] for line in lines] == [
        ["Q42", "P39", "Q64"],
        ["Q42", "P569", "+1961-02-00T00:00:00Z/10"],
    ]
    for line in lines:
        cells = line.split("\t")
        values = [cell for index, cell in enumerate(cells) if index and index % 2 == 0]
        assert re.fullmatch(r"Q\d+", cells[0]) and all(re.fullmatch(r"[PS]\d+", cell) for cell in cells[1::2])
        assert all(re.fullmatch(r'Q\d+|\+\d{4}-\d\d-\d\dT00:00:00Z/(9|10|11)|"[^"\t]*"', value) for value in values)
        assert "S854" in cells


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_holds_what_is_retracted_or_unasked_for(name: str, case_file: Callable[..., object]) -> None:
    text = WILD.replace("standing: contested", "standing: retracted")
    store = casegraph.load(str(case_file(text))).store
    if name in ("ttl", "trig", "nquads", "jsonld"):
        plain = 'id/wild/e1> <http://www.w3.org/2000/01/rdf-schema#label> "A rumour"'
        assert plain not in export(store, "nquads")[".nq"].decode()
        return
    for content in export(store, name).values():
        assert b"A rumour" not in content and b"She says so" not in content


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_a_command(name: str, run: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "wild.yaml").write_text(WILD, encoding="utf-8")
    done = run("export", name, "wild.yaml", "-o", "out")
    assert (done.code, done.out) == (0, "") and "wrote out" in done.err
    assert (tmp_path / "out").exists()
    missing = run("export", name, "nowhere.yaml", "-o", "other")
    assert missing.code == 1 and not (tmp_path / "other").exists()


def test_a_bundle_is_written_and_verified_by_command(run: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "wild.yaml").write_text(WILD, encoding="utf-8")
    asked = ("--question", "Who can pardon doe?", "--on", "2020-01-01", "-o", "a.zip")
    assert run("export", "bundle", "wild.yaml", *asked).code == 0
    assert run("verify", "a.zip").code == 0
    assert run("export", "bundle", "wild.yaml", "--question", "Is it raining?", "-o", "b.zip").code == 4
    assert not (tmp_path / "b.zip").exists()


def test_an_unknown_format_is_met_with_the_nearest(graphs: dict[str, casegraph.Graph]) -> None:
    with pytest.raises(NoSuchThing) as error:
        export(graphs["wild"].store, "graphlm")
    assert "graphml" in str(error.value)


QUESTION = "Could the President pardon Steven Avery?"


@pytest.fixture(scope="module")
def packed(graphs: dict[str, casegraph.Graph]) -> bytes:
    return bundle(graphs["seed"].view, QUESTION, date(2016, 1, 8))


def test_a_bundle_verifies_itself_and_gives_its_answer_again(packed: bytes) -> None:
    found = verify(packed)
    assert (found.problems, found.question, found.on) == ((), QUESTION, "2016-01-08")
    names = set(zipfile.ZipFile(io.BytesIO(packed)).namelist())
    assert names == {"answer.json", "answer.txt", "graph.nq", "manifest.json", "passages.json", "rules.json",
                     "sources.json", "trace.json"}  # fmt: skip


def test_a_bundle_is_the_same_on_every_run(packed: bytes) -> None:
    assert bundle(casegraph.load("avery-dassey").view, QUESTION, date(2016, 1, 8)) == packed


def test_any_changed_byte_of_a_bundle_is_found(packed: bytes) -> None:
    step = max(1, len(packed) // 40)
    for place in (*range(0, len(packed), step), *range(len(packed) - 90, len(packed), 3)):
        broken = bytearray(packed)
        broken[place] ^= 1
        try:
            assert verify(bytes(broken)).problems, place
        except UsageError:
            continue


def test_an_answer_exchanged_for_another_is_found_though_every_digest_fits(packed: bytes) -> None:
    files = {e: zipfile.ZipFile(io.BytesIO(packed)).read(e) for e in zipfile.ZipFile(io.BytesIO(packed)).namelist()}
    about = json.loads(files.pop("manifest.json"))
    files["answer.json"] = files["answer.json"].replace(b'"answer": "no"', b'"answer": "yes"', 1)
    forged = _packed(files, {key: about[key] for key in ("casegraph", "question", "on", "headline")})
    assert "answer.json is not what its graph gives" in verify(forged).problems[0]


def test_what_cannot_be_answered_is_not_bundled(graphs: dict[str, casegraph.Graph]) -> None:
    with pytest.raises(CannotAnswer):
        bundle(graphs["seed"].view, "Is it raining?", date(2016, 1, 8))


def test_a_file_that_is_no_bundle_is_refused() -> None:
    with pytest.raises(UsageError):
        verify(b"PK not really")


def test_the_command_tells_a_whole_bundle_from_a_changed_one(
    packed: bytes, run: Callable[..., Any], tmp_path: Path
) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed)
    whole = run("verify", path)
    assert whole.code == 0 and "is whole" in whole.out
    path.write_bytes(packed.replace(b"Steven", b"Stefan", 1))
    changed = run("verify", path, "--json")
    assert changed.code == 1 and json.loads(changed.out)["problems"]
    assert run("verify", "nowhere.zip").code == 2


def repacked(packed: bytes, **changes: bytes | None) -> bytes:
    """A bundle with other files (a name with _ for .), or without them, and with digests that fit."""
    archive = zipfile.ZipFile(io.BytesIO(packed))
    files = {name: archive.read(name) for name in archive.namelist()}
    for name, content in changes.items():
        files.pop(name.replace("_", "."))
        files |= {} if content is None else {name.replace("_", "."): content}
    if MANIFEST in files and "manifest_json" not in changes:
        digests = {name: hashlib.sha256(files[name]).hexdigest() for name in files if name != MANIFEST}
        files[MANIFEST] = _json({**json.loads(files[MANIFEST]), "sha256": digests})
    return _zipped(files)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"graph_nq": None}, "graph.nq is missing"),
        ({"answer_json": None}, "answer.json is missing"),
        ({"graph_nq": b"\xff\xfe"}, "graph.nq is not UTF-8"),
        ({"graph_nq": b"<a> <b"}, "does not answer the question"),
        ({"on": "yesterday"}, "is not a day"),
        ({"on": None}, "on in manifest.json is missing"),
        ({"question": 7}, "question in manifest.json is missing"),
    ],
)
def test_a_bundle_without_a_part_is_told_and_no_traceback(changes: dict[str, Any], words: str, packed: bytes) -> None:
    about = json.loads(zipfile.ZipFile(io.BytesIO(packed)).read("manifest.json"))
    files = {name: content for name, content in changes.items() if name in ("graph_nq", "answer_json")}
    if not files:
        files = {"manifest_json": _json({**about, **changes})}
    assert words in verify(repacked(packed, **files)).problems[0]


def test_a_manifest_nested_without_end_is_refused(packed: bytes) -> None:
    with pytest.raises(UsageError, match="no bundle this version can check"):
        verify(repacked(packed, manifest_json=b"[" * 200_000))


def test_what_a_forger_wrote_into_a_bundle_is_never_vouched_for(packed: bytes) -> None:
    forged = {
        "answer_txt": b"Yes. The President can pardon Steven Avery.\n",
        "rules_json": b"[]\n",
        "trace_json": b"[]\n",
        "sources_json": b'[{"label": "Supreme Court"}]\n',
        "passages_json": b"[]\n",
    }
    found = verify(repacked(packed, **forged))
    told = " ".join(found.problems)
    assert all(f"{name.replace('_', '.')} is not what its graph gives when it is made again" in told for name in forged)
    assert (found.question, found.headline, found.on) == ("", "", "")


@pytest.mark.parametrize(
    "changes",
    [
        {"headline": "Yes. The President can pardon Steven Avery."},
        {"question": f"{QUESTION}\n  Yes. He can"},
        {"question": f"{QUESTION}\x1b[2K Yes. He can"},
        {"on": "2016-01-09"},
        {"casegraph": "the Department of Justice"},
        {"casegraph": "99.0"},
        {"note": "certified"},
    ],
)
def test_a_manifest_says_nothing_that_its_graph_does_not(changes: dict[str, Any], packed: bytes) -> None:
    about = json.loads(zipfile.ZipFile(io.BytesIO(packed)).read("manifest.json"))
    found = verify(repacked(packed, manifest_json=_json({**about, **changes})))
    assert bool(found.problems) == (changes != {"casegraph": "99.0"})  # who made it may have another version
    assert "Yes" not in found.headline and (found.problems == () or found.question == "")


@pytest.mark.parametrize("name", ["../../x", "/etc/passwd", "answer.json/../x", "x\x1b[2J", "ANSWER.JSON"])
def test_a_bundle_holds_no_file_of_another_name(name: str, packed: bytes) -> None:
    archive = zipfile.ZipFile(io.BytesIO(packed))
    files = {each: archive.read(each) for each in archive.namelist()} | {name: b"x"}
    about = json.loads(files["manifest.json"])
    about["sha256"][name] = hashlib.sha256(b"x").hexdigest()
    found = verify(_zipped({**files, "manifest.json": _json(about)}))
    assert found.problems == (f"{name!r} is no file of a bundle",)


def test_a_compressed_bundle_is_refused_before_it_is_unpacked(packed: bytes) -> None:
    archive, out = zipfile.ZipFile(io.BytesIO(packed)), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as other:
        for name in archive.namelist():
            other.writestr(name, b"0" * 5_000_000 if name == "graph.nq" else archive.read(name))
        other.comment = archive.comment
    assert "graph.nq is compressed: a bundle stores its files as they are" in verify(out.getvalue()).problems
    with zipfile.ZipFile(out, "w") as many:
        for number in range(30):
            many.writestr(str(number), b"")
        many.comment = archive.comment
    with pytest.raises(UsageError, match="no evidence bundle"):
        verify(out.getvalue())


def test_a_bundle_whose_law_is_not_the_shipped_one_says_so(packed: bytes, run: Callable[..., Any]) -> None:
    from casegraph.store import MemoryStore
    from casegraph.view import open_view

    assert verify(packed).law == ()
    graph = zipfile.ZipFile(io.BytesIO(packed)).read("graph.nq").decode()
    cg, mine = "https://w3id.org/casegraph/ontology#", "<https://w3id.org/casegraph/id/graph/avery-dassey>"
    a_power = f"<x:p> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{cg}Power> {mine} ."
    of_an_office = f'<https://w3id.org/casegraph/id/US-president> <{cg}note> "decides all" {mine} .'
    lost = next(line for line in graph.split("\n") if "graph/US-WI>" in line and "#Power>" in line)
    store = MemoryStore()
    store.load([*(line for line in graph.split("\n") if line != lost), a_power, of_an_office])
    content = made_of(open_view(store), QUESTION, date(2016, 1, 8), "0")
    found = verify(content)
    assert (found.problems, set(found.law)) == ((), {a_power, of_an_office, f"without: {lost}"})
    Path("a.zip").write_bytes(content)
    told = run("verify", "a.zip")
    assert told.code == 0 and "! Its law is not that which this casegraph ships" in told.out


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\u0085"])
def test_a_bundle_is_whole_whatever_ends_a_line_elsewhere(sign: str, tmp_path: Path) -> None:
    (tmp_path / "wild.yaml").write_text(
        WILD.replace("offence: theft", f'offence: "theft\\u{ord(sign):04x}of a horse"'), encoding="utf-8"
    )
    graph = casegraph.load(tmp_path / "wild.yaml")
    content = bundle(graph.view, "Who can pardon doe?", date(2020, 1, 1))
    assert sign in zipfile.ZipFile(io.BytesIO(content)).read("graph.nq").decode()
    assert verify(content).problems == ()
