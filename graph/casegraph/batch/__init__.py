"""The clemency answer for very many convictions at once: the law compiled to a table, joined by a table engine.

`law` compiles who decides to intervals, and who held the offices to terms; `texts` makes small tables of them, and
`answers` is one Ibis expression that joins convictions to these; `engines` runs it on DuckDB or on a Spark cluster. The
compiled table comes of the same functions as the walk, so a row gives what `casegraph clemency` would. `register` reads
tables of other layouts by a map; `link` proposes which people of two registers may be one.
"""

from .answers import COLUMNS, answer_table
from .engines import ENGINES, run_batch
from .law import LawTable, compiled_law
from .maps import RegisterMap, map_names, read_map
from .register import Imported, import_cases, import_register

__all__ = [
    "COLUMNS",
    "ENGINES",
    "Imported",
    "LawTable",
    "RegisterMap",
    "answer_table",
    "compiled_law",
    "import_cases",
    "import_register",
    "map_names",
    "read_map",
    "run_batch",
]
