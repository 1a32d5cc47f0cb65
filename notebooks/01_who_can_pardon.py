# %% [markdown]
# # Who can pardon Steven Avery?
#
# In January 2016 some 130,000 people asked President Obama to pardon Steven Avery and Brendan Dassey, the two men of
# the series *Making a Murderer*. This notebook follows that one question from what was written about it to an answer
# that can be checked, step by step. It needs no network.
#
# casegraph answers from a *case file*: sourced statements about people, courts and convictions. The Avery–Dassey file
# comes with the package.

# %%
import casegraph

graph = casegraph.load("avery-dassey")
graph

# %% [markdown]
# ## From a text to statements
#
# An article mixes what a court decided, what somebody says and what the writer makes of it. The case file takes them
# apart. Every statement has a **standing**: *established* (two independent sources, or one court or official
# document), *inferred*, *attributed* (somebody says so), *contested*, or *retracted*. Only the first two count as
# facts.
#
# This is what one newspaper article of 8 January 2016 said about the President's power, and through whom:

# %%
graph.run("who-claims", property="hasPowerOver", source="article")

# %% [markdown]
# The article quotes the White House: the President may pardon people convicted of federal offences, of offences under
# the D.C. Code, and by court-martial. It is a statement with a speaker. The law itself stands in the graph separately,
# with its own sources.
#
# And these are the article's statements that the graph keeps as claims and never as facts:

# %%
graph.run("not-asserted", source="article").to_frame()[["subject", "predicate", "object", "standing"]].head(8)

# %% [markdown]
# ## The answer
#
# A question in plain English, as of the day of the article:

# %%
answer = graph.ask("Could the President pardon Steven Avery?", on="2016-01-08")
answer

# %% [markdown]
# The rule behind it: **the power follows the sovereign whose law was broken.** Not the building the court sits in, not
# the prison, not who employs the prosecutor. Both convictions that stood in 2016 are for breaking Wisconsin law, so the
# Governor of Wisconsin decides. The conviction of 1985 had been set aside in 2003; nothing was left to pardon.
#
# The same as a figure, from left to right: conviction, law broken, power, authority.

# %%
graph.path("Steven Avery", "2016-01-08", authority="US-president")

# %% [markdown]
# ## Why not?
#
# Do not take our word for it. `why` lists the steps from the conviction to the office, each with the document it rests
# on and how firmly that stands.

# %%
graph.why("avery-2007-homicide", "US-president", "2016-01-08")

# %% [markdown]
# ## The day matters
#
# An office is not a person. Who held it, and whether a policy limited its use, changes with the date.

# %%
import pandas as pd

days = ["2005-06-01", "2016-01-08", "2019-12-20"]
held = [graph.clemency("dassey-2007-homicide", day).to_frame().assign(day=day) for day in days]
table = pd.concat(held)[["day", "authority", "role", "held_by", "not_because"]]
table[table.authority.str.contains("Governor")]

# %% [markdown]
# The first of the three days has no row: there was no conviction yet, and nothing a Governor could pardon.
#
# ## What it cannot say
#
# A question outside the graph is refused, not guessed. And *may pardon* is not *will pardon*: nothing here weighs guilt
# or mercy. This is research material, not legal advice.

# %%
try:
    graph.ask("Is Steven Avery guilty?")
except casegraph.CasegraphError as error:
    print(error)
