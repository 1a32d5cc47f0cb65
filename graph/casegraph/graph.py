"""Cases and authorities as one graph, whose methods are the questions."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from .authorities.load import load_authorities
from .dates import as_day
from .errors import CannotAnswer, NoSuchThing, UsageError
from .holdings import Holdings
from .queries import contents
from .queries.catalogue import run_named
from .records.claim import Case
from .vocabulary import CLASSES, Standing, thing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from .notebook import Drawn, DrawnChronicle
    from .queries.table import Table
    from .questions import Answer, ReliefAnswer, Shown, Told, Whys
    from .questions.record.changes import Difference
    from .view import CaseView

T = TypeVar("T")

__all__ = ["Graph"]


def _unreviewed(error: NoSuchThing, cases: Sequence[Case]) -> str:
    """The message for a name that only unreviewed candidates use: a candidate is no fact before a person accepts it."""
    files = ", ".join(f"{case.path} ({case.open_candidates} open)" for case in cases)
    return (
        f"no established {error.kind} called {error.name!r}, but candidates wait for review: {files}.\n"
        f"A candidate answers nothing before a person accepts it. Next:  casegraph review {cases[0].path}"
    )


class Graph(Holdings):
    """Cases and authorities as one graph, with the questions as methods."""

    def _answered(self, give: "Callable[[CaseView], T]") -> "T":
        """An answer from the authorities that the cases need; when a name is not found, from all authorities."""
        try:
            return give(self.view)
        except CannotAnswer as error:
            if error.names and not self._complete:
                return self.complete()._answered(give)
            raise
        except NoSuchThing as error:
            if not self._complete:
                return self.complete()._answered(give)
            waiting = [case for case in self.cases if case.open_candidates]
            if waiting:
                raise CannotAnswer(_unreviewed(error, waiting)) from error
            if contents.only_said(self.store, error.name):
                raise CannotAnswer(
                    f"{error.name!r} is known here only by what is said; nothing of it is established, and no source "
                    "reports a conviction.\nTo see what is said:\n"
                    f'  casegraph show "{error.name}"\n'
                    "Of a register you answer for, its map may say so:  source: {standing: established}"
                ) from error
            raise

    def find(self, name: str, *classes: str) -> str:
        """The IRI of the thing `name` means, among `classes` (any kind of thing when none is given).

        Raises:
            NoSuchThing: nothing fits.
        """
        from .questions.naming.names import find

        return self._answered(lambda view: find(view, name, *(classes or CLASSES)))

    def ask(self, question: str, on: "str | date | None" = None) -> "Answer | ReliefAnswer | Told":
        """Answer a plain question; see `questions.ask`. A question about times or accounts gives a `Told`."""
        from .questions import ask

        return self._answered(lambda view: ask(view, question, as_day(on), dated=on is not None))

    def clemency(
        self,
        who: str,
        on: "str | date | None" = None,
        *,
        kind: str | None = None,
        authority: str | None = None,
    ) -> "Answer":
        """Who holds clemency power over a conviction, or over every conviction of a person."""
        from .questions.clemency.walk import KINDS, clemency
        from .questions.naming.names import find_convictions
        from .questions.naming.offices import find_office

        if kind is not None and kind not in KINDS:
            raise UsageError(f"unknown kind of clemency {kind!r}; known: {', '.join(KINDS)}")

        def give(view: "CaseView") -> "Answer":
            convictions = find_convictions(view, who)
            office = find_office(view, authority, convictions, as_day(on)) if authority else None
            return clemency(view, convictions, as_day(on), kind=kind, office=office)

        return self._answered(give)

    def relief(
        self, who: str, on: "str | date | None" = None, *, kind: str | None = None, tried: bool = False
    ) -> "ReliefAnswer":
        """The relief routes for a conviction, or for every conviction of a person: who decides, what was tried.

        Examples:
            >>> import casegraph
            >>> graph = casegraph.load("avery-dassey")
            >>> graph.relief("dassey-2007-homicide", "2020-01-01", kind="parole").value
            'no'
        """
        from .questions.naming.names import find_convictions
        from .questions.relief.walk import kind_of, relief

        wanted = kind_of(kind) if kind is not None else None
        return self._answered(
            lambda view: relief(view, find_convictions(view, who), as_day(on), kind=wanted, tried=tried)
        )

    def why(self, conviction: str, authority: str, on: "str | date | None" = None) -> "Whys":
        """The chain of claims behind a yes or no, for each conviction meant."""
        from .questions import Whys, why
        from .questions.naming.names import find_convictions
        from .questions.naming.offices import find_office

        def give(view: "CaseView") -> "Whys":
            convictions = find_convictions(view, conviction)
            office = find_office(view, authority, convictions, as_day(on))
            return Whys(why(view, found, office, as_day(on)) for found in convictions)

        return self._answered(give)

    def show(self, name: str) -> "Shown":
        """All that is said of one thing."""
        from .questions import show
        from .questions.naming.names import find_said

        try:
            return self._answered(lambda view: show(view, find_said(view, name, *CLASSES)))
        except NoSuchThing:
            from .courts import resolve_court

            court = resolve_court(name)
            if not court:
                raise
            graph = Graph(self.cases, load_authorities({court.id}), law=self.law)
            return show(graph.view, thing(court.id))

    def draw(self, kind: str, what: str, on: "str | date | None" = None, **options: Any) -> "Figure":
        """A figure of the kind `timeline`, `path`, `network`, `power` or `map`; see `drawing.draw`."""
        from .drawing import draw

        return self._answered(lambda view: draw(kind, view, what, as_day(on), **options))

    def path(self, what: str, on: "str | date | None" = None, *, authority: str = "", **sheet: Any) -> "Drawn":
        """The answer for a case, person or conviction as a figure: from each conviction to who may pardon it.

        Args:
            what: a case, person or conviction.
            on: the day.
            authority: an office asked about.
            sheet: width (`85mm`, `180mm`, `1200px`), sources (none, short, full), rows, title; see `drawing.draw`.

        Examples:
            >>> import casegraph
            >>> casegraph.load("avery-dassey").path("Steven Avery", "2016-01-08", authority="US-president")
            <Drawn: No. The President cannot grant clemency to Steven Avery.>
        """
        return self._drawn("path", what, on, authority=authority, **sheet)

    def power(self, what: str, on: "str | date | None" = None, *, authority: str = "", **sheet: Any) -> "Drawn":
        """Who has which power over the convictions of a case or person, as a figure: a table of powers."""
        return self._drawn("power", what, on, authority=authority, **sheet)

    def network(
        self, what: str, on: "str | date | None" = None, *, authority: str = "", poster: bool = False, **sheet: Any
    ) -> "Drawn":
        """A case, or a thing and its neighbours, as a network; with `poster` everything, however large."""
        return self._drawn("network", what, on, authority=authority, poster=poster, **sheet)

    def map(
        self,
        case: str = "",
        on: "str | date | None" = None,
        *,
        kind: str | None = None,
        what: str = "decider",
        compared_with: "str | date | None" = None,
        **sheet: Any,
    ) -> "Drawn":
        """Who decides on clemency, state by state, as a map of tiles; or for the convictions of a case alone.

        Args:
            case: a case, person or conviction; the whole country when "".
            on: the day.
            kind: of clemency; a pardon when None.
            what: decider (who decides), board (the part of a board) or law (where the rule stands, since when).
            compared_with: another day: its map beside, what differs marked.
            sheet: width, sources, title, as `drawing.draw` takes them.

        Examples:
            >>> import casegraph
            >>> casegraph.load("avery-dassey").map("Brendan Dassey", "2019-12-20")
            <Drawn: The Governor of Wisconsin can grant clemency to Brendan Dassey.>
        """
        other = None if compared_with is None else as_day(compared_with)
        return self._drawn("map", case, on, clemency=kind, tells=what, compared_with=other, **sheet)

    def _drawn(self, kind: str, what: str, on: "str | date | None", **options: Any) -> "Drawn":
        from .notebook import Drawn

        return Drawn(self.draw(kind, what, on, **options))

    def timeline(
        self,
        case: str | None = None,
        on: "str | date | None" = None,
        *,
        known: "str | date | None" = None,
        account: str | None = None,
        standings: Iterable[str] = ("established",),
    ) -> "DrawnChronicle":
        """The timeline of one case: dated events, inferred bounds, contradictions, conflicts.

        Args:
            case: its name; may be left out when the graph holds one case.
            on: leave out what lies after this day.
            known: use only what was known on this day.
            account: a speaker or a document, by id or name: read its account alone.
            standings: without an account, which claims count: established, attributed, contested.

        Raises:
            NoSuchThing: no such case, or nobody of that name speaks in it.

        Examples:
            >>> import casegraph
            >>> told = casegraph.load("avery-dassey").timeline(account="article")
            >>> told.timeline.contradictions
            ()
        """
        from .notebook import drawable
        from .questions.record.chronicle import chronicle
        from .timeline import facts_in, speaker_meant, timeline

        facts = facts_in(self.store, self.case_named(case))
        unknown = sorted(set(standings) - {standing.value for standing in Standing})
        if unknown:
            raise UsageError(f"unknown standing {unknown[0]!r}; known: {', '.join(s.value for s in Standing)}")
        told = timeline(
            facts,
            account=speaker_meant(facts, account) if account else "",
            standings={Standing.INFERRED, *map(Standing, standings)},
            on=None if on is None else as_day(on),
            known=None if known is None else as_day(known),
        )
        return drawable(chronicle(self.view, told), self.view, as_day(on))

    def diff(
        self,
        first: "Graph | str | date",
        second: "str | date | None" = None,
        *,
        case: str | None = None,
        known: bool = False,
    ) -> "Difference":
        """What differs: from this version of a case to that of another graph, or between two days.

        Args:
            first: another graph, whose one case is the newer version; or the earlier day.
            second: the later day; today when left out.
            case: the case meant, when this graph holds several.
            known: for days: compare what was known on each, not what had happened.

        Examples:
            >>> import casegraph
            >>> changes = casegraph.load("avery-dassey").diff("2003-01-01", "2004-01-01").changes
            >>> [change.after for change in changes if change.thing == "avery-release-2003"]
            ['11 Sep 2003']
        """
        from .dates import When, in_words
        from .questions.record.changes import between_days, between_versions
        from .timeline import facts_in

        facts = facts_in(self.store, self.case_named(case))
        if isinstance(first, Graph):
            other = facts_in(first.store, first.case_named(None))
            return between_versions(facts, other, "versions", facts.title, other.title)
        days = as_day(first), as_day(second)
        if days[0] > days[1]:
            raise UsageError(f"the first day ({days[0]}) lies after the second ({days[1]})")
        if known:
            names = [f"what was known on {in_words(When.day(day))}" for day in days]
            return between_versions(facts.known_by(days[0]), facts.known_by(days[1]), "known", names[0], names[1])
        return between_days(self.view, facts, *days)

    def known(self, day: "str | date") -> "Graph":
        """The graph as it was known on a day: claims observed or published by then; see `casefile.known`.

        The authorities stay whole: the law is asked for a day with `on`, not by when somebody read it.

        Examples:
            >>> import casegraph
            >>> graph = casegraph.load("avery-dassey").known("2004-01-01")
            >>> graph.clemency("Steven Avery", "2004-01-01").value
            'moot'
        """
        from .records.known import known_by

        if self.stored:
            raise UsageError("what was known on a day is read from case files; a store holds no records")
        cases = [known_by(case, as_day(day), self.authorities) for case in self.cases]
        return Graph(cases, self.authorities, law=self.law)

    def _meant(self, name: str) -> str:
        """The thing or source a parameter names; where nothing established is called so, what is only said."""
        from .questions.naming.names import find_said

        found = contents.source_called(self.store, name)
        return found or self._answered(lambda view: find_said(view, name, *CLASSES))

    def run(self, name: str, *, engine: str = "oxigraph", if_attributed: bool = False, **values: Any) -> "Table":
        """Run a query of the catalogue; things may be given by name. `if_attributed`: see `query`.

        Examples:
            >>> import casegraph
            >>> graph = casegraph.load("avery-dassey")
            >>> graph.run("victims-of", act="halbach-homicide").to_text().splitlines()[-1]
            'Teresa Halbach  Teresa Halbach  photographer'
        """
        from .queries.catalogue import named_query
        from .queries.engines import engine_called
        from .queries.table import table

        kinds = dict(named_query(name).params)
        iris = {key: self._meant(str(v)) if kinds.get(key, ("",))[0] == "IRI" else str(v) for key, v in values.items()}
        store = self._supposing if if_attributed else self.store
        return table(run_named(store, name, iris, engine_called(engine)), store, supposed=if_attributed)
