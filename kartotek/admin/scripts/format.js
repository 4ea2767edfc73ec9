// Entries as files: front matter in which every value is text, and a body. What an editor did not change keeps its
// lines, with comments, quotes and layout; only what was changed is written anew, as kartotek.content.yaml_output does.

import { FAILSAFE_SCHEMA, load } from './cms/js-yaml.js';
import { asWritten, isEmpty, same, toData, toForm } from './shapes.js';

export const SOURCE = 'kartotek_source'; // the hidden field with the path and the text of the file as it was read
const ENTRY = /(?<![\s\S])---[ \t]*\n([\s\S]*?)^(---|\.\.\.)[ \t]*(?:\n([\s\S]*))?$/m; // as kartotek.content.entries has it
const LONGEST = 100;
const KEY = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#\-?:,[\]{}&*!|>'"%@`](?:[^:#]|:(?=\S)|(?<=\S)#)*|[-?:](?=\S)(?:[^:#]|:(?=\S)|(?<=\S)#)*)[ \t]*:(?=\s|$)/;
const MARK = /^\ufeff?/; // some programs of Windows begin files with it

const read = (text) => load(text, { schema: FAILSAFE_SCHEMA });

const unix = (text) => text.replace(MARK, '').replace(/\r\n?/g, '\n');

/** Front matter and body of a file, the fields, and the line that closes them; a file of another kind than `.md` is all
 *  YAML. It throws if there is something that is not understood: then the entry is not offered, and nothing of it can
 *  be lost. */
function parsed(path, text) {
  const isYaml = /\.ya?ml$/.test(path);
  const found = isYaml ? ['', text, '', ''] : ENTRY.exec(text);
  if (!found && /^(?:---|\+\+\+)/.test(text)) {
    throw new Error('the front matter does not begin and end with lines of three hyphens');
  }
  const [, head = '', closing = '---', body = found ? '' : text] = found ?? [];
  const data = read(head) || {};
  if (typeof data !== 'object' || Array.isArray(data)) {
    throw new Error('the front matter is no map of fields');
  }
  return { head, data, closing, body, isYaml };
}

/** The shapes of the fields that an entry of a kind has in YAML: of the text, too, if it is there and not below. */
function shapesOf({ shapes, text }, { data, body, isYaml }) {
  return isYaml || (text in data && !body.trim()) ? { ...shapes, [text]: 'text' } : shapes;
}

/** What the forms of a kind are given for the text of a file. `kind` has the `shapes` of its fields, by key, and says
 *  which of them is the `text`. */
export function fromFile(kind, file, path = '') {
  const entry = parsed(path, unix(file));
  const form = { body: entry.body.replace(/^\n+/, ''), [SOURCE]: JSON.stringify([path, file]) };
  for (const [key, shape] of Object.entries(shapesOf(kind, entry))) {
    if (key in entry.data) {
      form[key === kind.text ? 'body' : key] = toForm(shape, entry.data[key]);
    }
  }
  return form;
}

/** The text of a file for what the forms hold. */
export function toFile(kind, content) {
  const { body = '', [SOURCE]: held, ...form } = content;
  const [path, source] = held ? JSON.parse(held) : ['', ''];
  const entry = parsed(path, unix(source));
  const { head, data: before, closing, body: kept } = entry;
  const shapes = shapesOf(kind, entry);
  const isField = kind.text in shapes;
  const filled = isField ? { ...form, [kind.text]: body } : form;
  const wanted = { ...before };
  for (const [key, shape] of Object.entries(shapes)) {
    if (!(key in filled)) {
      continue; // the form does not have it
    }
    const isOff = shape.flag && !isEmpty(before[key]) && !filled[key]?.yes; // it was on: what is filled in goes with it
    const value = isOff ? undefined : toData(shape, filled[key]);
    if (same(value, toData(shape, toForm(shape, before[key])))) {
      continue;
    }
    if (isEmpty(value)) {
      delete wanted[key];
    } else {
      wanted[key] = asWritten(shape, before[key], value);
    }
  }
  const made = spliced(lines(head), before, wanted, 0, Object.keys(shapes));
  const fields = (says(made, wanted) ? made : anew(wanted, 0)).map((line) => `${line}\n`).join('');
  const text = isField || kept.trim() === body.trim() ? kept : `${/^\n*/.exec(kept)[0]}${body.trim()}\n`;
  const file = entry.isYaml ? fields : `---\n${fields}${closing}\n${text}`;
  return MARK.exec(source)[0] + withLineEnds(file, source);
}

/** A text with the line ends of another one: each line with its own, a new one with that of the line above. */
function withLineEnds(made, source) {
  const old = [...source.replace(MARK, '').matchAll(/([^\r\n]*)(\r\n?|\n)/g)];
  let next = 0;
  let end = old[0]?.[2] ?? '\n';
  return made.replace(/([^\n]*)\n/g, (_, line) => {
    const found = old.findIndex(([, other], i) => i >= next && other === line);
    if (found >= 0) {
      next = found + 1;
      end = old[found][2];
    }
    return line + end;
  });
}

/** Whether lines are read as these values: one that changed may have been the anchor of others. */
function says(made, wanted) {
  try {
    return same(read(made.join('\n')) ?? {}, wanted);
  } catch {
    return false;
  }
}

const anew = (wanted, indent) => Object.entries(wanted).flatMap(([key, value]) => fieldLines(key, value, indent));

const lines = (text) => (text ? text.replace(/\n$/, '').split('\n') : []);

/** Lines of a map with the values wanted in place of those before. `order` says where new keys go. */
function spliced(old, before, wanted, indent, order) {
  const parts = keyed(old, before, indent);
  if (!parts) {
    return anew(wanted, indent);
  }
  const made = [...parts.head];
  const places = new Map();
  for (const { key, field, rest } of parts.fields) {
    if (key in wanted) {
      made.push(...(same(wanted[key], before[key]) ? field : changed(field, key, before[key], wanted[key], indent)));
    }
    places.set(key, made.length);
    made.push(...rest);
  }
  const later = Object.keys(wanted).filter((key) => !places.has(key));
  const ranked = (key) => (order.includes(key) ? order.indexOf(key) : order.length);
  later.sort((one, other) => ranked(one) - ranked(other));
  const added = later.map((key) => [placeOf(key, places, ranked, made.length), fieldLines(key, wanted[key], indent)]);
  for (const [at, field] of added.reverse()) {
    made.splice(at, 0, ...field);
  }
  return made;
}

/** Where the lines of a new key go: behind those of the last key that comes before it. */
function placeOf(key, places, ranked, end) {
  const known = [...places].filter(([other]) => ranked(other) < ranked(key));
  return known.length ? Math.max(...known.map(([, at]) => at)) : places.size ? 0 : end;
}

/** The lines of a map by key: for each its own, and the comments and empty lines behind; null if they are not plain. */
function keyed(old, before, indent) {
  const margin = ' '.repeat(indent);
  const starts = old.flatMap((line, i) =>
    line.startsWith(margin) && KEY.test(line.slice(indent)) ? [i] : []);
  const fields = starts.map((start, i) => {
    const own = old.slice(start, starts[i + 1] ?? old.length);
    const end = own.findLastIndex((line) => line.trim() && !/^\s*#/.test(line)) + 1;
    return { key: undefined, start, field: own.slice(0, end), rest: own.slice(end) };
  });
  try {
    for (const each of fields) {
      const [[key, value], ...more] = Object.entries(fieldsOf(each.field, old.slice(0, each.start)));
      if (more.length || !same(value, before[key])) {
        return null;
      }
      each.key = key;
    }
  } catch {
    return null;
  }
  return fields.length === Object.keys(before).length ? { head: old.slice(0, starts[0] ?? old.length), fields } : null;
}

/** The fields on some lines, which may name anchors that are on those above. It throws if they cannot be read. */
function fieldsOf(own, above) {
  try {
    return read(own.join('\n'));
  } catch {
    const known = read(above.join('\n')) ?? {};
    const all = Object.entries(read([...above, ...own].join('\n')));
    return Object.fromEntries(all.filter(([key]) => !(key in known)));
  }
}

/** The lines of one key whose value has changed; inside a block, what has not changed keeps its lines. */
function changed(field, key, before, wanted, indent) {
  const name = KEY.exec(field[0].slice(indent))[0];
  const [first, ...inner] = field;
  const isBlock = inner.length && /^\s*(?:#.*)?$/.test(first.slice(indent + name.length));
  const isMap = (value) => value && typeof value === 'object' && !Array.isArray(value);
  const deeper = inner.find((line) => line.trim() && !/^\s*#/.test(line))?.search(/\S/) ?? 0;
  if (isBlock && isMap(before) && isMap(wanted) && deeper > indent) {
    return [first, ...spliced(inner, before, wanted, deeper, Object.keys(before))];
  }
  if (isBlock && Array.isArray(before) && Array.isArray(wanted)) {
    const items = splicedItems(inner, before, wanted, deeper);
    if (items) {
      return [first, ...items];
    }
  }
  const comment = field.length === 1 ? commentOf(first, key, before) : '';
  const short = `${' '.repeat(indent)}${name} ${typeof wanted === 'object' ? onOneLine(wanted) : ''}`;
  const wasShort = field.length === 1 && typeof wanted === 'object' && short.length <= LONGEST;
  const made = wasShort ? [short] : fieldLines(key, wanted, indent, name);
  return made.length === 1 ? [made[0] + comment] : made;
}

/** The comment behind a value on the same line, with the spaces before it. */
function commentOf(line, key, value) {
  for (const { index } of line.matchAll(/\s+#/g)) {
    try {
      if (same(read(line.slice(0, index).trim())[key], value)) {
        return line.slice(index);
      }
    } catch {
      // a hash inside quotes
    }
  }
  return '';
}

/** Lines of a list with a hyphen for each item; items that were there keep theirs. Null if it is not such a list. */
function splicedItems(old, before, wanted, indent) {
  const hyphen = ' '.repeat(indent) + '- ';
  const starts = old.flatMap((line, i) => (line.startsWith(hyphen) ? [i] : [])).map((start) => {
    const above = old.slice(0, start).findLastIndex((line) => !/^\s*#/.test(line)); // comments go with the item below
    return above + 1;
  });
  if (starts.length !== before.length || starts.length === 0) {
    return null;
  }
  const items = starts.map((start, i) => ({
    value: before[i],
    group: old.slice(i ? start : 0, starts[i + 1] ?? old.length),
    stays: wanted.some((item) => same(item, before[i])),
  }));
  const free = [...items];
  return wanted.flatMap((item, i) => {
    const at = free.findIndex(({ value }) => same(value, item));
    if (at >= 0) {
      return free.splice(at, 1)[0].group;
    }
    const there = items[i]; // what stood in this place, if it is nowhere now, was changed
    return there && !there.stays ? changedItem(there, item, indent) : itemLines(item, indent);
  });
}

/** The lines of an item that has changed: the comments above it stay, and what has not changed in a map of lines. */
function changedItem({ value, group }, wanted, indent) {
  const start = group.findIndex((line) => !/^\s*(?:#|$)/.test(line));
  const [first, ...more] = group.slice(start);
  const inner = [first.replace('-', ' '), ...more];
  const deeper = inner[0].search(/\S/);
  const isMap = (each) => typeof each === 'object' && !Array.isArray(each);
  if (isMap(value) && isMap(wanted) && more.length && keyed(inner, value, deeper)) {
    const made = spliced(inner, value, wanted, deeper, Object.keys(value));
    made[0] = first.slice(0, deeper) + made[0].slice(deeper);
    return [...group.slice(0, start), ...made];
  }
  return [...group.slice(0, start), ...itemLines(wanted, indent)];
}

const PLAIN = /^(?:[\p{L}\p{N}](?:[^\n:#]|:(?=\S)|(?<=\S)#)*(?<![\s:])|[\p{L}\p{N}])$/u;
const PLAIN_IN_BRACKETS = /^(?:[\p{L}\p{N}](?:[^\n:#,?[\]{}]|:(?=[^\s,?[\]{}])|(?<=\S)#)*(?<![\s:])|[\p{L}\p{N}])$/u;
const BLOCK = /^(?:\S|\S[^\n]*\S)(?:\n+(?:\S|\S[^\n]*\S))+$/; // lines that a block of YAML holds as they are
const UNPRINTABLE = /[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|[\ufeff\u2028\u2029]/gu;
const escaped = (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`;

function scalar(text, inBrackets = false) {
  if ((inBrackets ? PLAIN_IN_BRACKETS : PLAIN).test(text) && text.search(UNPRINTABLE) < 0) {
    return text;
  }
  return JSON.stringify(text).replace(UNPRINTABLE, escaped);
}

function onOneLine(value) {
  if (Array.isArray(value)) {
    return `[${value.map(onOneLine).join(', ')}]`;
  }
  if (typeof value === 'object') {
    return `{${Object.entries(value).map(([key, each]) => `${scalar(key, true)}: ${onOneLine(each)}`).join(', ')}}`;
  }
  return scalar(value, true);
}

function fieldLines(key, value, indent = 0, written = `${scalar(key)}:`) {
  const name = ' '.repeat(indent) + written;
  if (Array.isArray(value)) {
    const line = `${name} ${onOneLine(value)}`;
    const plain = !value.some((item) => typeof item === 'object' && !Array.isArray(item));
    return line.length <= LONGEST && plain ? [line] : [name, ...value.flatMap((item) => itemLines(item, indent))];
  }
  if (typeof value === 'object') {
    return [name, ...Object.entries(value).flatMap(([each, own]) => fieldLines(each, own, indent + 2))];
  }
  if (BLOCK.test(value) && value.replaceAll('\n', '').search(UNPRINTABLE) < 0) {
    const margin = ' '.repeat(indent + 2);
    return [`${name} |-`, ...value.split('\n').map((line) => (line ? margin + line : line))];
  }
  return [`${name} ${scalar(value)}`];
}

function itemLines(item, indent) {
  const margin = ' '.repeat(indent);
  if (typeof item === 'object' && !Array.isArray(item) && onOneLine(item).length > LONGEST) {
    const made = Object.entries(item).flatMap(([key, each]) => fieldLines(key, each, indent + 2));
    return [`${margin}- ${made[0].trimStart()}`, ...made.slice(1)];
  }
  return [`${margin}- ${typeof item === 'object' ? onOneLine(item) : scalar(item)}`];
}
