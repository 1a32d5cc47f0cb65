"""The JSON Schema by which editors complete and check case files: what every key means, which ids there are.

An id of the file's own is as good as a known one, so known ids are offered and none is required. A year without quotes
is a number to an editor and text to casegraph.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from ...courts import list_courts
from ...courts.tables import sovereigns
from ...resources import shipped
from ...vocabulary import CG, predicate_for
from ..called import called
from .fields import SECTIONS, FieldSpec, fields_of
from .forms import Refers
from .kinds import event_kinds
from .model import CaseFile

__all__ = ["json_schema"]

_MEANS = {
    "label": "what a reader calls it",
    "kind": "which sort of thing it is",
    "value": "the value itself, where it has a source, a speaker or a standing of its own",
    "title": "what a reader calls the case",
    "about": "the case in one or two sentences",
    "sources": "the documents that every fact rests on, each by the id that records cite",
    "claims": "what somebody says, kept beside the records and never in their place",
    "id": "a name by which other claims refer to this one",
    "subject": "the id of the thing the claim is about",
    "object": "the value of the claim, or the id of a thing",
    "publisher": "who published the document",
    "published": "the day it was published (EDTF)",
    "note": "what a reader should know about it",
    "threshold": "how many signatures the platform asks for before somebody answers",
}
"""Keys that are no property of the ontology, or mean something else in a file."""
_OFFERED = ("courts", "offices", "sovereigns")
_TEXT = {"type": ["string", "number", "boolean"]}


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a case file.

    Examples:
        >>> schema = json_schema()
        >>> schema["$schema"]
        'https://json-schema.org/draft/2020-12/schema'
        >>> schema["$defs"]["Sentence"]["properties"]["court"]["description"][:22]
        'The court before which'
    """
    schema = _with_numbers(CaseFile.model_json_schema(by_alias=True))
    defs = schema["$defs"]
    for model in SECTIONS.values():
        specs = {spec.key: spec for spec in fields_of(model)}
        for key, held in defs[model.__name__]["properties"].items():
            held.setdefault("description", _meaning(key, specs.get(key)))
            if key in specs and isinstance(marker := specs[key].marker, Refers):
                _offer(held, [section for section in _OFFERED if section in marker.sections])
    for name, held in defs.items():
        for key, each in held.get("properties", {}).items():
            each.setdefault("description", _meaning(key, None) if key in _MEANS else name)
    for key, held in schema["properties"].items():
        words = SECTIONS[key].__doc__ if key in SECTIONS else None
        held.setdefault("description", _sentence(words) if words else _meaning(key, None))
    kind = defs["Event"]["properties"]["kind"]
    kind["enumDescriptions"] = [event_kinds()[each].definition for each in kind["enum"]]
    defs |= {f"known_{section}": _known(section) for section in _OFFERED}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "casegraph case file"}
    return {**head, **{key: value for key, value in schema.items() if key != "title"}}


def _with_numbers(schema: Any) -> Any:
    """The same with numbers and truth values wherever any text may stand: casegraph reads every scalar as text."""
    if isinstance(schema, list):
        return [_with_numbers(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    held = {key: _with_numbers(value) for key, value in schema.items()}
    if held.get("type") == "string" and not {"enum", "const"} & set(held):
        held["type"] = list(_TEXT["type"])
    return held


def _meaning(key: str, spec: FieldSpec | None) -> str:
    """What a key means, in one sentence: as said here, else as the ontology defines its property."""
    predicate = spec.predicate if spec else predicate_for(key)
    return _MEANS.get(key) or _sentence(_definitions().get(predicate.removeprefix(CG), "")) or key.replace("_", " ")


@cache
def _definitions() -> Mapping[str, str]:
    """Property → its definition in the ontology."""
    text = shipped("ontology/casegraph.ttl").read_text(encoding="utf-8")
    blocks = re.findall(r"^cg:(\w+) a owl:\w+Property[^;\n]*;\n(.*?)\.\n(?:\n|\Z)", text, re.MULTILINE | re.DOTALL)
    found = ((name, re.search(r'skos:definition "((?:[^"\\]|\\.)*)"', block)) for name, block in blocks)
    return {name: match[1].replace('\\"', '"') for name, match in found if match}


def _sentence(text: str) -> str:
    """The first sentence of a text.

    Examples:
        >>> _sentence("The court, as cited. It shows no law.")
        'The court, as cited.'
    """
    return re.split(r"(?<=[a-z)]\.)\s+(?=[A-Z])", " ".join(text.split()), maxsplit=1)[0]


def _offer(schema: Any, sections: list[str]) -> None:
    """Offer the known ids of sections wherever a text may stand in the value of a key."""
    for key, held in schema.items() if isinstance(schema, dict) else enumerate(schema):
        if sections and held == _TEXT:
            schema[key] = {"anyOf": [*({"$ref": f"#/$defs/known_{each}"} for each in sections), dict(_TEXT)]}
        elif isinstance(held, (dict, list)):
            _offer(held, sections)


def _known(section: str) -> dict[str, Any]:
    """The ids of a section that every file may use, with what they are called where that says more."""
    if section == "offices":
        return {"enum": sorted({id_ for ids in called(section).values() for id_ in ids})}
    names = {court.id: court.label for court in list_courts() if not court.by_place}
    if section == "sovereigns":
        names = dict.fromkeys((id_ for ids in called(section).values() for id_ in ids), "")
        names = {id_: sovereigns()[id_].name if id_ in sovereigns() else id_ for id_ in names}
    return {"enum": sorted(names), "enumDescriptions": [names[id_] for id_ in sorted(names)]}
