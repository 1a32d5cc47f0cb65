"""How far apart two colours are: for reading (contrast), and for people who see fewer of them (distance)."""

from collections.abc import Iterable
from math import sqrt
from typing import Any

from matplotlib.colors import to_rgb

__all__ = ["DEFICIENCIES", "contrast", "distance"]

DEFICIENCIES: dict[str, tuple[tuple[float, float, float], ...]] = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""What is left of linear red, green and blue (Machado, Oliveira and Fernandes 2009, severity 1)."""

_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
_WHITE = (0.95047, 1.0, 1.08883)
Triple = tuple[float, ...]


def contrast(one: object, other: object) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.1, relative luminance).

    Examples:
        >>> round(contrast("#000000", "#ffffff"))
        21
    """
    shades = sorted((_times(_XYZ, _linear(colour))[1] for colour in (one, other)), reverse=True)
    return (shades[0] + 0.05) / (shades[1] + 0.05)


def distance(one: object, other: object, deficiency: str = "") -> float:
    """How far apart two colours look: CIE 1976 ΔE, for full colour vision or with a deficiency of `DEFICIENCIES`.

    Examples:
        >>> distance("#ff0000", "#ff0000"), distance("#000000", "#ffffff") > 99
        (0.0, True)
        >>> distance("#3e6b2f", "#8a4a2f", "deuteranopia") < distance("#3e6b2f", "#8a4a2f")
        True
    """
    first, second = (_lab(_seen(_linear(colour), deficiency)) for colour in (one, other))
    return sqrt(sum((a - b) ** 2 for a, b in zip(first, second, strict=True)))


def least_distance(ones: Iterable[object], others: Iterable[object]) -> float:
    """The distance of two pairs of colours (ground, line) under the deficiency that tells them apart worst."""
    pairs = list(zip(ones, others, strict=True))
    return min(max(distance(a, b, name) for a, b in pairs) for name in DEFICIENCIES)


def _linear(colour: Any) -> Triple:
    parts = to_rgb(colour)
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)


def _seen(linear: Triple, deficiency: str) -> Triple:
    seen = _times(DEFICIENCIES[deficiency], linear) if deficiency else linear
    return tuple(min(max(part, 0.0), 1.0) for part in seen)


def _times(matrix: tuple[tuple[float, float, float], ...], vector: Triple) -> Triple:
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def _lab(linear: Triple) -> Triple:
    x, y, z = (_root(part / white) for part, white in zip(_times(_XYZ, linear), _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(share: float) -> float:
    return float(share ** (1 / 3)) if share > 0.008856 else 7.787 * share + 16 / 116
