"""One more record for a case file: an act, a sentence, a time in prison, a conviction, a person, a death.

What names something (a conviction, a court, an office, a source) is taken as people say it. The file's text is changed
where the record belongs and nowhere else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from ...courts.tables import sovereigns
from ...errors import NoSuchThing, UsageError, did_you_mean
from ..called import SHIPPED, called, key_of_name
from ..checks.check import Checked
from ..editing.edits import Changed, with_keys, with_record
from ..editing.named import ids_with_name, with_ids
from ..format.fields import SECTIONS, fields_of
from ..format.forms import Refers
from ..format.values import SentenceType
from ..names import Names
from ..reader import read_document
from ..sentences import sentence_type_of
from .ids import fresh, slug
from .sources import SourceGuess, same_source, source_of
from .spoken import court_said, date_said, kind_said, law_said
from .start import last_name, standing_of

__all__ = ["RECORDS", "Added", "Addition", "added"]

RECORDS = {
    "conviction": "convictions", "sentence": "sentences", "imprisonment": "imprisonments", "prison": "imprisonments",
    "custody": "imprisonments", "charge": "charges", "person": "people", "death": "people",
}  # fmt: skip
"""What may be added beside events → its section; a death is a date of a person who stands there."""


@dataclass(frozen=True, slots=True)
class Addition:
    """What somebody says of a record, in words; empty where it is not said.

    Attributes:
        kind: what it is: reversal, commutation, sentence, imprisonment, conviction, person, death.
        of: what it is about: convictions, charges, people or other records, by id, label or name.
        on: the day; until: the last one, of a time in prison.
        court, by: the court; the office or person that acted.
        person, offence, law: as for a new conviction; the name of a new person.
        sentence: in words.
        sources: addresses, citations, headlines, or sources of the file.
        standing: how firmly it stands; by its sources when "".
        more: further keys of the record.
    """

    kind: str
    of: tuple[str, ...] = ()
    on: str = ""
    until: str = ""
    court: str = ""
    by: str = ""
    person: str = ""
    offence: str = ""
    law: str = ""
    sentence: str = ""
    sources: tuple[str, ...] = ()
    standing: str = ""
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Added:
    """A file with one record more.

    Attributes:
        text: the new text.
        records: what was added: section, id, record.
        told: what was made of the words, a line each.
    """

    text: str
    records: tuple[tuple[str, str, Mapping[str, Any]], ...]
    told: tuple[str, ...]


def added(checked: Checked, text: str, said: Addition, shared: Mapping[str, str], today: str) -> Added:
    """The file with the record that was said.

    Args:
        checked: the file as checked; it may have problems, but none of form.
        text: of the file.
        said: what is to be added.
        shared: the ids every file may use.
        today: EDTF, the day on which a new source is read.

    Raises:
        NoSuchThing, UsageError: something named is not known, or is several things; each says what was near.
    """
    return _Adding(checked, text, said, shared, today).done()


class _Adding:
    def __init__(self, checked: Checked, text: str, said: Addition, shared: Mapping[str, str], today: str) -> None:
        self.now = Changed(text, read_document(Path(checked.document.file), text).data)
        self.ids = checked.named
        self.said, self.shared, self.today = said, shared, today
        self.provenance: dict[str, Any] = {}
        self.told: list[str] = []
        self.made: list[tuple[str, str, Mapping[str, Any]]] = []
        word = " ".join(said.kind.casefold().replace("-", " ").split())
        self.section = RECORDS.get(word, "events")
        self.kind = "" if word in RECORDS else kind_said(said.kind, RECORDS)
        self.dies = word == "death"
        self.keys = {spec.key: spec.marker for spec in fields_of(SECTIONS[self.section])} | {"note": None}

    def done(self) -> Added:
        """Everything added."""
        about = self.about()
        sources = self.provenance = self.sources()
        if self.dies:
            self.died(about.get("person", ()), sources)
        else:
            record = self.record(about) | sources
            self.put(self.section, self.id_of(about), record)
            self.sentence_beside(record, sources)
        return Added(self.now.text, tuple(self.made), tuple(self.told))

    # what it is about

    @property
    def data(self) -> dict[str, Any]:
        """What the file holds by now, with ids in the place of names."""
        return with_ids(self.now.data, self.ids)

    @property
    def names(self) -> Names:
        """Which ids there are."""
        own = {key: section for section, held in self.data.items() if isinstance(held, dict) for key in held}
        return Names(str(self.data.get("case") or ""), own, self.shared)

    def held(self, section: str) -> dict[str, Any]:
        """The records of a section."""
        found = self.data.get(section)
        return found if isinstance(found, dict) else {}

    def find(self, name: str, sections: Sequence[str], what: str) -> str:
        """The id of what is called so.

        Raises:
            NoSuchThing: nothing is, or several things are.
        """
        names = self.names
        if (held := names.section(name)) and (not sections or held in sections):
            return name
        ids = ids_with_name(name, sections, self.data, names) or self.of_offence(name, sections)
        if len(ids) == 1:
            return ids[0]
        if ids:
            raise UsageError(f"{name!r} is the name of {' and '.join(ids)}: give the id")
        wanted = sections or [section for section in self.data if section in SECTIONS]
        there = [(id_, record) for section in wanted for id_, record in self.held(section).items()]
        known = [id_ for id_, _ in there]
        labels = [record.get("label") or record.get("name") for _, record in there if isinstance(record, dict)]
        near = did_you_mean(name, [*known, *(label for label in labels if isinstance(label, str))])
        shipped = {key: ids[0] for section in (sections or SHIPPED) if section in SHIPPED
                   for key, ids in called(section).items()}  # fmt: skip
        alike = [] if near else [shipped[key] for key in did_you_mean(key_of_name(name), shipped)]
        if alike:
            raise UsageError(f"no {what} called {name!r}: did you mean {' or '.join(map(repr, alike))}?")
        raise NoSuchThing(what, name, near or known, instead=() if near else known)

    def of_offence(self, offence: str, sections: Sequence[str]) -> list[str]:
        """The convictions of an offence of that name."""
        held = self.held("convictions").items() if "convictions" in sections else ()
        return [key for key, record in held if key_of_name(str(record.get("offence"))) == key_of_name(offence)]

    def about(self) -> dict[str, list[str]]:
        """Key → ids, of what the record is about: the one conviction of the file where nothing is named."""
        found: dict[str, list[str]] = {}
        for name in self.said.of:
            id_ = self.find(name, tuple(SECTIONS), "record in this file")
            section = self.names.section(id_) or ""
            key = {"convictions": "conviction", "charges": "charge", "people": "person"}.get(section, "related")
            if key == "person" and "conviction" in self.keys and not self.dies:
                key, id_ = "conviction", self.of_person(id_)
            if key not in self.keys and not self.dies:
                raise UsageError(f"a {self.said.kind} is not of {id_!r}, which stands under {section}")
            found.setdefault(key, []).append(id_)
        if self.said.person and self.section not in ("people", "convictions", "charges"):
            found["person"] = [self.find(self.said.person, ("people",), "person in this file")]
        if not found and "conviction" in self.keys and self.section != "convictions":
            found["conviction"] = [self.only("convictions")]
        if not found and self.dies:
            found["person"] = [self.only("people")]
        if self.section == "imprisonments" and "person" not in found:
            convicted = self.held("convictions").get(found["conviction"][0], {}).get("person")
            found["person"] = [str(convicted)]
        return found

    def of_person(self, person: str) -> str:
        """The one conviction of a person."""
        own = [key for key, held in self.held("convictions").items() if held.get("person") == person]
        if len(own) != 1:
            what = f"has {len(own)} convictions here: {', '.join(own)}" if own else "has no conviction here"
            raise UsageError(f"{person!r} {what}; say which one with --of")
        return own[0]

    def only(self, section: str) -> str:
        """The one record of a section."""
        own = list(self.held(section))
        if len(own) != 1:
            raise UsageError(f"say what it is about with --of: {', '.join(own) or f'there are no {section} here'}")
        self.told.append(f"about {own[0]}, the only one of {section}")
        return own[0]

    # the record

    def record(self, about: Mapping[str, list[str]]) -> dict[str, Any]:
        """The record without its sources."""
        said, law = self.said, self.law(about)
        record: dict[str, Any] = {"kind": self.kind} if self.kind else {}
        if self.section == "people":
            record["name"] = said.person or self.needed("--person", "the name")
        if self.section in ("convictions", "charges"):
            person = said.person or next(iter(self.said.of), "")
            record["person"] = self.person_of(person) if person else self.needed("--person", "who was convicted")
            record |= {"offence": said.offence} if said.offence else {}
            record |= {"law_broken": law_said(said.law)} if said.law else {}
        record |= {key: ids[0] if len(ids) == 1 else list(ids) for key, ids in about.items() if key not in record}
        record |= {"date" if "date" in self.keys else "from": date_said(said.on)} if said.on else {}
        record |= {"until": date_said(said.until)} if said.until else {}
        record |= {"court": court_said(said.court, law)} if said.court else {}
        record |= {"agent": self.agent(law)} if said.by else {}
        record |= self.sentence()
        if self.kind and "kind" in said.more:
            raise UsageError(f"the kind is {said.kind!r} already; it is no key to set")
        for key, value in said.more.items():
            marker = self.keys.get(key)
            record[key] = self.find(value, marker.sections, key) if isinstance(marker, Refers) else value
        wrong = [key for key in record if key not in (*self.keys, "kind")]
        if wrong:
            near = did_you_mean(wrong[0], self.keys)
            hint = f"did you mean {' or '.join(near)}?" if near else f"it has: {', '.join(self.keys)}"
            raise UsageError(f"a {self.said.kind} has no {wrong[0]!r}; {hint}")
        return record

    @staticmethod
    def needed(option: str, what: str) -> str:
        """Refuse: an option is missing.

        Raises:
            UsageError: always.
        """
        raise UsageError(f"{what} is missing: add {option}")

    def person_of(self, name: str) -> str:
        """The id of a person; one the file does not have is added."""
        ids = [name] if name in self.held("people") else ids_with_name(name, ("people",), self.data, self.names)
        if len(ids) == 1:
            return ids[0]
        if ids:
            raise UsageError(f"{name!r} is the name of {' and '.join(ids)}: give the id")
        id_ = fresh(slug(name), self.taken())
        self.put("people", id_, {"name": name, "source": self.provenance["source"]})
        return id_

    def law(self, about: Mapping[str, list[str]]) -> str:
        """The law broken by the conviction it is about, "" where that is not said."""
        if self.said.law:
            return law_said(self.said.law)
        named = about.get("conviction", [""])[0]
        held = self.held("convictions").get(named, {}).get("law_broken")
        return str(held.get("value") if isinstance(held, dict) else held or "")

    def agent(self, law: str) -> str:
        """The office or person that acted; a Governor alone is that of the sovereign whose law was broken."""
        names, text = self.names, self.said.by
        if not names.section(text) and law:
            for tried in (text, f"{law}-{slug(text)}", f"{text} of {law}"):
                if names.section(tried):
                    return tried
            place = sovereigns()[law].name if law in sovereigns() else law
            ids = ids_with_name(f"{text} of {place}", ("offices",), self.data, names)
            if len(ids) == 1:
                return ids[0]
        return self.find(text, (), "office or person")

    def sentence(self) -> dict[str, Any]:
        """The keys that a sentence in words comes to."""
        words = self.said.sentence
        if not words:
            return {}
        kind = words.casefold() if words.casefold() in get_args(SentenceType) else sentence_type_of(words)
        if self.section == "sentences":
            return {"term": words}
        if not kind and self.section == "events":
            raise UsageError(f"the type of the sentence {words!r} is not plain: add --set sentence_type=TYPE; "
                             f"TYPE is one of {', '.join(get_args(SentenceType))}")  # fmt: skip
        return {"sentence_type": kind} if kind else {}

    def sentence_beside(self, record: Mapping[str, Any], sources: Mapping[str, Any]) -> None:
        """A record of the sentence itself, where an act or a conviction comes with more words than a type."""
        words = self.said.sentence
        if not words or self.section == "sentences" or words.casefold() in get_args(SentenceType):
            return
        key = self.made[-1][1]
        conviction = key if self.section == "convictions" else record.get("conviction")
        if conviction:
            day = {"date": record["date"]} if "date" in record else {}
            held = {"conviction": conviction, "term": words, **day, **sources}
            self.put("sentences", fresh(f"{key}-sentence", self.taken()), held)

    def died(self, people: Sequence[str], sources: Mapping[str, Any]) -> None:
        """The day of a death, in the record of the person."""
        person, day = (people or [self.only("people")])[0], date_said(self.said.on or self.needed("--on", "the day"))
        if "died" in self.held("people").get(person, {}):
            raise UsageError(f"{person!r} has a day of death already; change it by hand")
        value: dict[str, Any] = {"value": day, **sources}
        self.now = with_keys(self.now.text, self.now.data, {("people", person): {"died": value}})
        self.made.append(("people", person, {"died": value}))

    # ids and sources

    def taken(self) -> set[str]:
        """The ids of the file."""
        return {*self.names.own, *self.held("sources")}

    def id_of(self, about: Mapping[str, list[str]]) -> str:
        """As in doe-reversal."""
        if self.section == "people":
            return fresh(slug(self.said.person), self.taken())
        convicted = self.held("convictions").get(about.get("conviction", [""])[0], {}).get("person", "")
        person = self.said.person or (about.get("person") or [convicted])[0]
        held = self.held("people").get(person, {})
        name = last_name(str(held.get("name") or person)) if person else ""
        year = self.said.on[:4] if self.section == "convictions" and self.said.on[:4].isdigit() else ""
        word = self.said.offence if self.section in ("convictions", "charges") else self.said.kind
        return fresh(slug(f"{name} {year} {word}", 50), self.taken())

    def sources(self) -> dict[str, Any]:
        """The keys that say where it comes from; sources the file does not have are added."""
        if not self.said.sources:
            known = ", ".join(self.held("sources"))
            self.needed(
                "--source, an address, a citation, a headline, or one of this file: " + known, "where it is said"
            )
        guesses: list[SourceGuess] = []
        for text in self.said.sources:
            held = self.held("sources")
            ids = [text] if text in held else ids_with_name(text, ("sources",), self.data, self.names)
            if len(ids) == 1:
                record = {"kind": "web page", **held[ids[0]]}
                guesses.append(SourceGuess(ids[0], record, ""))
                continue
            guess = source_of(text, self.today, self.taken())
            if same := same_source(guess.record, held):
                guesses.append(SourceGuess(same, {"kind": "web page", **held[same]}, ""))
                continue
            self.put("sources", guess.id, guess.record)
            self.told.append(guess.told)
            guesses.append(guess)
        names: Any = [guess.id for guess in guesses]
        standing = self.said.standing or standing_of(guesses)
        more = {"standing": standing} if standing != "established" else {}
        return {"source": names[0] if len(names) == 1 else names, **more}

    def put(self, section: str, key: str, record: Mapping[str, Any]) -> None:
        """A record in the file."""
        self.now = with_record(self.now.text, self.now.data, section, key, record)
        self.made.append((section, key, record))
