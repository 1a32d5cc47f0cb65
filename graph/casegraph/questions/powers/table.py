"""The clemency powers as a table: one row a power, with its offices by role, its dates and its legal basis."""

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields

from ... import cg
from ...dates import When, in_words
from ...display import Paragraph
from ...view import CaseView, back, label, one, step, types, values, widened
from ...vocabulary import Standing, local
from ..naming.names import things_of
from .coverage import KINDS, ROLES

__all__ = ["PowerRow", "as_csv", "as_markdown", "power_rows"]


@dataclass(frozen=True, slots=True)
class PowerRow:
    """One power, in words. `standing` is settled, or disputed or attributed where one account alone says so."""

    jurisdiction: str
    name: str
    power: str
    kinds: str
    convictions: str
    decides: str
    others: str
    rule: str
    basis: str
    start: str
    until: str
    standing: str

    def paragraph(self) -> Paragraph:
        """What, over which convictions and when; who decides, who else has a part, the rule, the legal basis."""
        span = " ".join(part for part in (_bound("from", self.start), _bound("until", self.until)) if part)
        standing = "" if self.standing == "settled" else f" [{self.standing}]"
        head = f"{self.kinds}: {self.convictions}{f', {span}' if span else ''}{standing}"
        texts = (_NOBODY.get(self.decides, f"{self.decides} decides"), self.others, self.rule, self.basis)
        below = tuple(Paragraph(text) for text in texts if text)
        return Paragraph(f"{head[0].upper()}{head[1:]}", 0, kind="doubt" if standing else "", below=below)


_NOBODY = {
    "nobody": "nobody decides",
    "varies": "the deciding body varies",
    "automatic by law": "it comes by law, nobody decides",
}


def _bound(word: str, text: str) -> str:
    """From when, or until when; a day known only between two others with both: the law did not end with the second."""
    if not text:
        return ""
    words = in_words(When.parse(text))
    for open_end, side in (("until ", "earlier"), ("from ", "later")):
        if words.startswith(open_end):
            return f"{word} {words.removeprefix(open_end)} or {side}"
    return f"{word} some day between {words.replace(' to ', ' and ')}" if " to " in words else f"{word} {words}"


def power_rows(view: CaseView, sovereigns: Iterable[str] | None = None) -> list[PowerRow]:
    """Every power over the offences of `sovereigns` (IRIs; all when None), ended rules first.

    Examples:
        >>> from casegraph import load
        >>> graph = load("avery-dassey")
        >>> [row.decides for row in power_rows(graph.view, [graph.find("US-WI")])]
        ['Governor of Wisconsin', 'Wisconsin Legislature', 'Governor of Wisconsin']
    """
    wide = widened(view, Standing.CONTESTED, Standing.ATTRIBUTED)
    disputed = widened(view, Standing.CONTESTED)
    rows = []
    for own in sorted(things_of(view, "Sovereign") if sovereigns is None else sovereigns):
        for power in back(wide, own, cg.sovereign):
            if cg.Power not in types(wide, power):
                continue
            settled = power in back(view, own, cg.sovereign)
            claimed = "disputed" if power in back(disputed, own, cg.sovereign) else "attributed"
            standing = "settled" if settled else claimed
            rows.append(_row(view if settled else wide, own, power, standing))
    return sorted(rows, key=lambda row: (row.jurisdiction, row.until == "", row.start, row.power))


def _row(view: CaseView, own: str, power: str, standing: str) -> PowerRow:
    held = set(values(view, power, cg.kinds))
    scope, marks = one(view, power, cg.scope, "all"), ", ".join(values(view, power, cg.appliesTo))
    barred = ", ".join(values(view, power, cg.excludes))
    reach = {"capital": "sentences of death", "non-capital": "other sentences than death", "named": marks}
    others = [
        f"{role}: {label(view, office)}"
        for key, role in ROLES.items()
        if key != cg.decider
        for office in step(view, power, key)
    ]
    deciders = "; ".join(label(view, office) for office in step(view, power, cg.decider))
    return PowerRow(
        local(own),
        label(view, own),
        local(power),
        ", ".join(kind for kind in KINDS if kind in held),
        reach.get(scope, "all") + (f" (not {barred})" if barred else ""),
        deciders or one(view, power, cg.noDecider),
        "; ".join(others),
        "; ".join(text for key in (cg.decisionRule, cg.condition) for text in values(view, power, key)),
        "; ".join(values(view, power, cg.basis)),
        one(view, power, cg.from_),
        one(view, power, cg.until),
        standing,
    )


def as_csv(rows: Iterable[PowerRow]) -> str:
    """The rows as CSV, with a heading."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(field.name for field in fields(PowerRow))
    writer.writerows(astuple(row) for row in rows)
    return out.getvalue()


_SHOWN = ("kinds", "convictions", "decides", "others", "rule", "basis", "start", "standing")


def as_markdown(rows: Iterable[PowerRow]) -> str:
    """The rules without a recorded end as Markdown, one table a jurisdiction."""
    lines = ["# Who may grant clemency, by jurisdiction", "",
             "Made from `authorities/` by `casegraph list jurisdictions --format md`. The rules in force today; the",
             "CSV beside this file holds the earlier ones as well. `standing` is *settled* where sources bear the rule",
             "out, *disputed* where it is contested, *attributed* where one source alone says so."]  # fmt: skip
    last = ""
    for row in rows:
        if row.until:
            continue
        if row.jurisdiction != last:
            last = row.jurisdiction
            lines += [
                "",
                f"## {row.name} (`{row.jurisdiction}`)",
                "",
                f"| {' | '.join(_SHOWN)} |",
                "|---" * len(_SHOWN) + "|",
            ]
        cells = (getattr(row, key).replace("|", "\\|").replace("\n", " ") for key in _SHOWN)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, ""])
