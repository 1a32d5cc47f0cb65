"""One Ibis expression from convictions to answers: a join to the compiled law by class of conviction and day.

Ibis (Apache-2.0) writes the same expression as SQL for DuckDB, Spark and other engines.
"""

from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from .law import Interval, LawTable

if TYPE_CHECKING:
    import ibis

__all__ = ["COLUMNS", "INPUT", "answer_table", "keys_of"]

INPUT = ("id", "sovereign", "suggested", "sentence_type", "flags", "convicted_first", "convicted_last", "status",
         "status_first", "status_last")  # fmt: skip
"""The columns read of a table of convictions; all but `id` and `sovereign` may be missing. Days are ISO texts or dates.

suggested: the sovereign of the court, where nothing says whose law was broken; flags: as `flag_key` writes them;
convicted_first, _last and status_first, _last: first and last possible day of the conviction and of what became of it;
status: vacated, reversed, pardoned, commuted, reinstated or empty.
"""

COLUMNS = ("id", "sovereign", "on", "kind", "status", "answer", "office", "person", "person_standing", "roles",
           "disputed", "basis", "conditions", "president", "governor", "confidence", "suggested_office")  # fmt: skip
"""The columns of an answer; see `Interval` for what they hold."""

_COMMUTED = "death sentence commuted"
_NO_DAY, _LAST_DAY = "0001-01-01", "9999-12-31"


def keys_of(law: LawTable, seen: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """For each (sovereign, flags) seen in a table, the flags that matter, before and after a commutation of death."""
    return [
        {"k_sovereign": sovereign, "k_flags": flags, "key": law.key(sovereign, _split(flags)),
         "key_commuted": law.key(sovereign, {*_split(flags), _COMMUTED})}
        for sovereign, flags in sorted(set(seen))
    ]  # fmt: skip


def _split(flags: str) -> set[str]:
    return {flag for flag in flags.split("; ") if flag}


def answer_table(
    convictions: "ibis.Table", intervals: "ibis.Table", keys: "ibis.Table", law: LawTable, kind: str, on: str | None
) -> "ibis.Table":
    """The answers for a table of convictions.

    Args:
        convictions: with the columns of `INPUT`; `on` beside them when the day differs by row.
        intervals: the rows of the compiled law for `kind`.
        keys: what `keys_of` gives for the table.
        law: the compiled law, for the statuses that leave nothing to pardon.
        kind: the kind of clemency.
        on: the one day asked about (ISO), or None to read the column `on`.
    """
    import ibis

    rows = _prepared(convictions, on)
    rows = rows.left_join(keys, [rows.by_law == keys.k_sovereign, rows.flags == keys.k_flags]).drop(
        "k_sovereign", "k_flags"
    )
    spared = (rows.status == "commuted") & (rows.entered == "yes") & (rows.happened == "yes")
    spared &= rows.sentence_type == "death"
    rows = rows.mutate(
        key=ibis.ifelse(spared, rows.key_commuted, rows.key).fill_null(""),
        sentence=ibis.cases(
            (rows.sentence_type == "", "unknown"), ((rows.sentence_type == "death") & ~spared, "death"), else_="other"
        ),
    )
    found = rows.left_join(
        intervals,
        [
            rows.by_law == intervals.i_sovereign,
            rows.sentence == intervals.i_sentence,
            rows.key == intervals.i_flags,
            rows.on >= intervals.start,
            rows.on < intervals.until,
        ],
    )
    return _answered(found, law, kind)


def _prepared(convictions: "ibis.Table", on: str | None) -> "ibis.Table":
    """The convictions with every column there is to be, the day, and what had happened by then."""
    import ibis

    texts: dict[str, Any] = {
        name: (convictions[name].cast("string") if name in convictions.columns else ibis.literal("")).fill_null("")
        for name in INPUT
    }
    day: Any = ibis.literal(on) if on is not None else convictions.on.cast("string")
    rows = convictions.select(**texts, on=day.fill_null(""))
    rows = rows.mutate(by_law=ibis.ifelse(rows.sovereign != "", rows.sovereign, rows.suggested))

    def by_then(first: Any, last: Any) -> Any:
        """Has it happened by the day: yes, no or unknown?"""
        return ibis.cases(
            ((first == "") & (last == ""), "yes"),
            ((last != "") & (last <= rows.on), "yes"),
            ((first != "") & (first > rows.on), "no"),
            else_="unknown",
        )

    return rows.mutate(
        entered=by_then(rows.convicted_first, rows.convicted_last),
        happened=by_then(rows.status_first, rows.status_last),
    )


def _answered(found: "ibis.Table", law: LawTable, kind: str) -> "ibis.Table":
    import ibis

    state = ibis.cases(
        (found.entered == "no", "pending"),
        (found.entered == "unknown", "unknown"),
        ((found.status == "") | (found.happened == "no"), "stands"),
        (found.happened == "unknown", "unknown"),
        else_=found.status,
    )
    found = found.mutate(state=state)
    pending, firm = found.state == "pending", found.sovereign != ""
    value = ibis.cases(
        (found.state.isin(list(law.moot)), "moot"),
        (~firm | (found.on == ""), "unknown"),
        (pending & (found.early_office.fill_null("") == ""), "moot"),
        (found.state == "unknown", "unknown"),
        (pending, "depends"),
        else_=found.value.fill_null("unknown"),
    )
    found = found.mutate(answer=value)
    silent = found.answer.isin(["moot", "unknown"])

    def told(settled: Any, early: Any = None, *, hide: Any = silent) -> Any:
        """A column where there is an answer, else empty; before a conviction that of the offices that may act early."""
        return ibis.cases(
            (hide, ""), (pending, (settled if early is None else early).fill_null("")), else_=settled.fill_null("")
        )

    confidence = ibis.cases(
        (~firm & (found.suggested != ""), "the court only suggests whose law was broken"),
        (~firm, "whose law was broken is not known"),
        (found.i_sovereign.isnull(), "no rule on record for that sovereign, kind and day"),
        (found.state == "unknown", "what had become of it by that day is not known"),
        (found.answer == "disputed", "by one account only"),
        (found.person_standing.fill_null("").contains("attributed") & ~silent, "who held the office: one source"),
        else_="established",
    )
    return found.select(
        id=found.id,
        sovereign=found.sovereign,
        on=found.on,
        kind=ibis.literal(kind),
        status=found.state,
        answer=found.answer,
        office=told(found.office, found.early_office),
        person=told(found.person, found.early_person),
        person_standing=told(found.person_standing, found.early_standing),
        roles=told(found.roles),
        disputed=told(found.disputed),
        basis=told(found.basis),
        conditions=told(found.conditions),
        president=told(found.president),
        governor=told(found.governor),
        confidence=confidence,
        suggested_office=ibis.ifelse(~firm, found.office.fill_null(""), ""),
    )


def interval_rows(law: LawTable, kind: str) -> dict[str, list[str]]:
    """The intervals of one kind as columns; the joined ones are called i_… so that no name is met twice."""
    renamed = {"sovereign": "i_sovereign", "sentence": "i_sentence", "flags": "i_flags"}
    names = [field.name for field in fields(Interval) if field.name != "kind"]
    rows = [asdict(row) for row in law.rows if row.kind == kind]
    return {renamed.get(name, name): [row[name] for row in rows] for name in names}
