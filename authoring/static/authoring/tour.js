// The first-visit tour goes away when its reader says so, and does not come back in this browser.

const tour = document.querySelector("[data-tour]");
const key = `vivier-tour-${tour?.dataset.tour}`;

if (tour && localStorage.getItem(key)) tour.remove();
else if (tour) {
  const button = tour.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => {
    localStorage.setItem(key, "1");
    tour.remove();
    const next = document.querySelector(".authoring-home h2");
    next?.setAttribute("tabindex", "-1");
    next?.focus();
  });
}
