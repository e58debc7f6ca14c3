/* The review screen: on after the pupil’s answer, the rubric kept while one types, the selected passage quoted. */
"use strict";

document.querySelector("[data-goes-on]")?.addEventListener("vivier:answered", (event) => {
  if (event.target.querySelector("[data-result]")) window.location.assign(event.currentTarget.dataset.goesOn);
});

/* What was ticked and typed survives a remark, a reload or a lost connection, in this tab only. */
function keep(form) {
  const name = form.dataset.kept;
  if (!form.querySelector("[role=alert]")) {
    for (const [field, value] of JSON.parse(sessionStorage.getItem(name) ?? "[]")) {
      const control = form.elements.namedItem(field);
      if (control) control.value = value;
    }
  }
  form.addEventListener("input", () => {
    const values = [...new FormData(form)].filter(([field]) => field !== "csrfmiddlewaretoken");
    sessionStorage.setItem(name, JSON.stringify(values));
  });
}
document.querySelectorAll("[data-kept]").forEach(keep);

/* A passage as it is read, found in a text as it is written: marks of Markdown may stand between its letters. */
const MARKS = String.raw`(?:[*_~\[\\\x60]|\]\([^)]*\))*`;
function written(passage, text) {
  const literally = (letter) => letter.replace(/[.*+?^${}()|[\]\\]/, String.raw`\$&`);
  const words = passage.split(/\s+/).map((word) => [...word].map(literally).join(MARKS));
  return text.match(new RegExp(words.join(`${MARKS}[\\s>#-]+${MARKS}`)))?.[0];
}

/* A passage selected in the file comes into the form of remarks, with its place. */
const remarking = document.querySelector("[data-remarking]");
document.querySelector(".review-left")?.addEventListener("mouseup", () => {
  const passage = window.getSelection().toString().trim();
  if (!remarking || !passage) return;
  const texts = JSON.parse(document.getElementById("review-texts").textContent);
  const found = Object.keys(texts).find((path) => written(passage, texts[path]));
  if (!found) return;
  remarking.elements.anchor.value = found;
  remarking.elements.quote.value = written(passage, texts[found]);
  remarking.closest("details").open = true;
});

/* What is still to grade comes into view: on a phone, it is far below. */
const missing = document.querySelector(".review-missing");
missing?.scrollIntoView({ block: "start" });
missing?.querySelector("input:not(:checked), textarea")?.focus({ preventScroll: true });
