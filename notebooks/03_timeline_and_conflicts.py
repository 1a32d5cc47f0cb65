# %% [markdown]
# # When, and who disagrees
#
# Dates in stories are vague: *in 1985*, *after 18 years*, *before he was released*. casegraph keeps them as they are
# and works out what follows. This notebook reads the Avery–Dassey case as time.

# %%
import casegraph

graph = casegraph.load("avery-dassey")
timeline = graph.timeline(on="2016-01-08")
timeline.figure

# %% [markdown]
# The figure shows what is established and dated. As a table there is one row an instant, with the first and the last
# day it can have been. `inferred` marks a row where other facts narrow what its own source says.

# %%
frame = timeline.to_frame()
frame[["event", "stated", "earliest", "latest", "inferred"]].head(12)

# %% [markdown]
# ## How exact is the record?
#
# The days between the earliest and the latest day of every event; 0 is an exact date.

# %%
import pandas as pd
from matplotlib.figure import Figure

both = frame.dropna(subset=["earliest", "latest"])
width = (pd.to_datetime(both["latest"]) - pd.to_datetime(both["earliest"])).dt.days
bins = [-1, 0, 1, 31, 366, 100_000]
labels = ["exact", "two days", "within a month", "within a year", "longer"]
counts = pd.cut(width, bins=bins, labels=labels).value_counts().reindex(labels)

figure = Figure(figsize=(6.5, 2.6), layout="constrained")
axes = figure.subplots()
axes.barh(labels[::-1], counts[::-1], color="#3b6ea5")
axes.bar_label(axes.containers[0], padding=3)
axes.spines[["top", "right"]].set_visible(False)
figure.suptitle("How exactly the timeline is dated", fontsize=11, x=0.02, ha="left")
axes.set_xlabel("instants on the timeline")
figure.set_label("How exactly the instants of the timeline are dated")
casegraph.Drawn(figure)

# %% [markdown]
# ## A story with hardly a date in it
#
# One newspaper article told the whole case and gave few dates. Read alone, on its own words, what does it say about
# when things happened? The steps are arithmetic over its statements: charged in 1985, eighteen years in prison, then
# exonerated.

# %%
account = graph.timeline(account="article")
account.to_frame()[["event", "stated", "earliest", "latest", "inferred"]].head(10)

# %% [markdown]
# None of this is thereby a fact. An account is kept apart from the record, and what follows from an account is no
# firmer than the account.
#
# ## Asked in words

# %%
graph.ask("How long was Steven Avery in prison?")

# %% [markdown]
# ## Where sources cannot all be right
#
# Statements that exclude each other are kept side by side with their speakers; nothing is averaged or dropped.

# %%
conflicts = graph.timeline().timeline.conflicts
len(conflicts)

# %%
sides = []
for number, conflict in enumerate(conflicts, 1):
    for side in conflict.sides:
        for fact in side.facts:
            value = side.value.rpartition("/")[2].rpartition("#")[2]
            said = side.predicate.partition(":")[2]
            about = side.subject.rpartition("/")[2]
            sides.append((number, about, said, value, fact.standing.value, " > ".join(fact.speakers)))
pd.DataFrame(sides, columns=["conflict", "about", "property", "value", "standing", "speakers"]).head(10)

# %% [markdown]
# ## What changed in 2003?
#
# `diff` compares two days: what happened in between, and what became of the convictions.

# %%
graph.diff("2003-01-01", "2004-01-01")

# %% [markdown]
# ## Limits
#
# A timeline is as good as its sources. *Nothing contradicts itself* means that the statements can all be true together
# in time; it does not mean that they are true.
