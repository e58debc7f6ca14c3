// A small toolbar and shortcuts for fields of Markdown. It appears with the focus and leaves with it.

import { element, words } from "./words.js";

const ACTIONS = [
  { name: "bold", sign: "B", key: "b", around: "**" },
  { name: "italic", sign: "I", key: "i", around: "*" },
  { name: "code", sign: "<>", key: "e", around: "`" },
  { name: "link", sign: "↗", key: "k", link: true },
  { name: "list", sign: "•", before: "- " },
  { name: "numbers", sign: "1.", before: "1. " },
  { name: "heading", sign: "H", before: "### " },
];

function replace(area, text, start, end) {
  area.focus();
  area.setSelectionRange(start, end);
  // insertText keeps the field's own undo; setRangeText does not, and is there for browsers without it.
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, start, end, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function surround(area, mark) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const chosen = value.slice(start, end) || words.text;
  replace(area, mark + chosen + mark, start, end);
  area.setSelectionRange(start + mark.length, start + mark.length + chosen.length);
}

function link(area) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const chosen = value.slice(start, end) || words.text;
  replace(area, `[${chosen}](https://)`, start, end);
  const address = start + chosen.length + 3;
  area.setSelectionRange(address, address + 8);
}

function begin(area, mark) {
  const { selectionStart, selectionEnd, value } = area;
  const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const lines = value.slice(start, selectionEnd).split("\n");
  replace(area, lines.map((line) => mark + line).join("\n"), start, selectionEnd);
}

function run(action, area) {
  if (action.around) surround(area, action.around);
  else if (action.link) link(area);
  else begin(area, action.before);
}

function toolbar(area) {
  const bar = element("div", { className: "authoring-toolbar" });
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", words.formatting);
  for (const action of ACTIONS) {
    const label = words[action.name] + (action.key ? ` (Ctrl+${action.key.toUpperCase()})` : "");
    const button = element("button", { type: "button", textContent: action.sign, title: label });
    button.setAttribute("aria-label", label);
    button.dataset.look = action.name;
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => run(action, area));
    bar.append(button);
  }
  return bar;
}

document.addEventListener("focusin", ({ target }) => {
  if (!target.matches?.("textarea[data-markdown]") || target.previousElementSibling?.matches(".authoring-toolbar")) return;
  target.before(toolbar(target));
});

document.addEventListener("keydown", (event) => {
  const action = ACTIONS.find(({ key }) => key === event.key.toLowerCase());
  if (!action?.key || !(event.ctrlKey || event.metaKey) || !event.target.matches?.("textarea[data-markdown]")) return;
  event.preventDefault();
  run(action, event.target);
});
