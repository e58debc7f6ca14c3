// The import page: a file can be dropped anywhere on it, and stays chosen while one looks at what it holds. Without this
// script the form still works, one page after the other.

const form = document.querySelector("[data-import]");
const field = form.querySelector("input[type=file]");
const area = form.querySelector("[data-import-drop]");
const progress = form.querySelector("[data-import-progress]");
const failure = document.querySelector("[data-import-failure]");
const result = document.querySelector("[data-import-result]");

for (const [name, over] of [["dragenter", true], ["dragover", true], ["dragleave", false], ["drop", false]]) {
    document.addEventListener(name, (event) => {
        event.preventDefault();
        area.classList.toggle("import-drop-over", over);
    });
}
document.addEventListener("drop", (event) => {
    const { files } = event.dataTransfer;
    if (files.length === 1) field.files = files;
    const error = Object.assign(document.createElement("p"), { className: "error-message", role: "alert" });
    error.textContent = area.dataset.importOne;
    complain(...(files.length > 1 ? [error] : []));
});

function complain(...errors) {
    area.querySelectorAll(".error-message").forEach((error) => error.remove());
    area.append(...errors);
}

form.addEventListener("submit", (event) => {
    event.preventDefault();
    const data = new FormData(form);
    if (event.submitter) data.append(event.submitter.name, event.submitter.value);
    send(data);
});

function send(data) {
    const request = new XMLHttpRequest();
    const bar = progress.querySelector("progress");
    request.open("POST", form.action);
    request.responseType = "document";
    request.upload.addEventListener("progress", (event) => {
        if (event.loaded < event.total) bar.value = event.loaded / event.total;
        else bar.removeAttribute("value");
    });
    request.addEventListener("load", () => show(request.response));
    request.addEventListener("error", () => show(null));
    request.addEventListener("loadend", () => wait(false));
    wait(true);
    request.send(data);
}

function wait(waiting) {
    progress.hidden = !waiting;
    if (waiting) progress.scrollIntoView({ block: "nearest" });
    for (const button of document.querySelectorAll("[data-import] button, button[form=import]")) button.disabled = waiting;
}

function show(page) {
    const fresh = page && page.querySelector("[data-import-result]");
    if (!fresh) return result.replaceChildren(failure.content.cloneNode(true));
    result.replaceChildren(...fresh.childNodes);
    result.scrollIntoView();
    result.focus({ preventScroll: true });
    complain(...page.querySelectorAll("[data-import-drop] .error-message"));
}
