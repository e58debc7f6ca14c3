/* After the answer as a pupil, the review goes on with the whole file. */
"use strict";

document.querySelector("[data-goes-on]")?.addEventListener("vivier:answered", (event) => {
  if (event.target.querySelector("[data-result], [data-assessed]") || !event.target.querySelector("[type=submit]")) {
    window.location.assign(event.currentTarget.dataset.goesOn);
  }
});
