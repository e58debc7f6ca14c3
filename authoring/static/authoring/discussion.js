// The discussion beside the form: messages go and come without leaving the page; names are one click.

const headers = { "X-Requested-With": "XMLHttpRequest" };
const thread = document.querySelector("[data-thread]");

async function draw(request) {
  const answer = await request;
  thread.innerHTML = await answer.text();
  prepare();
}

function prepare() {
  for (const names of document.querySelectorAll(".authoring-names")) names.hidden = false;
}

document.addEventListener("click", ({ target }) => {
  if (!target.dataset?.name) return;
  const text = target.form.elements.text;
  text.setRangeText(`${target.dataset.name} `, text.selectionStart, text.selectionEnd, "end");
  text.focus();
});

if (thread) {
  thread.addEventListener("submit", (event) => {
    event.preventDefault();
    const { action } = event.target;
    draw(fetch(action, { method: "POST", headers, body: new FormData(event.target, event.submitter) }));
  });
  const toggle = document.querySelector('[data-side-panel-toggle="discussion"]');
  toggle?.addEventListener("click", () => {
    toggle.querySelector("[data-side-panel-toggle-counter]")?.setAttribute("hidden", "");
    draw(fetch(thread.querySelector(".authoring-say").action, { headers }));
  }, { once: true });
}

prepare();
