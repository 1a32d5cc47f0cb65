"""Who says what: who claims a thing, what rests on one source alone, what a document asserts, what contradicts it.

Every function reads claims, never plain triples, so that what is only said is shown with the one who says it.
"""

from collections.abc import Iterable, Mapping

from ... import cg
from ...errors import CannotAnswer
from ...records.claim import Claim
from ...timeline import CaseFacts, Conflict, conflicts, speaker_meant
from ...vocabulary import Standing, local
from ...words import capital, plural, spaced
from ..naming.names import fold
from .told import Item, Told

__all__ = ["EMPTY", "asserts", "contradicts", "item_of", "rests_only_on", "who_claims"]

_STRUCTURE = ("rdf:type", "rdfs:label", cg.alsoKnownAs, cg.sameAs)
EMPTY = frozenset({
    "a", "an", "the", "is", "was", "were", "be", "been", "are", "has", "had", "have", "did", "does", "do", "that", "of",
    "in", "on", "to", "for", "by", "with", "at", "and", "or", "it", "he", "she", "they", "his", "her", "their", "him",
    "them", "who", "there", "not", "so", "this", "real", "really", "true", "actually",
})  # fmt: skip
"""Words that carry no meaning of their own when statements are compared with a question."""
_KINDS = {
    "fact": "In its own voice, as fact",
    "gloss": "In its own words about what it reports",
    "rule": "As a rule of law",
    "presupposition": "Taken for granted",
    "question": "Asked, not asserted",
    "report": "Reported",
}
_RECORD = ("record", "court record", "established record", "established facts", "facts")


def _text(case: CaseFacts, fact: Claim) -> str:
    value = case.label(fact.text) if fact.is_link else fact.text
    return f"{case.label(fact.subject)} — {spaced(fact.key)}: {value}"


def item_of(case: CaseFacts, fact: Claim, group: str = "") -> Item:
    """One claim as a line of an answer."""
    names = tuple(case.label(source) for source in fact.sources)
    return Item(_text(case, fact), fact.standing.value, fact.chain, (fact.iri,), names, says=fact.says, group=group)


def _said(case: CaseFacts) -> list[Claim]:
    return [f for f in case.facts if f.standing is not Standing.RETRACTED and f.key not in _STRUCTURE]


def _firm_first(fact: Claim) -> tuple[int, str, str, str, str]:
    return list(Standing).index(fact.standing), fact.subject, fact.key, fact.text, fact.iri


def _stems(text: str) -> set[str]:
    """The words that carry meaning, cut to their first letters so that "framed" finds "framedFor" and "frame"."""
    return {word[:6] if len(word) > 6 else word.removesuffix("s") for word in fold(text).split() if word not in EMPTY}


def _words(case: CaseFacts, fact: Claim, also: Mapping[str, str]) -> set[str]:
    named = (fact.subject, fact.text) if fact.is_link else (fact.subject,)
    return _stems(" ".join((_text(case, fact), fact.says, *map(local, named), *(also.get(one, "") for one in named))))


def _other_names(case: CaseFacts) -> dict[str, str]:
    """What else each thing of a case is called: Robin Myers is Rocky Myers too."""
    also: dict[str, str] = {}
    for fact in case.facts:
        if fact.key == cg.alsoKnownAs and fact.standing.asserted:
            also[fact.subject] = f"{also.get(fact.subject, '')} {fact.text}"
    return also


def who_claims(cases: Iterable[CaseFacts], what: str, question: str) -> Told:
    """Who makes a statement: every claim whose words hold all that are asked for, with its speaker and its hearsay.

    Guilt, innocence and framing are no words of a label: such a statement is one that makes just that claim of the
    person. No verdict stands in for it, and nothing of the kind is ever called established.

    Raises:
        CannotAnswer: nobody says anything of the kind, or a word denies what is asked about.
    """
    said = set(fold(what).split())
    if denied := _DENIALS & {*said, *(word for word in what.casefold().replace("’", "'").split() if "n't" in word)}:
        raise CannotAnswer(
            f"I do not understand {min(denied)!r} in a question about who says what: ask for the statement itself.\n"
            'Try:  casegraph ask "Who claims Steven Avery is innocent?"'
        )
    keys = {key for word, key in _HELD.items() if word in said}
    wanted = _stems(what) - {stem for word in _HELD for stem in _stems(word)} if keys else _stems(what)
    found = [
        (case, fact)
        for case in cases
        for also in (_other_names(case),)
        for fact in _said(case)
        if (keys == {fact.key} and _names_all(case, fact, wanted, also))
        or (not keys and wanted <= _words(case, fact, also))
    ]
    items = tuple(item_of(case, fact) for case, fact in sorted(found, key=lambda pair: _firm_first(pair[1])))
    if not items or not _stems(what):
        raise CannotAnswer(
            f"nobody in this graph says {what!r} in these words.\n"
            "Name the person and the matter in fewer words, or look at: casegraph show PERSON"
        )
    if not keys and any(_is_person(case, fact.subject) and wanted <= _called_so(case, fact) for case, fact in found):
        raise CannotAnswer(
            f"I do not understand what is said of {what!r}: name the matter too.\n"
            f'Try:  casegraph ask "Who claims {what} is innocent?"'
        )
    speakers = dict.fromkeys(item.speakers[-1] if item.speakers else item.sources[0] for item in items)
    names = _listed([_called(cases, speaker) for speaker in speakers])
    return Told(question, "who claims", "told", f"{names}. {_how_firm(items, bool(keys))}", items)


_HELD = {
    "guilty": cg.guiltyOf, "guilt": cg.guiltyOf, "innocent": cg.innocentOf, "innocence": cg.innocentOf,
    "framed": cg.framedFor, "killer": cg.guiltyOf, "murderer": cg.guiltyOf, "committed": cg.guiltyOf,
}  # fmt: skip
"""Word of a question → the claim it asks for."""
_KILLED = {"killin", "homici", "murder"}
"""The stems of words for one act."""
_DENIALS = {"not", "never", "nobody", "isn't", "wasn't", "aren't", "weren't", "didn't"}


def _is_person(case: CaseFacts, thing: str) -> bool:
    return any(f.subject == thing and f.key == "rdf:type" and local(f.text) == "Person" for f in case.facts)


def _called_so(case: CaseFacts, fact: Claim) -> set[str]:
    return _stems(f"{case.label(fact.subject)} {local(fact.subject)}")


def _names_all(case: CaseFacts, fact: Claim, wanted: set[str], also: Mapping[str, str]) -> bool:
    """Is the person of the claim the one meant, and is whatever else is asked for in what is said of them?"""
    of_whom = _called_so(case, fact) | _stems(also.get(fact.subject, ""))
    held = of_whom | _words(case, fact, also)
    return bool(wanted & of_whom) and wanted <= (held | _KILLED if held & _KILLED else held)


def _how_firm(items: Iterable[Item], of_guilt: bool) -> str:
    """How firmly the statements stand: never established where they are about guilt, innocence or framing."""
    firm = {item.standing in ("established", "inferred") for item in items}
    if of_guilt or firm == {False}:
        return "It is not established: these are claims."
    return (
        "It is established." if firm == {True} else "Some of it is established, as each line says; the rest is claims."
    )


def _called(cases: Iterable[CaseFacts], speaker: str) -> str:
    for case in cases:
        for iri, label in case.labels.items():
            if local(iri) == speaker:
                return label
    return speaker


def _listed(names: list[str]) -> str:
    first = capital(names[0])
    shown = [first, *names[1:6]] + ([f"{len(names) - 6} more"] if len(names) > 6 else [])
    return shown[0] if len(shown) == 1 else f"{'; '.join(shown[:-1])}; and {shown[-1]}"


def rests_only_on(case: CaseFacts, name: str, question: str) -> Told:
    """What nobody but one source or speaker says: it is nowhere established otherwise, and no one else makes it."""
    only = speaker_meant(case, name)
    statements: dict[tuple[str, str, str], list[Claim]] = {}
    for fact in _said(case):
        statements.setdefault((fact.subject, fact.key, fact.text), []).append(fact)
    alone = [fact for facts in statements.values() if all(_only(f, only) for f in facts) for fact in facts]
    items = tuple(item_of(case, fact) for fact in sorted(alone, key=_firm_first))
    count = f"{len(items)} statement{' rests' if len(items) == 1 else 's rest'}" if items else "Nothing rests"
    label = _called([case], only)
    return Told(question, "rests only on", "told", f"{count} on {label} alone.", items)


def _only(fact: Claim, only: str) -> bool:
    """Does the claim rest on that document alone, or is it that speaker's in the end?"""
    return [local(source) for source in fact.sources] == [only] or (bool(fact.chain) and fact.chain[-1] == only)


def asserts(case: CaseFacts, name: str, question: str, kinds: dict[str, str]) -> Told:
    """What a document or speaker says in its own voice, apart from what it reports of others.

    Args:
        case: the facts.
        name: the document or speaker.
        question: as asked.
        kinds: claim → its kind (fact, gloss, rule, presupposition, question, report).
    """
    who = speaker_meant(case, name)
    own = [fact for fact in _said(case) if fact.chain and fact.chain[-1] == who]
    own = own or [f for f in _said(case) if not f.chain and [local(source) for source in f.sources] == [who]]
    reported = [fact for fact in _said(case) if len(fact.chain) > 1 and fact.chain[0] == who]
    order = list(_KINDS)
    ranked = sorted(own, key=lambda fact: (order.index(kinds.get(fact.iri, "fact")), _firm_first(fact)))
    items = [item_of(case, fact, _KINDS[kinds.get(fact.iri, "fact")]) for fact in ranked]
    items += [item_of(case, fact, "Not its own: reported of others") for fact in sorted(reported, key=_firm_first)]
    label = _called([case], who)
    facts = sum(item.group == _KINDS["fact"] for item in items)
    head = f"{label} asserts {plural(facts, 'thing')} as fact in its own voice" + (
        f", and reports {len(reported)} of others." if reported else "."
    )
    return Told(question, "asserts", "told" if items else "unknown", head, tuple(items))


def contradicts(case: CaseFacts, name: str, question: str) -> Told:
    """What cannot be right if the record, or one account, is: the sides of every such conflict, side by side."""
    record = fold(name).removeprefix("the ") in _RECORD
    who = "" if record else speaker_meant(case, name)
    found = [one for one in conflicts(case) if _touches(one, who)]
    items = []
    for number, one in enumerate(found, 1):
        for side in one.sides:
            items += [item_of(case, fact, f"{case.name} {number}") for fact in side.facts]
    label = "the record" if record else _called([case], who)
    count = plural(len(found), "statement") if found else "Nothing"
    return Told(
        question,
        "contradicts",
        "told",
        f"{case.title}: {count[0].lower() + count[1:]} cannot be right beside {label}.",
        tuple(items),
    )


def _touches(one: Conflict, who: str) -> bool:
    """Is one side the account's (or the established record's), and another not?"""

    def own(fact: Claim) -> bool:
        return fact.told_by(who) if who else fact.standing is Standing.ESTABLISHED

    mine = [any(own(fact) for fact in side.facts) for side in one.sides]
    return any(mine) and not all(mine)
