// Starts Sveltia CMS with the portal's configuration, in the language of the browser where there is one.

import { registerControls, remember } from './controls.js';
import { fromFile, toFile } from './format.js';
import { registerPreviews } from './previews.js';

/** The language of the forms: the one chosen in the CMS, else the first of the browser's, else the portal's own. */
function chosenLanguage(available) {
  let chosen = '';
  try {
    chosen = JSON.parse(localStorage.getItem('sveltia-cms.prefs') ?? '{}').locale ?? '';
  } catch {
    // storage is blocked
  }
  const wanted = [chosen, ...navigator.languages].map((tag) => tag.split('-')[0]);
  return wanted.find((tag) => available.includes(tag)) ?? available[0];
}

/** Requests to any other host than the portal and the forge fail here, before the browser has to stop them. */
function keepToOurselves(reach) {
  const direct = window.fetch;
  const allowed = [location.origin, ...reach];
  window.fetch = async (target, ...rest) => {
    const address = new URL(target.url ?? target, location.href);
    if (['http:', 'https:'].includes(address.protocol) && !allowed.includes(address.origin)) {
      throw new TypeError(`The editor calls no other host: ${address.origin}`);
    }
    const answer = await direct(target, ...rest);
    if (reach.includes(address.origin)) {
      const read = answer.json.bind(answer);
      answer.json = async () => withoutPictures(await read());
    }
    return answer;
  };
}

/** What a forge says without the pictures of people, which are on other hosts. */
function withoutPictures(said) {
  for (const [key, value] of Object.entries(said ?? {})) {
    if (key === 'avatar_url' || key === 'avatarUrl') {
      said[key] = '';
    } else if (typeof value === 'object') {
      withoutPictures(value);
    }
  }
  return said;
}

const language = chosenLanguage(document.documentElement.dataset.languages.split(' '));
const { cms, shapes, texts, names, reach } = await (await fetch(`config.${language}.json`)).json();
keepToOurselves(reach);
window.CMS_MANUAL_INIT = true;
const { default: CMS } = await import('./cms/npm/index.js');
for (const kind of Object.keys(shapes)) {
  const fields = { shapes: shapes[kind], text: texts[kind] };
  CMS.registerCustomFormat(`kartotek-${kind}-frontmatter`, 'md', {
    fromFile: (text, path) => {
      const form = fromFile(fields, text, path);
      remember(kind, form[names[kind]]);
      return form;
    },
    toFile: (content) => toFile(fields, content),
  });
}
registerControls(CMS);
registerPreviews(CMS, cms.collections, shapes);
CMS.init({ config: { ...cms, logo: { src: new URL('../assets/icon.svg', location.href).href } } });
