// A box that ticks all those of its name, and says whether all are ticked.

for (const all of document.querySelectorAll("[data-all]")) {
  const boxes = [...all.form.elements].filter(({ name }) => name === all.dataset.all);
  const look = () => {
    all.checked = boxes.every(({ checked }) => checked);
    all.indeterminate = !all.checked && boxes.some(({ checked }) => checked);
  };
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
  });
  all.form.addEventListener("change", look);
  look();
  all.closest("[hidden]").hidden = false;
}
