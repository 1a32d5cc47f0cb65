# %% [markdown]
# # The case as a network
#
# `graph.nx` is a networkx graph, so every algorithm of networkx works on it. Nodes are people, courts, offices, events
# and documents' statements about them; an edge is one property, and it carries the claims it rests on.

# %%
import networkx as nx
import pandas as pd

import casegraph
from casegraph.view import label, types

graph = casegraph.load("avery-dassey")
view = graph.nx
print(f"{view.number_of_nodes()} nodes, {view.number_of_edges()} edges; facts only")

# %% [markdown]
# ## An edge and what it rests on

# %%
conviction, wisconsin = graph.find("avery-2007-homicide"), graph.find("US-WI")
claims = view.edges[conviction, wisconsin, "cg:lawBroken"]["claims"]
print(label(view, conviction), "— law broken →", label(view, wisconsin))
print("claims behind it:", [claim.rpartition("/")[2] for claim in claims])

# %% [markdown]
# ## Who is in the middle?
#
# We drop the vocabulary's own nodes (classes such as *Person* would connect everything with everything), forget the
# direction of the edges and ask which people, organisations and offices lie on the most shortest paths between others.

# %%
plain = nx.Graph(view.to_undirected())
plain.remove_nodes_from([node for node in plain if "/ontology#" in node])

actors = {"cg:Person", "cg:Organisation", "cg:Office", "cg:Court", "cg:Sovereign"}
between = nx.betweenness_centrality(plain)
degree = dict(plain.degree())
rows = [
    (label(view, node), next(kind[3:] for kind in sorted(types(view, node) & actors)), degree[node], between[node])
    for node in plain
    if types(view, node) & actors
]
ranking = pd.DataFrame(rows, columns=["name", "kind", "links", "betweenness"])
ranking = ranking.sort_values(["betweenness", "name"], ascending=[False, True]).head(12).round(3)
ranking.reset_index(drop=True)

# %%
from matplotlib.figure import Figure
from matplotlib.patches import Patch

colours = {
    "Person": "#3b6ea5",
    "Sovereign": "#7a5195",
    "Office": "#bc5090",
    "Court": "#9a8c5c",
    "Organisation": "#777777",
}
figure = Figure(figsize=(7.5, 3.8), layout="constrained")
axes = figure.subplots()
shown = ranking[::-1]
axes.barh(shown["name"], shown["betweenness"], color=[colours[kind] for kind in shown["kind"]])
keys = [Patch(color=colours[kind], label=kind) for kind in sorted(set(shown["kind"]))]
axes.legend(handles=keys, frameon=False, loc="lower right")
axes.spines[["top", "right"]].set_visible(False)
axes.set_xlabel("betweenness")
figure.suptitle("Which share of the shortest paths passes through whom", fontsize=11, x=0.02, ha="left")
figure.set_label("Who lies between the others in the Avery-Dassey graph")
casegraph.Drawn(figure)

# %% [markdown]
# The sovereigns come first: whose law was broken ties convictions, courts and powers together. Centrality measures the
# *file*, not the world: whoever is written about more has more edges.
#
# ## The shortest path is not the law
#
# From Brendan Dassey to the President there is a short path:

# %%
dassey, president = graph.find("Brendan Dassey"), graph.find("US-president")
print(" — ".join(label(view, node) for node in nx.shortest_path(plain, dassey, president)))

# %% [markdown]
# Two steps, through a petition. It says that somebody *asked*, and gives the President no power at all. A path means
# something only along edges that carry the meaning you are after. The power over a conviction runs along these, and no
# others:

# %%
legal = nx.DiGraph()
for start, end, key in view.edges(keys=True):
    if key == "cg:person" and "cg:Conviction" in types(view, start):
        legal.add_edge(end, start)
    elif key in ("cg:lawBroken", "cg:decider"):
        legal.add_edge(start, end)
    elif key == "cg:sovereign" and "cg:Power" in types(view, start):
        legal.add_edge(end, start)

governor = graph.find("US-WI-governor")
print(" → ".join(label(view, node) for node in nx.shortest_path(legal, dassey, governor)))
print("a legal path to the President:", nx.has_path(legal, dassey, president))

# %% [markdown]
# `graph.clemency` walks these edges, with dates, scopes and exceptions; do not build your own from this sketch.
#
# ## A neighbourhood
#
# The ego graph of one conviction: everything one step away, and how the neighbours are linked among themselves.

# %%
ego = nx.ego_graph(plain, conviction, radius=1)
around = [(label(view, node), ego.degree(node) - 1) for node in ego if node != conviction]
pd.DataFrame(sorted(around, key=lambda row: (-row[1], row[0])), columns=["one step away", "links among the others"])

# %% [markdown]
# Drawing a network so that it can be read takes more than a layout algorithm: which edges to leave out, where the
# labels go. `graph.network` draws what matters around a thing, on a day, each bundle of edges labelled once.

# %%
graph.network("avery-2007-homicide", "2016-01-08")

# %% [markdown]
# ## On a day
#
# `as_of` gives the graph as it stood on a day: without what had ended, had not begun or had not happened.

# %%
sizes = [(year, graph.as_of(f"{year}-01-01").number_of_edges()) for year in (1985, 1995, 2005, 2008, 2016)]
pd.DataFrame(sizes, columns=["1 January", "edges"])

# %% [markdown]
# ## Only claimed
#
# `widened` adds claims of weaker standing, and only when asked. The difference shows how much of the file is talk.

# %%
from casegraph.view import widened
from casegraph.vocabulary import Standing

wider = widened(view, Standing.ATTRIBUTED, Standing.CONTESTED)
print(f"facts: {view.number_of_edges()} edges; with attributed and contested claims: {wider.number_of_edges()}")
