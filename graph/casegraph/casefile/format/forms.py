"""What a key of a case file may hold: a bare fact, one with its own source, a list of them; told apart by their form.

The shape of a file is some seven hundred fields, and every command builds it before it reads one. So pydantic is asked
for each kind of fact once, for no class before a file is read, and for one `Qualified` in place of one for every form.
"""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, get_args, get_origin

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    SkipValidation,
    ValidationError,
    create_model,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, SchemaValidator, core_schema

__all__ = [
    "MANY", "ONE", "PLAIN", "QUALIFIED", "Dated", "Lasts", "Many", "PassageEntry", "Provenance", "Qualified", "Refers",
    "Said", "StandingWord", "Strict", "Texts", "Whole",
]  # fmt: skip

PLAIN, QUALIFIED, ONE, MANY = "<plain>", "<qualified>", "<one>", "<many>"
T = TypeVar("T")


class Refers:
    """Marks a text that names another record; `sections` are those it may stand in, none for any."""

    def __init__(self, *sections: str) -> None:
        self.sections = sections


class Dated:
    """Marks a text that is an EDTF date."""


class Whole:
    """Marks a text that is a whole number."""


class Lasts:
    """Marks a text that is an ISO 8601 duration."""


def _without_titles(schema: dict[str, Any]) -> None:
    schema.pop("title", None)
    for value in schema.get("properties", {}).values():
        value.pop("title", None)


class Strict(BaseModel):
    """A mapping that takes no other keys than its own."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, populate_by_name=True, defer_build=True, json_schema_extra=_without_titles
    )


class PassageEntry(Strict):
    """Where a source says it: a span of code points, its opening words, its digest.

    The words alone will do: `casegraph check FILE --text SOURCE=TEXT --fix` finds them and writes the span.
    """

    source: str | None = Field(None, description="id of the source, when the record names several")
    start: Annotated[str, Whole()] | None = Field(None, description="first code point, counted from 0")
    end: Annotated[str, Whole()] | None = Field(None, description="the code point after the last")
    quote: str = Field("", description="the opening words of the passage, at most eight")
    sha256: str = Field("", description="first digits of the SHA-256 of the passage (casegraph check --text prints it)")


class _OneOrMany:
    """One value or a list of them, told apart by what stands there, so that an error speaks of the form meant."""

    def __init__(self, form: Any) -> None:
        self.form = form

    def __get_pydantic_core_schema__(self, _source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        one = handler.generate_schema(self.form)
        return core_schema.tagged_union_schema({ONE: one, MANY: core_schema.list_schema(one)}, _is_list)


def _is_list(value: Any) -> str:
    return MANY if isinstance(value, list) else ONE


Texts = Annotated[str | list[str], _OneOrMany(str)]
Passages = Annotated[PassageEntry | list[PassageEntry], _OneOrMany(PassageEntry)]
StandingWord = Literal["established", "inferred", "attributed", "contested", "retracted"]
ReviewWord = Literal["candidate", "accepted", "rejected"]
ConfidenceWord = Literal["high", "medium", "low"]


class Provenance(Strict):
    """Who says so, where, and how firmly it stands."""

    source: Texts | None = Field(None, description="id or ids of the sources it rests on")
    standing: StandingWord | None = Field(None, description="how firmly it stands; established unless said")
    speaker: Texts | None = Field(None, description="chain of attribution, outermost reporter first")
    passage: Passages | None = Field(None, description="where the source says it")
    observed: Annotated[str, Dated()] | None = Field(None, description="when it was said or seen (EDTF)")
    note: str | None = Field(None, description="what a reader should know about it")
    status: ReviewWord | None = Field(None, description="where its review stands: an extractor proposes candidates")
    slot: str | None = Field(None, description="what an extractor took it for: conviction, relief, petition …")
    confidence: ConfidenceWord | None = Field(None, description="how sure the extractor was")
    reviewer: str | None = Field(None, description="who reviewed it")
    reviewed: Annotated[str, Dated()] | None = Field(None, description="the day it was reviewed")


class Qualified(Provenance):
    """One value with its own source, standing or speaker."""

    value: SkipValidation[str]
    """Checked by the fact it belongs to, which knows its form."""


class _Fact:
    """A bare value of some form, or a mapping around it."""

    def __init__(self, form: Any) -> None:
        self.form = form
        self._plain: CoreSchema | None = None
        self._value: SchemaValidator | None = None

    def __get_pydantic_core_schema__(self, _source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        if self._plain is None:
            self._plain = handler.generate_schema(self.form)
            value = core_schema.typed_dict_field(self._plain, required=False)
            self._value = SchemaValidator(core_schema.typed_dict_schema({"value": value}))
        said = core_schema.no_info_wrap_validator_function(self._said, handler.generate_schema(Qualified))
        return core_schema.tagged_union_schema({PLAIN: self._plain, QUALIFIED: said}, _is_mapping)

    def _said(self, mapping: Any, read: Callable[[Any], Qualified]) -> Qualified:
        """The mapping read, its value checked; faults of both are told at once."""
        assert self._value is not None
        faults: list[Any] = []
        for check in (self._value.validate_python, read):
            try:
                said = check(mapping)
            except ValidationError as error:
                faults += error.errors(include_url=False)
        if faults:
            raise ValidationError.from_exception_data("Qualified", faults)
        return said

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler({**schema, "choices": {**schema["choices"], QUALIFIED: _qualified(self.form)}})


def _is_mapping(value: Any) -> str:
    return QUALIFIED if isinstance(value, dict) else PLAIN


@cache
def _qualified(form: Any) -> CoreSchema:
    """What the JSON Schema says of a mapping around a value of this form."""
    if any(isinstance(mark, (Refers, Dated, Whole, Lasts)) for mark in getattr(form, "__metadata__", ())):
        return _qualified(str)  # a mark says what the text means, not what it may be
    words = get_args(form) if get_origin(form) is Literal else ["any text" if form is str else "text"]
    made = create_model(f"Qualified_{'_'.join(words)}", __base__=Qualified, value=(form, ...))
    made.model_rebuild()
    return made.__pydantic_core_schema__


if TYPE_CHECKING:
    Said = Annotated[T | Qualified, "a fact"]
    Many = Annotated[T | Qualified | list[T | Qualified], "one fact or several"]
else:
    # An alias would leave the form of the value open, and the value unchecked: build the types when they are named.

    class Said:
        """A fact: the bare value, or a mapping with the value and its own source."""

        @classmethod
        @cache
        def __class_getitem__(cls, form: Any) -> Any:
            return Annotated[form | Qualified, _Fact(form)]

    class Many:
        """One fact, or a list of them."""

        @classmethod
        @cache
        def __class_getitem__(cls, form: Any) -> Any:
            return Annotated[Said[form] | list[Said[form]], _OneOrMany(Said[form])]
