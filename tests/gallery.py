"""Draw the gallery anew: `python tests/gallery.py` writes every figure of it into notebooks/figures/.

Each shipped case is shown by the figure that tells most about it, the seed case by every kind.
"""

import sys
from datetime import date
from pathlib import Path

from casegraph import Graph
from casegraph.authorities.load import load_authorities
from casegraph.drawing import draw, save
from casegraph.loading import load

FOLDER = Path(__file__).parents[1] / "notebooks" / "figures"
ON = date(2026, 11, 24)
SEED_DAY = date(2016, 1, 8)
FIGURES: dict[str, tuple[str, str, date, dict[str, object]]] = {
    "avery-path": ("path", "Steven Avery", SEED_DAY, {"authority": "US-president"}),
    "avery-path-column": ("path", "Steven Avery", SEED_DAY, {"authority": "US-president", "width": "85mm"}),
    "avery-power": ("power", "Steven Avery", SEED_DAY, {"authority": "US-president"}),
    "avery-dassey-timeline": ("timeline", "avery-dassey", ON, {}),
    "avery-dassey-network": ("network", "avery-dassey", ON, {}),
    "avery-dassey-power": ("power", "avery-dassey", ON, {}),
    "dassey-path-2019": ("path", "Brendan Dassey", date(2019, 12, 20), {}),
    "adnan-syed-timeline": ("timeline", "adnan-syed", ON, {}),
    "brittney-griner-path": ("path", "brittney-griner", ON, {}),
    "central-park-five-network": ("network", "central-park-five", ON, {}),
    "chelsea-manning-timeline-wide": ("timeline", "chelsea-manning", ON, {"landscape": True}),
    "class-pardons-timeline": ("timeline", "class-pardons", ON, {}),
    "derek-chauvin-power": ("power", "derek-chauvin", ON, {}),
    "derek-chauvin-network": ("network", "derek-chauvin", ON, {}),
    "julius-jones-network": ("network", "julius-jones", ON, {}),
    "peter-macdonald-path": ("path", "peter-macdonald", ON, {}),
    "rocky-myers-timeline": ("timeline", "rocky-myers", ON, {}),
    "scooter-libby-timeline-wide": ("timeline", "scooter-libby", ON, {"landscape": True}),
    "scottsboro-boys-timeline": ("timeline", "scottsboro-boys", ON, {}),
    "sutton-zabavsky-path": ("path", "sutton-zabavsky", ON, {}),
    "troy-davis-network": ("network", "troy-davis", ON, {}),
    "who-decides-map": ("map", "", ON, {}),
    "west-memphis-three-power": ("power", "west-memphis-three", ON, {}),
}
"""File name → kind, what, day, options."""
CASES = dict.fromkeys(("avery-path", "avery-path-column", "avery-power", "dassey-path-2019"), "avery-dassey")


def case_of(name: str) -> str:
    """The shipped case a figure of the gallery is about; "" for the law of the whole country."""
    return CASES.get(name) or FIGURES[name][1]


def write(folder: Path, names: list[str] | None = None) -> list[Path]:
    """Draw the gallery, or some of it, into `folder`; the paths written."""
    graphs, written = {}, []
    for name in names or FIGURES:
        kind, what, on, options = FIGURES[name]
        case = case_of(name)
        graphs[case] = graphs.get(case) or (load(case) if case else Graph([], load_authorities()))
        written.append(save(draw(kind, graphs[case].view, what, on, **options), folder / f"{name}.svg"))  # type: ignore[arg-type]
    return written


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in write(FOLDER, sys.argv[1:]):
        print(path.relative_to(FOLDER.parents[1]))
