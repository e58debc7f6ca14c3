// Zones of a hotspot, drawn on their image with the mouse or the keyboard. The fields of the zones stay the truth: what is
// drawn is written there, and what is typed there is drawn.

import { SHAPES, cornerAdded, cornerPut, cornerTaken, fitted, moved, straightened, stretched } from "./shapes.js";
import { element, form, words } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const say = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_all, name) => values[name]);

function drawn(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function put(field, value) {
  if (field.type === "checkbox") field.checked = value;
  else field.value = value;
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
}

// One zone: its row in the form.
class Zone {
  constructor(row) {
    this.row = row;
    this.key = row.dataset.contentpath;
  }

  field(name) {
    return this.row.querySelector(`[data-contentpath=${name}] :is(input, select)`);
  }

  get shape() {
    return this.field("shape").value in SHAPES ? this.field("shape").value : "rectangle";
  }

  get coordinates() {
    const numbers = this.field("coordinates").value.split(/[\s,;]+/).filter(Boolean).map(Number);
    return numbers.every(Number.isFinite) && SHAPES[this.shape].fits(numbers) ? numbers : null;
  }

  set coordinates(numbers) {
    put(this.field("coordinates"), numbers.join(", "));
  }

  remove() {
    this.row.querySelector("[data-streamfield-action=DELETE]").click();
  }
}

class Editor {
  constructor(areas) {
    this.areas = areas;
    this.content = areas.parentElement;
    this.image = element("img", { alt: "", draggable: false });
    this.svg = drawn("svg", { preserveAspectRatio: "none", "aria-label": words.zones, role: "group" });
    this.said = element("p", { className: "authoring-zones-said" });
    this.said.setAttribute("role", "status");
    this.stage = element("div", { className: "authoring-zones-stage", hidden: true }, this.image, this.svg);
    this.first = element("p", { textContent: words.zonesFirst });
    areas.before(element("div", { className: "authoring-zones" }, this.first, this.tools(), this.stage, this.said));
    this.listen();
    this.load();
  }

  tools() {
    const name = `zone-shape-${this.areas.querySelector("input").name}`;
    const choices = Object.keys(SHAPES).map((shape, place) => {
      const radio = element("input", { type: "radio", value: shape, checked: place === 0 });
      radio.name = name;
      radio.setAttribute("form", "");
      radio.addEventListener("change", () => { this.tool = shape; });
      return element("label", {}, radio, ` ${words[shape]}`);
    });
    this.tool = "rectangle";
    const add = element("button", { type: "button", className: "button button-small", textContent: words.addZone });
    add.addEventListener("click", () => this.add());
    this.corner = element("button", { type: "button", className: "button button-small button-secondary", textContent: words.addCorner, hidden: true });
    this.corner.addEventListener("click", () => this.addCorner());
    const help = element("p", { textContent: words.zonesHelp });
    const set = element("fieldset", {}, element("legend", { textContent: words.zoneShape }), ...choices);
    this.bar = element("div", { className: "authoring-zones-tools", hidden: true }, help, set, add, this.corner);
    return this.bar;
  }

  listen() {
    this.content.addEventListener("change", (event) => {
      if (event.target.closest("[data-contentpath=image]")) this.load();
      if (event.target.closest("[data-contentpath=shape]")) this.reshape(event.target.closest("[data-streamfield-child]"));
      this.draw();
    });
    this.content.addEventListener("input", () => this.draw());
    new MutationObserver(() => this.draw()).observe(this.areas.querySelector("[data-streamfield-list-container]"), { childList: true });
    this.svg.addEventListener("touchstart", (event) => event.target.dataset.zone && event.preventDefault(), { passive: false });
    this.svg.addEventListener("pointerdown", (event) => this.press(event));
    this.svg.addEventListener("pointermove", (event) => this.drag(event));
    this.svg.addEventListener("pointerup", () => this.release());
    this.svg.addEventListener("pointercancel", () => this.release());
    this.svg.addEventListener("keydown", (event) => this.type(event));
    this.svg.addEventListener("focusin", ({ target }) => this.select(target.dataset.zone, target.dataset.corner));
  }

  async load() {
    const chosen = this.content.querySelector("[data-contentpath=image] input[type=hidden]").value;
    if (chosen === this.chosen) return;
    this.chosen = chosen;
    const answer = chosen && (await fetch(document.getElementById("authoring-picture").content.replace("/0/", `/${chosen}/`)));
    const picture = answer && answer.ok && chosen === this.chosen ? await answer.json() : null;
    this.size = picture && [picture.width, picture.height];
    if (picture) this.image.src = picture.url;
    this.first.hidden = Boolean(picture);
    this.bar.hidden = this.stage.hidden = !picture;
    this.draw();
  }

  zones() {
    const rows = this.areas.querySelectorAll(":scope > div > [data-streamfield-list-container] > [data-streamfield-child]");
    return [...rows].filter((row) => row.querySelector("input[name$='-deleted']").value !== "1").map((row) => new Zone(row));
  }

  zone(key) {
    return this.zones().find((zone) => zone.key === key);
  }

  name(zone) {
    return zone.field("label").value || say(words.zone, { number: this.zones().findIndex(({ key }) => key === zone.key) + 1 });
  }

  told(zone) {
    const [left, top, right, bottom] = SHAPES[zone.shape].box(zone.coordinates);
    const values = { name: this.name(zone), shape: words[zone.shape], left, top, width: right - left, height: bottom - top };
    return say(words.zoneSaid, values) + (zone.field("correct").checked ? ` ${words.zoneRight}` : "");
  }

  // Drawing

  draw() {
    if (!this.size) return;
    const [width, height] = this.size;
    const { zone: key, corner } = document.activeElement?.dataset ?? {};
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.show(this.zones().filter((zone) => zone.coordinates).flatMap((zone) => this.shapes(zone)));
    this.svg.querySelectorAll("text").forEach((name) => this.keepInside(name));
    this.corner.hidden = this.zone(this.selected)?.shape !== "polygon";
    if (key && !this.svg.contains(document.activeElement)) this.focus(key, corner);
  }

  // What is there already is changed in its place: it keeps the focus, also when the focus is on its way.
  show(parts) {
    const old = new Map([...this.svg.children].map((part) => [`${part.tagName} ${part.dataset.part}`, part]));
    const kept = parts.map((part) => {
      const same = old.get(`${part.tagName} ${part.dataset.part}`);
      if (!same) return part;
      for (const { name, value } of part.attributes) same.setAttribute(name, value);
      if (same.textContent !== part.textContent) same.textContent = part.textContent;
      return same;
    });
    for (const part of [...this.svg.children]) if (!kept.includes(part)) part.remove();
    kept.forEach((part, place) => {
      if (this.svg.children[place] !== part) this.svg.insertBefore(part, this.svg.children[place] ?? null);
    });
  }

  shapes(zone) {
    const right = zone.field("correct").checked;
    const { tag, outline, points } = SHAPES[zone.shape];
    const body = drawn(tag, {
      ...outline.call(SHAPES[zone.shape], zone.coordinates),
      class: `authoring-zone${right ? " authoring-zone-right" : ""}`,
      "data-part": zone.key,
      "data-zone": zone.key,
      tabindex: 0,
      role: "button",
      "aria-label": this.told(zone),
    });
    const [left, top] = SHAPES[zone.shape].box(zone.coordinates);
    const size = this.pixels(15);
    const name = drawn("text", { "data-part": zone.key, x: left + size / 3, y: top + size * 1.1, "font-size": size, "aria-hidden": "true" }, `${right ? "✓ " : ""}${this.name(zone)}`);
    const corners = zone.key === this.selected ? points(zone.coordinates) : [];
    return [body, name, ...corners.map(([cx, cy], corner) => drawn("circle", {
      cx, cy, r: this.pixels(8), class: "authoring-zone-corner", "data-part": `${zone.key}/${corner}`, "data-zone": zone.key, "data-corner": corner, tabindex: 0, role: "button",
      "aria-label": `${this.name(zone)}, ${zone.shape === "circle" ? words.radius : say(words.corner, { number: corner + 1 })}`,
    }))];
  }

  // A name begins further left where the image would cut it, and is shortened when it is wider than half of it.
  keepInside(name) {
    const [width, height] = this.size;
    const size = Number(name.getAttribute("font-size"));
    const most = width / 2;
    for (let text = name.textContent; text && name.getComputedTextLength() > most;) name.textContent = `${(text = text.slice(0, -1))}…`;
    name.setAttribute("x", Math.max(size / 3, Math.min(name.getAttribute("x"), width - size / 3 - name.getComputedTextLength())));
    name.setAttribute("y", Math.min(name.getAttribute("y"), height - size / 3));
  }

  // So many pixels of the screen, in pixels of the image.
  pixels(count) {
    return (count * this.size[0]) / (this.svg.getBoundingClientRect().width || this.size[0]);
  }

  focus(key, corner) {
    const at = corner === undefined ? ":not([data-corner])" : `[data-corner="${corner}"]`;
    this.svg.querySelector(`[data-zone="${CSS.escape(key)}"]${at}`)?.focus();
  }

  select(key, corner) {
    this.atCorner = corner;
    if (key === this.selected) return;
    this.selected = key;
    this.draw();
  }

  change(zone, coordinates) {
    zone.coordinates = coordinates;
    this.said.textContent = this.told(zone);
  }

  // Making, removing

  add(box = this.middle()) {
    const blank = this.zones().find((zone) => !zone.field("coordinates").value.trim());
    if (!blank) [...this.areas.querySelectorAll(":scope > div > [data-streamfield-list-container] > [data-streamfield-list-add]")].at(-1).click();
    const zone = blank ?? this.zones().at(-1);
    put(zone.field("shape"), this.tool);
    this.selected = zone.key;
    this.change(zone, fitted(this.tool, SHAPES[this.tool].from(box), box));
    setTimeout(() => this.focus(zone.key), 20); // Wagtail goes to the first field of a new row after 10 ms
  }

  middle() {
    const [width, height] = this.size;
    const shift = (this.zones().length % 5) * 0.05;
    return [width * (0.3 + shift), height * (0.3 + shift), width * (0.5 + shift), height * (0.5 + shift)];
  }

  addCorner() {
    const zone = this.zone(this.selected);
    if (zone?.shape !== "polygon" || !zone.coordinates) return;
    const corner = Number(this.atCorner ?? 0);
    this.change(zone, cornerAdded(zone.coordinates, corner));
    this.focus(zone.key, corner + 1);
  }

  // Another shape for a zone keeps its place.
  reshape(row) {
    const zone = new Zone(row);
    const numbers = zone.field("coordinates").value.split(/[\s,;]+/).filter(Boolean).map(Number);
    const before = Object.values(SHAPES).find((shape) => shape.fits(numbers));
    if (before && !zone.coordinates) this.change(zone, fitted(zone.shape, SHAPES[zone.shape].from(before.box(numbers)), before.box(numbers)));
  }

  // The mouse, a pen, a finger

  at(event) {
    const box = this.svg.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * this.size[0], ((event.clientY - box.top) / box.height) * this.size[1]];
  }

  press(event) {
    if (event.button || (event.pointerType === "touch" && !event.target.dataset.zone)) return; // there, a finger scrolls
    event.preventDefault();
    this.svg.setPointerCapture(event.pointerId);
    const { zone: key, corner } = event.target.dataset;
    this.held = { key, corner, from: this.at(event), start: key && this.zone(key).coordinates };
    if (key) this.focus(key, corner);
  }

  drag(event) {
    if (!this.held) return;
    const { key, corner, from, start } = this.held;
    const [to, zone] = [this.at(event), key && this.zone(key)];
    if (!key) this.sketch(from, to);
    else if (corner !== undefined) this.change(zone, cornerPut(zone.shape, start, Number(corner), to, this.size));
    else this.change(zone, moved(zone.shape, start, [to[0] - from[0], to[1] - from[1]], this.size));
  }

  sketch([ax, ay], [bx, by]) {
    const [width, height] = this.size;
    const inside = (value, most) => Math.min(Math.max(value, 0), most);
    this.held.box = SHAPES.rectangle.box([inside(ax, width), inside(ay, height), inside(bx, width), inside(by, height)]);
    this.svg.querySelector(".authoring-zone-sketch")?.remove();
    const { tag, from, outline } = SHAPES[this.tool];
    this.svg.append(drawn(tag, { ...outline.call(SHAPES[this.tool], from(this.held.box)), class: "authoring-zone-sketch" }));
  }

  release() {
    const { key, box } = this.held ?? {};
    this.held = null;
    const zone = key && this.zone(key);
    if (zone) this.change(zone, straightened(zone.shape, zone.coordinates));
    else if (box && box[2] - box[0] > this.pixels(6) && box[3] - box[1] > this.pixels(6)) this.add(box);
    else this.draw();
  }

  // The keyboard

  type(event) {
    const { zone: key, corner } = event.target.dataset;
    const zone = key && this.zone(key);
    if (!zone) return;
    const step = event.altKey ? 1 : Math.max(1, Math.round(this.size[0] / 100));
    const by = ARROWS[event.key]?.map((way) => way * step);
    if (by && corner !== undefined) this.change(zone, straightened(zone.shape, this.nudged(zone, Number(corner), by)));
    else if (by) this.change(zone, (event.shiftKey ? stretched : moved)(zone.shape, zone.coordinates, by, this.size));
    else if (event.key === "Delete" || event.key === "Backspace") this.take(zone, corner);
    else if (event.key === "Enter" || event.key === " ") zone.field("label").focus();
    else return;
    event.preventDefault();
  }

  nudged(zone, corner, [dx, dy]) {
    const [x, y] = SHAPES[zone.shape].points(zone.coordinates)[corner];
    return cornerPut(zone.shape, zone.coordinates, corner, [x + dx, y + dy], this.size);
  }

  take(zone, corner) {
    if (corner !== undefined) {
      if (zone.shape === "polygon") this.change(zone, cornerTaken(zone.coordinates, Number(corner)));
      return;
    }
    const gone = say(words.zoneGone, { name: this.name(zone) });
    zone.remove();
    this.draw();
    this.said.textContent = gone;
    this.bar.querySelector("button").focus();
  }
}

const known = new WeakSet();

function enrich() {
  for (const areas of form.querySelectorAll("[data-contentpath=areas]")) {
    if (known.has(areas) || !areas.querySelector("[data-streamfield-list-container]")) continue;
    known.add(areas);
    new Editor(areas);
  }
}

if (form && document.getElementById("authoring-picture")) {
  enrich();
  new MutationObserver(enrich).observe(form, { childList: true, subtree: true });
}
