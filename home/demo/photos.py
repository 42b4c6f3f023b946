"""Stand-ins for photographs: drawn rooms with nobody in them."""

from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageDraw

SIZE = (2400, 1600)
WALL, LIGHT, WOOD, DARK, LINEN, RED, INK = (
    "#efe3cf", "#dbe6ea", "#b98a5a", "#7d5733", "#f7f1e6", "#c3131f", "#3a322b",
)  # fmt: skip

Draw = ImageDraw.ImageDraw


def jpeg(scene: str) -> bytes:
    picture = Image.new("RGB", SIZE, WALL)
    SCENES[scene](ImageDraw.Draw(picture))
    content = BytesIO()
    picture.save(content, "JPEG", quality=80)
    return content.getvalue()


def table(draw: Draw) -> None:
    """A window on a town, a table before it, two cups."""
    draw.rectangle((700, 160, 1700, 1000), fill=LIGHT, outline=LINEN, width=36)
    for place, top in enumerate((620, 480, 700, 540, 660, 430)):
        draw.rectangle((740 + place * 155, top, 875 + place * 155, 964), fill=INK if place % 2 else WOOD)
    draw.rectangle((1182, 160, 1218, 1000), fill=LINEN)
    draw.polygon([(300, 1180), (2100, 1180), (2300, 1420), (100, 1420)], fill=WOOD)
    draw.rectangle((100, 1420, 2300, 1490), fill=DARK)
    for left in (880, 1330):
        cup(draw, left)


def cup(draw: Draw, left: int) -> None:
    draw.arc((left + 150, 1120, left + 270, 1230), 270, 90, fill=RED, width=26)
    draw.rectangle((left, 1090, left + 200, 1250), fill=RED)
    draw.ellipse((left, 1210, left + 200, 1290), fill=RED)
    draw.ellipse((left, 1060, left + 200, 1130), fill=INK, outline=LINEN, width=10)


def classroom(draw: Draw) -> None:
    """A board, three desks, chairs."""
    draw.rectangle((0, 1080, *SIZE), fill=WOOD)
    draw.rectangle((500, 180, 1900, 800), fill="#2f4a3c", outline=DARK, width=30)
    for line, length in enumerate((820, 640, 900)):
        draw.line((640, 330 + line * 140, 640 + length, 330 + line * 140), fill=LINEN, width=14)
    for left in (200, 900, 1600):
        draw.rectangle((left + 140, 900, left + 460, 1080), outline=RED, width=24)
        draw.rectangle((left, 1100, left + 600, 1170), fill=LINEN)
        for leg in (left + 30, left + 540):
            draw.rectangle((leg, 1170, leg + 30, 1480), fill=INK)


def shelves(draw: Draw) -> None:
    """Boxes and folded clothes from floor to ceiling."""
    colours = (RED, "#e9cf96", "#5c7a8a", LINEN, "#1f6142", "#857563")
    for level, top in enumerate(range(120, 1500, 340)):
        draw.rectangle((140, top + 290, 2260, top + 330), fill=DARK)
        for place in range(8):
            left, pile = 180 + place * 262, (place * 5 + level * 3) % 4 + 2
            for fold in range(pile):
                bottom = top + 288 - fold * 46
                colour = colours[(place + fold + level) % len(colours)]
                draw.rectangle((left, bottom - 42, left + 220, bottom), fill=colour, outline=INK, width=3)
    for side in (120, 2250):
        draw.rectangle((side, 60, side + 36, 1560), fill=DARK)


SCENES: dict[str, Callable[[Draw], None]] = {"table": table, "classroom": classroom, "shelves": shelves}
