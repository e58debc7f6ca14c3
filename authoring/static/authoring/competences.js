// The competence picker: a tree with a search, and beside it what each level asks.

import { element, form, words } from "./words.js";

const address = document.getElementById("authoring-framework")?.content;
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
let number = 0;

function tree(select, close) {
  const name = `competence-${(number += 1)}`;
  const search = element("input", { type: "search", placeholder: words.search });
  search.setAttribute("aria-label", words.search);
  const groups = [...select.querySelectorAll("optgroup")].map((group) => {
    const set = element("fieldset", {}, element("legend", { textContent: group.label }));
    for (const option of group.children) {
      const radio = element("input", { type: "radio", name, value: option.value, checked: option.selected });
      radio.addEventListener("change", () => {
        select.value = option.value;
        select.dispatchEvent(new Event("change", { bubbles: true }));
      });
      radio.addEventListener("click", (event) => event.detail && close());
      set.append(element("label", {}, radio, ` ${option.textContent}`));
    }
    return set;
  });
  search.addEventListener("input", () => {
    for (const set of groups) {
      for (const label of set.querySelectorAll("label")) label.hidden = !plain(set.textContent.split("\n")[0] && label.textContent).includes(plain(search.value));
      set.hidden = ![...set.querySelectorAll("label")].some((label) => !label.hidden);
    }
  });
  return element("div", { className: "authoring-tree" }, search, ...groups);
}

function pick(select) {
  if (select.dataset.picker !== undefined) return;
  select.dataset.picker = "";
  const box = element("details", { className: "authoring-picker" });
  const head = element("summary");
  const close = () => {
    box.open = false;
    head.focus();
  };
  const show = () => {
    head.textContent = select.selectedOptions[0]?.value ? select.selectedOptions[0].textContent : words.chooseCompetence;
  };
  box.append(head, tree(select, close));
  box.addEventListener("keydown", (event) => event.key === "Escape" && close());
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input")) return;
    event.preventDefault();
    close();
  });
  select.addEventListener("change", show);
  select.hidden = true;
  select.after(box);
  show();
}

function guide(select, levels) {
  if (select.dataset.guided !== undefined) return;
  select.dataset.guided = "";
  const said = element("p", { className: "authoring-guide" });
  said.setAttribute("role", "status");
  const all = element("details", { className: "authoring-levels" }, element("summary", { textContent: words.levels }));
  all.append(element("dl", {}, ...levels.flatMap((level) => [element("dt", { textContent: level.name }), element("dd", { textContent: level.guide })])));
  const show = () => {
    said.textContent = levels.find((level) => String(level.number) === select.value)?.guide ?? "";
  };
  select.addEventListener("change", show);
  select.after(said, all);
  show();
}

function themes(row, byCompetence) {
  const select = row.querySelector("select[name$=-competence]");
  const theme = row.querySelector("input[name$=-theme]");
  if (!select || !theme || theme.list) return;
  const list = element("datalist", { id: `${theme.id}-themes` });
  const fill = () => list.replaceChildren(...(byCompetence[select.value] ?? []).map((value) => element("option", { value })));
  select.addEventListener("change", fill);
  theme.after(list);
  theme.setAttribute("list", list.id);
  fill();
}

async function start() {
  const { levels, themes: known } = await (await fetch(address)).json();
  const enrich = () => {
    form.querySelectorAll("select[name^=alignments-][name$=-competence]:not([name*=__prefix__])").forEach(pick);
    form.querySelectorAll("select[name^=alignments-][name$=-level]:not([name*=__prefix__])").forEach((select) => guide(select, levels));
    form.querySelectorAll("[data-inline-panel-child]").forEach((row) => themes(row, known));
  };
  enrich();
  new MutationObserver(enrich).observe(form, { childList: true, subtree: true });
}

if (address && form?.querySelector("[name=alignments-TOTAL_FORMS]")) start();
