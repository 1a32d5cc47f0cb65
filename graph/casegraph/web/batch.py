"""The answer for every row of a small table that a reader pastes."""

import csv
import io
import tempfile
from pathlib import Path
from typing import Any

from ..dates import as_day
from ..errors import CasegraphError, UsageError
from ..words import attribute, escape, plural
from .queries import escape_lines
from .site import Page, Site, section, titled

__all__ = ["MOST_ROWS", "batch_page"]

MOST_ROWS = 200
"""Rows of a pasted table; the command `batch` takes millions."""
_KINDS = ("pardon", "commutation", "reprieve", "remission", "restoration of rights")
_ALIKE = {
    "person": ["person", "Person", "name", "Name"],
    "law_broken": ["law_broken", "sovereign", "Law broken"],
    "court": ["court", "Court", "District"],
    "state": ["state", "State"],
    "date": ["date", "Date", "convicted", "Convicted", "Sentenced"],
    "offence": ["offence", "Offence", "offense", "Offense"],
    "sentence_type": ["sentence_type", "sentence", "Sentence"],
    **{name: [name] for name in ("id", "flags", "stage", "status", "status_date", "statute", "county")},
}
"""Our column → what a table may call it."""
_SHOWN = ("person", "offence", "sovereign", "answer", "office", "holder", "basis", "conditions", "confidence", "facts")
_EXAMPLE = """\
person,court,law_broken,date,offence,sentence
Ann Poe,,US-TX,1985-05-01,robbery,term of years
Ben Roe,D. Minn.,US,2001-03-09,fraud,term of years"""


def batch_page(site: Site, table: str, on: str, kind: str) -> Page:
    """The field for a table, and the answer for each of its rows on a day."""
    told, data, status = "", {}, 200
    if table.strip():
        try:
            day = as_day(on).isoformat() if on else site.day.isoformat()
            rows, rejected = _answers(table, day, kind)
            told, data = _told(rows, rejected, day), {"on": day, "kind": kind, "rows": rows, "rejected": rejected}
        except CasegraphError as error:
            words = f"<pre class=no tabindex=0>{escape_lines(str(error))}</pre>"
            told, data, status = f"<section role=alert>{words}</section>", {"error": str(error)}, 400
    kinds = "".join(f"<option{' selected' if each == kind else ''}>{escape(each)}" for each in _KINDS)
    body = (
        f"{titled('A table of convictions')}<p class=about>Paste rows from a spreadsheet, with their heads: person, "
        f"law_broken (US, US-TX, …) or court, date, offence, sentence, status, status_date. At most {MOST_ROWS} rows; "
        "nothing is kept. What a table says is its author's word.</p>"
        f'<form class=ask method=post action="{attribute(site.addresses.to("batch"))}"><p class=wide>'
        f"<label for=table>The table</label><textarea id=table name=table rows=8 required spellcheck=false>"
        f"{escape_lines(table or _EXAMPLE)}</textarea></p>"
        f'<p><label for=on>As of (today when left out)</label><input id=on name=on type=date value="{attribute(on)}">'
        f"</p><p><label for=kind>Kind of clemency</label><select id=kind name=kind>{kinds}</select></p>"
        f"<p><button>Answer</button></p></form>{told}"
    )
    return Page("batch", "A table of convictions", body, data, status=status)


def _answers(text: str, on: str, kind: str) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """The answer for each row that can be read, and the rows that cannot, each with the reason."""
    try:
        import pyarrow.parquet as parquet

        from ..batch import RegisterMap, compiled_law, import_register, run_batch
    except ImportError as error:
        raise UsageError('a table needs more: pip install "casegraph[batch]"') from error
    lines = [line for line in text.replace("\r\n", "\n").split("\n") if line.strip()]
    if len(lines) > MOST_ROWS + 1:
        raise UsageError(f"{len(lines) - 1:,} rows: at most {MOST_ROWS} are answered here; casegraph batch takes all")
    source = {"label": "the table that was pasted", "kind": "register"}
    held = {"map": "pasted", "source": source, "columns": _ALIKE, "dates": ["%B %d, %Y", "%d %B %Y"]}
    mapping = RegisterMap.model_validate(held)
    with tempfile.TemporaryDirectory(prefix="casegraph-table-") as name:
        folder = Path(name)
        given = folder / ("table.tsv" if "\t" in lines[0] else "table.csv")
        given.write_text("\n".join(lines) + "\n", encoding="utf-8")
        import_register(given, mapping, folder / "read")
        run_batch(folder / "read", folder / "answers.parquet", compiled_law(), on=on, kind=kind, if_attributed=True)
        rows = {str(row["id"]): row for part in sorted((folder / "read").glob("part-*.parquet"))
                for row in parquet.read_table(part).to_pylist()}  # fmt: skip
        answers = parquet.read_table(folder / "answers.parquet").to_pylist()
        failed = [row for path in sorted((folder / "read").glob("rejects-*.csv")) for row in _rejects(path)]
    found = [_row(rows[str(answer["id"])], answer) for answer in answers]
    return sorted(found, key=lambda row: row["row"]), failed


def _row(given: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    """What is told of a row: whose it is, and the answer."""
    told = {
        "row": int(given.get("row") or 0),
        "person": given.get("person") or "",
        "offence": given.get("offence") or "",
    }
    more = {key: "" if value is None else str(value) for key, value in answer.items() if key != "person"}
    return {**told, **more, "holder": str(answer.get("person") or "")}


def _rejects(path: Path) -> list[dict[str, str]]:
    rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
    return [{"row": row["row"], "reason": row["reason"]} for row in rows]


def _told(rows: list[dict[str, Any]], rejected: list[dict[str, str]], day: str) -> str:
    names = {"holder": "held by", "office": "who decides"}
    heads = "".join(f"<th scope=col>{names.get(name, name)}" for name in _SHOWN)
    body = "".join("<tr>" + "".join(f"<td>{escape(row.get(name, ''))}" for name in _SHOWN) for row in rows)
    table = (
        "<div class=scroll role=region aria-label='Answers' tabindex=0><table><caption class=unseen>The answer for "
        f"each row</caption><thead><tr>{heads}</thead><tbody>{body}</tbody></table></div>"
    )
    failed = "".join(f"<li>Row {escape(each['row'])}: {escape(each['reason'])}" for each in rejected)
    more = section("rejected", f"Not read: {plural(len(rejected), 'row')}", f"<ul>{failed}</ul>") if failed else ""
    return section("rows", f"If the table is right: {plural(len(rows), 'row')}, as of {day}", table) + more
