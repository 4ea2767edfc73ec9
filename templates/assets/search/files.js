// The small files of the search (kartotek/search/shards.py, words.py, facets.py), each fetched once.

const FOLDER = new URL("../../search/", import.meta.url);

const files = new Map();

export function open(name, options) {
  if (!files.has(name) || options) {
    const asked = fetch(new URL(`${name}.json`, FOLDER), options).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status} for ${name}`);
      return answer.json();
    });
    files.set(name, asked);
    asked.catch(() => files.delete(name)); // to be asked for again
  }
  return files.get(name);
}
