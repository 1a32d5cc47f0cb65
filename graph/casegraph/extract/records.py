"""From proposals to the records of a draft: one method for each slot."""

from collections.abc import Callable
from dataclasses import replace

from .ledger import Data, Ledger, slug
from .proposal import Proposal

__all__ = ["Records"]

_RELIEF_KIND = {"pardon": "Pardon", "commutation": "Commutation", "vacatur": "Vacatur", "reversal": "Reversal",
                "reprieve": "Reprieve", "habeas grant": "HabeasGrant", "clemency": "Commutation", "new trial": "NewTrialOrdered",
                "sentence vacated": "SentenceVacated"}  # fmt: skip
_LAW_NOTE = "The power follows the law broken, not the court: check it."


_WHO = {
    "white-house": "the White House",
    "US-president": "the President",
    "board": "the board",
    "governor": "the governor",
}


class Records(Ledger):
    """The records that proposals amount to."""

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

    def add_acquittal(self, proposal: Proposal) -> None:
        """A person found not guilty of one count; what may stand beside it is told apart, by the offence."""
        key = self.counted("charges", proposal)
        self.sections["charges"][key] = {**self.sections["charges"][key], "outcome": "not guilty"}

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
            reason = proposal.detail("law_reason") or "Read off the court or an adjective."
            record["law_broken"] = {
                **held,
                "confidence": "low" if "only state" in reason else "medium",
                "note": f"{reason} {_LAW_NOTE}",
            }
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
        kind = "ClemencyRefusal" if clemency else "ParoleRefused" if proposal.what == "parole" else "ReviewDenied"
        self.event(proposal, kind, f"{proposal.what} refused", tied=False)

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
            record["inspired_by"] = self.value(proposal, "inspired_by", self.ids[work])
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
        label = f"Statement of {_WHO.get(proposal.speaker, proposal.speaker)}"
        self.put("statements", key, {"label": label, "agent": agent, **self.candidate(proposal)})

    def add_rule(self, proposal: Proposal) -> None:
        """A sentence of law: which office can, or cannot, pardon what."""
        if proposal.who == "authorities":
            proposal = replace(proposal, who=self.speaker(proposal.who, proposal))
        elif self.shared.get(proposal.who) != "offices":
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
