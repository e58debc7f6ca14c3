// The form says which revision its writer has read: after each autosave, that is the one just saved.

import { form } from "./words.js";

document.addEventListener("w-autosave:success", ({ detail }) => {
  const saved = detail?.response ?? detail ?? {};
  for (const name of ["id", "created_at"]) {
    const field = form?.elements[`loaded_revision_${name}`];
    if (field && saved[`revision_${name}`]) field.value = saved[`revision_${name}`];
  }
});
