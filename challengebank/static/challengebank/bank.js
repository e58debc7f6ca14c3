/* The form of a bank says at once how many challenges its rules select, and offers the competences of its framework. */
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

async function offerCompetences(framework) {
  const answer = await fetch(`?framework=${encodeURIComponent(framework)}`);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const group = "[data-group=competences]";
  form.querySelector(group).replaceWith(page.querySelector(group));
}

form.addEventListener("change", async (event) => {
  if (event.target.name === "framework") await offerCompetences(event.target.value);
  count();
});
count();
