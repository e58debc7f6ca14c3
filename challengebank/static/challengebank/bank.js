/* The form of a bank says at once how many challenges its rules select. */
"use strict";
const form = document.querySelector("[data-count-url]");
const status = form.querySelector("[data-live-count]");
let pending;

async function count() {
  pending?.abort();
  pending = new AbortController();
  try {
    const answer = await fetch(form.dataset.countUrl, {
      method: "POST",
      body: new FormData(form),
      signal: pending.signal,
    });
    if (answer.ok) status.innerHTML = await answer.text();
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
}

form.addEventListener("change", count);
count();
