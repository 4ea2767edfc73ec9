// An identifier is searched by what it names, however it was copied: as an address, after a word, in brackets. How each
// scheme is spelled comes from the table of the program (kartotek/text/typed_identifiers.py).

const CASES = { lower: (text) => text.toLowerCase(), upper: (text) => text.toUpperCase(), "": (text) => text };

// Makes the function that gives the canonical form of what was typed, or "" if that is no identifier.
export function identifierReader({ around, schemes }) {
  const rims = around.map((source) => new RegExp(source, "i"));
  const rows = schemes.map((scheme) => ({
    ...scheme,
    before: new RegExp(`^${scheme.before}`, "i"),
    whole: new RegExp(`^(?:${scheme.whole})$`),
    alone: scheme.alone && new RegExp(`^(?:${scheme.alone})$`, "i"),
  }));

  return (typed) => {
    let text = typed.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "").trim();
    for (let before = ""; before !== text; ) {
      before = text;
      text = rims.reduce((rest, rim) => rest.replace(rim, ""), text);
      if (text.endsWith(")") && !text.includes("(")) text = text.slice(0, -1);
    }
    for (const { before, whole, alone, kept, case: letters, drop, between } of rows) {
      const start = before.exec(text)[0];
      const rest = decoded(text.slice(start.length).trim(), start);
      if (!start && !(alone && alone.test(rest))) continue;
      const found = whole.exec(CASES[letters](rest));
      if (!found) continue;
      const value = drop ? found[1].replace(/[ -]/g, "") : found[1];
      return kept.replace("{}", () => (between ? value.match(/.{1,4}/g).join(between) : value));
    }
    return "";
  };
}

function decoded(text, start) {
  if (!text.includes("%") || !(start.includes("/") || /%2f/i.test(text))) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
