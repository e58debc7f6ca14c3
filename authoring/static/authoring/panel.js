// The preview stands open beside the form where there is room, until its reader closes it.

import { form } from "./words.js";

const CLOSED = "vivier-preview-closed";
const toggle = document.querySelector("[data-side-panel-toggle=preview]");

if (form && toggle && innerWidth >= 1200) {
  addEventListener("load", () => {
    if (!localStorage.getItem(CLOSED) && toggle.getAttribute("aria-expanded") === "false") toggle.click();
    toggle.addEventListener("click", () => {
      if (toggle.getAttribute("aria-expanded") === "true") localStorage.removeItem(CLOSED);
      else localStorage.setItem(CLOSED, "1");
    });
  });
}
