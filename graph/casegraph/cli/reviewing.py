"""The walk through a draft's candidates in a terminal: show one, read a decision, write the file, go on."""

import sys
import textwrap
from pathlib import Path
from typing import Any

import click

from ..errors import UsageError
from ..extract.gate import find_quote
from ..extract.review import Candidate, along_with, every_item, needed_with, open_items, status_of
from ..extract.sheet import context
from ..extract.sitting import Sitting
from ..extract.uncovered import uncovered
from .app import echo, say

__all__ = ["Walk", "in_browser", "passage_texts"]

_KEYS = {"a": "accept", "y": "establish", "c": "contest", "r": "reject"}
_HELP = """\
  a  accept: the source says so (it stays attributed to it)
  y  accept and vouch for it: established, what answers are made of; asks for a yes
  e  edit a fact: key=value, as in date=1999-04 or law_broken=US-WI; you are its source
  +  add a fact that was missed, by its words in the text
  c  contested: somebody says so and somebody else denies it
  r  reject: the passage does not say so
  p  accept all people, as names the source has
  =  take all of the same name in both sources for one person
  s  skip for now      b  back to the one before      u  undo      g  go to a number
  q  stop; what was decided is kept"""
_SHOWN_AT_END = 8


def passage_texts(draft: Path, data: dict[str, Any], given: tuple[str, ...]) -> dict[str, str]:
    """The texts of the sources: those given, else `DRAFT.SOURCE.txt` beside the draft where its digest fits."""
    from ..records.passage import read_text

    named = dict(entry.partition("=")[::2] for entry in given)
    found: dict[str, str] = {}
    for source, entry in (data.get("sources") or {}).items():
        path = Path(named.pop(source)) if source in named else draft.with_name(f"{draft.stem}.{source}.txt")
        if not path.exists() and source not in dict(e.partition("=")[::2] for e in given):
            continue
        text = read_text(path)
        if entry.get("sha256") and entry["sha256"] != text.sha256:
            say(f"{path} is not the text that the passages of '{source}' were marked in; it is not shown")
            continue
        found[source] = text.text
    if named:
        raise UsageError(f"no source called {sorted(named)[0]!r} in {draft}")
    return found


class Walk:
    """One sitting in a terminal.

    Args:
        sitting: the draft, and who decides.
        yes_means_vouch: `y` establishes at once; the yes was given when the review was started.
    """

    def __init__(self, sitting: Sitting, *, yes_means_vouch: bool = False) -> None:
        self.sitting, self.yes_means_vouch = sitting, yes_means_vouch
        self.skipped: set[str] = set()
        self.seen: list[str] = []
        self.count = 0

    def run(self) -> None:
        """Go through the candidates until none is open or the reviewer stops."""
        echo(_HELP)
        item = self.following()
        while item:
            self.show(item)
            to = self.decided(item)
            if to is None:
                break
            item = self.named(to) if to else self.following()
        left = len(open_items(self.sitting.data))
        echo(f"\n{self.count} decided by {self.sitting.reviewer}; {left} open in {self.sitting.out}")
        self.tell_uncovered()
        if left:
            echo(f"Go on any time:  casegraph review {self.sitting.out}")
        else:
            echo(f'Next:  casegraph check {self.sitting.out}    '
                 f'casegraph ask "Who can pardon …?" --case {self.sitting.out}')  # fmt: skip

    def following(self) -> Candidate | None:
        """The next open candidate that was not skipped."""
        return next((i for i in open_items(self.sitting.data) if i.name not in self.skipped), None)

    def named(self, name: str) -> Candidate | None:
        """An item by its name, decided or not; the next one where there is none any more."""
        return next((i for i in every_item(self.sitting.data) if i.name == name), None) or self.following()

    def tell_uncovered(self) -> None:
        """What the text says of convictions and no candidate stands on: absence here is no absence in the world."""
        missed = uncovered(self.sitting.data, self.sitting.texts)
        if missed:
            echo("Words of conviction that nothing in this draft covers; look whether a conviction is missing:")
        for source, start, end in missed[:_SHOWN_AT_END]:
            words = " ".join(self.sitting.texts[source][start:end].split())
            echo(
                textwrap.fill(f"{words}  [characters {start}–{end}]", 78, initial_indent="  ", subsequent_indent="    ")
            )
        if len(missed) > _SHOWN_AT_END:
            echo(f"  … and {len(missed) - _SHOWN_AT_END} more")

    def show(self, item: Candidate) -> None:
        """The candidate, its facts, and each sentence it stands on once."""
        waiting, called = open_items(self.sitting.data), self.names()
        at = next((n for n, each in enumerate(waiting, 1) if each.name == item.name), 0)
        status = status_of(self.sitting.data, item)
        place = f"{at} of {len(waiting)} open" if at else f"decided: {status}; decide again to change it"
        echo(f"\n[{place}] {item.slot} · confidence {item.confidence} · {self.title(item)}")
        for key, value, remark in item.facts:
            shown = called.get(value, value)
            line = f"  {key.replace('_', ' '):<13} {shown}" + (f"  ({remark})" if remark else "")
            echo(textwrap.fill(line, 80, subsequent_indent=" " * 16))
        if item.slot == "conviction" and not any(key == "law_broken" for key, _, _ in item.facts):
            echo("  law broken    not said; without it nobody's power over it can be told: e, then law_broken=US-…")
        echo(f"  {'says':<13} {' > '.join(called.get(each, each) for each in item.speakers)}")
        if item.note:
            echo(textwrap.fill(f"  note          {item.note}", 80, subsequent_indent=" " * 16))
        self.show_passages(item)

    def show_passages(self, item: Candidate) -> None:
        """The sentences of an item's passages, each once, with the first passage marked."""
        shown: list[tuple[str, int, int]] = []
        for source, start, end in item.passages:
            if source not in self.sitting.texts or any(s == source and a <= start and end <= b for s, a, b in shown):
                continue
            if len(shown) == 4:
                break
            text = self.sitting.texts[source]
            before, inside, after = context(text, start, end, 90)
            shown.append((source, start - 90, end + 90))
            line = " ".join(f"{before}»{inside}«{after}".split())
            echo(textwrap.fill(line, 78, initial_indent="    ", subsequent_indent="    "))

    def names(self) -> dict[str, str]:
        """Id → what the file calls it."""
        found: dict[str, str] = {}
        for held in self.sitting.data.values():
            for key, record in held.items() if isinstance(held, dict) else ():
                name = (record.get("name") or record.get("label") or "") if isinstance(record, dict) else ""
                found[key] = str(name.get("value", "")) if isinstance(name, dict) else str(name)
        return {key: name for key, name in found.items() if name}

    def title(self, item: Candidate) -> str:
        """What an item is about, by names: `Tomas Varga, armed robbery`."""
        called, facts = self.names(), {key: value for key, value, _ in item.facts}
        parts = [
            facts.get(key, "")
            for key in ("name", "label", "person", "subject", "predicate", "object", "offence", "term")
        ]
        told = [called.get(part, part) for part in parts if part]
        return ", ".join(dict.fromkeys(told)) or item.title

    def decided(self, item: Candidate) -> str | None:
        """Read and carry out one decision; the name of the item to show next, "" for the next, None to stop."""
        answer = self.ask("a y e + c r p = s b u g q ? > ")
        if answer is None or answer == "q":
            return None
        if answer == "b":
            return self.seen.pop() if self.seen else item.name
        stay = {"e": self.edited, "+": self.added}
        if answer in stay:
            self.tried(lambda: stay[answer](item))
            return item.name
        if answer in _KEYS:
            return self.ruled(item, answer)
        return self.moved(item, answer)

    def moved(self, item: Candidate, answer: str) -> str:
        """Skip, undo, go to a number, accept all people; anything else shows the keys."""
        if answer == "s":
            self.skipped.add(item.name)
            self.seen.append(item.name)
            return ""
        if answer == "u":
            return self.undone(item)
        if answer == "p":
            self.tried(self.people)
            return "" if item.section == "people" else item.name
        if answer == "=":
            self.tried(self.same_names)
            return ""
        if answer.startswith("g"):
            number = answer.removeprefix("g").strip()
            waiting = open_items(self.sitting.data)
            if number.isdigit() and 1 <= int(number) <= len(waiting):
                return waiting[int(number) - 1].name
            echo(f"  write g and a number from 1 to {len(waiting)}, as in g 3")
            return item.name
        echo(_HELP)
        return item.name

    def undone(self, item: Candidate) -> str:
        """Take the last change back, and show what it was about."""
        told: list[str] = []
        self.tried(lambda: told.append(self.sitting.undo()))
        what = told[0] if told else ""
        echo(f"  Taken back: {what}" if what else "  There is nothing to take back.")
        if what.split(":")[0] in _KEYS.values():
            self.count -= 1
            return self.seen.pop() if self.seen else item.name
        return item.name

    def ruled(self, item: Candidate, answer: str) -> str:
        """Carry out a decision."""
        if answer == "y" and not self.vouched(item):
            return item.name
        along = along_with(self.sitting.data, item, _KEYS[answer])
        if along and answer != "y":
            echo("  with it, as names only: " + ", ".join(self.title(other) for other in along))
        if not self.tried(lambda: self.sitting.decide(item, _KEYS[answer])):
            return item.name
        self.count += 1
        self.skipped.discard(item.name)
        self.seen.append(item.name)
        return ""

    def people(self) -> None:
        """Accept every person as a name."""
        count = self.sitting.accept_people()
        self.count += count
        echo(f"  {count} names accepted: the source names them, no more.")

    def same_names(self) -> None:
        """Accept each proposed identity of two people whose names are alike to the letter."""
        count = 0
        while item := next((i for i in open_items(self.sitting.data) if _one_name(i)), None):
            self.sitting.decide(item, "accept")
            count += 1
        self.count += count
        echo(f"  {count} of the same name taken for one person each; u takes the last back.")

    def vouched(self, item: Candidate) -> bool:
        """The explicit yes without which nothing becomes established."""
        along = needed_with(self.sitting.data, item)
        if along:
            echo("  It needs these, and they would be established with it:")
            called = self.names()
            for other in along:
                facts = ", ".join(
                    f"{key.replace('_', ' ')} {called.get(value, value)}" for key, value, _ in other.facts
                )
                echo(
                    textwrap.fill(
                        f"{self.title(other)}: {facts}", 80, initial_indent="    ", subsequent_indent="      "
                    )
                )
        if self.yes_means_vouch:
            return True
        answer = self.ask("  You vouch that this is so, not only that it was written. Type yes > ")
        if answer != "yes":
            echo("  Not established; nothing changed.")
        return answer == "yes"

    def edited(self, item: Candidate) -> None:
        """Change one fact; what is typed has the reviewer behind it, not the article."""
        key, equals, value = (self.ask("  key=value > ", fold=False) or "").partition("=")
        if not equals:
            raise UsageError("write key=value, as in date=1999-04; key= leaves the fact out")
        self.sitting.edit(item, key.strip(), value.strip())

    def added(self, item: Candidate) -> None:
        """Add a fact by its words: where they stand becomes its passage."""
        words = self.ask("  the words, as the text has them > ", fold=False) or ""
        spans = ((source, find_quote(text, words)) for source, text in self.sitting.texts.items())
        found = next(((source, *span) for source, span in spans if span), None)
        if found is None:
            raise UsageError(f"{words!r} stands in no text of this draft")
        key, _, value = (self.ask("  key=value > ", fold=False) or "").partition("=")
        self.sitting.add_fact(item, key.strip(), value.strip(), found)

    @staticmethod
    def tried(act: Any) -> bool:
        """Carry something out; False, with the reason told, where it cannot stand."""
        try:
            act()
        except UsageError as error:
            echo(f"  {error}")
            return False
        return True

    @staticmethod
    def ask(prompt: str, *, fold: bool = True) -> str | None:
        """One line from the reviewer, None at the end of the input."""
        click.echo(prompt, nl=False, err=True)
        line = sys.stdin.readline()
        if not line:
            return None
        return line.strip().lower() if fold else line.strip()


def _one_name(item: Candidate) -> bool:
    return item.slot == "identity" and item.note.startswith("Proposed: the same name")


def in_browser(sitting: "Sitting", port: int) -> None:
    """Serve a sitting to the browser that has its token, until Ctrl-C; every decision is in the file by then."""
    try:
        from ..serving.endpoint import HOST, listening, serve_app
        from ..serving.guard import hosts_of
        from ..serving.reviewing import Reviewing, review_application
    except ImportError as error:
        raise UsageError('a review in the browser needs more: pip install "casegraph[serve]"') from error
    reviewing = Reviewing(sitting)
    with listening(HOST, port) as on:

        def begun() -> None:
            address = f"{on.address}?token={reviewing.token}"
            echo(f"Open  {address}\nEvery decision is written to {sitting.out} at once. Stop with Ctrl-C.")
            sys.stdout.flush()
            if sys.stdout.isatty():
                click.launch(address)

        serve_app(review_application(reviewing, hosts_of(on.host, on.port)), on, begun)
    say(f"stopped; go on any time:  casegraph review {sitting.out} --browser")
