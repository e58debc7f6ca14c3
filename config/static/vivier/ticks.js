// A long list of boxes gets a search, and says how many are ticked.

const MANY = 12;
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const words = document.getElementById("vivier-ticks")?.dataset;

function enrich(field) {
  const rows = [...field.querySelectorAll("label:has(input[type=checkbox])")].map((label) => label.closest("div"));
  if (rows.length < MANY) return;
  const groups = [...field.children].filter((child) => child.querySelector(":scope > div"));
  const search = Object.assign(document.createElement("input"), { type: "search", placeholder: words.search });
  const name = document.querySelector(`label[for="${field.id}"], legend[for="${field.id}"]`)?.textContent.trim();
  search.setAttribute("aria-label", [words.search, name].filter(Boolean).join(" – "));
  const count = document.createElement("span");
  count.setAttribute("role", "status");
  const bar = Object.assign(document.createElement("div"), { className: "vivier-ticks" });
  bar.append(search, count);

  const tally = () => {
    count.textContent = words.count.replace("{count}", field.querySelectorAll("input:checked").length);
  };
  search.addEventListener("input", (event) => {
    event.stopPropagation();
    const asked = plain(search.value);
    for (const row of rows) row.hidden = !plain(row.textContent).includes(asked);
    for (const group of groups) group.hidden = ![...group.querySelectorAll("div")].some((row) => !row.hidden);
  });
  search.addEventListener("change", (event) => event.stopPropagation());
  search.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  field.addEventListener("change", tally);
  field.before(bar);
  tally();
}

const flat = "div[id^=id_]:has(> div > label > input[type=checkbox])";
const grouped = "div[id^=id_]:has(> div > div > label > input[type=checkbox])";
if (words) document.querySelectorAll(`${flat}, ${grouped}`).forEach(enrich);
