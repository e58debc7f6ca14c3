"""Draw the illustrations of the demo challenges into `files/`: `python authoring/demo/draw.py`.

Pillow only, with the DejaVu fonts of the system. Every picture is 1200 pixels wide, in few colours, and says nothing
that the statement or the alternative text does not say.
"""

from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FILES = Path(__file__).parent / "files"
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


def truncated_chart() -> Image.Image:
    """Two bars, 98 % and 100 %, on an axis that starts at 97 %."""
    image, pen = canvas(760)
    left, bottom, point = 200, 640, 150
    pen.text((WIDTH / 2, 50), "Durée de vie des piles", INK, font(40, bold=True), anchor="mm")
    for step in range(4):
        y = bottom - step * point
        pen.line((left, y, 1120, y), LINE, 2)
        pen.text((left - 20, y), f"{97 + step} %", GREY, font(28), anchor="rm")
    for x, value, colour, label in ((340, 98, GREY, "Modèle A"), (740, 100, ORANGE, "Modèle B")):
        top = bottom - (value - 97) * point
        pen.rectangle((x, top, x + 220, bottom), colour)
        pen.text((x + 110, top - 30), f"{value} %", INK, font(32, bold=True), anchor="mm")
        pen.text((x + 110, bottom + 45), label, INK, font(32), anchor="mm")
    pen.line((left, 110, left, bottom), INK, 4)
    pen.line((left, bottom, 1120, bottom), INK, 4)
    return image


def spreadsheet() -> Image.Image:
    """Five heart rates in column B and the formula of their mean in B7, its result hidden."""
    rows = (
        ("Élève", "Fréquence (bpm)"),
        ("Aya", "72"),
        ("Bastien", "75"),
        ("Chloé", "70"),
        ("Dany", "78"),
        ("Elsa", "80"),
        ("Moyenne", "?"),
    )
    edges, high, top = (40, 120, 560, 1160), 76, 110
    image, pen = canvas(top + high * (len(rows) + 1) + 40)
    pen.rectangle((40, 24, 1160, 88), WHITE, LINE, 3)
    pen.text((70, 56), "B7", GREY, font(30, bold=True), anchor="lm")
    pen.text((180, 56), "=MOYENNE(B2:B6)", INK, font(30), anchor="lm")
    pen.rectangle((edges[0], top, edges[3], top + high), PALE)
    pen.rectangle((edges[0], top, edges[1], top + high * (len(rows) + 1)), PALE)
    for column, name in enumerate("AB", start=1):
        middle = (edges[column] + edges[column + 1]) / 2
        pen.text((middle, top + high / 2), name, GREY, font(30, bold=True), anchor="mm")
    for number, (pupil, rate) in enumerate(rows, start=1):
        y = top + high * number + high / 2
        pen.text((80, y), str(number), GREY, font(30, bold=True), anchor="mm")
        pen.text((edges[1] + 24, y), pupil, INK, font(32, bold=number in (1, 7)), anchor="lm")
        pen.text((edges[3] - 24, y), rate, INK, font(32, bold=number in (1, 7)), anchor="rm")
    for row in range(len(rows) + 2):
        pen.line((edges[0], top + high * row, edges[3], top + high * row), LINE, 2)
    for x in edges:
        pen.line((x, top, x, top + high * (len(rows) + 1)), LINE, 2)
    pen.rectangle((edges[2], top + high * 7, edges[3], top + high * 8), None, BLUE, 6)
    return image


def map_layers() -> Image.Image:
    """The layers panel of a map portal: the old map, fully opaque, hides the aerial photograph."""
    image, pen = canvas(700)
    pen.rectangle((30, 30, 590, 670), PALE, LINE, 3)
    pen.text((60, 80), "Couches", INK, font(36, bold=True), anchor="lm")
    for y, name, colour in ((130, "Carte du XVIIIe siècle", ORANGE), (390, "Photographie aérienne", BLUE)):
        pen.rounded_rectangle((55, y, 565, y + 220), 12, WHITE, LINE, 3)
        pen.rectangle((80, y + 36, 124, y + 80), colour)
        pen.text((146, y + 58), name, INK, font(30, bold=True), anchor="lm")
        pen.text((80, y + 120), "Opacité", GREY, font(28), anchor="lm")
        pen.text((540, y + 120), "100 %", INK, font(28, bold=True), anchor="rm")
        pen.line((92, y + 172, 528, y + 172), colour, 8)
        pen.ellipse((512, y + 156, 544, y + 188), WHITE, INK, 5)
    pen.rectangle((620, 30, 1170, 670), "#f4e6c8", LINE, 3)
    pen.line([(623, 500), (740, 455), (860, 480), (990, 410), (1167, 420)], "#7f9fb3", 20, joint="curve")
    pen.line([(720, 33), (760, 220), (900, 330), (960, 667)], "#8a5a2b", 7, joint="curve")
    pen.polygon([(830, 210), (930, 190), (1000, 260), (970, 360), (850, 350)], "#dcb98a", "#6b4020", 8)
    for x, y in ((690, 590), (730, 620), (770, 585), (1060, 130), (1100, 160), (1050, 190)):
        pen.polygon([(x, y - 34), (x - 18, y), (x + 18, y)], "#6f7f3f")
    pen.text((915, 278), "La Ville", "#4a2c12", font(26, bold=True), anchor="mm")
    return image


def file_list() -> Image.Image:
    """A shared folder holding four measurement files, each named in its own way."""
    names = (
        "2026-03-12_tp-ohm_groupe4.csv",
        "mesures final VRAI (ne pas toucher).csv",
        "nouveau document (3) - copie.csv",
        "tp physique jeudi après-midi.csv",
    )
    image, pen = canvas(560)
    pen.rectangle((30, 30, 1170, 530), WHITE, LINE, 3)
    pen.rectangle((30, 30, 1170, 120), PALE, LINE, 3)
    pen.rounded_rectangle((60, 58, 120, 100), 6, YELLOW)
    pen.rounded_rectangle((60, 50, 90, 66), 4, YELLOW)
    pen.text((145, 76), "Physique-chimie  ›  Mesures", INK, font(34, bold=True), anchor="lm")
    for row, name in enumerate(names):
        y = 175 + row * 95
        pen.polygon([(70, y - 32), (102, y - 32), (118, y - 16), (118, y + 32), (70, y + 32)], WHITE, GREEN, 4)
        pen.text((94, y + 10), "CSV", GREEN, font(17, bold=True), anchor="mm")
        pen.text((150, y), name, INK, font(34), anchor="lm")
    return image


def painted_layers() -> Image.Image:
    """A drawing where the hut hides the character; only a foot and the hat show."""
    image, pen = canvas(720)
    pen.rectangle((30, 30, 1170, 690), "#cfe6f5")
    pen.ellipse((960, 80, 1080, 200), YELLOW)
    pen.polygon([(30, 690), (30, 470), (320, 300), (600, 460), (860, 330), (1170, 500), (1170, 690)], "#86ad78")
    pen.ellipse((660, 300, 740, 380), "#efc39c", INK, 4)
    pen.polygon([(640, 320), (700, 225), (760, 320)], ORANGE, INK, 4)
    pen.rectangle((650, 380, 750, 640), BLUE, INK, 4)
    pen.rectangle((735, 600, 830, 645), INK)
    pen.rectangle((430, 320, 790, 650), "#a9744a", INK, 5)
    pen.polygon([(390, 320), (610, 262), (830, 320)], "#7a4a2a", INK, 5)
    pen.rectangle((500, 450, 610, 650), "#5a3620", INK, 4)
    pen.rectangle((30, 30, 1170, 690), None, LINE, 4)
    return image


PICTURES: dict[str, Callable[[], Image.Image]] = {
    "graphique-tronque.png": truncated_chart,
    "tableur-frequence-cardiaque.png": spreadsheet,
    "couches-carte.png": map_layers,
    "dossier-mesures.png": file_list,
    "calques-cabane.png": painted_layers,
}


def main() -> None:
    """Draw every picture, in a palette of 64 colours to keep the files small."""
    for name, draw in PICTURES.items():
        draw().quantize(64).save(FILES / name, optimize=True)


if __name__ == "__main__":
    main()
