# %% [markdown]
# # A register of many convictions
#
# Courts, agencies and newspapers keep lists: of convictions, of pardons, of exonerations. This notebook makes a small
# list up, reads it the way casegraph reads a real one, and asks the clemency question for every row at once. All names
# are invented, and the rows are drawn by a seeded generator: the pictures show how it works, not how the world is.

# %%
import csv
import random
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

import casegraph
from casegraph.batch import compiled_law, import_register, read_map, run_batch

chance = random.Random(2016)
COURTS = {
    "E.D. Wis.": "US",
    "S.D.N.Y.": "US",
    "Milwaukee County Circuit Court": "US-WI",
    "Superior Court of Fulton County, Georgia": "US-GA",
    "D.C. Superior Court": "US-DC",
    "Hennepin County District Court": "US-MN",
    "Court of the Moon": "",
}
with Path("register.csv").open("w", encoding="utf-8", newline="") as file:
    rows = csv.writer(file)
    rows.writerow(["No", "Name", "Court", "Law", "Sentence", "Convicted"])
    for number in range(1, 401):
        court = chance.choice(list(COURTS))
        law = COURTS[court] if chance.random() < 0.8 else ""
        day = f"{chance.randint(1965, 2015)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        date = chance.choice([day] * 6 + [day[:7], day[:4], "unknown"])
        rows.writerow([number, f"Person {number}", court, law, chance.choice(["10 years", "life", "2 years"]), date])

pd.read_csv("register.csv").head(6)

# %% [markdown]
# ## A map says which column is which
#
# Every register has its own headings. A small file, which anybody can write, translates them. It also says what the
# register is, because its word is a source like any other.

# %%
_ = Path("made-up.yaml").write_text(
    """\
map: made-up
source: {label: "A made-up register", kind: register}
columns: {id: "No", person: Name, court: Court, law_broken: Law, sentence_type: Sentence, date: Convicted}
words: {sentence_type: {life: life, "*years*": term of years}}
""",
    encoding="utf-8",
)
found = import_register(Path("register.csv"), read_map("made-up.yaml"), Path("register"))
print(f"{found.rows} rows: {found.kept} kept, {found.rejected} set aside")
for reason, count in sorted(found.reasons.items()):
    print(f"{count:5}  {reason}")

# %% [markdown]
# Nothing is dropped in silence. What cannot be read is set aside with its reason, for a person to mend:

# %%
rejects = [pd.read_csv(path) for path in sorted(Path("register").glob("rejects-*.csv"))]
pd.concat(rejects)[["row", "reason"]].head(4) if rejects else "no row was set aside"

# %% [markdown]
# Four rows in five say whose law was broken. Where a row is silent, its court only *suggests* it, and a suggestion is
# no fact: a federal court may try a state's case.

# %%
kept = pd.concat([pd.read_parquet(path) for path in sorted(Path("register").glob("*.parquet"))])
kept[["person", "court", "sovereign", "suggested", "convicted_first", "convicted_last"]].head(6)

# %% [markdown]
# ## Every row, one day
#
# The law of all jurisdictions is compiled to a table of intervals once; then every row is joined to it. It is the same
# law that answers single questions, and a test compares the two.

# %%
law = compiled_law()


def answered(day: str) -> pd.DataFrame:
    """The answer for every row, on a day."""
    run_batch(Path("register"), Path("answers.parquet"), law, on=day, kind="pardon", if_attributed=True)
    return pd.read_parquet("answers.parquet").merge(kept[["id", "suggested"]], on="id")


answers = answered("2016-01-08")
answers.groupby(["answer", "facts"]).size().rename("rows").reset_index()

# %% [markdown]
# `facts: attributed` means that the answer rests on the register's word alone: it holds if the register is right, and
# is given only because `if_attributed` asked for it. `unknown` are the rows that do not say whose law was broken;
# nothing was guessed for them.

# %%
counts = answers["office"].replace("", "unknown: the law broken is not stated").value_counts()
counts = counts.sort_index().sort_values(kind="stable")

figure = Figure(figsize=(8, 3.2), layout="constrained")
axes = figure.subplots()
axes.barh(counts.index, counts, color=["#bbbbbb" if name.startswith("unknown") else "#3b6ea5" for name in counts.index])
axes.bar_label(axes.containers[0], padding=3)
axes.spines[["top", "right"]].set_visible(False)
axes.set_xlabel("made-up convictions")
figure.suptitle("Who may pardon, 8 January 2016", fontsize=11, x=0.02, ha="left")
figure.set_label("Who may pardon the convictions of a made-up register, 8 January 2016")
casegraph.Drawn(figure)

# %% [markdown]
# ## Another day
#
# In 2023 Minnesota changed its law. The same register, asked for a day before and a day after:

# %%
days = ["2016-01-08", "2022-06-01", "2025-06-01"]
minnesota = pd.concat([answered(day)[lambda rows: rows.sovereign == "US-MN"].assign(day=day) for day in days])
minnesota.groupby(["day", "answer", "office"]).size().rename("rows").reset_index()

# %% [markdown]
# ## One row, looked at closely
#
# A row's answer is short. To see why, make the rows case files (`casegraph import … -o cases.jsonl`), or write one out
# as in notebook 06, and ask `why`.
#
# ## Limits
#
# The answer is as good as the row. A register that says *vacated* for what was a pardon, or leaves out a resentencing,
# gives a wrong row with a right rule. Read the rows that were set aside, and check the ones that matter by hand.
