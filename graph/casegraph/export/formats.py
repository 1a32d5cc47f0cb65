"""The formats by name: what each is for, what it loses, and the function that writes it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ..errors import NoSuchThing
from ..store import Store, serialize
from ..vocabulary import Standing
from .facts import DEFAULT_STANDINGS, Facts, read_facts
from .ftm import ftm
from .graphs import gexf, graphml
from .jsonld import jsonld
from .tables import cypher_csv, parquet, quickstatements
from .timelines import ics, timelinejs

__all__ = ["FORMATS", "Format", "export"]

Files = dict[str, bytes]
Writer = Callable[[Store, Facts], bytes | Files]


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        name: as typed.
        ending: of the file, "" for several files in a folder.
        what: what it is for, in a line.
        loss: what it cannot carry, in a line; "" when it carries everything.
        write: from the store and its facts to bytes, or to name → bytes for several files.
        only: the only standings it may hold; None for what the user asks for.
        empty: why nothing at all may come of it, and what helps.
    """

    name: str
    ending: str
    what: str
    loss: str
    write: Writer
    only: tuple[Standing, ...] | None = None
    empty: str = "nothing in these cases fits this format"


def _rdf(ending: str) -> Writer:
    return lambda store, facts: serialize(_without_vocabulary(store), ending)


def _without_vocabulary(store: Store) -> list[str]:
    """The quads of cases and authorities."""
    return [line for line in sorted(store.dump()) if not line.endswith("<https://w3id.org/casegraph/ontology> .")]


_ALL = (
    Format("ttl", ".ttl", "RDF as Turtle", "the named graphs", _rdf(".ttl")),
    Format("trig", ".trig", "RDF with named graphs", "", _rdf(".trig")),
    Format("nquads", ".nq", "RDF, a line a quad, sorted", "", _rdf(".nq")),
    Format("jsonld", ".jsonld", "JSON-LD with our context, claims framed in their things", "the named graphs",
           lambda store, facts: jsonld(store)),
    Format("graphml", ".graphml", "Gephi, yEd, Cytoscape, igraph", "passages; a value's own claim and standing",
           lambda store, facts: graphml(facts)),
    Format("gexf", ".gexf", "Gephi with its timeline",
           "passages; a value's own claim and standing; how vague a date is",
           lambda store, facts: gexf(facts)),
    Format("cypher", "", "nodes.csv and relationships.csv for Neo4j", "passages; a value's own claim and standing",
           lambda store, facts: cypher_csv(facts)),
    Format("ftm", ".ftm.json", "FollowTheMoney entities for Aleph and OpenSanctions",
           "standing (established facts only), passages, powers, dates vaguer than a month or a year",
           lambda store, facts: ftm(facts), (Standing.ESTABLISHED,)),
    Format("timelinejs", ".json", "TimelineJS 3", "everything without a date; passages",
           lambda store, facts: timelinejs(facts)),
    Format("ics", ".ics", "calendars", "everything without a date; open spans; passages",
           lambda store, facts: ics(facts)),
    Format("parquet", ".parquet", "pandas, DuckDB, Polars: a row a claim", "passages",
           lambda store, facts: parquet(facts)),
    Format("quickstatements", ".qs.txt", "Wikidata QuickStatements, each with its reference",
           "all but births and posts of things linked to Wikidata items (established facts only)",
           lambda store, facts: quickstatements(facts), (Standing.ESTABLISHED,),
           "no birth and no post of a thing linked to Wikidata is established here; link things with "
           "same_as: https://www.wikidata.org/wiki/Q…"),
)  # fmt: skip
FORMATS: Mapping[str, Format] = {form.name: form for form in _ALL}
"""Every format by name, in the order help lists them."""


def export(store: Store, name: str, standings: Iterable[Standing] = DEFAULT_STANDINGS) -> Files:
    """The graph in the format `name`: file name → bytes; one file is called by its ending alone.

    Args:
        store: where the triples are.
        name: a key of FORMATS.
        standings: which claims to hold, in formats that carry standing.

    Raises:
        NoSuchThing: no such format, with near misses.
    """
    if name not in FORMATS:
        raise NoSuchThing("format", name, FORMATS, "casegraph export --help")
    form = FORMATS[name]
    written = form.write(store, read_facts(store, form.only or standings))
    return written if isinstance(written, dict) else {form.ending: written}
