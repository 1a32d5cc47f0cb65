"""Questions are functions over a view. To add one:

1. write a module here with one public function `name(view, …) -> Answer` (or a frozen result of its own with
   `to_json`), walking by `step` and `back`; say in its docstring which edges it walks;
2. every edge walked goes into the result with its claims, so that the answer walks back to its sources;
3. give it a SPARQL twin in `ontology/queries` and a row in `tests/test_competency_questions.py`: both must agree;
4. tell it in `blocks()`, of which text and HTML are made; add its wording to `ask` and a method to `graph.Graph`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .clemency.answer import Answer, Authority, ConvictionAnswer, Outcome, PowerAnswer, Step
    from .clemency.status import Status, status_of
    from .clemency.why import Why, Whys, why
    from .reading.ask import ask
    from .record.show import Shown, show
    from .record.told import Told
    from .relief.answer import ReliefAnswer

__all__ = [
    "Answer",
    "Authority",
    "ConvictionAnswer",
    "Outcome",
    "PowerAnswer",
    "ReliefAnswer",
    "Shown",
    "Status",
    "Step",
    "Told",
    "Why",
    "Whys",
    "ask",
    "show",
    "status_of",
    "why",
]


def __getattr__(name: str) -> Any:
    """Import a result or a question when it is first used: what cannot be read is refused without networkx."""
    from importlib import import_module

    homes = {
        "clemency.answer": ("Answer", "Authority", "ConvictionAnswer", "Outcome", "PowerAnswer", "Step"),
        "clemency.status": ("Status", "status_of"), "clemency.why": ("Why", "Whys", "why"),
        "reading.ask": ("ask",), "record.show": ("Shown", "show"), "record.told": ("Told",),
        "relief.answer": ("ReliefAnswer",),
    }  # fmt: skip
    home = next((home for home, names in homes.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{home}", __name__), name)
