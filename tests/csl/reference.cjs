// What citeproc-js makes of items: node reference.cjs MODULE JOB. The answer is JSON on standard output, by style and id.
// JOB is a JSON file with `locales` (a folder), `language`, `styles` (XML by name) and `items` (CSL-JSON).
"use strict";
const fs = require("fs");
const path = require("path");
const CSL = require(path.resolve(process.argv[2]));
const job = JSON.parse(fs.readFileSync(process.argv[3], "utf8"));
const items = new Map(job.items.map((item) => [item.id, item]));
const system = {
  retrieveLocale: (tag) => {
    const file = path.join(job.locales, `locales-${tag}.xml`);
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : false;
  },
  retrieveItem: (id) => items.get(id),
};
const made = {};
for (const [name, style] of Object.entries(job.styles)) {
  const engine = new CSL.Engine(system, style, job.language, true);
  made[name] = {};
  for (const id of items.keys()) {
    engine.updateItems([id]); // one at a time: nothing to sort, to number or to tell apart
    made[name][id] = engine.makeBibliography()[1].join("");
  }
}
process.stdout.write(JSON.stringify(made));
