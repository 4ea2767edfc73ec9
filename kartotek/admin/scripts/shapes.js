// The shapes of values: what a field holds in a file, where all is text, and what its form holds.
//
//   'text'                    a text                              the same
//   'lines'                   a text, or a map of language to text   a text, or a line for each: "da: Kort"
//   'flag'                    true or false                       a switch
//   {list: SHAPE}             a list, or one value                a list
//   {texts: SHAPE}            a map of language to values         a list of {language, text}
//   {map: {KEY: SHAPE}}       a map; with `alone`, the value of   a map; with `flag`, `yes` for a bare true
//                             that key may stand for the map
//   {path: true}              a file below content/files/         the same, with a slash before it

export const isEmpty = (value) =>
  value === undefined || value === null || value === '' || value === false ||
  (typeof value === 'object' && Object.values(value).every(isEmpty));

export const same = (one, other) => (isEmpty(one) && isEmpty(other)) || alike(one, other);

function alike(one, other) {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return one === other;
  }
  const keys = Object.keys(one);
  return Array.isArray(one) === Array.isArray(other) && keys.length === Object.keys(other).length &&
    keys.every((key) => key in other && alike(one[key], other[key]));
}

const isMap = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const asList = (value) => (Array.isArray(value) ? value : isEmpty(value) ? [] : [value]);
const isTrue = (value) => /^(?:true|yes)$/i.test(String(value));

const LINE = /^([a-z]{2,3}(?:-[a-z0-9]{2,8})*):\s+(\S.*)$/i;

/** A map of language to text for lines that begin with their languages, if there are as many as `least`; else null. */
function byLanguage(text, least) {
  const lines = String(text).split('\n').map((line) => line.trim()).filter(Boolean).map((line) => LINE.exec(line));
  const map = lines.every(Boolean) ? Object.fromEntries(lines.map(([, tag, own]) => [tag, own])) : {};
  return lines.length >= least && Object.keys(map).length === lines.length ? map : null;
}

/** The value of a form for a value of a file. */
export function toForm(shape, value) {
  if (shape === 'lines' && isMap(value)) {
    return Object.entries(value).map(([tag, text]) => `${tag}: ${String(text).replace(/\s+/g, ' ')}`).join('\n');
  }
  if (shape === 'text' || shape === 'lines') {
    return value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  }
  if (shape === 'flag') {
    return isTrue(value);
  }
  if (shape.path) {
    return value ? `/${value}` : '';
  }
  if (shape.list) {
    return asList(value).map((item) => toForm(shape.list, item));
  }
  if (shape.texts) {
    const pairs = isMap(value) ? Object.entries(value) : isEmpty(value) ? [] : [['', value]];
    return pairs.flatMap(([language, own]) =>
      (shape.texts.list ? asList(own) : [own]).map((text) => ({ language, text: text ?? '' })));
  }
  if (shape.flag) {
    return { yes: isMap(value) || isTrue(value), ...mapToForm(shape, isMap(value) ? value : {}) };
  }
  return mapToForm(shape, isMap(value) ? value : isEmpty(value) ? {} : { [shape.alone]: value });
}

function mapToForm(shape, value) {
  const known = Object.entries(shape.map).filter(([key]) => key in value);
  return Object.fromEntries(known.map(([key, each]) => [key, toForm(each, value[key])]));
}

/** The value of a file for a value of a form; undefined if it is empty. */
export function toData(shape, value) {
  if (isEmpty(value)) {
    return undefined;
  }
  if (shape === 'text' || shape === 'lines') {
    const plain = String(value).trim() || undefined; // as Sveltia does when it saves
    return shape === 'lines' && plain ? byLanguage(plain, 2) ?? plain : plain;
  }
  if (shape === 'flag') {
    return isTrue(value) ? 'true' : undefined;
  }
  if (shape.path) {
    return value.replace(/^\/+/, '');
  }
  if (shape.list) {
    const items = value.map((item) => toData(shape.list, item)).filter((item) => !isEmpty(item));
    return items.length ? items : undefined;
  }
  return shape.texts ? textsToData(shape, value) : mapToData(shape, value);
}

/** A map of language to values; without one, if no language is given. */
function textsToData(shape, rows) {
  const given = rows.filter(({ text }) => !isEmpty(text));
  const tags = [...new Set(given.map(({ language }) => language || ''))];
  const of = (tag) => {
    const texts = given.filter(({ language }) => (language || '') === tag).map(({ text }) => text);
    return shape.texts.list ? texts : texts.join('\n\n');
  };
  if (tags.length === 0) {
    return undefined;
  }
  if (tags.length === 1 && tags[0] === '' && shape.plain) {
    return of('');
  }
  return Object.fromEntries(tags.map((tag) => [tag, of(tag)]));
}

function mapToData(shape, { yes, ...value }) {
  const pairs = Object.entries(shape.map).map(([key, each]) => [key, toData(each, value[key])]);
  const filled = Object.fromEntries(pairs.filter(([, each]) => !isEmpty(each)));
  const keys = Object.keys(filled);
  if (shape.flag && keys.length === 0) {
    return yes ? 'true' : undefined;
  }
  if (keys.length === 0) {
    return undefined;
  }
  return keys.length === 1 && keys[0] === shape.alone ? filled[keys[0]] : filled;
}

/** A value for a file in which all parts that did not change are as the file has them. */
export function asWritten(shape, before, value) {
  const plainly = (of, each) => toData(of, toForm(of, each));
  if (same(plainly(shape, before), value)) {
    return before;
  }
  if (shape === 'lines' && isMap(before) && typeof value === 'string') {
    return byLanguage(value, 1) ?? value;
  }
  if (shape.list && Array.isArray(before) && Array.isArray(value)) {
    const free = before.map((each) => [each, plainly(shape.list, each)]);
    return value.map((item) => {
      const at = free.findIndex(([, each]) => same(each, item));
      return at < 0 ? item : free.splice(at, 1)[0][0];
    });
  }
  if (shape.map && isMap(before) && isMap(value)) {
    const unknown = Object.entries(before).filter(([key]) => !(key in shape.map));
    const known = Object.entries(value).map(([key, each]) => [key, asWritten(shape.map[key], before[key], each)]);
    return Object.fromEntries([...unknown, ...known]);
  }
  return value;
}
