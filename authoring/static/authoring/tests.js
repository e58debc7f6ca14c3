// Answer tests: sample answers kept from the preview, or typed, with what they must score.

import { element, form, words } from "./words.js";

const store = form?.querySelector("textarea[name=answer_tests]");

function read() {
  try {
    return JSON.parse(store.value || "[]");
  } catch {
    return [];
  }
}

function write(tests) {
  store.value = JSON.stringify(tests);
  store.dispatchEvent(new Event("input", { bubbles: true }));
  store.dispatchEvent(new Event("change", { bubbles: true }));
}

function change(place, values) {
  write(read().map((test, row) => (row === place ? { ...test, ...values } : test)));
}

function labelled(text, control) {
  return element("label", {}, element("span", { textContent: text }), control);
}

function row(test, place) {
  const typed = typeof test.answer === "string";
  const answer = element("input", { value: typed ? test.answer : JSON.stringify(test.answer), readOnly: !typed });
  const expected = element("input", { type: "number", min: 0, max: 100, value: test.thousandths / 10 });
  const note = element("input", { value: test.note ?? "" });
  const drop = element("button", { type: "button", className: "button button-small button-secondary", textContent: words.remove });
  answer.addEventListener("change", () => change(place, { answer: answer.value }));
  expected.addEventListener("change", () => change(place, { thousandths: Math.round(expected.value * 10) }));
  note.addEventListener("change", () => change(place, { note: note.value }));
  drop.addEventListener("click", () => {
    write(read().filter((_test, other) => other !== place));
    draw();
  });
  return element("li", {}, labelled(words.answer, answer), labelled(words.expected, expected), labelled(words.note, note), drop);
}

const list = element("ol", { className: "authoring-samples" });

function draw() {
  list.replaceChildren(...read().map(row));
}

if (store) {
  store.hidden = true;
  store.tabIndex = -1;
  const add = element("button", { type: "button", className: "button button-small button-secondary", textContent: words.addTest });
  add.addEventListener("click", () => {
    write([...read(), { answer: "", thousandths: 1000, note: "" }]);
    draw();
    list.lastElementChild.querySelector("input").focus();
  });
  store.after(list, add);
  draw();
  addEventListener("message", ({ origin, data }) => {
    if (origin !== location.origin || !data?.keepAnswer) return;
    write([...read(), data.keepAnswer]);
    draw();
  });
}
