"""Who holds clemency power over which conviction, on which date, on what legal basis: sourced facts as a graph."""

from typing import TYPE_CHECKING, Any

__all__ = ["Answer", "CasegraphError", "Graph", "load"]
__version__ = "0.1.0"

if TYPE_CHECKING:
    from .api import Graph, load
    from .errors import CasegraphError
    from .questions import Answer


def __getattr__(name: str) -> Any:
    """Import the public names when first used: the command's help must not wait for networkx."""
    from importlib import import_module

    homes = {"Graph": "api", "load": "api", "CasegraphError": "errors", "Answer": "questions"}
    if name not in homes:
        raise AttributeError(f"module 'casegraph' has no attribute {name!r}")
    return getattr(import_module(f".{homes[name]}", __name__), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
