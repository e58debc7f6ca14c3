"""Draw the illustrations of the demo content into `files/`: `python -m authoring.demo.draw`.

Pillow only, with the DejaVu fonts of the system. Every picture is 1200 pixels wide, in few colours, and says nothing
that the statement or the alternative text does not say.
"""

from collections.abc import Callable

from PIL import Image

from authoring.demo.load import FOLDER
from authoring.demo.pictures import data, scenes, screens

PICTURES: dict[str, Callable[[], Image.Image]] = {
    "arborescence-clients.png": screens.folder_tree,
    "calques-cabane.png": screens.painted_layers,
    "catalogue-cdi.png": screens.library_catalogue,
    "couches-carte.png": screens.map_layers,
    "dossier-mesures.png": screens.file_list,
    "graphe-amities.png": data.friendship_graph,
    "graphique-tronque.png": data.truncated_chart,
    "montage-son.png": screens.sound_editor,
    "poste-de-travail.png": scenes.workstation,
    "reglages-son.png": screens.sound_settings,
    "tableur-frequence-cardiaque.png": data.spreadsheet,
}


def main() -> None:
    """Draw every picture, in a palette of 64 colours to keep the files small."""
    for name, draw in PICTURES.items():
        draw().quantize(64).save(FOLDER / "files" / name, optimize=True)


if __name__ == "__main__":
    main()
