# %% [markdown]
# # Ten questions in SPARQL
#
# The graph is RDF, and SPARQL is the language to query it. If you have never seen SPARQL: a query describes a pattern
# of triples *thing – property – value* with question marks for what you do not know, and you get every way to fill
# them in. Prefixes such as `cg:` are implied here.
#
# A plain pattern sees **facts** only. What somebody merely claims is kept beside them as a described claim (see
# question 7), so an allegation never turns up in an answer by accident.

# %%
import casegraph

graph = casegraph.load("avery-dassey")

# %% [markdown]
# ## 1. Who was convicted of what?

# %%
graph.query("""
SELECT ?person ?offence ?date WHERE {
  ?conviction a cg:Conviction ; cg:person ?person ; cg:offence ?offence ; cg:date ?date
} ORDER BY ?date ?person ?offence
""")

# %% [markdown]
# Things are shown by their label; a data frame has the IRIs too, in columns of their own, to merge with other data.

# %%
graph.query("""
SELECT ?person ?conviction WHERE { ?conviction a cg:Conviction ; cg:person ?person } ORDER BY ?person ?conviction
""").to_frame().head(3)

# %% [markdown]
# ## 2. Whose law was broken?
#
# This decides who may pardon. Two steps along the path: conviction, then sovereign.

# %%
graph.query("""
SELECT ?sovereign (COUNT(?conviction) AS ?convictions) WHERE {
  ?conviction a cg:Conviction ; cg:lawBroken ?sovereign
} GROUP BY ?sovereign
""")

# %% [markdown]
# ## 3. Who decides on clemency there, and on what legal basis?

# %%
graph.query("""
SELECT DISTINCT ?office ?basis WHERE {
  ?power cg:sovereign id:US-WI ; cg:decider ?office ; cg:basis ?basis
} ORDER BY ?office ?basis
""")

# %% [markdown]
# ## 4. Who holds which role over one conviction, on a day?
#
# Tried and tested queries come with the package. `graph.run` runs one by name; its parameters are bound as values and
# never pasted into the text, so a name with a quotation mark in it can do no harm.

# %%
holders = graph.run("holders", conviction="avery-2007-homicide", on="2016-01-08").to_frame()
holders[["office", "role", "kind", "person"]].fillna("")

# %% [markdown]
# ## 5. What has become of the convictions of 1985?

# %%
graph.run("left-to-pardon", person="Steven Avery", on="2016-01-08")

# %% [markdown]
# ## 6. How long was he in prison, and says who?
#
# The dates are facts. A length in years is a statement with its speaker.

# %%
graph.run("time-in-prison", person="Steven Avery")

# %% [markdown]
# ## 7. Who says that somebody was framed, and through how many mouths did it come?
#
# Here the pattern asks for *claims*: nodes that describe a triple without asserting it. The chain runs from the
# document to the one whose statement it is.

# %%
graph.query("""
SELECT ?subject ?chain ?standing WHERE {
  ?claim rdf:subject ?subject ; rdf:predicate cg:framedFor ; cg:speakerChain ?chain ; cg:standing ?standing
} ORDER BY ?chain
""")

# %% [markdown]
# And the same thing asked as a fact gives nothing, which is the point:

# %%
graph.query("ASK { ?anybody cg:framedFor ?anything }")

# %% [markdown]
# ## 8. Which statements of the article cannot hold beside the record?

# %%
graph.run("contradicted-by-record", thing="Brendan Dassey", source="article").to_frame()[
    ["claimId", "said", "fact", "recorded"]
]

# %% [markdown]
# ## 9. Which documents carry the most?
#
# A count of claims by source, so that you see what the graph rests on.

# %%
by_source = graph.query("""
SELECT ?source (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
  ?claim cg:source ?source . FILTER STRSTARTS(STR(?claim), STR(id:))
} GROUP BY ?source ORDER BY DESC(?claims) ?source LIMIT 12
""").to_frame()

from matplotlib.figure import Figure

figure = Figure(figsize=(8, 4.2), layout="constrained")
axes = figure.subplots()
names = [name if len(name) < 60 else name[:57] + "…" for name in by_source["source"]]
axes.barh(names[::-1], by_source["claims"][::-1], color="#3b6ea5")
axes.bar_label(axes.containers[0], padding=3, fontsize=8)
axes.tick_params(axis="y", labelsize=8)
axes.spines[["top", "right"]].set_visible(False)
figure.suptitle("The documents that most claims rest on", fontsize=11, x=0.02, ha="left")
axes.set_xlabel("claims that rest on it")
figure.set_label("The twelve documents that most claims rest on")
casegraph.Drawn(figure)

# %% [markdown]
# ## 10. A graph as the answer
#
# `CONSTRUCT` gives triples instead of rows: a small graph of who was convicted under whose law, here as Turtle, ready
# for any RDF tool.

# %%
small = graph.query("""
CONSTRUCT { ?person cg:lawBroken ?sovereign } WHERE {
  ?conviction a cg:Conviction ; cg:person ?person ; cg:lawBroken ?sovereign
}""")
print("\n".join(line for line in small.to_turtle().splitlines() if not line.startswith("@prefix")))

# %% [markdown]
# ## The same answers from another engine
#
# Oxigraph answers by default. `engine="rdflib"` puts the query to rdflib's own evaluator over the same store: slower,
# but a second reading. A test compares both for every query of the catalogue.

# %%
one, other = (graph.run("convictions-of", person="Brendan Dassey", engine=name) for name in ("oxigraph", "rdflib"))
sorted(one.texts()) == sorted(other.texts())

# %% [markdown]
# On the command line the same is `casegraph query --name convictions-of --set person="Brendan Dassey" --engine rdflib`;
# `casegraph query --list` shows the whole catalogue, and `casegraph serve` opens a query page in your browser.
