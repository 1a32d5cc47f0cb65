"""Who holds clemency power over which conviction, on which date, on what legal basis: sourced facts as a graph."""

from typing import TYPE_CHECKING, Any

__all__ = ["Answer", "CasegraphError", "Drawn", "Graph", "check", "load"]
__version__ = "0.1.0"

if TYPE_CHECKING:
    from .errors import CasegraphError
    from .graph import Graph
    from .loading import check, load
    from .notebook import Drawn
    from .questions import Answer


def __getattr__(name: str) -> Any:
    """Import the public names when first used: the command's help must not wait for networkx."""
    from importlib import import_module

    homes = {
        "Answer": "questions", "CasegraphError": "errors", "Drawn": "notebook", "Graph": "graph", "check": "loading",
        "load": "loading",
    }  # fmt: skip
    if name not in homes:
        raise AttributeError(f"module 'casegraph' has no attribute {name!r}; it has {', '.join(__all__)}")
    return getattr(import_module(f".{homes[name]}", __name__), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
