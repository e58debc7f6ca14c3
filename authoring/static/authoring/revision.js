// What Wagtail's autosave leaves open, closed here:
// - the form says which revision its writer has read: after each save, the one just saved;
// - what is typed while a save is under way, or before Wagtail watches, would wait for the next key: it is saved too;
// - a form that is sent waits for the save under way, and no other one begins: a new draft would be made twice, and an
//   old one would conflict with itself.

import { form } from "./words.js";

const PATIENCE = 10_000; // milliseconds: a save that has not answered by then is lost
const ASIDE = /^(csrfmiddlewaretoken|next|comments-.*|loaded_revision_.*|overwrite_revision_id)$/;
let saving = false;
let leaving = false;
let sent = new FormData();

function text(data, aside = {}) {
  return JSON.stringify([...data].filter(([name, value]) => typeof value === "string" && !ASIDE.test(name) && !(name in aside)));
}

function saveAgain() {
  form.dataset.wUnsavedForceValue = "true";
}

document.addEventListener("w-autosave:save", (event) => {
  if (leaving) return event.preventDefault();
  saving = true;
  sent = event.detail.formData;
});
document.addEventListener("w-autosave:error", () => { saving = false; });
document.addEventListener("w-autosave:success", ({ detail: { response } }) => {
  saving = false;
  for (const name of ["id", "created_at"]) {
    const field = form.elements[`loaded_revision_${name}`];
    if (field && response[`revision_${name}`]) field.value = response[`revision_${name}`];
  }
  const changed = text(sent, response.field_updates) !== text(new FormData(form), response.field_updates);
  setTimeout(() => { if (changed && !saving) saveAgain(); }); // when Wagtail has not seen it by itself
});

let early = false;
const notice = () => { early = true; };
form?.addEventListener("input", notice);
document.addEventListener("w-unsaved:watch-edits", () => {
  form.removeEventListener("input", notice);
  if (early) saveAgain();
}, { once: true });

form?.addEventListener("submit", (event) => {
  if (!saving) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  leaving = true;
  const again = () => {
    clearTimeout(lost);
    saving = leaving = false;
    for (const name of ["success", "error"]) document.removeEventListener(`w-autosave:${name}`, soon);
    form.requestSubmit(event.submitter);
  };
  const soon = () => setTimeout(again); // once every listener has written down what was saved
  const lost = setTimeout(again, PATIENCE);
  for (const name of ["success", "error"]) document.addEventListener(`w-autosave:${name}`, soon);
}, { capture: true });
window.addEventListener("submit", (event) => { leaving ||= event.target === form && !event.defaultPrevented; });
window.addEventListener("pageshow", () => { leaving = false; });
