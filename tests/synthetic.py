"""Made-up figures of any size, the same for the same seed: networks of dockets, answers, rows of a timeline."""

import random
from dataclasses import replace
from datetime import date, timedelta

from casegraph.dates import When
from casegraph.drawing.network.boxes import BoxNetwork
from casegraph.drawing.network.plan import Bond
from casegraph.drawing.paint.style import (
    ADVICE,
    AUTHORITY,
    CHARGE,
    CONVICTION,
    EXCLUDED,
    PERSON,
    PETITION,
    SOVEREIGN,
    WORK,
    Ink,
    Type,
)
from casegraph.drawing.scene import Box, Phrase, make_box
from casegraph.drawing.timeline.lanes import Lane, Span
from casegraph.drawing.timeline.rows import EventRow
from casegraph.questions import Answer, Authority, ConvictionAnswer, Outcome, PowerAnswer, Step
from casegraph.view import Backing
from casegraph.vocabulary import thing

NAMES = ("Ann Roe", "Maximiliane Wolfeschlegelsteinhausenbergerdorff von Altona zu Berg", "José Ibáñez-Ñúñez",
         "Žofie Dvořáková", "محمد عبد الله", "Cash $5 & Sons <ltd>", "line one\nline two\x07", "Nguyễn Thị Ánh",
         "Иван Петров", "O'Neil_{x}^2 \\frac", "D. Li", "Αλέξανδρος")  # fmt: skip
"""Accents, scripts from right to left, mark-up, control characters, sixty letters."""
OFFENCES = ("burglary", "first-degree intentional homicide", "possession of a firearm by a felon", "fraud",
            "conspiracy to possess with intent to distribute a controlled substance", "perjury")  # fmt: skip
LINE, STRONG = Ink("", "#5d6570"), Ink("", "#00573f")
SIZES = (25, 60, 150)
ON = date(2026, 1, 1)


def network(seed: int, size: int) -> BoxNetwork:
    """About `size` boxes: people, what they were charged with and convicted of, sovereigns, authorities, petitions."""
    dice = random.Random(f"network {seed} {size}")
    boxes: dict[str, Box] = {}
    bonds: list[Bond] = []

    def box(name: str, kind: str, ink: Ink, *texts: str) -> str:
        boxes[name] = make_box(name, kind, ink, kind, [Phrase(text, Type(9)) for text in texts], 136)
        return name

    states = [box(f"state-{n}", "sovereign", SOVEREIGN, f"State no. {n}") for n in range(1 + size // 50)]
    for n, state in enumerate(states):
        governor = box(f"governor-{n}", "authority", AUTHORITY, f"Governor of State no. {n}", "Somebody, in office")
        bonds.append(Bond(state, governor, "clemency decided by", STRONG, 1.6))
        if dice.random() < 0.8:
            board = box(f"board-{n}", "authority", ADVICE, f"Board of State no. {n}")
            bonds.append(Bond(governor, board, dice.choice(["may consult", "only if recommended by"]), LINE))
    president = box("president", "authority", EXCLUDED, "President", "✕ no power here", "reaches only federal offences")
    bonds += [Bond(state, president, "not decided by", EXCLUDED) for state in states[:1]]
    number = 0
    while len(boxes) < size:
        number += 1
        who = box(f"person-{number:03}", "person", PERSON, f"{dice.choice(NAMES)} {number}")
        state = states[number * len(states) // (size // 5 + 1) % len(states)]
        for n in range(dice.randint(1, 4)):
            what = box(
                f"conviction-{number:03}-{n}", "conviction", CONVICTION, f"{dice.choice(OFFENCES)}, {1990 + n} [1]"
            )
            bonds += [Bond(who, what, "convicted of", LINE), Bond(what, state, "law broken", STRONG, 1.6)]
        if dice.random() < 0.4:
            charge = box(f"charges-{number:03}", "charge", CHARGE, *dice.sample(OFFENCES, 2), "no conviction on record")
            bonds.append(Bond(who, charge, "charged with", LINE))
        if dice.random() < 0.15:
            petition = box(f"petition-{number:03}", "petition", PETITION, f"the petition for no. {number} [2]")
            bonds.append(Bond(petition, who, "asks mercy for", LINE))
            if dice.random() < 0.3:
                work = box(f"work-{number:03}", "work", WORK, "a series [3]")
                bonds.append(Bond(work, petition, "inspired", LINE))
    names = sorted(boxes)
    dice.shuffle(names)
    return BoxNetwork(tuple(boxes[name] for name in sorted(names)), tuple(bonds))


def answer(seed: int, size: int) -> Answer:
    """An answer over a graph of `size` things: half of them convictions, of several people, under three sovereigns."""
    dice = random.Random(f"answer {seed} {size}")
    claims = [f"c{n}" for n in range(8)]
    made = []
    for n in range(size // 2):
        person = NAMES[(n // dice.randint(1, 5) + seed) % len(NAMES)]
        state = f"US-S{dice.randrange(3)}"
        one = _conviction(dice, n, person, state, claims)
        fate = Outcome("vacated", str(dice.randint(1990, 2020)), "nothing left to pardon")
        moot = replace(one, value="moot", outcome=fate, powers=(), steps=(), excluded=())
        made.append(dice.choice([one, one, one, moot]))
    made.sort(key=lambda one: one.person)
    sources = tuple(Backing(c, thing(f"s{c}"), f"Document {c}, of some length", "", "established", "", None, None, "")
                    for c in claims)  # fmt: skip
    headline = f"The President cannot pardon {dice.choice(NAMES)}."
    return Answer("?", "no", headline, ON, tuple(made), sources, numbers={c: (n,) for n, c in enumerate(claims, 1)})


def _conviction(dice: random.Random, number: int, person: str, state: str, claims: list[str]) -> ConvictionAnswer:
    iri, sovereign, power = thing(f"conviction-{number}", "x"), thing(state), thing(f"{state}-power")
    because = tuple(dice.sample(claims, 2))
    basis = f"{state} Const. art. V § 6"
    governor = Authority(thing(f"{state}-governor"), f"Governor of {state}", "decider", ("pardon", "commutation"), (),
                         dice.choice(NAMES), basis=basis, because=because, power=power)  # fmt: skip
    board = Authority(thing(f"{state}-board"), f"Pardon Board of {state}", "must recommend", governor.kinds,
                      basis=governor.basis, because=because, power=power)  # fmt: skip
    president = Authority(thing("US-president"), "President of the United States", "none", because=because,
                          basis="U.S. Const. art. II § 2", reason=f"federal offences only, not {state}")  # fmt: skip
    held = PowerAnswer(power, "established", governor.kinds, (), (governor.basis,), (governor, board))
    steps = (
        Step(iri, "cg:lawBroken", sovereign, because),
        Step(power, "cg:sovereign", sovereign, because),
        Step(power, "cg:decider", governor.office, because),
        Step(power, "cg:mustRecommend", board.office, because),
    )
    return ConvictionAnswer(iri, person, f"{dice.choice(OFFENCES)} no. {number}", sovereign, "a court", Outcome(), "no",
                            (held,), (president,), steps, because)  # fmt: skip


def timeline(seed: int, size: int) -> tuple[list[Lane], list[EventRow]]:
    """Three lanes with bars, and `size` events in clusters, some vague, some in doubt."""
    dice = random.Random(f"timeline {seed} {size}")
    colours = (("#0b4f8a", "o"), ("#8a4600", "s"), ("#2c6428", "D"))
    lanes = []
    for index, (colour, marker) in enumerate(colours):
        start = date(1980 + dice.randrange(20), 1, 1)
        span = Span(
            start, ON, (start, ON), dice.random() < 0.5, ("in prison",), ((f"b{index}", f"Bar source {index}", ""),)
        )
        owner = "clemency" if index == 2 else f"person-{index}"
        lanes.append(
            Lane(dice.choice(NAMES), owner, colour, marker, (span,), "in prison" if index < 2 else "in office")
        )
    centres = [date(1980, 1, 1) + timedelta(days=dice.randrange(16000)) for _ in range(4)]
    rows = []
    for n in range(size):
        day = min(max(dice.choice(centres) + timedelta(days=dice.randrange(-900, 900)), date(1975, 1, 1)), ON)
        edtf = dice.choice([day.isoformat(), day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}~", f"{day:%Y}"])
        kind = dice.choice(["Conviction", "Event", "Arrest", "Sentence"])
        people = (f"person-{dice.randrange(2)}",)
        doubt = dice.choice(["", "", "", "disputed", "reported"])
        text = f"{dice.choice(NAMES)}: {dice.choice(OFFENCES)}"
        sources = ((f"s{n % 30}", f"Source no. {n % 30}", ""),)
        rows.append(EventRow((f"thing/{n}",), kind, When.parse(edtf), text, people, (), doubt, sources))
    return lanes, sorted(rows, key=lambda row: (row.when.earliest or ON, row.things))
