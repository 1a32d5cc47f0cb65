# %% [markdown]
# # Who may pardon, anywhere
#
# In the United States the power to pardon follows the law that was broken, so there are more than fifty answers. The
# package holds the rules of every state, the federal government, the District of Columbia, the territories, courts
# martial and some tribes, each with source and date. This notebook turns them into a map and looks at how it changed.

# %%
from collections import Counter
from datetime import date
from itertools import pairwise

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

import casegraph
from casegraph.authorities.load import load_authorities
from casegraph.questions.powers.intervals import compile_powers

law = casegraph.Graph([], load_authorities())
intervals = compile_powers(law.view, together=0)
print(f"{len(intervals):,} intervals for {len({interval.sovereign for interval in intervals})} jurisdictions")

# %% [markdown]
# An *interval* says who decides on one kind of clemency, for one class of convictions, between two days. It is computed
# by the same functions that answer single questions, and it names the claims behind it.

# %%
example = intervals.at("US-MN", "pardon", date(2026, 1, 1), "other")
pd.Series(
    {key: value for key, value in example.to_row().items() if value and key != "claims"}, name="Minnesota"
).to_frame()

# %% [markdown]
# ## The map on 1 January 2026
#
# For an ordinary conviction with a sentence other than death, we sort the states by who decides on a **pardon**. The
# sorting is ours and coarse; the legal basis of every state stands in the table further down.

# %%
CLASSES = {
    "governor, free to decide": "#8fb8de",
    "governor, others consulted by law": "#2f6ba8",
    "governor, only with a board's recommendation": "#e3a857",
    "governor, only with others' consent": "#b5532a",
    "a board decides": "#7a5195",
    "not recorded": "#dddddd",
}


def who(state: str, day: date) -> str:
    """The class of a state on a day."""
    interval = intervals.at(f"US-{state}", "pardon", day, "other")
    if interval is None or not interval.deciders:
        return "not recorded"
    roles = {role for role, _ in interval.roles}
    if f"US-{state}-governor" not in interval.deciders:
        return "a board decides"
    if "must recommend" in roles:
        return "governor, only with a board's recommendation"
    if "must consent" in roles:
        return "governor, only with others' consent"
    return "governor, others consulted by law" if "must be consulted" in roles else "governor, free to decide"


TILES = """
AK .. .. .. .. .. .. .. .. .. ME
.. .. .. .. .. .. .. .. .. VT NH
WA ID MT ND MN IL WI MI NY RI MA
OR NV WY SD IA IN OH PA NJ CT ..
CA UT CO NE MO KY WV VA MD DE ..
.. AZ NM KS AR TN NC SC .. .. ..
.. .. .. OK LA MS AL GA .. .. ..
HI .. .. TX .. .. .. .. FL .. ..
"""
PLACES = {
    state: (x, -y)
    for y, line in enumerate(TILES.split("\n")[1:-1])
    for x, state in enumerate(line.split())
    if state != ".."
}
STATES = sorted(PLACES)
assert len(STATES) == 50


def draw_map(axes, day: date) -> None:
    """One square a state, coloured by who decides."""
    for state, (x, y) in PLACES.items():
        kind = who(state, day)
        axes.add_patch(Rectangle((x, y), 0.94, 0.94, color=CLASSES[kind]))
        dark = kind in ("a board decides", "governor, only with others' consent", "governor, others consulted by law")
        axes.text(x + 0.47, y + 0.47, state, ha="center", va="center", fontsize=9, color="white" if dark else "black")
    axes.set_xlim(-0.1, 11.1)
    axes.set_ylim(-7.1, 1.1)
    axes.set_aspect("equal")
    axes.axis("off")


today = date(2026, 1, 1)
figure = Figure(figsize=(7.5, 6.6), layout="constrained")
axes = figure.subplots()
draw_map(axes, today)
figure.suptitle("Who decides on a pardon, 1 January 2026", x=0.02, ha="left")
count = Counter(who(state, today) for state in STATES)
handles = [Patch(color=colour, label=f"{kind} ({count[kind]})") for kind, colour in CLASSES.items() if count[kind]]
figure.legend(handles=handles, loc="outside lower center", ncols=2, frameon=False, fontsize=9)
figure.set_label("Who decides on a pardon in the fifty states, 1 January 2026")
casegraph.Drawn(figure)

# %% [markdown]
# The President appears nowhere on the map. That is the point of the petition of 2016: no state conviction is within
# the President's reach.
#
# ## Elsewhere

# %%
elsewhere = sorted({interval.sovereign for interval in intervals} - {f"US-{state}" for state in STATES})
rows = []
for sovereign in elsewhere:
    interval = intervals.at(sovereign, "pardon", today, "other")
    if interval:
        rows.append(
            (sovereign, interval.value, ", ".join(interval.deciders) or interval.no_decider, "; ".join(interval.basis))
        )
pd.DataFrame(rows, columns=["jurisdiction", "answer", "decides", "legal basis"])

# %% [markdown]
# `who` means that somebody surely decides, `depends` that the law leaves the body open, `disputed` that only one
# account says so.
#
# ## State by state

# %%
rows = []
for state in STATES:
    interval = intervals.at(f"US-{state}", "pardon", today, "other")
    others = "; ".join(f"{role}: {office.removeprefix(f'US-{state}-')}" for role, office in interval.roles)
    rows.append((state, who(state, today), others, "; ".join(interval.basis)))
pd.DataFrame(rows, columns=["state", "who decides", "other roles", "legal basis"]).set_index("state")

# %% [markdown]
# ## Changes over time
#
# The same sorting for every first of July since 1960. Grey is not *nobody*: it is where our record of the law of that
# day does not reach back, or where a date is known to the year only.

# %%
years = list(range(1960, 2027))
counts = pd.DataFrame([Counter(who(state, date(year, 7, 1)) for state in STATES) for year in years], index=years)
counts = counts.reindex(columns=list(CLASSES)).fillna(0).astype(int)

figure = Figure(figsize=(8, 4.2), layout="constrained")
axes = figure.subplots()
axes.stackplot(years, counts.T.to_numpy(), colors=list(CLASSES.values()), labels=list(CLASSES), step="mid")
axes.set_xlim(years[0], years[-1])
axes.set_ylim(0, 50)
axes.set_ylabel("states")
figure.suptitle("Who decides on a pardon, on 1 July of each year", x=0.02, ha="left")
axes.spines[["top", "right"]].set_visible(False)
figure.legend(loc="outside lower center", ncols=2, frameon=False, fontsize=9)
figure.set_label("Who decides on a pardon in the fifty states, 1960 to 2026")
casegraph.Drawn(figure)

# %%
moves = []
for state in STATES:
    kinds = [(year, who(state, date(year, 7, 1))) for year in years]
    for (_, before), (year, after) in pairwise(kinds):
        if before != after and "not recorded" not in (before, after):
            moves.append((year, state, before, after))
pd.DataFrame(sorted(moves), columns=["by July of", "state", "before", "after"])

# %% [markdown]
# ## One case, every power
#
# For a real conviction the same law becomes a chart of powers: who may do what, who only advises, who is left out and
# why. Minnesota convicted Derek Chauvin, and so did the United States, for breaking another law by the same act.

# %%
casegraph.load("derek-chauvin").power("Derek Chauvin", "2024-01-01")

# %% [markdown]
# ## Limits
#
# Only pardons, only an ordinary conviction: treason, impeachment, death sentences and first-degree murder have rules of
# their own in many states; ask about a conviction, not about a state. Practice (waiting periods, forms, how often a
# governor says yes) is no part of the map.
