"""Questions are functions over a view. To add one:

1. write a module here with one public function `name(view, …) -> Answer` (or a frozen result of its own with
   `to_json`), walking by `step` and `back`; say in its docstring which edges it walks;
2. every edge walked goes into the result with its claims, so that the answer walks back to its sources;
3. give it a SPARQL twin in `ontology/queries` and a row in `tests/test_competency_questions.py`: both must agree;
4. tell it in `blocks()`, of which text and HTML are made; add its wording to `ask` and a method to `graph.Graph`.
"""

from .clemency.answer import Answer, Authority, ConvictionAnswer, Outcome, PowerAnswer, Step
from .clemency.status import Status, status_of
from .clemency.walk import clemency, convictions_in_power
from .clemency.why import Why, Whys, why
from .reading.ask import ask
from .record.show import Shown, show
from .record.told import Told
from .relief.answer import ReliefAnswer
from .relief.walk import relief

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
    "clemency",
    "convictions_in_power",
    "relief",
    "show",
    "status_of",
    "why",
]
