// The causes, the worst first, each with an example.

const FEW_CAUSES = 12;

function firstRows() {
  const first = new Map();
  rows.forEach((row, at) => { if (!first.has(row[CAUSE])) first.set(row[CAUSE], at); });
  return first;
}

function causeRow(cause, at, example, most) {
  const row = example === undefined ? null : rows[example];
  const changes = data.history && data.history.runs.length ? [data.history.new[cause.code] || 0, data.history.mended[cause.code] || 0] : null;
  return el('tr', { class: 'cause' },
    el('td', { class: 'what' },
      el('div', null, tag(cause.severity), ' ', el('b', null, link(cause.url, `${cause.code} ${cause.name}`))),
      el('p', null, cause.summary),
      row && el('div', { class: 'example' },
        el('button', { type: 'button', class: 'text', click: () => showDetails([example], 0) }, row[MESSAGE]),
        row[EXCERPT] && excerpt(row),
        el('span', { class: 'place muted' }, placeOf(row)))),
    el('td', { class: 'n' },
      el('button', { type: 'button', class: 'text', 'aria-label': `List the ${counted(cause.findings, 'finding')} of ${cause.code}`, click: () => { choose({ ...NOTHING, cause: at }); byId('findings').scrollIntoView(); } }, number(cause.findings)),
      bar([[cause.severity, cause.findings]], most),
      changes && (changes[0] || changes[1]) ? el('span', { class: 'muted change' }, [[changes[0], 'new'], [changes[1], 'mended']].filter(([count]) => count).map(([count, what]) => `${number(count)} ${what}`).join(', ')) : null),
    el('td', { class: 'n' }, number(cause.posts)),
    el('td', { class: 'n' }, percent(cause.posts, summary.files)),
    el('td', { class: 'n' }, cause.safe ? number(cause.safe) : '–'),
    el('td', { class: 'n' }, cause.unsafe ? number(cause.unsafe) : '–'));
}

function showCauses() {
  const place = byId('cause-list');
  if (!causes.length) {
    place.append(el('p', { class: 'pad' }, 'There are none.'));
    return;
  }
  const first = firstRows();
  const most = Math.max(...causes.map((cause) => cause.findings));
  const body = el('tbody');
  const show = (count) => body.replaceChildren(...causes.slice(0, count).map((cause, at) => causeRow(cause, at, first.get(at), most)));
  const heads = [['cause'], ['findings', 'n'], ['posts', 'n'], ['share', 'n'], ['safe fixes', 'n'], ['unsafe', 'n']];
  place.append(el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Causes' }, el('table', { class: 'causes' },
    el('thead', null, el('tr', null, heads.map(([name, kind]) => el('th', { scope: 'col', class: kind }, name)))), body)));
  show(FEW_CAUSES);
  if (causes.length > FEW_CAUSES) {
    const more = el('button', { type: 'button', class: 'chip plain', click: () => { show(causes.length); more.remove(); } }, `show the ${causes.length - FEW_CAUSES} others`);
    place.append(el('p', { class: 'pad' }, more));
  }
  addEventListener('beforeprint', () => show(causes.length));
}
