// The preview of an entry: its name, what is filled in, and its text. The page itself is made by the next build.

import { isEmpty, toData } from './shapes.js';

const FORMULA = /\$\$[^$]+\$\$|\$[^$\s](?:[^$\n]*[^$\s])?\$/g;

/** Markdown as HTML; formulas stand as they are typed. */
function asHtml(text) {
  const formulas = [];
  const held = text.replace(FORMULA, (formula) => `\u0002${formulas.push(formula) - 1}\u0003`);
  const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  const escaped = (formula) => formula.replace(/[&<>"']/g, (mark) => entities[mark]);
  const html = window.marked.parse(held);
  const whole = html.replace(/\u0002(\d+)\u0003/g, (_, number) => `<code>${escaped(formulas[number] ?? '')}</code>`);
  return window.DOMPurify.sanitize(whole); // last: a formula may stand in an attribute
}

/** A value of an entry in one line. */
function inWords(value) {
  if (Array.isArray(value)) {
    return value.map(inWords).join(', ');
  }
  if (typeof value === 'object') {
    return Object.entries(value).map(([key, each]) => `${key}: ${inWords(each)}`).join('; ');
  }
  return value;
}

/** The label of a value that was chosen among options that have some. */
function labelled(value, options = []) {
  return options.find((option) => option.value === value)?.label ?? value;
}

export function registerPreviews(CMS, collections, shapes) {
  const { createClass, h } = window;
  for (const { name: kind, identifier_field: title, fields } of collections) {
    const Preview = createClass({
      render() {
        const data = this.props.entry.get('data').toJS();
        const filled = fields
          .filter(({ name }) => name in shapes[kind] && name !== title)
          .map(({ name, label, options }) => [label, labelled(toData(shapes[kind][name], data[name]), options)])
          .filter(([, value]) => !isEmpty(value));
        const rows = filled.flatMap(([label, value]) => [
          h('dt', { key: `${label}-` }, label),
          h('dd', { key: label }, inWords(value)),
        ]);
        return h(
          'article',
          { lang: data.language || undefined },
          h('h1', {}, data[title] ?? ''),
          h('dl', {}, rows),
          h('div', { dangerouslySetInnerHTML: { __html: asHtml(data.body ?? '') } }),
        );
      },
    });
    CMS.registerPreviewTemplate(kind, Preview);
  }
  CMS.registerPreviewStyle(new URL('preview.css', window.location.href).href);
}
