"""Windows of software, drawn from no real program."""

from math import sin

from PIL import Image

from authoring.demo.pictures.pen import BLUE, GREEN, GREY, INK, LINE, ORANGE, PALE, WHITE, YELLOW, canvas, font


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


def sound_editor() -> Image.Image:
    """Two tracks of 60 seconds: a voice with soft edges, and music that stops short."""
    image, pen = canvas(640)
    left, second = 180, 16.5
    pen.rectangle((30, 30, 1170, 100), PALE, LINE, 3)
    for time in range(0, 61, 10):
        x = left + time * second
        pen.line((x, 80, x, 100), GREY, 3)
        pen.text((min(x, 1130), 58), f"{time} s", GREY, font(24), anchor="mm")
    for top, name, colour, start, end, rise, fall in (
        (130, "Voix", BLUE, 8, 44, 3, 6),
        (390, "Musique", ORANGE, 0, 60, 6, 0),
    ):
        pen.rectangle((30, top, 1170, top + 200), WHITE, LINE, 3)
        pen.rectangle((30, top, left, top + 200), PALE, LINE, 3)
        pen.text((105, top + 100), name, INK, font(28, bold=True), anchor="mm")
        for step in range(int((end - start) * second / 5)):
            time = start + step * 5 / second
            height = 80 * envelope(time - start, end - time, rise, fall) * (0.55 + 0.45 * abs(sin(step * 1.7)))
            x = left + time * second
            pen.line((x, top + 100 - height, x, top + 100 + height), colour, 3)
    return image


def envelope(since: float, left: float, rise: float, fall: float) -> float:
    """How loud a sound is, from 0 to 1, between its rise and its fall (all in seconds)."""
    return min(1, since / rise if rise else 1, left / fall if fall else 1)


def sound_settings() -> Image.Image:
    """The sound settings of a computer whose output is the screen."""
    image, pen = canvas(640)
    pen.rectangle((30, 30, 1170, 610), WHITE, LINE, 3)
    pen.rectangle((30, 30, 1170, 110), PALE, LINE, 3)
    pen.text((70, 70), "Réglages du son", INK, font(36, bold=True), anchor="lm")
    pen.text((70, 165), "Volume général", INK, font(30, bold=True), anchor="lm")
    pen.line((420, 165, 960, 165), LINE, 10)
    pen.line((420, 165, 906, 165), BLUE, 10)
    pen.ellipse((890, 149, 922, 181), WHITE, INK, 5)
    pen.text((1120, 165), "90 %", INK, font(30), anchor="rm")
    pen.text((70, 260), "Sortie", INK, font(30, bold=True), anchor="lm")
    for row, (name, chosen) in enumerate(
        (("Haut-parleurs internes", False), ("Écran (HDMI)", True), ("Enceinte USB de la salle", False))
    ):
        y = 260 + row * 80
        pen.ellipse((420, y - 18, 456, y + 18), WHITE, INK, 4)
        if chosen:
            pen.ellipse((429, y - 9, 447, y + 9), BLUE)
        pen.text((480, y), name, INK, font(30, bold=chosen), anchor="lm")
    pen.text((70, 520), "Entrée", INK, font(30, bold=True), anchor="lm")
    pen.rectangle((420, 488, 1120, 552), PALE, LINE, 3)
    pen.text((446, 520), "Micro de la webcam", INK, font(30), anchor="lm")
    pen.polygon([(1070, 510), (1100, 510), (1085, 532)], INK)
    return image


def library_catalogue() -> Image.Image:
    """A library catalogue: facets on the left, four results out of 140 on the right."""
    image, pen = canvas(860)
    pen.rectangle((30, 30, 1170, 110), PALE, LINE, 3)
    pen.rectangle((60, 46, 800, 94), WHITE, LINE, 3)
    pen.text((80, 70), "volcans", INK, font(28), anchor="lm")
    pen.rectangle((820, 46, 1000, 94), BLUE)
    pen.text((910, 70), "Chercher", WHITE, font(26, bold=True), anchor="mm")
    for top, title, lines in (
        (130, "Type", ("Documentaire (52)", "Fiction (31)", "Périodique (57)")),
        (380, "Date", ("2020 et après (38)", "2010 à 2019 (61)", "Avant 2010 (41)")),
        (630, "Langue", ("Français (129)", "Anglais (11)")),
    ):
        pen.text((50, top + 25), title, INK, font(28, bold=True), anchor="lm")
        for row, line in enumerate(lines):
            y = top + 80 + row * 62
            pen.rectangle((50, y - 16, 82, y + 16), WHITE, INK, 3)
            pen.text((100, y), line, INK, font(25), anchor="lm")
    pen.text((430, 155), "140 résultats", INK, font(28, bold=True), anchor="lm")
    pen.rectangle((860, 132, 1160, 178), PALE, LINE, 3)
    pen.text((1010, 155), "Tri : pertinence", INK, font(24), anchor="mm")
    for row, (title, detail) in enumerate(
        (
            ("Le Réveil du volcan", "Roman, 2016"),
            ("Volcans du monde", "Documentaire, 2004"),
            ("Sous la lave", "Documentaire, 2023"),
            ("Dossier : vivre près d’un volcan", "Périodique, 2021"),
        )
    ):
        top = 200 + row * 158
        pen.rectangle((430, top, 1160, top + 138), WHITE, LINE, 3)
        pen.rectangle((450, top + 18, 530, top + 120), PALE, GREY, 3)
        pen.text((560, top + 48), title, BLUE, font(28, bold=True), anchor="lm")
        pen.text((560, top + 92), detail, GREY, font(26), anchor="lm")
    return image


def folder_tree() -> Image.Image:
    """The folders of a firm's customers, by name, year and kind of document."""
    lines = ((0, "Clients"), (1, "DUPONT"), (2, "2025"), (2, "2026"), (3, "Devis"), (3, "Factures"), (1, "LEMOINE"))
    image, pen = canvas(700)
    pen.rectangle((30, 30, 1170, 670), WHITE, LINE, 3)
    for row, (depth, name) in enumerate(lines):
        x, y = 90 + depth * 120, 90 + row * 86
        if depth:
            pen.line([(x - 84, y - 40), (x - 84, y), (x - 10, y)], LINE, 4)
        pen.rounded_rectangle((x, y - 24, x + 64, y + 24), 6, YELLOW)
        pen.rounded_rectangle((x, y - 32, x + 32, y - 16), 4, YELLOW)
        pen.text((x + 88, y), name, INK, font(34, bold=depth == 0), anchor="lm")
    return image
