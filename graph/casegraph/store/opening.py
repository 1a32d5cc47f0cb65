"""Open a store that stands somewhere: a folder or an endpoint."""

from pathlib import Path

from ..errors import NoSuchThing, StoreError
from .disk import DiskStore
from .protocol import Store

__all__ = ["open_store"]


def open_store(where: "str | Path") -> Store:
    """The store at `where`: a folder that `casegraph build` made, or the URL of a SPARQL endpoint.

    Raises:
        NoSuchThing: there is no such folder.
        StoreError: it cannot be opened; the message says what to do.
    """
    if str(where).startswith(("http://", "https://")):
        from .remote import RemoteStore

        return RemoteStore(str(where))
    path = Path(where)
    try:
        there = path.exists()
    except OSError as error:
        raise StoreError(f"{path} cannot be opened: {error.strerror}") from error
    if not there:
        raise NoSuchThing("store", str(where), [p.name for p in path.parent.glob("*")] if path.parent.is_dir() else ())
    if not path.is_dir():
        raise StoreError(f"{path} is a file, not a store folder: load it with --case, or build a store from it")
    return DiskStore(path)
