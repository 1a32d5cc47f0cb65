"""Where the shipped files (ontology, cases, authorities) are, in a wheel and in a checkout alike."""

from functools import cache
from importlib.resources import files
from pathlib import Path

__all__ = ["shipped", "shipped_files"]


@cache
def shipped(name: str) -> Path:
    """The shipped folder or file `name` (`"ontology"`, `"datasets/cases"`).

    A wheel carries them inside the package; in a checkout they are the top-level folders.

    Raises:
        FileNotFoundError: nothing of that name is shipped.

    Examples:
        >>> shipped("ontology").is_dir()
        True
    """
    package = Path(str(files("casegraph")))
    for root in (package / "shipped", package.parent.parent):
        if (root / name).exists():
            return root / name
    raise FileNotFoundError(f"casegraph ships nothing called {name!r}")


def shipped_files(folder: str, suffix: str) -> list[Path]:
    """The shipped files below `folder` that end in `suffix`, sorted by path.

    Examples:
        >>> "US" in [path.stem for path in shipped_files("datasets/authorities", ".yaml")]
        True
    """
    return sorted(path for path in shipped(folder).rglob(f"*{suffix}") if path.is_file())
