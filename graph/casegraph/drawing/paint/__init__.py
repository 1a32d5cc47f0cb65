"""How a figure is painted and saved: sheet, style, typefaces, shapes."""
