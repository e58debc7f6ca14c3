"""Our exports in the software of others: `make readers` installs them, or VIVIER_READERS names their node_modules."""

import io
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from interop.exporters import export
from interop.exporters.exporter import DEGRADATIONS, Ledger
from interop.exporters.qti.item import item_xml
from tests.interop.examples import CONTENTS
from tests.interop.qti_player import Player, responses_of
from tests.interop.releases import item, release

MODULES = Path(os.environ.get("VIVIER_READERS", Path(__file__).parents[2] / "node_modules"))
ALL = frozenset(DEGRADATIONS)
PLAYED = [name for name in CONTENTS if name != "extended text"]


def installed(name):
    return pytest.mark.skipif(not (MODULES / name).is_dir(), reason=f"{name} is not here: make readers")


@pytest.fixture(scope="module")
def player(browser):
    page = browser.new_page()
    yield Player(page, MODULES)
    page.close()


@pytest.mark.browser
@installed("qti3-item-player")
@pytest.mark.parametrize("name", PLAYED)
def test_a_qti_player_scores_as_we_do(player, name):
    sent = item(1, content=CONTENTS[name], hint="Pense à *tout*.", feedback={"correct": "Oui.", "incorrect": "Non."})
    xml, _asked = item_xml(sent, Ledger(sent, ALL))
    content = getattr(sent.content, "response", sent.content)
    answers = [test.answer for test in sent.content.samples() if test.note != "invalid"]
    for answer in [*answers, None]:
        outcomes = player.outcomes(xml, responses_of(content, answer))
        score = sent.content.score(answer)
        assert abs(round(float(outcomes["SCORE"]) * 1000) - score.thousandths) <= 1, answer
        assert outcomes["VERDICT"] == ("correct" if score.correct else "incorrect")


@pytest.mark.browser
@installed("qti3-item-player")
def test_a_qti_player_tells_what_is_not_in_its_place(player):
    sent = item(1, content=CONTENTS["order with feedback"])
    xml, asked = item_xml(sent, Ledger(sent))
    texts = dict(asked.feedback)
    for answer in [test.answer for test in sent.content.samples() if test.note != "invalid"]:
        told = player.outcomes(xml, responses_of(sent.content, answer))["FEEDBACK"] or []
        assert tuple(texts[name] for name in told) == sent.content.feedback(answer)


PARSE = """const {parse} = require('gift-pegjs')
process.stdout.write(JSON.stringify(parse(require('fs').readFileSync(0, 'utf8'))))"""


@installed("gift-pegjs")
@pytest.mark.skipif(shutil.which("node") is None, reason="node is not here")
def test_a_gift_parser_reads_every_export(tmp_path):
    out = io.BytesIO()
    report = export(
        "gift", release(tmp_path / "r.zip", [item(n, content=c) for n, c in enumerate(CONTENTS.values())]), out, ALL
    )
    environment = {**os.environ, "NODE_PATH": str(MODULES)}
    parsed = subprocess.run(["node", "-e", PARSE], input=out.getvalue(), capture_output=True, env=environment)
    assert parsed.stderr == b""
    questions = [question for question in json.loads(parsed.stdout) if question["type"] != "Category"]
    assert len(questions) == report.exported
    assert {question["title"] for question in questions} == {item(1).title}
