// Folding: what people type, and what was written, as the same letters. The table is that of kartotek/search/folding.py;
// it comes with the first file of suggestions.

const NOT_WORD = /[^\p{L}\p{M}\p{N}]+/u;

// From the table: what folds texts as the index does.
export function folder({ plain, long, pairs, unspaced }) {
  const run = new RegExp(`[${unspaced}]+`, "gu");
  const pair = new RegExp(Object.keys(pairs).join("|"), "g");
  const spell = (text, table) =>
    [...text.toLowerCase().normalize("NFC")].map((letter) => (Object.hasOwn(table, letter) ? table[letter] : letter)).join("");
  const fold = (text, table) => spell(text, table).normalize("NFKD").replace(/\p{M}/gu, "");
  const plainly = (text) => fold(text, plain);
  const cut = (signs) => {
    const letters = [...signs];
    return letters.length < 2 ? [signs] : letters.slice(1).map((sign, i) => letters[i] + sign);
  };
  return {
    plain: plainly,
    long: (text) => fold(text, long),
    core: (text) => plainly(text).replace(pair, (two) => pairs[two]),
    // The words of a text; where none are parted by spaces, its pairs of signs.
    words: (text) =>
      plainly(text)
        .split(NOT_WORD)
        .filter(Boolean)
        .flatMap((word) => word.replace(run, (signs) => ` ${cut(signs).join(" ")} `).trim().split(" ")),
  };
}
