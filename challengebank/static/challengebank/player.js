/* The player, made pleasant: the result comes without a new page, things are moved, shown and timed. Without this file
   every challenge can still be answered. Sentences come from the page, in the reader's language. */
"use strict";

const leaves = new WeakMap();

function say(sentence, values = {}) {
  return sentence.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

/* The answer is posted, and what comes back takes the place of what was there; a page without a player is gone to. */
async function load(player, address, options = {}) {
  const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" }, cache: "no-store", ...options });
  if (!answer.ok) throw new Error(answer.statusText);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.querySelector("[data-player]");
  if (!next) return window.location.assign(answer.url);
  player.replaceChildren(...next.childNodes);
  enhance(player);
  (player.querySelector("[data-result]") ?? player.querySelector("fieldset :is(input, select, textarea, button):enabled"))?.focus();
}

async function send(event) {
  event.preventDefault();
  const form = event.target;
  const player = form.closest("[data-player]");
  const button = form.querySelector("[type=submit]");
  const failed = form.querySelector("[data-failed]");
  failed.textContent = "";
  button.disabled = true;
  try {
    await load(player, form.action.split("#")[0], { method: "POST", body: new FormData(form) });
    player.dispatchEvent(new CustomEvent("vivier:answered", { bubbles: true }));
  } catch {
    button.disabled = false;
    failed.textContent = player.dataset.saidFailed;
  }
}

function again(event) {
  event.preventDefault();
  load(event.target.closest("[data-player]"), event.target.href).catch(() => window.location.assign(event.target.href));
}

/* Order: the lists of ranks stay the answer; buttons and dragging fill them in. */
function order(list, player) {
  list.dataset.on = "";
  if (list.closest("fieldset").disabled) return;
  const rows = () => [...list.children];

  function rank() {
    const all = rows();
    all.forEach((row, place) => {
      row.querySelector("select").value = place + 1;
      const [up, down] = row.querySelectorAll("[data-move]");
      up.disabled = place === 0;
      down.disabled = place === all.length - 1;
    });
  }

  function tell(row) {
    const text = row.querySelector(".player-order-text").textContent;
    const values = { text, place: rows().indexOf(row) + 1, count: rows().length };
    list.parentElement.querySelector("[data-order-said]").textContent = say(player.dataset.saidMoved, values);
  }

  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    const row = button.closest("li");
    if (button.dataset.move === "-1") row.previousElementSibling?.before(row);
    else row.nextElementSibling?.after(row);
    rank();
    (button.disabled ? row.querySelector("[data-move]:enabled") : button).focus();
    tell(row);
  });

  let dragged;
  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("li");
    dragged.dataset.dragged = "";
    event.dataTransfer.effectAllowed = "move";
  });
  list.addEventListener("dragover", (event) => {
    const row = event.target.closest("li");
    if (!dragged || !row) return;
    event.preventDefault();
    const box = row.getBoundingClientRect();
    if (row !== dragged) row[event.clientY < box.top + box.height / 2 ? "before" : "after"](dragged);
  });
  list.addEventListener("dragend", () => {
    delete dragged.dataset.dragged;
    rank();
    tell(dragged);
    dragged = undefined;
  });

  for (const row of rows()) {
    row.draggable = true;
    row.querySelector(".player-moves").hidden = false;
  }
  rank();
}

/* Hotspot: the zones of the image stand for the boxes of their names. */
function hotspot(place) {
  const disabled = place.closest("fieldset").disabled;
  place.dataset.on = "";
  place.querySelector("svg").removeAttribute("aria-hidden");
  for (const zone of place.querySelectorAll("[data-zone]")) {
    const box = place.querySelector(`input[value="${zone.dataset.zone}"]`);
    const show = () => {
      zone.toggleAttribute("data-chosen", box.checked);
      zone.setAttribute("aria-checked", box.checked);
    };
    const toggle = (event) => {
      event.preventDefault();
      box.checked = !box.checked;
      show();
    };
    zone.setAttribute("role", "checkbox");
    zone.setAttribute("aria-label", box.parentElement.textContent.trim());
    zone.querySelector("title").remove();
    if (disabled) zone.setAttribute("aria-disabled", "true");
    else {
      zone.setAttribute("tabindex", "0");
      zone.addEventListener("click", toggle);
      zone.addEventListener("keydown", (event) => [" ", "Enter"].includes(event.key) && toggle(event));
    }
    show();
  }
}

/* Simulator: only messages of its own frame count. docs/simulators.md */
function simulator(frame, player) {
  const field = player.querySelector(`[name="${frame.dataset.simulator}"]`);
  const listen = (event) => {
    if (!frame.isConnected) return window.removeEventListener("message", listen);
    if (event.source !== frame.contentWindow || event.data?.type !== "vivier.answer") return;
    field.value = String(event.data.answer ?? "").slice(0, 500);
    player.querySelector("[data-simulator-said]").textContent = player.dataset.saidSimulator;
  };
  window.addEventListener("message", listen);
}

/* Time: shown each second, said at the moments that matter; nothing is taken away from the pupil when it ends. */
function clock(place, player) {
  const total = Number(place.dataset.clock);
  const end = Date.now() + total * 1000;
  const spoken = player.querySelector("[data-clock-said]");
  place.hidden = false;

  function tick() {
    if (!place.isConnected) return;
    const left = Math.max(0, Math.round((end - Date.now()) / 1000));
    const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    const sentence = left ? say(player.dataset.saidRemaining, { time }) : player.dataset.saidOver;
    place.textContent = sentence;
    place.toggleAttribute("data-last", left <= 10);
    if ([Math.round(total / 2), 60, 10, 0].includes(left)) spoken.textContent = sentence;
    if (left) setTimeout(tick, 1000);
  }
  tick();
}

/* Focus: leaving the page, its tab or its window, is noticed and said, once each time. Acting in its simulator is not. */
function focus(place, player) {
  const tell = () => {
    const count = leaves.get(player) ?? 0;
    if (count) place.textContent = say(player.dataset.saidLeft, { count });
  };
  const stop = new AbortController();
  const options = { signal: stop.signal };
  let away = false;
  const look = () => {
    if (!place.isConnected) return stop.abort();
    const left = document.hidden || !document.hasFocus();
    if (left && !away && !player.querySelector("[data-result]")) {
      leaves.set(player, (leaves.get(player) ?? 0) + 1);
      tell();
    }
    away = left;
  };
  document.addEventListener("visibilitychange", look, options);
  window.addEventListener("blur", () => setTimeout(look), options);
  window.addEventListener("focus", look, options);
  tell();
}

/* A link in a statement opens beside the answer being written. */
function openBeside(link, player) {
  link.target = "_blank";
  const note = Object.assign(document.createElement("span"), { className: "player-unseen" });
  note.textContent = ` ${player.dataset.saidTab}`;
  link.append(note);
}

function enhance(player) {
  const each = (selector, work) => player.querySelectorAll(selector).forEach((found) => work(found, player));
  each("[data-player-form]", (form) => form.addEventListener("submit", send));
  each("[data-again]", (link) => link.addEventListener("click", again));
  each("[data-order]", order);
  each("[data-hotspot]", hotspot);
  each("[data-simulator]", simulator);
  each("[data-clock]", clock);
  each("[data-focus]", focus);
  each(".player-text a", openBeside);
}

document.querySelectorAll("[data-player]").forEach(enhance);
/* A page that brings in a player later says so: document.dispatchEvent(new CustomEvent("vivier:player", {detail: element})). */
document.addEventListener("vivier:player", (event) => enhance(event.detail));
