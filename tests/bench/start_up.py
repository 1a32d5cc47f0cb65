"""How long a command takes as a whole process, as ratios in one run: `python tests/bench/start_up.py`.

The yardsticks are `python -c pass` (the interpreter alone) and `python -c "import click"`.
"""

import subprocess
import sys
import time
from statistics import median

ASK = ["-m", "casegraph", "ask", "Could the President pardon Steven Avery?", "--on", "2016-01-08"]
IMPORTS = "import click, pyoxigraph, yaml, pydantic, networkx"
BUILT = "casegraph.casefile.checks.check.CaseFile.model_rebuild()"
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "python -c 'import click'": ["-c", "import click"],
    "casegraph --help": ["-m", "casegraph", "--help"],
    "the libraries an answer needs": ["-c", IMPORTS],
    "the same and the file format": [
        "-c",
        f"{IMPORTS}\nimport casegraph.casefile.checks.check, casegraph.questions\n{BUILT}",
    ],
    "casegraph ask (seed question)": ASK,
}


def seconds(arguments: list[str]) -> float:
    """Wall-clock seconds of one run."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - start


def main(runs: int = 7) -> None:
    """Print each command's median and its ratio to the yardsticks."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(runs):
        for name, arguments in COMMANDS.items():
            times[name].append(seconds(arguments))
    found = {name: median(values) for name, values in times.items()}
    click = found["python -c 'import click'"]
    for name, value in found.items():
        print(f"{name:32} {value * 1000:7.0f} ms   {value / click:5.1f} x import click")


if __name__ == "__main__":
    main()
