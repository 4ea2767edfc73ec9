// Two controls of our own: names with those offered that have an entry, and the type of a publication.

const known = new Map(); // by kind: the names of its entries

/** Note the name of an entry, so that it is offered. */
export function remember(kind, name) {
  if (typeof name === 'string' && name) {
    known.set(kind, (known.get(kind) ?? new Set()).add(name));
  }
}

const byLetters = (one, other) => one.localeCompare(other);

/** The list that fields of names of a kind share, as it is now. */
function offered(kind) {
  const id = `kartotek-${kind}`;
  const list = document.getElementById(id) ?? document.body.appendChild(document.createElement('datalist'));
  const names = [...(known.get(kind) ?? [])];
  list.id = id;
  if (list.childElementCount !== names.length) {
    list.replaceChildren(...names.sort(byLetters).map((name) => new Option(name, name)));
  }
  return id;
}

export function registerControls(CMS) {
  const { createClass, h } = window;

  const NameControl = createClass({
    render() {
      const { value, field, forID, classNameWrapper, onChange } = this.props;
      return h('input', {
        id: forID,
        className: classNameWrapper,
        type: 'text',
        value: value ?? '',
        list: `kartotek-${field.get('of')}`,
        'aria-labelledby': `${forID}-label`,
        autoComplete: 'off',
        onFocus: () => offered(field.get('of')),
        onChange: (event) => onChange(event.target.value),
      });
    },
  });

  const TypeControl = createClass({
    render() {
      const { value, field, forID, classNameWrapper, onChange } = this.props;
      const options = field.get('options').toJS();
      return h(
        'select',
        {
          id: forID,
          className: `${classNameWrapper} kartotek-type`,
          value: value ?? '',
          'data-kartotek-type': value ?? '',
          'aria-labelledby': `${forID}-label`,
          onChange: (event) => onChange(event.target.value),
        },
        h('option', { value: '' }, '–'),
        ...options.map((option) => h('option', { key: option.value, value: option.value }, option.label)),
      );
    },
  });

  const Shown = createClass({
    render() {
      return h('p', {}, this.props.value ?? '');
    },
  });

  CMS.registerFieldType('kartotek-name', NameControl, Shown);
  CMS.registerFieldType('kartotek-type', TypeControl, Shown);
}
