// What is missing and what the rules find, beside the fields, a moment after each change.

import { counted, element, form, later, words } from "./words.js";

// Read at each check: a new draft gets its own address when it is first saved.
const address = () => location.pathname.replace(/\/(add|copy)\/.*/, "/check/").replace(/\/(edit|history)\/(\d+)\/.*/, "/check/$2/");
const summary = element("details", { className: "authoring-summary", hidden: true });
const count = element("span");
const list = element("ul");
count.setAttribute("role", "status");
// The act of the menu at the bottom, in sight as soon as it can be done.
const act = document.querySelector('button[name="action-submit-to-review"]');
const submit = element("button", { type: "submit", name: act?.name ?? "", value: act?.value ?? "", textContent: words.submit });
submit.className = "button button-small";
const ready = element("p", { className: "authoring-submit", hidden: true }, submit);
summary.append(element("summary", {}, count), list);

// Where rows are added, when there is none to lead to.
const ROWS = { competence: "alignments", file: "attachments", tutorial: "tutorial_links" };

function field(path) {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const found = form.querySelector(path.slice(0, depth).map((part) => `[data-contentpath="${CSS.escape(part)}"]`).join(" "));
    if (found) return found;
  }
  return document.getElementById(`id_${ROWS[path[0]]}-ADD`)?.parentElement ?? null;
}

function show(place) {
  place.scrollIntoView({ block: "center" });
  place.querySelector("input:not([type=hidden]), textarea, select, button")?.focus();
}

const APPEARING = 300; // milliseconds: nothing takes the focus in a tab that is still coming in

function reveal(place) {
  const tab = place.closest("[role=tabpanel]");
  if (!tab?.hidden) return show(place);
  document.querySelector(`[role=tab][aria-controls="${tab.id}"], a[role=tab][href="#${tab.id}"]`)?.click();
  return setTimeout(show, APPEARING, place);
}

function beside(note, place) {
  const said = element("p", { className: `authoring-note authoring-${note.severity}` });
  said.dataset.live = "";
  said.append(element("strong", { textContent: words[note.severity] }), ` ${note.text}`);
  if (note.hint) said.append(element("small", { textContent: ` ${note.hint}` }));
  place.append(said);
}

function draw(notes, accepted) {
  form.querySelectorAll("[data-live]").forEach((old) => old.remove());
  list.replaceChildren();
  summary.hidden = false;
  for (const note of notes) {
    const place = field(note.path);
    if (place && note.severity !== "missing") beside(note, place);
    const go = element("button", { type: "button", textContent: note.field || words.whole });
    go.addEventListener("click", () => place && reveal(place));
    list.append(element("li", { className: `authoring-${note.severity}` }, go, ` ${words[note.severity]}\u00a0: ${note.text}`));
  }
  const many = (severity) => notes.filter((note) => note.severity === severity).length;
  const parts = ["missing", "error", "warning", "info"].filter(many).map((severity) => counted(`${severity}s`, many(severity)));
  count.textContent = [accepted && words.accepted, parts.join(" · ")].filter(Boolean).join(" ") || words.complete;
  summary.classList.toggle("authoring-ready", parts.length === 0);
  summary.hidden = !act && parts.length === 0;
  ready.hidden = !act || accepted || many("missing") + many("error") > 0;
  if (act) act.disabled = accepted;
}

// The page of submission leads here: ?at= says to which field.
function arrive() {
  const place = field(new URLSearchParams(location.search).get("at")?.split(".") ?? []);
  if (place) reveal(place);
}

async function check() {
  try {
    const answer = await fetch(address(), { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
    const { notes, accepted } = answer.ok ? await answer.json() : {};
    if (notes) draw(notes, accepted);
  } catch {
    // No network: the notes stay as they were, and the next change asks again.
  }
}

if (form && document.querySelector('[data-contentpath="title"]') && /\/(challenge|tutorial)\//.test(location.pathname)) {
  form.prepend(summary, ready);
  const soon = later(check, 900);
  for (const kind of ["input", "change", "click"]) form.addEventListener(kind, soon);
  soon();
  addEventListener("load", () => setTimeout(arrive));
}
