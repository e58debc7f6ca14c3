// The discussion beside the form: messages go and come without leaving the page; names are one click.

const headers = { "X-Requested-With": "XMLHttpRequest" };
const thread = document.querySelector("[data-thread]");
let asked = 0;

// The thread as the server says it; of two answers under way only the one asked for last is drawn.
async function draw(request, typed = () => null) {
  const turn = (asked += 1);
  const answer = await (await request).text();
  if (turn !== asked) return;
  const restore = typed();
  thread.innerHTML = answer;
  prepare();
  restore?.();
}

// What is being typed while the thread comes stays, and so does the cursor.
function typing() {
  const { value, selectionEnd } = thread.querySelector("textarea");
  const writing = thread.contains(document.activeElement);
  return () => {
    const area = thread.querySelector("textarea");
    area.value = value;
    if (!writing) return;
    area.focus();
    area.setSelectionRange(selectionEnd, selectionEnd);
  };
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
    draw(fetch(thread.querySelector(".authoring-say").action, { headers }), typing);
  }, { once: true });
}

prepare();
