"""What pages are made of. One block = one template in `templates/blocks/` = one style sheet of that name."""

from pages.blocks.body import BodyBlock, words_of
from pages.blocks.links import ButtonBlock, DownloadBlock
from pages.blocks.people import SPOKEN, ContactBlock, QuoteBlock, QuoteValue
from pages.blocks.pictures import FigureBlock, GalleryBlock, VideoBlock, VideoValue
from pages.blocks.table import TableBlock
from pages.blocks.text import (
    TEXT_FEATURES,
    CalloutBlock,
    CorrectionBlock,
    HeadingBlock,
    HeadingValue,
    StepsBlock,
    TextBlock,
)

__all__ = [
    "SPOKEN",
    "TEXT_FEATURES",
    "BodyBlock",
    "ButtonBlock",
    "CalloutBlock",
    "ContactBlock",
    "CorrectionBlock",
    "DownloadBlock",
    "FigureBlock",
    "GalleryBlock",
    "HeadingBlock",
    "HeadingValue",
    "QuoteBlock",
    "QuoteValue",
    "StepsBlock",
    "TableBlock",
    "TextBlock",
    "VideoBlock",
    "VideoValue",
    "words_of",
]
