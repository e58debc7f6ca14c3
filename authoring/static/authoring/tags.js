// Where one types a tag, Wagtail draws a field of its own without a name: it takes the label's.

import { form } from "./words.js";

addEventListener("load", () => {
  form?.querySelectorAll(".tagit-new input").forEach((field) => field.setAttribute("aria-labelledby", "id_tags-label"));
});
