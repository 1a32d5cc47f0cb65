"""The pictures of a page in words, for narrow screens and for whoever would rather read: what they say, as lists."""

from collections.abc import Iterable

from ..drawing.paint.style import REFUSAL
from ..drawing.paint.svg import tone_of
from ..drawing.scene import Box, Phrase, Scene
from ..drawing.timeline.rows import EventRow
from ..words import escape
from .anchors import Anchors

__all__ = ["chain", "event_list", "key", "relations"]


def chain(scene: Scene, anchors: Anchors) -> str:
    """A path as a chain of cards: each box with the words that lead to it and everything it says.

    The power that an excluded office has elsewhere has no card, and nothing leads from it: the card of the office tells
    why it is left out, and must not read as if anything were decided by it.
    """
    elsewhere = {box.id for box in scene.boxes if "gone" in tone_of(box) and box.kind != "conviction"}
    cards = []
    for box in (box for box in scene.boxes if box.id not in elsewhere):
        leading: dict[str, set[int]] = {}
        for link in scene.links:
            if link.end == box.id and link.start not in elsewhere:
                leading.setdefault(link.words, set()).update(link.cited)
        edges = [f"<i>{escape(words)}</i> {anchors.numbers(cited)}" for words, cited in leading.items()]
        told = "<br>".join([*edges, *(_phrase(said, anchors) for said in box.said[1:])])
        cards.append(f'<li class="{tone_of(box)}">{_class_word(box)}<br>{told}</li>')
    return f"<ol class=chain>{''.join(cards)}</ol>"


def relations(scene: Scene, anchors: Anchors) -> str:
    """A network as a list, in the order of the picture: what each box says beyond a name, and where its edges lead."""
    boxes, items = {box.id: box for box in scene.boxes}, []
    for box in sorted(scene.boxes, key=lambda box: (box.x, box.y)):
        own = (link for link in scene.links if link.start == box.id)
        lines = [f"<li>{escape(link.words)} {_name(boxes[link.end], anchors)}" for link in own]
        told = "; ".join(_phrase(said, anchors) for said in box.said[1:])
        if lines or len(box.said) > 2:
            items.append(f"<li>{_class_word(box)} {told}<ul>{''.join(lines)}</ul>")
    return f"<ul class=relations>{''.join(items)}</ul>"


def event_list(rows: Iterable[EventRow], anchors: Anchors) -> str:
    """Every event in words, with what stands out, what is vague and what is in doubt said and marked."""
    items = []
    for row in rows:
        words = anchors.link(row.things[0], row.text)
        shown = f"<b>{words}</b>" if row.turning and not row.doubt else words
        if row.doubt:
            shown = f"<i>{words}</i> <b class=no>{row.doubt}</b>"
        vague = "" if row.when.exact or row.when.interval else " class=vague"
        doubt = " class=doubt" if row.doubt else vague
        marks = anchors.numbers(anchors.facts.cite(row.sources))
        items.append(f"<li{doubt}><span class=d>{escape(row.words)}</span> {shown} {marks}</li>")
    return f"<ol class=events>{''.join(items)}</ol>"


def key(scene: Scene, anchors: Anchors, *more: str) -> str:
    """What the signs of a picture mean, and what else it rests on."""
    return f"<p class=key>{' '.join([*(_phrase(said, anchors) for said in scene.key), *more])}</p>"


def _phrase(said: Phrase, anchors: Anchors) -> str:
    text = anchors.link(said.thing, said.text) if said.thing else escape(said.text)
    if said.type.colour == REFUSAL:
        text = f"<b class=no>{text}</b>"
    elif said.type.bold:
        text = f"<b>{text}</b>"
    elif said.type.italic:
        text = f"<i>{text}</i>"
    return f"{text} {anchors.numbers(said.cited)}".rstrip() + said.end


def _class_word(box: Box) -> str:
    return f"<span class=k>{escape(box.said[0].text)}</span>"


def _name(box: Box, anchors: Anchors) -> str:
    named = next((said for said in box.said if said.thing), box.said[1])
    return anchors.link(named.thing, named.text) if named.thing else escape(named.text)
