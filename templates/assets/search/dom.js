// What all parts of the search share: elements, texts with places for values, numbers in the language of the page.

export const language = document.documentElement.lang;
export const numbers = new Intl.NumberFormat(language === "en" ? "en-GB" : language);
const plurals = new Intl.PluralRules(language);

export const element = (id) => document.getElementById(id);
export const parsed = (id) => JSON.parse(element(id).textContent);
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// The form of a text that a language has for this number: one, few, other ...
export const counted = (forms, number) => forms[plurals.select(number)] ?? forms.other;

export function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== ""));
  return node;
}
