"""The formats by name: what each is for, what it loses, an example, and the function that writes it.

Help reads this table, so a format imports what writes it when it is asked for.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import NoSuchThing

if TYPE_CHECKING:
    from ..store import Store
    from ..vocabulary import Standing
    from .facts import ExportedClaims

__all__ = ["FORMATS", "Format", "export"]

Files = dict[str, bytes]
Writer = Callable[["Store", "ExportedClaims"], bytes | Files]


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        name: as typed.
        ending: of the file, "" for several files in a folder.
        what: what it is and whom it is for, in a line.
        example: the name of a file or folder, for help.
        loss: what it cannot carry, in a line; "" when it carries everything.
        write: from the store and its facts to bytes, or to name → bytes for several files.
        established_only: may it hold nothing but established facts, whatever is asked for?
        empty: why nothing at all may come of it, and what helps.
    """

    name: str
    ending: str
    what: str
    example: str
    loss: str
    write: Writer
    established_only: bool = False
    empty: str = "nothing in these cases fits this format"


def _rdf(ending: str) -> Writer:
    def write(store: "Store", facts: "ExportedClaims") -> bytes:
        from ..store import serialize

        return serialize(_without_vocabulary(store), ending)

    return write


def _without_vocabulary(store: "Store") -> list[str]:
    """The quads of cases and authorities."""
    return [line for line in sorted(store.dump()) if not line.endswith("<https://w3id.org/casegraph/ontology> .")]


def _jsonld(store: "Store", facts: "ExportedClaims") -> bytes:
    from .jsonld import jsonld

    return jsonld(store)


def _graphml(store: "Store", facts: "ExportedClaims") -> bytes:
    from .graphs import graphml

    return graphml(facts)


def _gexf(store: "Store", facts: "ExportedClaims") -> bytes:
    from .graphs import gexf

    return gexf(facts)


def _cypher_csv(store: "Store", facts: "ExportedClaims") -> Files:
    from .tables import cypher_csv

    return cypher_csv(facts)


def _ftm(store: "Store", facts: "ExportedClaims") -> bytes:
    from .ftm import ftm

    return ftm(facts)


def _timelinejs(store: "Store", facts: "ExportedClaims") -> bytes:
    from .timelines import timelinejs

    return timelinejs(facts)


def _ics(store: "Store", facts: "ExportedClaims") -> bytes:
    from .timelines import ics

    return ics(facts)


def _parquet(store: "Store", facts: "ExportedClaims") -> bytes:
    from .tables import parquet

    return parquet(facts)


def _quickstatements(store: "Store", facts: "ExportedClaims") -> bytes:
    from .tables import quickstatements

    return quickstatements(facts)


_ALL = (
    Format("ttl", ".ttl", "RDF as Turtle", "avery.ttl", "the named graphs", _rdf(".ttl")),
    Format("trig", ".trig", "RDF with its named graphs", "avery.trig", "", _rdf(".trig")),
    Format("nquads", ".nq", "RDF, a line a quad, sorted", "avery.nq", "", _rdf(".nq")),
    Format("jsonld", ".jsonld", "JSON-LD with our context, every claim framed in its thing", "avery.jsonld",
           "the named graphs", _jsonld),
    Format("graphml", ".graphml", "A network for Gephi, yEd, Cytoscape, igraph", "avery.graphml",
           "passages; a value's own claim and standing", _graphml),
    Format("gexf", ".gexf", "A network for Gephi, with its timeline", "avery.gexf",
           "passages; a value's own claim and standing; how vague a date is", _gexf),
    Format("cypher", "", "nodes.csv and relationships.csv for Neo4j, in a folder", "avery-neo4j",
           "passages; a value's own claim and standing", _cypher_csv),
    Format("ftm", ".ftm.json", "FollowTheMoney entities for Aleph and OpenSanctions", "avery.ftm.json",
           "standing (established facts only), passages, powers, dates vaguer than a month or a year", _ftm,
           True),
    Format("timelinejs", ".json", "Events for TimelineJS 3", "avery.timeline.json",
           "everything without a date; passages", _timelinejs),
    Format("ics", ".ics", "Events for a calendar", "avery.ics",
           "everything without a date; open spans; passages", _ics),
    Format("parquet", ".parquet", "A row a claim, for pandas, DuckDB, Polars (extra [export])", "avery.parquet",
           "passages", _parquet),
    Format("quickstatements", ".qs.txt", "Wikidata QuickStatements, each with its reference", "avery.qs.txt",
           "all but births and posts of things linked to Wikidata items (established facts only)", _quickstatements,
           True,
           "no birth and no post of a thing linked to Wikidata is established here; link things with "
           "same_as: https://www.wikidata.org/wiki/Q…"),
)  # fmt: skip
FORMATS: Mapping[str, Format] = {form.name: form for form in _ALL}
"""Every format by name, in the order help lists them."""


def export(store: "Store", name: str, standings: "Iterable[Standing]" = ()) -> Files:
    """The graph in the format `name`: file name → bytes; one file is called by its ending alone.

    Args:
        store: where the triples are.
        name: a key of FORMATS.
        standings: which claims to hold, in formats that carry standing; established and inferred when empty.

    Raises:
        NoSuchThing: no such format, with near misses.
    """
    from ..vocabulary import Standing
    from .facts import DEFAULT_STANDINGS, read_claims

    if name not in FORMATS:
        raise NoSuchThing("format", name, FORMATS, "casegraph export --help")
    form = FORMATS[name]
    chosen = (Standing.ESTABLISHED,) if form.established_only else tuple(standings) or DEFAULT_STANDINGS
    written = form.write(store, read_claims(store, chosen))
    return written if isinstance(written, dict) else {form.ending: written}
