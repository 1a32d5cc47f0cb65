# %% [markdown]
# # Your own case
#
# A case file is a text file that a person can read. This notebook writes one, makes a mistake in it on purpose, mends
# it, and asks. The people in it are made up.

# %%
from pathlib import Path

import casegraph

_ = Path("jane-doe.yaml").write_text(
    """\
case: jane-doe
title: A made-up burglary
sources:
  docket: {label: "State v. Doe, judgment of 1 May 2000", kind: docket}
people:
  doe: {name: Jane Doe, source: docket}
convictions:
  doe-burglary: {person: doe, offence: burglary, law_broken: US-WJ, date: 2000-05-01, source: docket}
""",
    encoding="utf-8",
)

# %% [markdown]
# ## Check it
#
# `check` reads the file and lists everything that is wrong, each with its line and column, and with a remedy. We wrote
# `US-WJ`, and there is no such jurisdiction.

# %%
for problem in casegraph.check(["jane-doe.yaml"])[0].problems:
    print(f"{problem.place}  {problem.code}  {problem.message}\n  {problem.help}")

# %% [markdown]
# A file with a mistake is not loaded in part. A wrong answer could harm somebody, so there is none.

# %%
try:
    casegraph.load("jane-doe.yaml")
except casegraph.CasegraphError as error:
    print(type(error).__name__, "-", error)

# %% [markdown]
# ## Mend it and ask

# %%
text = Path("jane-doe.yaml").read_text(encoding="utf-8").replace("US-WJ", "US-WI")
_ = Path("jane-doe.yaml").write_text(text, encoding="utf-8")
graph = casegraph.load("jane-doe.yaml")
graph.ask("Who can pardon Jane Doe?", on="2020-06-01")

# %% [markdown]
# The file names no law on pardons. That comes from the authority tables that ship with the package, through the same
# checks and with the same kind of sources.

# %%
graph.path("Jane Doe", "2020-06-01")

# %% [markdown]
# ## Change one fact, and the answer follows
#
# The same story, but an offence under federal law, then under the law of the District of Columbia, then of Georgia.
# Only the `law_broken` of the file changes.

# %%
import pandas as pd

rows = []
for law in ("US-WI", "US", "US-DC", "US-GA", "US-MN"):
    _ = Path("doe.yaml").write_text(text.replace("US-WI", law), encoding="utf-8")
    for holder in casegraph.load("doe.yaml").clemency("Jane Doe", "2020-06-01", kind="pardon").holders:
        rows.append((law, holder.label, holder.person, holder.basis))
pd.DataFrame(rows, columns=["law broken", "who may pardon", "held by", "legal basis"])

# %% [markdown]
# ## A fact that is missing
#
# Without the law that was broken, the honest answer is *unknown*, and it says which fact is missing.

# %%
_ = Path("doe.yaml").write_text(text.replace("law_broken: US-WI, ", ""), encoding="utf-8")
casegraph.load("doe.yaml").ask("Who can pardon Jane Doe?", on="2020-06-01")

# %% [markdown]
# Start your own file with `casegraph new my-case`; it comes with comments on every field. `casegraph explain E105` says
# what an error code means.
