"""Charts, tables and graphs."""

from PIL import Image

from authoring.demo.pictures.pen import BLUE, GREY, INK, LINE, ORANGE, PALE, WHITE, WIDTH, canvas, font


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


def friendship_graph() -> Image.Image:
    """Seven people of a social network and the seven friendships between them."""
    places = {
        "Elif": (160, 330),
        "Ana": (400, 170),
        "Basile": (400, 490),
        "Chloé": (650, 330),
        "Farid": (650, 560),
        "Dilan": (900, 200),
        "Gaëlle": (1060, 450),
    }
    friends = ("Elif Ana", "Elif Basile", "Ana Basile", "Basile Chloé", "Basile Farid", "Chloé Dilan", "Dilan Gaëlle")
    image, pen = canvas(680)
    for pair in friends:
        pen.line([places[name] for name in pair.split()], GREY, 5)
    for name, (x, y) in places.items():
        pen.ellipse((x - 74, y - 74, x + 74, y + 74), PALE, BLUE, 5)
        pen.text((x, y), name, INK, font(30, bold=True), anchor="mm")
    return image
