"""Where every value of a case file stands in its text, so that one can be changed and all else stays as it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from ..reader import Path_

__all__ = ["SourceSpan", "spans"]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class SourceSpan:
    """The stretch [start, end) of code points in which a value stands.

    Attributes:
        start: its first code point; of a mapping in block form that of its first key.
        end: the code point after its last one.
        column: of the start, counted from 0.
        flow: is it a mapping or a list in brackets?
        scalar: is it a text?
    """

    start: int
    end: int
    column: int
    flow: bool
    scalar: bool


def spans(text: str) -> dict[Path_, SourceSpan]:
    """The span of every value of a file that the reader finds nothing wrong with; () is the whole.

    Examples:
        >>> found = spans("people: {doe: {name: Jane Doe}}")
        >>> found["people", "doe", "name"].start, found["people",].flow
        (21, True)
    """
    found: dict[Path_, SourceSpan] = {}
    events = iter(yaml.parse(text, Loader=_LOADER))
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            _node(event, (), events, text, found)
    return found


def _node(event: Any, path: Path_, events: Iterator[Any], text: str, found: dict[Path_, SourceSpan]) -> int:
    """Record the span of a node and of all in it; where it ends."""
    start: int = event.start_mark.index
    column, last = event.start_mark.column, event.end_mark.index
    if isinstance(event, (yaml.ScalarEvent, yaml.AliasEvent)):
        end: int = start + len(text[start:last].rstrip())
        found[path] = SourceSpan(start, end, column, flow=False, scalar=True)
        return end
    end = start
    in_mapping = isinstance(event, yaml.MappingStartEvent)
    inner: Any
    for count, inner in enumerate(events):
        last = inner.end_mark.index
        if isinstance(inner, yaml.CollectionEndEvent):
            if event.flow_style:
                end = last
            break
        key = inner.value if in_mapping else count
        value = next(events) if in_mapping else inner
        end = max(last if in_mapping else end, _node(value, (*path, key), events, text, found))
    found[path] = SourceSpan(start, end, column, flow=bool(event.flow_style), scalar=False)
    return end
