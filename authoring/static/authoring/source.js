// The source of a translation stands open beside the form.

const toggle = document.querySelector('[data-side-panel-toggle="source"]');

if (toggle && innerWidth >= 1200) {
  addEventListener("load", () => {
    if (toggle.getAttribute("aria-expanded") === "false") toggle.click();
  });
}
