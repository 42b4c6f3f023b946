from wagtail import blocks

from pages.blocks.links import ButtonBlock, DownloadBlock
from pages.blocks.people import ContactBlock, QuoteBlock
from pages.blocks.pictures import FigureBlock, GalleryBlock, VideoBlock
from pages.blocks.table import TableBlock
from pages.blocks.text import CalloutBlock, HeadingBlock, StepsBlock, TextBlock


class BodyBlock(blocks.StreamBlock):
    """What any page's text may be made of; apps add blocks that know their models."""

    heading = HeadingBlock()
    text = TextBlock()
    figure = FigureBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    quote = QuoteBlock()
    contact = ContactBlock()
    callout = CalloutBlock()
    steps = StepsBlock()
    table = TableBlock()
    button = ButtonBlock()
    download = DownloadBlock()

    class Meta:
        required = False


def words_of(stream: blocks.StreamValue) -> str:
    """Everything a reader reads in a page's body, as plain text in its order."""
    return " ".join(
        content.strip() for block in stream for content in block.block.get_searchable_content(block.value)
    )
