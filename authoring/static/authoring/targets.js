// What an item of a match goes with is chosen among its targets, and follows them when they are rewritten. The words stay
// in the field, which the list stands for.

import { element, form, words } from "./words.js";

const TARGETS = "[data-contentpath=targets] [data-contentpath=text] input";
const SOURCES = "[data-contentpath=sources] [data-contentpath=target] input";
const kept = (field) => field.closest("[data-streamfield-child]").querySelector("input[name$='-deleted']").value !== "1";

function change(field, value) {
  field.value = value;
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
}

function listFor(field) {
  if (field.nextElementSibling?.matches("[data-target-list]")) return field.nextElementSibling;
  const list = element("select", { id: `${field.id}-list` });
  list.dataset.targetList = "";
  list.addEventListener("change", () => change(field, list.value));
  form.querySelector(`label[for="${field.id}"]`)?.setAttribute("for", list.id);
  field.hidden = true;
  field.after(list);
  return list;
}

function fill(field, texts) {
  const list = listFor(field);
  const gone = field.value && !texts.includes(field.value) ? [[field.value, words.targetGone.replace("{text}", field.value)]] : [];
  const offered = [["", words.chooseTarget], ...texts.map((text) => [text, text]), ...gone];
  const drawn = JSON.stringify([offered, field.value]);
  if (list.dataset.drawn === drawn) return;
  list.dataset.drawn = drawn;
  list.replaceChildren(...offered.map(([value, textContent]) => element("option", { value, textContent })));
  list.value = field.value;
}

function draw(content) {
  const targets = [...content.querySelectorAll(TARGETS)].filter(kept);
  const texts = [...new Set(targets.map((field) => field.value.trim()).filter(Boolean))];
  content.querySelectorAll(SOURCES).forEach((field) => fill(field, texts));
  for (const field of targets) field.dataset.was = field.value.trim();
}

function follow(content, target) {
  const { was } = target.dataset;
  const others = [...content.querySelectorAll(TARGETS)].filter((field) => field !== target && kept(field));
  if (!was || others.some((field) => field.value.trim() === was)) return;
  for (const field of content.querySelectorAll(SOURCES)) {
    if (field.value.trim() === was) change(field, target.value.trim());
  }
}

function enrich() {
  for (const targets of form.querySelectorAll("[data-contentpath=targets]")) {
    const content = targets.parentElement;
    if (!content.querySelector(SOURCES)) continue;
    draw(content);
    if (content.dataset.targets !== undefined) continue;
    content.dataset.targets = "";
    content.addEventListener("input", ({ target }) => {
      if (target.matches(TARGETS)) follow(content, target);
      draw(content);
    });
    content.addEventListener("click", () => setTimeout(() => draw(content)));
  }
}

if (form) {
  enrich();
  new MutationObserver(enrich).observe(form, { childList: true, subtree: true });
}
