// The data of the report, and names for what its lists hold.

const data = JSON.parse(document.getElementById('data').textContent);
const SEVERITIES = ['error', 'warning', 'info'];
const WORDS = { error: ['error', 'errors'], warning: ['warning', 'warnings'], info: ['note', 'notes'] };
const { causes, files, rows, summary } = data;
// The ways to divide findings, each with its table; `-` is what has none.
const WAYS = {
  month: { table: data.months, none: 'no date' },
  source: { table: data.sources, none: 'no source' },
  host: { table: data.hosts, none: 'not about a URL' },
};
const rankOf = causes.map((cause) => SEVERITIES.indexOf(cause.severity));
// Where a row has what.
const CAUSE = 0, FILE = 1, HOST = 2, FIX = 3, NEW = 4, ROW = 5, COLUMN = 6, MESSAGE = 7, EXCERPT = 8, FIXED = 9, ALSO = 10;
const isComplete = rows.length === summary.findings;

const causeOf = (row) => causes[row[CAUSE]];
const placeOf = (row) => `${files[row[FILE]][0]}:${row[ROW]}:${row[COLUMN]}`;
const inWay = {
  month: (row) => files[row[FILE]][1],
  source: (row) => files[row[FILE]][2],
  host: (row) => row[HOST],
};

// The name of a row of a table; null for what all others have together.
function nameOf(way, at) {
  const name = WAYS[way].table.names[at];
  return name === undefined ? null : name === '-' ? `(${WAYS[way].none})` : name;
}

// What a row is searched in, made when it first is.
const texts = [];
function textOf(at) {
  const row = rows[at];
  const cause = causeOf(row);
  texts[at] ??= `${placeOf(row)} ${cause.code} ${cause.name} ${row[MESSAGE]}`.toLowerCase();
  return texts[at];
}
