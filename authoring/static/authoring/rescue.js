// Nothing typed is lost: an expired session, a closed tab, a dead network. The form is kept in the browser until saved.

import { element, form, later, words } from "./words.js";

const PREFIX = "vivier-draft:";
const NOT_KEPT = /^(csrfmiddlewaretoken|loaded_revision_created_at|next)$/;
let key = PREFIX + location.pathname;

function entries() {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !NOT_KEPT.test(name));
}

function content(pairs) {
  return JSON.stringify(pairs.filter(([name]) => !/(^loaded_revision|^overwrite_revision|-id$|^action-)/.test(name)));
}

function keep() {
  const place = PREFIX + location.pathname;
  if (place !== key) localStorage.removeItem(key);
  key = place;
  const pairs = entries();
  if (content(pairs) === loaded) localStorage.removeItem(key);
  else localStorage.setItem(key, JSON.stringify({ at: Date.now(), pairs }));
}

function takeBack(pairs) {
  const back = element("form", { method: "post", action: location.href, hidden: true });
  const token = form.querySelector("[name=csrfmiddlewaretoken]");
  for (const [name, value] of [...pairs, ["csrfmiddlewaretoken", token.value], ["action-rescue", "1"]]) {
    back.append(element("input", { type: "hidden", name, value }));
  }
  document.body.append(back);
  sessionStorage.setItem("vivier-rescued", key);
  back.submit();
}

function offer({ at, pairs }) {
  const when = new Date(at).toLocaleString(document.documentElement.lang);
  const box = element("div", { className: "authoring-rescue" }, element("p", { textContent: words.found.replace("{when}", when) }));
  box.setAttribute("role", "alert");
  const take = element("button", { type: "button", className: "button button-small", textContent: words.takeBack });
  const drop = element("button", { type: "button", className: "button button-small button-secondary", textContent: words.forget });
  take.addEventListener("click", () => takeBack(pairs));
  drop.addEventListener("click", () => {
    localStorage.removeItem(key);
    box.remove();
  });
  box.append(take, drop);
  form.prepend(box);
}

let loaded = ""; // what the server has, as far as this page knows
let sent = "";
document.addEventListener("w-autosave:save", () => { sent = content(entries()); });
document.addEventListener("w-autosave:success", () => {
  loaded = sent;
  keep();
});

function start() {
  const rescued = sessionStorage.getItem("vivier-rescued") === key;
  const refused = performance.getEntriesByType("navigation")[0]?.responseStatus >= 400;
  sessionStorage.removeItem("vivier-rescued");
  if (!rescued && !refused) loaded = content(entries());
  const saved = sessionStorage.getItem("vivier-saved");
  if (saved && saved !== key) localStorage.removeItem(saved);
  sessionStorage.removeItem("vivier-saved");
  const kept = JSON.parse(localStorage.getItem(key) ?? "null");
  if (kept && content(kept.pairs) === loaded) localStorage.removeItem(key);
  else if (kept && loaded) offer(kept);
  form.addEventListener("input", later(keep, 500));
  form.addEventListener("change", later(keep, 500));
  form.addEventListener("submit", () => sessionStorage.setItem("vivier-saved", key));
  form.dataset.watched = "";
}

// Wagtail draws StreamFields after loading: only then is the form complete.
if (form && document.querySelector('[data-contentpath="title"]')) setTimeout(start, 600);
