"""Tables: CSV that Neo4j's importer reads, Parquet for pandas and DuckDB, QuickStatements for Wikidata."""

import csv
import io
import re
from collections.abc import Iterable

from .. import cg
from ..errors import UsageError
from ..records.claim import Literal
from ..vocabulary import Standing, local
from ..words import neutral, visible
from .facts import LABEL, TYPE, ExportedClaims, day_range, is_date, prefix_date

__all__ = ["cypher_csv", "parquet", "quickstatements"]


def cypher_csv(facts: ExportedClaims) -> dict[str, bytes]:
    """Nodes and relationships with the headers of `neo4j-admin database import`; also fit for LOAD CSV.

    Cells that a spreadsheet would take for a formula are preceded by an apostrophe.
    """
    ends = {row.object for row in facts.rows if isinstance(row.object, str) and row.predicate != TYPE}
    things = sorted({row.subject for row in facts.rows} | ends)
    keys = sorted({local(row.predicate) for row in facts.rows if isinstance(row.object, Literal)} - {local(LABEL)})
    nodes = [["iri:ID", "id", "name", *[f"{key}:string[]" for key in keys], ":LABEL"]]
    for thing in things:
        held: dict[str, list[str]] = {}
        for row in facts.rows_of(thing):
            if isinstance(row.object, Literal):
                held.setdefault(local(row.predicate), []).append(visible(row.object.value).replace(";", ","))
        cells = [";".join(dict.fromkeys(held.get(key, ()))) for key in keys]
        nodes.append([thing, local(thing), facts.label(thing), *cells, ";".join(facts.classes(thing)) or "Thing"])
    edges = [[":START_ID", ":END_ID", ":TYPE", "standing", "claim", "speakers", "sources:string[]"]]
    for row in facts.rows:
        if isinstance(row.object, str) and row.predicate != TYPE:
            kind = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", local(row.predicate)).upper()
            sources = ";".join(facts.label(source).replace(";", ",") for source in row.sources)
            said_by = visible(" > ".join(row.chain))
            edges.append([row.subject, row.object, kind, row.standing.value, local(row.iri), said_by, sources])
    return {"nodes.csv": _csv(nodes), "relationships.csv": _csv(edges)}


def _csv(rows: Iterable[list[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def parquet(facts: ExportedClaims) -> bytes:
    """Every statement as a row: ids, labels, value, first and last possible day, standing, speakers, sources.

    Raises:
        UsageError: pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet as writer
    except ImportError as error:
        raise UsageError('Parquet needs pyarrow: pip install "casegraph[export]"') from error
    columns: dict[str, list[object]] = {name: [] for name in _COLUMNS}
    for row in facts.rows:
        value = row.object if isinstance(row.object, str) else row.object.value
        first, last = day_range(value) if is_date(row.object) else ("", "")
        cells = (
            row.subject, facts.label(row.subject), local(row.predicate), row.predicate, value,
            facts.label(value) if isinstance(row.object, str) else visible(value),
            "" if isinstance(row.object, str) else row.object.datatype, first or None, last or None,
            row.standing.value, " > ".join(row.chain), row.observed, row.iri, list(row.sources),
        )  # fmt: skip
        for name, cell in zip(_COLUMNS, cells, strict=True):
            columns[name].append(cell)
    types = {name: pyarrow.string() for name in _COLUMNS} | {"sources": pyarrow.list_(pyarrow.string())}
    table = pyarrow.table({n: pyarrow.array(columns[n], types[n]) for n in _COLUMNS})
    out = io.BytesIO()
    writer.write_table(table, out, compression="zstd")
    return out.getvalue()


_COLUMNS = ("subject", "subject_label", "property", "predicate", "value", "value_label", "datatype", "earliest",
            "latest", "standing", "speakers", "observed", "claim", "sources")  # fmt: skip


_ITEM = re.compile(r"https?://www\.wikidata\.org/(?:wiki|entity)/(Q[1-9]\d*)")


def quickstatements(facts: ExportedClaims) -> bytes:
    """Statements for Wikidata's QuickStatements (version 1), each with its reference.

    Only what both ends of are linked to an item by `same_as`, only established facts, only with a web address to cite:
    date of birth (P569), position held (P39) with start and end (P580, P582).
    """
    lines = []
    for thing in facts.things:
        item = _item(facts, thing)
        if not item:
            continue
        for row in facts.of(thing, cg.born):
            day = prefix_date(row.object.value) if isinstance(row.object, Literal) else ""
            if day and row.standing is Standing.ESTABLISHED:
                lines += _referenced(facts, [item, "P569", _time(day)], row.sources)
    for tenure in facts.of_class("Tenure"):
        holder, post = (_item(facts, facts.text(tenure, key)) for key in (cg.person, cg.office))
        told = facts.of(tenure, cg.person)
        acted = facts.text(tenure, cg.heldAs) == "acting"  # who acted did not hold the position
        if holder and post and told and told[0].standing is Standing.ESTABLISHED and not acted:
            parts = [holder, "P39", post]
            for key, qualifier in ((cg.from_, "P580"), (cg.until, "P582")):
                day = prefix_date(facts.text(tenure, key))
                parts += [qualifier, _time(day)] if day else []
            lines += _referenced(facts, parts, told[0].sources)
    return "".join(line + "\n" for line in sorted(set(lines))).encode()


def _item(facts: ExportedClaims, thing: str) -> str:
    """The Wikidata item that is the same thing, or ""."""
    found = [match[1] for text in facts.texts(thing, cg.sameAs) if (match := _ITEM.fullmatch(text))]
    return found[0] if found else ""


def _time(day: str) -> str:
    precision = {4: 9, 7: 10, 10: 11}[len(day)]
    return f"+{day + '-00-00'[: 10 - len(day)] if len(day) < 10 else day}T00:00:00Z/{precision}"


def _referenced(facts: ExportedClaims, parts: list[str], sources: Iterable[str]) -> list[str]:
    """The statement once, with the first source that has an address; nothing without one."""
    for source in sources:
        document = facts.sources.get(source)
        if document is not None and document.get("url").startswith(("http://", "https://")):
            url = document.get("url").replace('"', "%22")
            read = ["S813", _time(prefix_date(document.get("read")))] if prefix_date(document.get("read")) else []
            return ["\t".join([*parts, "S854", f'"{url}"', *read])]
    return []
