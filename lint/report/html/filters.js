// What is chosen, and the form to choose it.

const NOTHING = { severity: '', cause: -1, month: -1, source: -1, host: -1, fix: '', text: '', fresh: false };
const chosen = { ...NOTHING };
const listeners = [];

function choose(changes) {
  Object.assign(chosen, changes);
  for (const listener of listeners) listener();
}

const toggle = (way, value) => choose({ [way]: chosen[way] === value ? NOTHING[way] : value });
const isChosen = (name) => chosen[name] !== NOTHING[name];
const FIXES = { safe: 'with a safe fix', unsafe: 'with an unsafe fix', none: 'without a fix' };

const fitsCause = (at) =>
  (!isChosen('cause') || at === chosen.cause) && (!chosen.severity || causes[at].severity === chosen.severity);

// Returns the numbers of the rows that fit what is chosen, but for one way to divide them.
function matching(except) {
  const ways = Object.keys(WAYS).filter((way) => way !== except && isChosen(way));
  const words = chosen.text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = [];
  rows.forEach((row, at) => {
    if (except === 'cause' ? chosen.severity && causeOf(row).severity !== chosen.severity : !fitsCause(row[CAUSE])) return;
    if (chosen.fix && (row[FIX] || 'none') !== chosen.fix) return;
    if (chosen.fresh && !row[NEW]) return;
    for (const way of ways) if (inWay[way](row) !== chosen[way]) return;
    for (const word of words) if (!textOf(at).includes(word)) return;
    found.push(at);
  });
  return found;
}

function option(value, text) {
  return el('option', { value }, text);
}

function choice(name, label, options) {
  const select = el('select', { name, change: () => choose({ [name]: typeof NOTHING[name] === 'number' ? Number(select.value) : select.value }) },
    option(String(NOTHING[name]), 'any'), options);
  listeners.push(() => { select.value = String(chosen[name]); });
  return el('label', null, el('span', null, label), select);
}

function showFilters() {
  const search = el('input', { type: 'search', name: 'text', autocomplete: 'off', placeholder: 'path, rule or message' });
  search.addEventListener('input', later(() => choose({ text: search.value.trim() }), 120));
  listeners.push(() => { if (document.activeElement !== search) search.value = chosen.text; });
  const ofWay = (way) => WAYS[way].table.names.map((_, at) => option(String(at), nameOf(way, at)));
  byId('filters').append(
    el('label', { class: 'wide' }, el('span', null, 'Search'), search),
    choice('severity', 'Severity', SEVERITIES.map((each) => option(each, WORDS[each][0]))),
    choice('cause', 'Rule', causes.map((cause, at) => option(String(at), `${cause.code} ${cause.name}`))),
    choice('month', 'Month', ofWay('month')),
    choice('source', 'Source', ofWay('source')),
    choice('host', 'Host', ofWay('host')),
    choice('fix', 'Fix', Object.entries(FIXES).map(([value, text]) => option(value, text))),
  );
  byId('filters').addEventListener('submit', (event) => event.preventDefault());
  if (data.history && data.history.runs.length) {
    const box = el('input', { type: 'checkbox', name: 'fresh', change: () => choose({ fresh: box.checked }) });
    listeners.push(() => { box.checked = chosen.fresh; });
    byId('filters').append(el('label', { class: 'check' }, box, el('span', null, 'only new')));
  }
  listeners.push(showChosen);
}

// What is chosen, each with a button that drops it.
function showChosen() {
  const words = [];
  const add = (name, text) => words.push([name, text]);
  if (chosen.text) add('text', `“${chosen.text}”`);
  if (chosen.severity) add('severity', WORDS[chosen.severity][1]);
  if (isChosen('cause')) add('cause', `${causes[chosen.cause].code} ${causes[chosen.cause].name}`);
  for (const way of Object.keys(WAYS)) if (isChosen(way)) add(way, `${way}: ${nameOf(way, chosen[way])}`);
  if (chosen.fix) add('fix', FIXES[chosen.fix]);
  if (chosen.fresh) add('fresh', 'new since the run before');
  for (const id of ['chosen', 'chosen-above']) {
    const chips = words.map(([name, text]) =>
      el('button', { type: 'button', class: 'chip', 'aria-label': `Drop the filter ${text}`, click: () => choose({ [name]: NOTHING[name] }) }, `${text} ×`));
    if (words.length) chips.push(el('button', { type: 'button', class: 'chip plain', click: () => choose(NOTHING) }, 'clear'));
    byId(id).replaceChildren(...chips);
  }
}
