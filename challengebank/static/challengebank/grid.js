/* The grid of a blueprint: the arrow keys and Enter walk from field to field; empty cells are filled at once. */
"use strict";
const grid = document.querySelector("[data-grid]");
const rows = [...grid.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("input")]);

function next(field, key) {
  const y = rows.findIndex((row) => row.includes(field));
  const x = rows[y]?.indexOf(field);
  if (y < 0) return null;
  const atStart = field.selectionStart === 0;
  const atEnd = field.selectionEnd === field.value.length;
  if (key === "ArrowUp") return rows[y - 1]?.[x];
  if (key === "ArrowDown" || key === "Enter") return rows[y + 1]?.[x];
  if (key === "ArrowLeft" && atStart) return rows[y][x - 1];
  if (key === "ArrowRight" && atEnd) return rows[y][x + 1];
  return null;
}

grid.addEventListener("keydown", (event) => {
  const field = next(event.target, event.key);
  if (event.key === "Enter" && event.target.matches("tbody input")) event.preventDefault();
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

const fill = grid.querySelector("[data-fill]");
fill.hidden = false;
fill.querySelector("button").addEventListener("click", () => {
  for (const part of ["minimum", "target"]) {
    const value = fill.querySelector(`#fill-${part}`).value;
    for (const field of rows.flat()) if (field.name.endsWith(part) && !field.value) field.value = value;
  }
});
