// In a variant, each field says whether it follows the prototype; the ticks of the tab “Family” are the truth.

import { element, form, words } from "./words.js";

const fields = JSON.parse(document.getElementById("authoring-family")?.textContent ?? "{}");
const FORMS = { alignments: "id_alignments-FORMS", attachments: "id_attachments-FORMS", tutorial_links: "id_tutorial_links-FORMS" };
const NAMES = { tagged_items: "tags" };

function place(column) {
  if (FORMS[column]) return document.getElementById(FORMS[column])?.parentElement;
  return form.querySelector(`[data-contentpath="${NAMES[column] ?? column}"]`);
}

function bar(tick, places) {
  const state = element("span");
  const turn = element("button", { type: "button", className: "authoring-link" });
  turn.addEventListener("click", () => {
    tick.checked = !tick.checked;
    tick.dispatchEvent(new Event("change", { bubbles: true }));
  });
  const draw = () => {
    state.textContent = tick.checked ? words.itsOwn : words.inherited;
    turn.textContent = tick.checked ? words.inheritAgain : words.makeItsOwn;
    for (const each of places) each.inert = !tick.checked;
  };
  tick.addEventListener("change", draw);
  draw();
  return element("p", { className: "authoring-inherits" }, state, " ", turn);
}

for (const tick of form?.querySelectorAll('input[name="varies"]') ?? []) {
  const places = (fields[tick.value] ?? []).map(place).filter(Boolean);
  places[0]?.before(bar(tick, places));
}
