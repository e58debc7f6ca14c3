// In the preview: what stands below the player follows each answer, and an answer can be kept as a test.

async function follow(form) {
  const address = form.action.split("#")[0];
  const answer = await fetch(address, { method: "POST", body: new FormData(form) });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [now, fresh] = [document, page].map((where) => where.querySelector(".authoring-below"));
  if (now && fresh) now.replaceWith(fresh);
}

document.addEventListener("submit", ({ target }) => target.matches("[data-player-form]") && follow(target), true);

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-keep]");
  if (!button) return;
  parent.postMessage({ keepAnswer: JSON.parse(button.dataset.keep) }, location.origin);
  const said = document.querySelector("[data-kept]");
  said.textContent = said.dataset.said;
  button.disabled = true;
});
