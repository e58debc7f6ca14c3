// The form says which revision its writer has read: after each autosave, that is the one just saved. Saving by hand waits
// for the autosave under way: sent at once, a new draft would be made twice, and an old one would conflict with itself.

import { form } from "./words.js";

const PATIENCE = 10_000; // milliseconds: an autosave that has not answered by then is lost
let saving = false;

document.addEventListener("w-autosave:save", () => { saving = true; });
document.addEventListener("w-autosave:error", () => { saving = false; });
document.addEventListener("w-autosave:success", ({ detail }) => {
  saving = false;
  const saved = detail?.response ?? detail ?? {};
  for (const name of ["id", "created_at"]) {
    const field = form?.elements[`loaded_revision_${name}`];
    if (field && saved[`revision_${name}`]) field.value = saved[`revision_${name}`];
  }
});

form?.addEventListener("submit", (event) => {
  if (!saving) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const again = () => {
    clearTimeout(lost);
    saving = false;
    for (const name of ["success", "error"]) document.removeEventListener(`w-autosave:${name}`, soon);
    form.requestSubmit(event.submitter);
  };
  const soon = () => setTimeout(again); // once every listener has written down what was saved
  const lost = setTimeout(again, PATIENCE);
  for (const name of ["success", "error"]) document.addEventListener(`w-autosave:${name}`, soon);
}, { capture: true });
