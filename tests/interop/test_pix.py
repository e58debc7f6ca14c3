"""The shape that Pix's engine reads: proposals, solution, tolerances, and a tree where everything hangs together."""

import io
import json

from interop.exporters import export
from interop.exporters.exporter import DEGRADATIONS
from tests.interop.examples import CONTENTS
from tests.interop.releases import item, release


def exported(tmp_path, *contents):
    out = io.BytesIO()
    sent = [item(number, content=content) for number, content in enumerate(contents)]
    report = export("pix", release(tmp_path / "r.zip", sent), out, frozenset(DEGRADATIONS))
    return json.loads(out.getvalue()), report


def test_choices_are_numbered_and_texts_have_their_tolerances(tmp_path):
    content, _report = exported(tmp_path, CONTENTS["single choice"], CONTENTS["all the keys"], CONTENTS["short text"])
    assert [
        (c["type"], c["proposals"], c["solution"], c["t1Status"], c["t2Status"]) for c in content["challenges"]
    ] == [
        ("QCU", "- Un\n- Deux {x}\n- <b> & #", "2", False, False),
        ("QCM", "- Un\n- Deux\n- Trois", "1, 3", False, False),
        ("QROC", "${réponse}", "Élève\nœuf dur", True, False),
    ]


def test_blanks_are_fields_in_the_text(tmp_path):
    content, _report = exported(tmp_path, CONTENTS["blanks"])
    (challenge,) = content["challenges"]
    assert challenge["type"] == "QROCM-ind"
    assert challenge["proposals"] == 'La capitale est ${x#Capitale}, et ${y#Autre options=["a","=b","%5%c"]}.'
    assert challenge["solution"] == "x:\n- Paris\ny:\n- =b"


def test_the_tree_hangs_together(tmp_path):
    content, report = exported(tmp_path, CONTENTS["single choice"], CONTENTS["order"])
    assert (report.exported, len(content["challenges"])) == (1, 1)
    skills = {skill["id"]: skill for skill in content["skills"]}
    skill = skills[content["challenges"][0]["skillId"]]
    tube = next(tube for tube in content["tubes"] if tube["id"] == skill["tubeId"])
    competence = next(each for each in content["competences"] if each["id"] == skill["competenceId"])
    assert (skill["level"], competence["index"], tube["skillIds"]) == (3, "1.1", [skill["id"]])
