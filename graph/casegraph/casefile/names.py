"""Which ids a file may use: its own, those every file shares, the courts of the registry."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..courts import resolve_court
from ..vocabulary import thing

__all__ = ["Names"]


@dataclass(frozen=True)
class Names:
    """Which ids there are: those of the file, then those every file shares.

    Attributes:
        scope: the case's name, "" for a file of authorities.
        own: id → section, of the file itself.
        shared: id → section, of the authority files.
    """

    scope: str
    own: Mapping[str, str]
    shared: Mapping[str, str]

    def section(self, name: str) -> str | None:
        """The section `name` stands in, or None; a court of the registry counts under any of its names."""
        return self.own.get(name) or self.shared.get(name) or ("courts" if resolve_court(name) else None)

    def iri(self, name: str) -> str:
        """The IRI of `name`; the file's own things come first."""
        if name in self.own:
            return thing(name, self.scope)
        return thing(name if name in self.shared else resolve_court(name).id or name)

    def known(self, sections: Iterable[str]) -> list[str]:
        """The ids that stand in one of `sections`; all of them when none is named."""
        wanted = set(sections)
        both = {**self.shared, **self.own}
        return sorted(name for name, section in both.items() if not wanted or section in wanted)
