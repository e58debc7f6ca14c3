/* A job's page follows it each second, and goes on to its result when it has ended. */
"use strict";
const job = document.querySelector("[data-job-url]");

async function follow() {
  const answer = await fetch(job.dataset.jobUrl);
  const end = answer.headers.get("X-Ended");
  if (end) {
    window.location.assign(end);
    return;
  }
  if (answer.ok) show(new DOMParser().parseFromString(await answer.text(), "text/html").body);
  setTimeout(follow, 1000);
}

/* The step is announced when it changes, not each second. */
function show(state) {
  const [before, after] = [job.querySelector("[role=status]"), state.querySelector("[role=status]")];
  if (before && after && before.textContent === after.textContent) after.replaceWith(before);
  job.replaceChildren(...state.childNodes);
}

if (job.dataset.jobUrl) setTimeout(follow, 1000);
