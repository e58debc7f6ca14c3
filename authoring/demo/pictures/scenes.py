"""People and places."""

from PIL import Image

from authoring.demo.pictures.pen import BLUE, GREY, INK, LINE, ORANGE, YELLOW, canvas


def workstation() -> Image.Image:
    """Someone at a desk, from the side: the laptop screen is far below the eyes, the feet hang above the floor."""
    image, pen = canvas(820)
    pen.rectangle((30, 30, 1170, 760), "#f7f4ee", LINE, 3)
    pen.rectangle((30, 740, 1170, 790), "#d9d2c4")
    pen.rectangle((560, 430, 1080, 454), "#a9744a", INK, 3)
    pen.rectangle((1030, 454, 1060, 740), "#a9744a", INK, 3)
    pen.polygon([(690, 424), (880, 424), (880, 432), (690, 432)], GREY, INK, 3)
    pen.line((880, 424, 940, 320), INK, 12)
    pen.line([(1010, 430), (1010, 250), (950, 190)], INK, 8)
    pen.polygon([(900, 160), (975, 175), (945, 235), (895, 215)], YELLOW, INK, 4)
    pen.rounded_rectangle((600, 360, 640, 430), 8, BLUE, INK, 3)
    pen.rounded_rectangle((330, 500, 530, 530), 10, INK)
    pen.rounded_rectangle((326, 260, 356, 520), 10, INK)
    pen.line((410, 530, 410, 690), INK, 12)
    pen.line((320, 730, 410, 690), INK, 10)
    pen.line((500, 730, 410, 690), INK, 10)
    pen.ellipse((390, 130, 490, 240), "#efc39c", INK, 4)
    pen.pieslice((384, 122, 494, 240), 150, 320, "#5a3620")
    pen.ellipse((462, 172, 474, 184), INK)
    pen.rounded_rectangle((360, 240, 450, 500), 30, ORANGE, INK, 4)
    pen.line([(420, 300), (500, 400), (690, 415)], ORANGE, 34, joint="curve")
    pen.line([(400, 485), (560, 485), (560, 640)], "#2d3f63", 44, joint="curve")
    pen.rounded_rectangle((540, 636, 630, 664), 10, INK)
    pen.line((478, 178, 905, 345), BLUE, 3)
    return image
