"""Ids made of names, as a person would choose them, each given once."""

import re
import unicodedata
from collections.abc import Container

__all__ = ["fresh", "slug"]


def slug(text: str, most: int = 60) -> str:
    """An id made of a name.

    Examples:
        >>> slug("José O'Brien, Jr."), slug("Fresno County Superior Court")
        ('jose-o-brien-jr', 'fresno-county-superior-court')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:most].strip("-") or "thing"


def fresh(wanted: str, taken: Container[str]) -> str:
    """An id nobody has yet.

    Examples:
        >>> fresh("doe", {"doe", "doe-2"})
        'doe-3'
    """
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    return name
