"""One Ibis expression from convictions to answers: a join to the compiled law by class of conviction and day.

Ibis (Apache-2.0) writes the same expression as SQL for DuckDB, Spark and other engines.
"""

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from ..courts import court_and_law
from ..courts.fit import DOUBTFUL
from ..courts.tables import sovereigns
from .law import LawTable
from .texts import GUESSED, MOOT, NAMELESS, NO_DAY, NO_RULE, ONLY_SAID, TEXTS, UNSURE

if TYPE_CHECKING:
    import ibis

__all__ = ["COLUMNS", "DAYS", "INPUT", "answer_table", "normal"]

INPUT = ("id", "sovereign", "suggested", "sentence_type", "flags", "stage", "status", "standing")
"""The text columns read of a table of convictions; all but `id` and `sovereign` may be missing.

suggested: the sovereign of the court, for where nothing says whose law was broken; flags: as `flag_key` writes them;
stage: charged or offence, where nobody was convicted;
status: vacated, reversed, pardoned, commuted, reinstated or empty; standing: how firmly the row's own facts stand.
"""

DAYS = ("convicted_first", "convicted_last", "status_first", "status_last")
"""The columns of days, dates or ISO texts: first and last possible day of the conviction, and of what became of it."""

ODD = "the court seldom tries offences under that law: one of the two may be wrong"
"""The confidence of an answer whose court and law hardly go together, whatever else."""

COLUMNS = ("id", "sovereign", "on", "status", "answer", *TEXTS, "facts")
"""The columns of an answer; see `PowerInterval` for what those of the law hold.

facts: established, or attributed where a register alone says what the answer rests on.
"""


def normal(convictions: "ibis.Table", on: str | None) -> "ibis.Table":
    """The convictions with all columns: missing texts are empty, days are dates.

    Args:
        convictions: a table with the columns of `INPUT` and `DAYS`, and `on` when the day differs by row. The column
            `only_said` marks the rows that only a source reports, of which nothing is answered.
        on: the one day asked about (ISO), or None to read the column `on`.
    """
    import ibis

    held = convictions.columns
    texts: dict[str, Any] = {
        name: (convictions[name].cast("string") if name in held else ibis.literal("")).fill_null("") for name in INPUT
    }
    days: dict[str, Any] = {name: _day(convictions[name]) if name in held else ibis.null("date") for name in DAYS}
    day: Any = ibis.literal(on).cast("date") if on is not None else _day(convictions.on)
    rows = convictions.select(**texts, **days, on=day)
    by_law = ibis.ifelse(rows.sovereign != "", rows.sovereign, rows.suggested)
    return rows.mutate(by_law=by_law, only_said=rows.standing == "attributed")


def _day(column: Any) -> Any:
    return column.nullif("").cast("date") if column.type().is_string() else column.cast("date")


def answer_table(
    rows: "ibis.Table", classes: "ibis.Table", stretches: "ibis.Table", texts: "ibis.Table", law: LawTable
) -> "ibis.Table":
    """The answers.

    Args:
        rows: the convictions as `normal` gives them.
        classes, stretches, texts: the tables of `prepare`.
        law: the compiled law, for the statuses that leave nothing to pardon.
    """
    import ibis

    keys = [rows.by_law == classes.c_law, rows.flags == classes.c_flags, rows.sentence_type == classes.c_sentence]
    found = rows.left_join(classes, keys).drop("c_law", "c_flags", "c_sentence")
    spared = (found.status == "commuted") & _by_then(found, "convicted", "yes") & _by_then(found, "status", "yes")
    found = found.select(
        "id", "sovereign", "suggested", "standing", "only_said", "on",
        state=_state(found), class_=ibis.ifelse(spared, found.spared, found.class_), year=found.on.year().cast("int32"),
    )  # fmt: skip
    here = [found.class_ == stretches.i_class, found.year == stretches.i_year,
            found.on >= stretches.start, found.on < stretches.until]  # fmt: skip
    found = found.left_join(stretches, here).drop("i_class", "i_year")
    found = found.mutate(answer=_answer(found, law)).mutate(told=lambda t: _told(t, law))
    found = found.select("id", "sovereign", "standing", "on", "state", "answer", told_="told", odd=_odd(found))
    found = found.inner_join(texts, found.told_ == texts.t_told).drop("t_told")
    found = found.mutate(confidence=ibis.ifelse(found.odd & (found.answer != "moot"), ODD, found.confidence))
    facts = ibis.ifelse(found.standing == "", "established", found.standing)
    columns = {name: found[name] for name in ("id", "sovereign", "on", "answer", *TEXTS)}
    return found.select(**{name: {**columns, "status": found.state, "facts": facts}[name] for name in COLUMNS})


def _by_then(rows: "ibis.Table", what: str, certainty: str) -> Any:
    """Has it surely happened by the day (yes), or surely not (no)?

    Without a day of its own a conviction counts as old, and what became of one has happened by today.
    """
    import ibis

    first, last = rows[f"{what}_first"], rows[f"{what}_last"]
    if certainty == "no":
        return (first > rows.on).fill_null(False)
    undated = first.isnull() & last.isnull()
    some_day = rows.on >= ibis.literal(date.today()) if what == "status" else ibis.literal(True)
    return (last <= rows.on).fill_null(False) | (undated & some_day.fill_null(True))


def _state(rows: "ibis.Table") -> Any:
    """What had become of the conviction by the day."""
    import ibis

    convicted = rows.stage.isin(["", "convicted"])
    stage = ibis.cases((convicted, "stands"), (rows.stage == "charged", "charged"), else_="not charged")
    return ibis.cases(
        (convicted & _by_then(rows, "convicted", "no"), "pending"),
        (convicted & ~_by_then(rows, "convicted", "yes"), "unknown"),
        ((rows.status == "") | _by_then(rows, "status", "no"), stage),
        (~_by_then(rows, "status", "yes"), "unknown"),
        else_=rows.status,
    )


def _odd(rows: "ibis.Table") -> Any:
    """Does that court rarely try offences under that law, so that one of the two may be wrong?"""
    apart = (rows.sovereign != "") & (rows.suggested != "") & (rows.suggested != rows.sovereign)
    return apart & (rows.suggested + " " + rows.sovereign).isin(_odd_pairs())


@cache
def _odd_pairs() -> list[str]:
    return [f"{court} {law}" for court in sovereigns() for law in sovereigns()
            if court_and_law(court, law).verdict in DOUBTFUL]  # fmt: skip


def _answer(found: "ibis.Table", law: LawTable) -> Any:
    import ibis

    return ibis.cases(
        (found.only_said, "unknown"),
        (_reopened(found, law), found.before),
        (found.state.isin(list(law.moot)), "moot"),
        ((found.sovereign == "") | found.on.isnull(), "unknown"),
        ((found.state == "pending") & (found.early.fill_null(0) == 0), "moot"),
        (found.state == "unknown", "unknown"),
        (found.state == "pending", "depends"),
        (found.state.isin(_UNCONVICTED), found.before.fill_null("moot")),
        else_=found.value.fill_null("unknown"),
    )


_UNCONVICTED = ["charged", "not charged"]
"""States of what nobody was convicted of."""


def _reopened(found: "ibis.Table", law: LawTable) -> Any:
    """Has a court set the conviction aside, where a power may come before one?"""
    known = (found.sovereign != "") & found.on.notnull()
    return known & found.state.isin(list(law.undone)) & (found.before.fill_null("moot") != "moot")


def _told(found: "ibis.Table", law: LawTable) -> Any:
    """The row of texts that goes with the answer."""
    import ibis

    nameless = found.sovereign == ""
    return ibis.cases(
        (found.only_said, ONLY_SAID),
        (nameless & (found.suggested == ""), NAMELESS),
        (nameless, (found.told + 2).fill_null(GUESSED)),
        (found.on.isnull(), NO_DAY),
        (found.told.isnull() & (found.answer != "moot"), NO_RULE),
        (found.state == "unknown", UNSURE),
        (found.answer == "moot", MOOT),
        (found.state.isin(["pending", *_UNCONVICTED]) | _reopened(found, law), found.told + 1),
        else_=found.told,
    ).cast("int32")
