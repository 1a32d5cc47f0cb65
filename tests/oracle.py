"""A second reading of the law, naive on purpose: plain Python over the YAML files, for tests to compare with.

It imports nothing of casegraph. A record counts when its standing, and that of the fact read, is established or
inferred. Days are compared as texts, YYYY-MM-DD. It knows only what the question needs: which offices have which role
for which kind over a conviction on a day.
"""

import calendar
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1] / "datasets"
ROLES = ("decider", "must_recommend", "must_consent", "must_be_consulted", "may_be_consulted", "sits_on_board")
FIRM = ("established", "inferred")
SETS = {"Vacatur": "undone", "Reversal": "undone", "Pardon": "gone", "Reinstatement": "live", "Commutation": "commuted",
        "SentenceServed": "served", "SentenceVacated": "aside", "Resentencing": "anew"}  # fmt: skip
OF_THE_SENTENCE = {"commutation", "reprieve", "short reprieve", "suspension"}
OF_A_SENTENCE = {"punishable by death or life", "sentenced to life", "sentenced to life without parole"}
EVER = ("0001-01-01", "9999-12-31")

Held = set[tuple[str, str, str]]


@cache
def read(path: Path) -> dict[str, Any]:
    with path.open(encoding="utf-8") as file:
        return dict(yaml.load(file, yaml.CBaseLoader) or {})


@cache
def law() -> dict[str, dict[str, Any]]:
    """Every power, office and tenure of the authority files, by section."""
    found: dict[str, dict[str, Any]] = {"powers": {}, "offices": {}, "tenures": {}}
    for path in sorted((ROOT / "authorities").glob("*.yaml")):
        for section, records in found.items():
            held = read(path).get(section) or {}
            records.update(held if isinstance(held, dict) else {f"{path.stem}-{n}": one for n, one in enumerate(held)})
    return found


def said(record: dict[str, Any], key: str) -> list[str]:
    """The firm values of a fact."""
    held = record.get(key, [])
    whole = record.get("standing", "established")
    found = []
    for item in held if isinstance(held, list) else [held]:
        value, standing = (item["value"], item.get("standing", whole)) if isinstance(item, dict) else (item, whole)
        if standing in FIRM:
            found.append(value)
    return found


def span(text: str) -> tuple[str, str]:
    """The first and the last possible day of a date."""
    if text.startswith("["):
        inside = text[1:-1]
        parts = [span(part.strip()) for part in inside.replace("..", ",").split(",") if part.strip()]
        low, high = min(first for first, _ in parts), max(last for _, last in parts)
        return (EVER[0] if inside.startswith("..") else low), (EVER[1] if inside.endswith("..") else high)
    if "/" in text:
        low, high = text.split("/")
        return (span(low)[0] if low.strip(".") else EVER[0]), (span(high)[1] if high.strip(".") else EVER[1])
    year, *rest = text.rstrip("~?%").split("-")
    month = rest[0] if rest else ""
    day = rest[1] if len(rest) > 1 else ""
    last = day or str(calendar.monthrange(int(year), int(month or 12))[1])
    return f"{year}-{month or '01'}-{day or '01'}", f"{year}-{month or '12'}-{last}"


def in_force(record: dict[str, Any], day: str) -> str:
    """Is it in force: yes, no or maybe?"""
    verdict = "yes"
    for text in said(record, "from"):
        first, last = span(text)
        if day < first:
            return "no"
        if day < last and "/" not in text:
            verdict = "maybe"
    for text in said(record, "until"):
        first, last = span(text)
        if day >= last:
            return "no"
        if day >= first:
            verdict = "maybe"
    return verdict


class Court:
    """One case file read."""

    def __init__(self, name: str) -> None:
        self.data = read(ROOT / "cases" / f"{name}.yaml")
        self.convictions: dict[str, dict[str, Any]] = self.data.get("convictions") or {}

    def days(self, conviction: str) -> set[str]:
        """Every day on which something may change for a conviction."""
        record = self.convictions[conviction]
        texts = [text for event, _ in self._events(conviction) for text in said(event, "date")]
        texts += [*said(record, "date"), *self._person(record, "died"), *self._acts(record)]
        for power in law()["powers"].values():
            if said(power, "sovereign") == said(record, "law_broken"):
                texts += [*said(power, "from"), *said(power, "until")]
                for role in ROLES:
                    for office in said(power, role):
                        texts += [t for k in ("from", "until") for t in said(law()["offices"].get(office, {}), k)]
        return {day for text in texts for day in span(text)}

    def _person(self, record: dict[str, Any], key: str) -> list[str]:
        people = self.data.get("people") or {}
        return [text for person in said(record, "person") for text in said(people.get(person, {}), key)]

    def _events(self, conviction: str) -> list[tuple[dict[str, Any], str]]:
        events = (self.data.get("events") or {}).values()
        changes = [(event, SETS[event["kind"]]) for event in events
                   if event["kind"] in SETS and event.get("standing", "established") in FIRM
                   and conviction in said(event, "conviction")]  # fmt: skip
        return sorted(changes, key=lambda change: span((said(change[0], "date") or [EVER[1]])[0]))

    def _some_day(self, event: dict[str, Any]) -> tuple[str, str]:
        """The first and last possible day of an event without a date: after what it followed, and by today."""
        events = self.data.get("events") or {}
        before = [span(text)[0] for name in said(event, "after") for text in said(events[name], "date")]
        return max(before, default=EVER[0]), date.today().isoformat()

    def _acts(self, record: dict[str, Any]) -> list[str]:
        charges, events = self.data.get("charges") or {}, self.data.get("events") or {}
        acts = [act for charge in said(record, "charge") for act in said(charges.get(charge, {}), "act")]
        return [text for act in acts for text in said(events.get(act, {}), "date")]

    def holders(self, conviction: str, day: str) -> Held | None:
        """(office, role, kind) over a conviction on a day; None where the day lies within a vague date."""
        record = self.convictions[conviction]
        state, commuted, served, sentence = "live", False, False, next(iter(said(record, "sentence_type")), "")
        restored = any(change == "live" for _, change in self._events(conviction))
        for event, change in self._events(conviction):
            undated = not said(event, "date")
            first, last = self._some_day(event) if undated else span(said(event, "date")[0])
            if day < first or (undated and state != "live" and change in ("gone", "undone")):
                continue
            if day < last or (undated and restored and change in ("live", "gone", "undone")):
                return None  # some day, and nobody can say which
            served = change == "served" or (served and change not in ("aside", "anew"))
            commuted = change == "commuted" or (commuted and change not in ("aside", "anew"))
            sentence = {"aside": "other", "anew": next(iter(said(event, "sentence_type")), "")}.get(change, sentence)
            if change in ("live", "gone", "undone"):
                state = "gone" if state == "gone" and change == "undone" else change
        died = [span(text) for text in self._person(record, "died")]
        entered = [span(text) for text in said(record, "date")]
        if any(first <= day < last for first, last in entered):
            return None
        if any(first <= day <= last and first != last for first, last in died):
            return None  # on the day of death itself the person was alive for some hours
        if state == "gone":
            return set()
        before = any(day < first for first, _ in entered)
        acts = [span(text) for text in self._acts(record)]
        if before and any(day < first for first, _ in acts):
            return set()
        dead, before = any(day > last for _, last in died), before or state == "undone"
        return self._under(record, sentence, day, commuted, before, served, dead)

    def _under(
        self, record: dict[str, Any], sentence: str, day: str, commuted: bool, before: bool, served: bool, dead: bool
    ) -> Held:
        flags = set(said(record, "flag"))
        if sentence in ("life", "life without parole"):
            flags |= {"sentenced to life", f"sentenced to {sentence}"}
        if commuted and sentence == "death":
            sentence, flags = "life", flags | {"death sentence commuted"}
        fitting = []  # (narrowness, sure?, power, its id)
        for name, power in law()["powers"].items():
            if not said(record, "law_broken") or said(power, "sovereign") != said(record, "law_broken"):
                continue
            force = in_force(power, day)
            if force == "no" or flags & set(said(power, "excludes")):
                continue
            scope = next(iter(said(power, "scope")), "all")
            named = set(said(power, "applies_to"))
            perhaps = not sentence and named & OF_A_SENTENCE - set(said(record, "not_flag"))
            if scope == "named" and not flags & named and not perhaps:
                continue
            if sentence and scope == "capital" and sentence != "death":
                continue
            if scope == "non-capital" and sentence == "death":
                continue
            sure = force == "yes" and (scope == "all" or bool(flags & named) or bool(sentence and scope != "named"))
            fitting.append(({"named": 3, "all": 1}.get(scope, 2), sure, power, name))
        held: Held = set()
        for narrow, _, power, name in fitting:
            if before and said(power, "timing") != ["before or after conviction"]:
                continue
            for kind in said(power, "kinds"):
                if any(other > narrow and sure and kind in said(rule, "kinds")
                       and called not in said(power, "beside") and name not in said(rule, "beside")
                       for other, sure, rule, called in fitting):  # fmt: skip
                    continue
                if (served or before) and kind in OF_THE_SENTENCE:
                    continue
                if dead and (kind != "pardon" or said(power, "posthumous") == ["not possible"]):
                    continue
                held |= {
                    (office, role, kind) for role in ROLES for office in said(power, role)
                    if in_force(law()["offices"].get(office, {}), day) != "no"
                }  # fmt: skip
        return held
