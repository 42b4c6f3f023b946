"""The stitched ornament: everything is cells on one grid, written out as a small SVG.

A page without a photo gets `cover(seed)`; the pieces in static/art come from `python -m pages.ornament`.
"""

from pages.ornament.covers import brochure, cover, emblem
from pages.ornament.figures import Topic
from pages.ornament.pieces import FILES, PICTURES
from pages.ornament.svg import Ground

__all__ = ["FILES", "PICTURES", "Ground", "Topic", "brochure", "cover", "emblem"]
