"""How long a figure takes as a whole process, as ratios to `import matplotlib`: `python tests/bench/figures.py`.

Networks of 40 and 150 boxes and a timeline of 30 events are made up, so that reading a case does not count; a figure of
the seed case, from its file to the SVG, is measured beside them.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

_BESIDE = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]
_NETWORK = """
import sys, synthetic, test_figures_hold_at_any_size as made
from casegraph.drawing import save
from casegraph.drawing.paint.figure import painted
save(painted(made.KINDS[sys.argv[1]](1, int(sys.argv[2]))), sys.argv[3])
"""
COMMANDS = {
    "import matplotlib": ["-c", "import matplotlib.figure, matplotlib.backends.backend_agg"],
    "network of 40 boxes, SVG": ["-c", _NETWORK, "network", "40"],
    "network of 150 boxes, SVG": ["-c", _NETWORK, "network", "150"],
    "timeline of 30 events, SVG": ["-c", _NETWORK, "portrait", "30"],
    "casegraph draw network avery-dassey": ["-m", "casegraph", "draw", "network", "avery-dassey", "-o"],
}
LIMITS = {"network of 40 boxes, SVG": 3.0, "network of 150 boxes, SVG": 6.0, "timeline of 30 events, SVG": 2.5}
"""Seconds on two idle cores."""


def seconds(arguments: list[str], out: Path) -> float:
    """Wall-clock seconds of one run."""
    target = [] if "import" in arguments[1] and len(arguments) == 2 else [str(out)]
    start = time.perf_counter()
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [*_BESIDE, os.environ.get("PYTHONPATH")]))}
    subprocess.run([sys.executable, *arguments, *target], check=True, capture_output=True, env=variables)
    return time.perf_counter() - start


def main(runs: int = 5) -> None:
    """Print each command's median and its ratio to the yardstick."""
    out = Path(tempfile.gettempdir()) / f"casegraph-bench-{os.getpid()}.svg"
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(runs):
        for name, arguments in COMMANDS.items():
            times[name].append(seconds(arguments, out))
    out.unlink(missing_ok=True)
    found = {name: median(values) for name, values in times.items()}
    for name, value in found.items():
        limit = f"   limit {LIMITS[name]:.1f} s" if name in LIMITS else ""
        print(f"{name:36} {value:6.2f} s   {value / found['import matplotlib']:5.1f} x import matplotlib{limit}")


if __name__ == "__main__":
    main()
