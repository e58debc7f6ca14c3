// The sentences of the author's screens, in the reader's language, and small tools that its scripts share.

export const words = JSON.parse(document.getElementById("authoring-words")?.textContent ?? "{}");

const number = new Intl.PluralRules(document.documentElement.lang || "fr");

// "1 warning", "2 warnings": the word has its singular and its plural.
export function counted(name, count) {
  const [one, many] = words[name];
  return `${count} ${number.select(count) === "one" ? one : many}`;
}

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
