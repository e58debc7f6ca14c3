"""A third-party QTI 3 player in headless Chromium (npm `qti3-item-player`): answers in, SCORE out."""

import json
import re
from pathlib import Path

PAGE = '<!doctype html><meta charset="utf-8"><div id="app"></div>'

SCRIPT = """() => { window.app = new Vue({
  template: `<player @notifyQti3PlayerReady="ready" @notifyQti3ItemReady="loaded"
    @notifyQti3ScoreAttemptCompleted="scored" suppress-alert-messages suppress-invalid-response-messages/>`,
  components: { player: window.qti3Player.Qti3Player || window.qti3Player },
  methods: {
    ready(player) { this.player = player; window.isReady = true },
    loaded() { setTimeout(() => this.player.scoreAttempt('x'), 60) },
    scored(data) { window.finish(data.state.outcomeVariables) },
  } }).$mount('#app') }"""

PLAY = """([xml, responses, orders, right]) => new Promise((resolve, reject) => {
  const timer = setTimeout(() => reject(new Error('the player never answered')), 8000)
  window.finish = (outcomes) => { clearTimeout(timer); resolve(outcomes) }
  const variables = Object.entries(responses).map(([identifier, [cardinality, value]]) =>
    ({ identifier, cardinality, value, state: orders[identifier] || null,
      correctResponse: right[identifier] }))
  const guid = String(window.played = (window.played || 0) + 1)
  const state = { identifier: 'x', guid, contextVariables: [], templateVariables: [], outcomeVariables: [],
    responseVariables: variables, validationMessages: [] }
  window.app.player.loadItemFromXml(`${xml}<!--${guid}-->`, { guid, status: 'interacting', state,
    sessionControl: { max_attempts: 0, show_feedback: false, validate_responses: false } })
})"""


class Player:
    """The player, open in a page; `modules` is the folder node_modules that has it."""

    def __init__(self, page, modules: Path) -> None:
        self.page = page
        page.set_content(PAGE)
        page.add_script_tag(path=modules / "vue" / "dist" / "vue.js")
        page.add_script_tag(path=modules / "qti3-item-player" / "dist" / "qti3Player.umd.min.js")
        page.evaluate(SCRIPT)
        page.wait_for_function("window.isReady")

    def outcomes(self, xml: str, responses: dict) -> dict:
        """The outcomes of an item for responses `{identifier: (cardinality, value)}`."""
        found = self.page.evaluate(PLAY, [xml, json.loads(json.dumps(responses)), _orders(xml), _right(xml)])
        return {row["identifier"]: row["value"] for row in found}


def _orders(xml: str) -> dict:
    """The order of choices that the player asks for when it restores a response."""
    orders = {}
    for found in re.finditer(r'-interaction response-identifier="(\w+)".*?</qti-[a-z]+(?:-[a-z]+)*-interaction>', xml):
        choices = re.findall(r'<qti-(?:simple|inline|hotspot)[a-z-]*choice identifier="([^"]+)"', found[0])
        orders[found[1]] = {"order": choices}
    return orders


def _right(xml: str) -> dict:
    """The correct responses, which the player takes from what it restores."""
    right = {}
    for name, cardinality, inside in re.findall(
        r'<qti-response-declaration identifier="(\w+)" cardinality="(\w+)"[^>]*>(.*?)</qti-response-declaration>', xml
    ):
        values = re.findall(r"<qti-value>(.*?)</qti-value>", inside)
        right[name] = values if cardinality != "single" else next(iter(values), None)
    return right


def responses_of(content, answer) -> dict:
    """An answer of ours as the responses of our QTI."""
    ident = lambda key: f"_{key}" if key[0].isdigit() else key  # noqa: E731
    match content.type:
        case "single_choice":
            return {"RESPONSE": ("single", ident(answer) if answer else None)}
        case "multiple_choice" | "hotspot":
            return {"RESPONSE": ("multiple", [ident(key) for key in answer or ()] or None)}
        case "order":
            return {"RESPONSE": ("ordered", [ident(key) for key in answer or ()] or None)}
        case "match":
            pairs = [f"s-{source} t-{target}" for source, target in (answer or {}).items()]
            return {"RESPONSE": ("multiple", pairs or None)}
        case "inline_choice":
            told = any(option.feedback for menu in content.menus for option in menu.options)
            chosen = {m.id: (answer or {}).get(m.id) for m in content.menus}
            prefixed = {name: f"{name}.{key}" if told and key else key for name, key in chosen.items()}
            return {f"RESPONSE_{name}": ("single", key) for name, key in prefixed.items()}
        case "blanks":
            return {f"RESPONSE_{b.id}": ("single", _blank(b, (answer or {}).get(b.id))) for b in content.blanks}
        case _:
            return {"RESPONSE": ("single", answer or None)}


def _blank(blank, answer):
    if not blank.options or not answer:
        return answer or None
    return f"o{blank.options.index(answer) + 1}" if answer in blank.options else None
