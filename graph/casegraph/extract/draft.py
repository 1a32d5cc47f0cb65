"""From proposals to a draft case file: every record a candidate, every fact with its passage, nothing established."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from ..authorities import shared_names
from ..evidence import MOST_QUOTED_WORDS, digest
from ..officeholders import terms
from .article import Article
from .proposal import Proposal, Refused

__all__ = ["SOURCE", "Draft", "SourceFacts", "as_yaml", "build_draft", "slug"]

SOURCE = "article"
"""The id of the article among the sources of its draft."""
Data = dict[str, Any]
_RELIEF_KIND = {"pardon": "Pardon", "commutation": "Commutation", "vacatur": "Vacatur", "reversal": "Reversal",
                "reprieve": "Reprieve", "habeas grant": "HabeasGrant", "clemency": "Commutation"}  # fmt: skip
_ORDER = ("courts", "people", "organisations", "works", "charges", "convictions", "sentences", "imprisonments", "events",
          "evidence", "petitions", "responses", "statements", "concepts", "claims")  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What the user says of the article: how a list of sources names it, its kind, publisher, day, address."""

    label: str = ""
    kind: str = "article"
    publisher: str = ""
    published: str = ""
    url: str = ""


@dataclass(frozen=True)
class Draft:
    """A draft case file and what it came from.

    Attributes:
        name: the case's name.
        data: the file as plain data, in the order it is written.
        article: the text its passages count into.
        refused: proposals that did not pass the gate.
        engine: the engine's name.
    """

    name: str
    data: Data
    article: Article
    refused: tuple[Refused, ...]
    engine: str

    @property
    def counts(self) -> dict[str, int]:
        """How many records of each section were proposed."""
        return {section: len(self.data[section]) for section in _ORDER if section in self.data}


def slug(text: str, most: int = 60) -> str:
    """An id made of a name.

    Examples:
        >>> slug("José O'Brien, Jr."), slug("Fresno County Superior Court")
        ('jose-o-brien-jr', 'fresno-county-superior-court')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:most].strip("-") or "thing"


def build_draft(
    article: Article, proposals: list[Proposal], refused: list[Refused], engine: str, name: str, source: SourceFacts
) -> Draft:
    """The draft of a case from what an engine proposed and the gate let pass."""
    builder = _Builder(article, proposals)
    first = ("person", "court", "conviction", "work", "petition")
    for proposal in sorted(proposals, key=lambda p: first.index(p.slot) if p.slot in first else len(first)):
        builder.add(proposal)
    entry = {"label": source.label or article.title or article.name, "kind": source.kind}
    entry |= {key: getattr(source, key) for key in ("publisher", "published", "url") if getattr(source, key)}
    data: Data = {
        "case": name,
        "title": name.replace("-", " ").capitalize(),
        "sources": {SOURCE: {**entry, "sha256": article.sha256}},
    }
    data |= {section: builder.sections[section] for section in _ORDER if builder.sections.get(section)}
    return Draft(name, data, article, tuple(refused), engine)


@dataclass
class _Builder:
    article: Article
    proposals: list[Proposal]
    sections: dict[str, Any] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=lambda: {SOURCE})
    convictions: dict[str, list[tuple[str, Proposal]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.shared = shared_names()
        self.victims = {p.who for p in self.proposals if p.slot == "victim"}
        offices = {p.who: p.what for p in self.proposals if p.slot == "holder"}
        for p in self.proposals:
            if p.slot == "person":
                known = _known_holder(p.who, offices.get(p.who, ""))
                self.ids[p.who] = known or self.fresh(slug(p.who))

    # ids and provenance

    def fresh(self, wanted: str) -> str:
        """An id nobody has yet."""
        name, number = wanted, 2
        while name in self.taken or name in self.shared:
            name, number = f"{wanted}-{number}", number + 1
        self.taken.add(name)
        return name

    def put(self, section: str, key: str, record: Data) -> str:
        """A record in its section."""
        self.sections.setdefault(section, {})[key] = record
        return key

    def passage(self, start: int, end: int) -> Data:
        """A passage as the case file writes it."""
        span = self.article.text[start:end]
        opening = re.match(rf"\s*(?:\S+\s+){{0,{MOST_QUOTED_WORDS - 1}}}\S+", span)
        quote = opening[0] if opening else ""
        return {"start": str(start), "end": str(end), "quote": quote, "sha256": digest(span)[:12]}

    def passages(self, proposal: Proposal) -> Any:
        """One passage, or a list where the text says it more than once."""
        spans = [(proposal.start, proposal.end), *proposal.also]
        found = [self.passage(start, end) for start, end in spans]
        return found[0] if len(found) == 1 else found

    def candidate(self, proposal: Proposal) -> Data:
        """Who says so, where, and that nobody has reviewed it."""
        speaker: Any = SOURCE
        if proposal.speaker:
            speaker = [SOURCE, self.speaker(proposal.speaker, proposal)]
        return {
            "source": SOURCE, "speaker": speaker, "standing": "attributed", "status": "candidate", "slot": proposal.slot,
            "confidence": proposal.confidence, "passage": self.passages(proposal),
        }  # fmt: skip

    def value(self, proposal: Proposal, key: str, text: str = "") -> Any:
        """A fact of a record; with its own passage where that differs from the record's."""
        for name, held, start, end in proposal.details:
            if name == key and (start, end) != (proposal.start, proposal.end):
                return {"value": text or held, "passage": self.passage(start, end)}
        return text or proposal.detail(key)

    def person(self, name: str, proposal: Proposal) -> str:
        """The id of a person; one that was not introduced is introduced by this passage."""
        if name not in self.ids:
            self.ids[name] = self.fresh(slug(name))
            self.introduce(name, proposal)
        return self.ids[name]

    def introduce(self, name: str, proposal: Proposal) -> None:
        """A person's record."""
        if self.ids[name] in self.shared:
            return
        record: Data = {"name": name}
        if name in self.victims:
            record |= {"redaction": "victims", "redacted_as": "a victim"}
        held = {**self.candidate(proposal), "slot": "person"}
        self.put("people", self.ids[name], {**record, **held})

    def speaker(self, name: str, proposal: Proposal) -> str:
        """The id of whoever speaks: a person, an office, the White House, somebody unnamed."""
        if name in self.shared:
            return name
        if name in self.ids:
            return self.ids[name]
        plain = Proposal(proposal.slot, name, "", "", proposal.start, proposal.end, confidence=proposal.confidence)
        if name in ("white-house", "governor", "board"):
            self.ids[name] = self.fresh({"governor": "the-governor", "board": "the-board"}.get(name, name))
            label = {"white-house": "The White House"}.get(name, f"the {name} (of which state is not said)")
            kind = "Institution" if name == "white-house" else "Authority"
            self.put("organisations", self.ids[name], {"kind": kind, "label": label, **self.candidate(plain)})
        elif name[:1].isupper() and not re.match(r"(?:A|An|The) ", name):
            self.person(name, plain)
        else:
            self.ids[name] = self.fresh(slug(f"unnamed {re.sub('^(?:A|An|The) ', '', name)}"))
            self.put("people", self.ids[name], {"name": f"{name} (unnamed)", **self.candidate(plain)})
        return self.ids[name]

    # one method for each slot

    def add(self, proposal: Proposal) -> None:
        """The records a proposal amounts to."""
        method: Callable[[Proposal], None] = getattr(self, f"add_{proposal.slot}")
        method(proposal)

    def add_person(self, proposal: Proposal) -> None:
        """Somebody named."""
        self.introduce(proposal.who, proposal)

    def add_role(self, proposal: Proposal) -> None:
        """What a person is said to be."""
        key = self.person(proposal.who, proposal)
        if key in self.shared:
            return
        record = self.sections["people"][key]
        held = record.setdefault("capacity", [])
        if proposal.what not in [item["value"] for item in held]:
            held.append({"value": proposal.what, "passage": self.passage(proposal.start, proposal.end)})

    def add_holder(self, proposal: Proposal) -> None:
        """Who is called by an office."""
        self.claim(proposal, self.person(proposal.who, proposal), "office", proposal.what)

    def add_court(self, proposal: Proposal) -> None:
        """A court by name, or courts as a class."""
        if proposal.what.endswith("Courts"):
            key = slug(proposal.what)
            if key not in self.taken:
                self.taken.add(key)
                record = {"kind": "CourtClass", "label": proposal.what}
                self.put("concepts", key, {**record, **self.candidate(proposal)})
            return
        self.court(proposal.what, proposal)

    def court(self, name: str, proposal: Proposal) -> str:
        """The id of a court: that of the authority files where they know it."""
        key = slug(name)
        if self.shared.get(key) == "courts" or key in self.sections.get("courts", {}):
            return key
        if key in self.taken:
            key = self.fresh(key)
        self.taken.add(key)
        record: Data = {"label": name.title() if name.isupper() else name}
        if proposal.slot == "court" and proposal.detail("court_of") in self.shared:
            record["court_of"] = proposal.detail("court_of")
        return self.put("courts", key, {**record, **self.candidate(proposal), "slot": "court"})

    def add_charge(self, proposal: Proposal) -> None:
        """One count of an accusation."""
        self.counted("charges", proposal)

    def add_conviction(self, proposal: Proposal) -> None:
        """A person found guilty of one offence."""
        key = self.counted("convictions", proposal)
        self.convictions.setdefault(proposal.who, []).append((key, proposal))

    def counted(self, section: str, proposal: Proposal) -> str:
        """A charge or conviction, with its offence, date, court and the law broken as far as the text gives them."""
        surname = slug(proposal.who.replace(" Jr.", "").split()[-1])
        tail = "-charge" if section == "charges" else ""
        key = self.fresh(slug("-".join(filter(None, (surname, proposal.when[:4], proposal.what)))) + tail)
        record: Data = {"person": self.person(proposal.who, proposal)}
        record["offence"] = self.value(proposal, "offence", proposal.what)
        if proposal.when:
            record["date"] = self.value(proposal, "date")
        law = proposal.detail("law_broken")
        if law in self.shared:
            held = self.value(proposal, "law_broken")
            held = held if isinstance(held, dict) else {"value": held}
            record["law_broken"] = {**held, "confidence": "medium", "note": _LAW_NOTE}
        if proposal.detail("court") and section == "convictions":
            record["court"] = self.value(proposal, "court", self.court(proposal.detail("court"), proposal))
        return self.put(section, key, {**record, **self.candidate(proposal)})

    def add_sentence(self, proposal: Proposal) -> None:
        """What a court imposed, for the conviction it stands next to; beside the person where none is told."""
        person = self.person(proposal.who, proposal)
        held = self.nearest(proposal)
        if held is None:
            self.claim(proposal, person, "term", proposal.what)
            return
        record: Data = {"conviction": [held], "term": self.value(proposal, "term", proposal.what)}
        if proposal.when:
            record["date"] = self.value(proposal, "date")
        self.put("sentences", self.fresh(f"{held}-sentence"), {**record, **self.candidate(proposal)})

    def nearest(self, proposal: Proposal) -> str | None:
        """The conviction of this person told last before this passage, or the only one."""
        own = self.all_convictions(proposal.who)
        earlier = [key for key, p in own if p.start <= proposal.start]
        return earlier[-1] if earlier else own[0][0] if len(own) == 1 else None

    def all_convictions(self, who: str) -> list[tuple[str, Proposal]]:
        """The convictions of a person, in order of the text."""
        return sorted(self.convictions.get(who, []), key=lambda pair: pair[1].start)

    def add_imprisonment(self, proposal: Proposal) -> None:
        """Time in custody."""
        person = self.person(proposal.who, proposal)
        own = self.all_convictions(proposal.who)
        record: Data = {"person": person, "duration": self.value(proposal, "duration", proposal.what)}
        if len(own) == 1:
            record["conviction"] = [own[0][0]]
        self.put("imprisonments", self.fresh(f"{slug(proposal.who)}-prison"), {**record, **self.candidate(proposal)})

    def add_relief(self, proposal: Proposal) -> None:
        """A pardon, commutation, vacatur …; tied to a conviction only where the person has one."""
        self.event(proposal, _RELIEF_KIND.get(proposal.what, "Event"), proposal.what or "relief", tied=True)

    def add_exoneration(self, proposal: Proposal) -> None:
        """An exoneration."""
        self.event(proposal, "Exoneration", "exoneration", tied=True)

    def add_refusal(self, proposal: Proposal) -> None:
        """A request turned down: of clemency, or of review by a court."""
        clemency = proposal.what in ("pardon", "commutation", "clemency", "reprieve", "application", "request")
        self.event(proposal, "ClemencyRefusal" if clemency else "ReviewDenied", f"{proposal.what} refused", tied=False)

    def event(self, proposal: Proposal, kind: str, words: str, *, tied: bool) -> None:
        """An event that befell one person."""
        person = self.person(proposal.who, proposal)
        key = self.fresh(slug(f"{proposal.who.split()[-1]} {proposal.when[:4]} {words}"))
        record: Data = {"kind": kind, "label": f"{words.capitalize()}: {proposal.who}", "person": person}
        if proposal.when:
            record["date"] = self.value(proposal, "date")
        agent = proposal.detail("agent")
        if agent in self.shared:
            record["agent"] = agent
        own = self.all_convictions(proposal.who) if tied else []
        if len(own) == 1:
            record["conviction"] = own[0][0]
        note = (
            {"note": "The person has several convictions here; which one is meant is not settled."}
            if len(own) > 1
            else {}
        )
        self.put("events", key, {**record, **self.candidate(proposal), **note})

    def add_petition(self, proposal: Proposal) -> None:
        """A request, never relief; one that names several people is one petition."""
        person = self.person(proposal.who, proposal)
        for held in self.sections.get("petitions", {}).values():
            if held["passage"] == self.passages(proposal):
                held["seeks_relief_for"].append(person)
                held["label"] += f" and {proposal.who}"
                return
        record: Data = {"seeks_relief_for": [person]}
        if proposal.what:
            record["requests"] = proposal.what
        work = proposal.detail("inspired_by")
        if work in self.ids:
            record["inspired_by"] = self.ids[work]
        office = proposal.detail("addressed_to")
        if self.shared.get(office) == "offices":
            record["addressed_to"] = self.value(proposal, "addressed_to")
        key = self.fresh(slug(f"{proposal.who.split()[-1]} petition"))
        label = f"Petition for {proposal.who}"
        self.put("petitions", key, {"label": label, **record, **self.candidate(proposal)})

    def add_answer(self, proposal: Proposal) -> None:
        """An authority's answer to a petition, or what the text says became of it."""
        petitions = list(self.sections.get("petitions", {}))
        if not petitions:
            return
        if proposal.what:
            self.claim(proposal, petitions[0], "outcome", proposal.what)
            return
        record: Data = {"petition": petitions[0], "agent": self.speaker(proposal.speaker, proposal)}
        if proposal.when:
            record["date"] = self.value(proposal, "date")
        plain = replace(proposal, speaker="")
        self.put("responses", self.fresh(f"{petitions[0]}-answer"), {**record, **self.candidate(plain)})

    def add_evidence(self, proposal: Proposal) -> None:
        """Evidence that relief is put down to; it becomes the cause of the act told in the same sentence."""
        kind = "DnaEvidence" if "DNA" in proposal.what else "Evidence"
        key = self.fresh(slug(proposal.what))
        self.put("evidence", key, {"kind": kind, "item": proposal.what, **self.candidate(proposal)})
        for event in self.sections.get("events", {}).values():
            held = event["passage"] if isinstance(event["passage"], dict) else event["passage"][0]
            if event["slot"] in ("relief", "exoneration") and 0 <= proposal.start - int(held["start"]) < 200:
                event.setdefault("cause", key)

    def add_victim(self, proposal: Proposal) -> None:
        """Whom an offence harmed."""
        person = self.person(proposal.who, proposal)
        key = self.fresh(slug(f"{proposal.what} of {proposal.who}"))
        if any(held.get("victim") == person for held in self.sections.get("events", {}).values()):
            return
        record = {"kind": "Offence", "label": f"{proposal.what.capitalize()}, as charged", "victim": person}
        self.put("events", key, {**record, **self.candidate(proposal)})

    def add_work(self, proposal: Proposal) -> None:
        """A film, series, podcast or book."""
        if proposal.who not in self.ids:
            self.ids[proposal.who] = self.fresh(slug(proposal.who))
            record: Data = {"label": proposal.who}
            maker = proposal.detail("distributed_by")
            if maker:
                record["distributed_by"] = self.organisation(maker, proposal)
            self.put("works", self.ids[proposal.who], {**record, **self.candidate(proposal)})

    def organisation(self, name: str, proposal: Proposal) -> str:
        """The id of a company or body."""
        if name not in self.ids:
            self.ids[name] = self.fresh(slug(name))
            self.put("organisations", self.ids[name], {"label": name, **self.candidate(proposal)})
        return self.ids[name]

    def add_says(self, proposal: Proposal) -> None:
        """That somebody says something; what is said stands in the passage."""
        agent = self.speaker(proposal.speaker, proposal)
        key = self.fresh(f"{agent}-says")
        label = f"Statement of {proposal.speaker if agent not in self.shared else agent}"
        self.put("statements", key, {"label": label, "agent": agent, **self.candidate(proposal)})

    def add_rule(self, proposal: Proposal) -> None:
        """A sentence of law: which office can, or cannot, pardon what."""
        if self.shared.get(proposal.who) != "offices":
            return
        if proposal.detail("person"):
            person = self.person(proposal.detail("person"), proposal)
            self.claim(proposal, proposal.who, proposal.detail("predicate"), person, kind="gloss")
            return
        law = proposal.detail("law_broken")
        key = slug(f"class {proposal.what} {law}")
        if key not in self.sections.get("concepts", {}):
            record: Data = {"kind": "ConvictionClass", "label": proposal.what}
            if law in self.shared:
                record["law_broken"] = law
            self.taken.add(key)
            self.put("concepts", key, {**record, **self.candidate(proposal)})
        self.claim(proposal, proposal.who, proposal.detail("predicate"), key, kind="rule")

    def add_signatures(self, proposal: Proposal) -> None:
        """How many signed; of the petition the text tells of, where there is one."""
        petitions = list(self.sections.get("petitions", {}))
        if petitions:
            key = "count" if proposal.what.isdigit() else "described_as"
            self.claim(proposal, petitions[0], key, proposal.what)

    def add_status(self, proposal: Proposal) -> None:
        """What somebody is said to be before the law: a state prisoner."""
        self.claim(proposal, self.person(proposal.who, proposal), "status", proposal.what)

    def claim(self, proposal: Proposal, subject: str, predicate: str, value: str, kind: str = "fact") -> None:
        """A statement that stands beside the records."""
        entry = {"id": self.fresh(slug(f"c {subject} {predicate}")), "subject": subject, "predicate": predicate,
                 "object": value, "kind": kind, **self.candidate(proposal)}  # fmt: skip
        self.sections.setdefault("claims", []).append(entry)


_LAW_NOTE = "Read off the court or an adjective. The power follows the law broken, not the court: check it."


def _known_holder(name: str, office: str) -> str:
    """The id under which the table of office holders knows this person in this office, or ""."""
    return next((term.person for term in terms() if office and term.office == office and term.name == name), "")


_HEAD = """\
# A draft: what the engine '{engine}' read out of {article}. Nothing here is a fact before a person has accepted it.
# Next:  casegraph review {file}
# The text that passages count into is {text}; check them with
#   casegraph check {file} --text {source}={text}
"""


class _Dumper(yaml.SafeDumper):
    """Writes small mappings on one line, and every value out: a reader sees one line at a time."""

    def ignore_aliases(self, data: Any) -> bool:
        """Never an alias."""
        return True


def as_yaml(data: Data, *, head: str = "") -> str:
    """A case file as YAML, sections in order; the same data gives the same text."""
    body = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=None, width=118)
    return head + body


def head(draft: Draft, file: str, text: str) -> str:
    """The comment a draft opens with."""
    return _HEAD.format(engine=draft.engine, article=draft.article.name, file=file, text=text, source=SOURCE)
