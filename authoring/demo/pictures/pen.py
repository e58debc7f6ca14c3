"""The page, the colours and the font that every picture shares."""

from PIL import Image, ImageDraw, ImageFont

WIDTH = 1200

WHITE, INK, GREY, LINE, PALE = "#ffffff", "#1d2430", "#5b6573", "#c3cad4", "#eef1f5"
BLUE, ORANGE, GREEN, YELLOW = "#1f5fa8", "#c2571a", "#2e7d4f", "#f2c14e"


def font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """The sans-serif font of every label, `size` in pixels."""
    return ImageFont.truetype("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf", size)


def canvas(height: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """A white page and the pen to draw on it."""
    image = Image.new("RGB", (WIDTH, height), WHITE)
    return image, ImageDraw.Draw(image)
