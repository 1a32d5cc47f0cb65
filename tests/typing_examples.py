"""What type checkers must see of the Python interface: `mypy tests/typing_examples.py`, or pyright."""

from typing import TYPE_CHECKING, assert_type

import casegraph
from casegraph.questions import Answer, ReliefAnswer, Shown, Told, Whys
from casegraph.questions.clemency.answer import Authority

if TYPE_CHECKING:
    from casegraph.notebook import DrawnChronicle
    from casegraph.queries.table import Table
    from casegraph.view import CaseView


def session() -> None:
    graph = casegraph.load("avery-dassey")
    assert_type(graph, casegraph.Graph)
    assert_type(graph.ask("Who can pardon Brendan Dassey?", on="2019-12-20"), Answer | ReliefAnswer | Told)
    answer = graph.clemency("Brendan Dassey", "2019-12-20")
    assert_type(answer, Answer)
    assert_type(answer.holders, tuple[Authority, ...])
    assert_type(answer.holders[0].person, str)
    assert_type(answer.to_html(), str)
    assert_type(graph.relief("Brendan Dassey"), ReliefAnswer)
    assert_type(graph.show("Steven Avery"), Shown)
    assert_type(graph.why("avery-2007-homicide", "US-president"), Whys)
    assert_type(graph.path("Steven Avery"), casegraph.Drawn)
    if TYPE_CHECKING:
        assert_type(graph.query("ASK {}"), Table)
        assert_type(graph.run("holders", conviction="c", on="2016-01-08"), Table)
        assert_type(graph.timeline(), DrawnChronicle)
        assert_type(graph.timeline().figure, casegraph.Drawn)
        assert_type(graph.nx, CaseView)
