// Reads pages as Lighthouse does on a phone: node lighthouse.mjs OPTIONS. Those are JSON: the folder of Lighthouse,
// the program of Chromium and its switches, categories, addresses. It prints, in JSON, what it found at each address.

const { folder, chromium, switches, categories, addresses } = JSON.parse(process.argv[2]);
const { default: lighthouse } = await import(`${folder}/node_modules/lighthouse/core/index.js`);
const { launch } = await import(`${folder}/node_modules/chrome-launcher/dist/index.js`);

const timed = categories.includes("performance");
const LONG = 600_000; // milliseconds: a busy machine is no fault of a page
const settings = {
  onlyCategories: categories,
  throttlingMethod: "simulate", // with another one it waits eleven seconds after each page
  logLevel: "error",
  disableFullPageScreenshot: true,
  maxWaitForFcp: LONG,
  maxWaitForLoad: LONG,
  ...(timed ? {} : { pauseAfterFcpMs: 0, pauseAfterLoadMs: 0, cpuQuietThresholdMs: 0 }),
};

// The audits that count in one of the categories and did not pass, each with the places that it names.
function failed({ audits, categories }) {
  const counted = Object.values(categories).flatMap(({ id, auditRefs }) => (id === "performance" ? [] : auditRefs));
  const wrong = counted.filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1);
  return Object.fromEntries(wrong.map(({ id }) => [id, (audits[id].details?.items ?? []).map(place)]));
}

function place(item) {
  return item.node?.snippet ?? item.source?.url ?? item.url ?? item.description ?? JSON.stringify(item);
}

// What kept Lighthouse from an answer.
function troubles({ audits, runtimeError, runWarnings }) {
  const broken = Object.values(audits).filter(({ scoreDisplayMode }) => scoreDisplayMode === "error");
  const said = broken.map(({ id, errorMessage }) => `${id}: ${errorMessage}`);
  return [...said, runtimeError?.message, ...runWarnings].filter(Boolean);
}

// Lighthouse waits thirty seconds for each answer of the browser, which is not always enough where other tests run.
async function read(address, port, attempts = 3) {
  const { lhr } = await lighthouse(address, { ...settings, port });
  const trouble = troubles(lhr);
  if (attempts > 1 && trouble.some((text) => text.includes("allotted time"))) return read(address, port, attempts - 1);
  return { address, failed: failed(lhr), speed: lhr.categories.performance?.score ?? null, trouble };
}

const browser = await launch({ chromePath: chromium, chromeFlags: switches, maxConnectionRetries: 1000 });
const found = [];
try {
  for (const address of addresses) found.push(await read(address, browser.port));
} finally {
  browser.kill();
}
console.log(JSON.stringify(found));
