"""The walk through a draft's candidates in a terminal: show one, read a decision, write the file, go on."""

import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import Problem, UsageError
from ..extract import checked
from ..extract.review import Candidate, along_with, comments, decide, edit, needed_with, open_items, save_text
from ..extract.sheet import context
from ..reading import read_utf8
from ..writing import write_whole
from .app import echo, say

if TYPE_CHECKING:
    from ..extract.sitting import Sitting

__all__ = ["Walk", "in_browser", "passage_texts"]

_KEYS = {"a": "accept", "y": "establish", "c": "contest", "r": "reject"}
_HELP = """\
  a  accept: the source says so (it stays attributed to it)
  y  accept and vouch for it: established, what answers are made of; asks for a yes
  e  edit a fact: key=value, as in date=1999-04 or law_broken=US-WI
  c  contested: somebody says so and somebody else denies it
  r  reject: the passage does not say so
  s  skip for now      q  stop; what was decided is kept"""


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
    """One sitting: the file, the candidates still open, and who decides."""

    def __init__(
        self, draft: Path, out: Path, data: dict[str, Any], texts: dict[str, str], reviewer: str, day: str
    ) -> None:
        self.out, self.data, self.texts, self.reviewer, self.day = out, data, texts, reviewer, day
        self.head, inside = comments(read_utf8(draft))
        if inside and out == draft:
            raise UsageError(
                f"{draft} has comments between its entries, which a rewrite would lose; write to another file with -o"
            )
        self.skipped: set[str] = set()
        self.count = 0

    def run(self) -> None:
        """Go through the candidates until none is open or the reviewer stops."""
        echo(_HELP)
        while item := next((i for i in open_items(self.data) if i.name not in self.skipped), None):
            self.show(item)
            if not self.decided(item):
                break
        left = len(open_items(self.data))
        echo(f"\n{self.count} decided by {self.reviewer}; {left} open in {self.out}")
        if left:
            echo(f"Go on any time:  casegraph review {self.out}")
        else:
            echo(f'Next:  casegraph check {self.out}    casegraph ask "Who can pardon …?" --case {self.out}')

    def show(self, item: Candidate) -> None:
        """The candidate, its facts, and its passages in context."""
        waiting = open_items(self.data)
        done = len(self.skipped & {each.name for each in waiting})
        echo(f"\n[{done + 1} of {len(waiting)} open] {item.slot} · confidence {item.confidence} · {item.title}")
        for key, value, remark in item.facts:
            line = f"  {key.replace('_', ' '):<13} {value}" + (f"  ({remark})" if remark else "")
            echo(textwrap.fill(line, 80, subsequent_indent=" " * 16))
        if item.slot == "conviction" and not any(key == "law_broken" for key, _, _ in item.facts):
            echo("  law broken    not said; without it nobody's power over it can be told: e, then law_broken=US-…")
        echo(f"  {'says':<13} {' > '.join(item.speakers)}")
        if item.note:
            echo(textwrap.fill(f"  note          {item.note}", 80, subsequent_indent=" " * 16))
        for source, start, end in item.passages[:4]:
            if source in self.texts:
                before, inside, after = context(self.texts[source], start, end, 90)
                shown = " ".join(f"{before}»{inside}«{after}".split())
                echo(textwrap.fill(shown, 78, initial_indent="    ", subsequent_indent="    "))

    def decided(self, item: Candidate) -> bool:
        """Read and carry out one decision; False to stop."""
        answer = self.ask("a y e c r s q ? > ")
        if answer is None or answer == "q":
            return False
        if answer == "s":
            self.skipped.add(item.name)
        elif answer == "e":
            self.edited(item)
        elif answer in _KEYS:
            if answer != "y" or self.vouched(item):
                along = along_with(self.data, item, _KEYS[answer])
                if along and answer != "y":
                    echo("  with it, as names only: " + ", ".join(other.title for other in along))
                self.carry_out(decide(self.data, item, _KEYS[answer], self.reviewer, self.day), counts=True)
        else:
            echo(_HELP)
        return True

    def vouched(self, item: Candidate) -> bool:
        """The explicit yes without which nothing becomes established."""
        along = needed_with(self.data, item)
        if along:
            echo("  It needs these, and they would be established with it:")
            for other in along:
                facts = ", ".join(f"{key.replace('_', ' ')} {value}" for key, value, _ in other.facts)
                echo(textwrap.fill(f"{other.title}: {facts}", 80, initial_indent="    ", subsequent_indent="      "))
        answer = self.ask("  You vouch that this is so, not only that it was written. Type yes > ")
        if answer != "yes":
            echo("  Not established; nothing changed.")
        return answer == "yes"

    def edited(self, item: Candidate) -> None:
        """Change one fact and show the candidate again."""
        change = self.ask("  key=value > ", fold=False)
        if change:
            try:
                self.carry_out(edit(self.data, item, change, reviewer=self.reviewer))
            except UsageError as error:
                echo(f"  {error}")

    def carry_out(self, data: dict[str, Any], *, counts: bool = False) -> None:
        """Write the file as it now stands, unless the change would make it wrong."""
        content = save_text(data, self.head)
        problems: tuple[Problem, ...] = checked(self.out, content).problems
        if problems:
            echo("  That cannot stand: " + "; ".join(f"{p.message} [{p.code}]. {p.help}" for p in problems[:3]))
            return
        self.data = data
        self.count += counts
        write_whole(self.out, content)

    @staticmethod
    def ask(prompt: str, *, fold: bool = True) -> str | None:
        """One line from the reviewer, None at the end of the input."""
        click.echo(prompt, nl=False, err=True)
        line = sys.stdin.readline()
        if not line:
            return None
        return line.strip().lower() if fold else line.strip()


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
