// The sentences of the author's screens, in the reader's language, and small tools that its scripts share.

export const words = JSON.parse(document.getElementById("authoring-words")?.textContent ?? "{}");

export const form = document.getElementById("w-editor-form");

export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

export function later(action, wait) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  };
}
