// The table of findings: it makes only the rows that can be seen.

const BEYOND = 12;
const MOST_PRINTED = 300;
const COLUMNS = [
  ['Severity', 'severity', (row) => row[CAUSE]],
  ['Rule', 'rule', (row) => causeOf(row).code],
  ['Finding', 'finding', (row) => row[MESSAGE]],
  ['Place', 'place', (row) => `${files[row[FILE]][0]}\0${String(row[ROW]).padStart(9, '0')}`],
  ['Month', 'month', (row) => data.months.names[inWay.month(row)] || ''],
  ['Fix', 'fix', (row) => ['safe', 'unsafe', ''].indexOf(row[FIX])],
];

function showTable() {
  const body = el('tbody');
  const view = el('div', { class: 'scroll view' });
  let list = [], active = 0, sorted = 0, isDown = true, drawn = '', isPrinting = false;

  const heads = COLUMNS.map(([name, kind], at) =>
    el('th', { scope: 'col', class: `c-${kind}` }, el('button', { type: 'button', click: () => sort(at) }, name, el('span', { class: 'arrow', 'aria-hidden': 'true' }))));
  const table = el('table', { class: 'rows', 'aria-labelledby': 'findings-title' }, el('thead', null, el('tr', { 'aria-rowindex': '1' }, heads)), body);
  view.append(table);
  byId('table').append(view);

  // A narrow window has fewer.
  const shownColumns = () => heads.filter((head) => head.offsetWidth).length;
  const height = () => parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--row'));

  function line(at) {
    const row = rows[list[at]];
    const cause = causeOf(row);
    const open = el('button', { type: 'button', class: 'text', tabindex: at === active ? '0' : '-1', 'data-at': at, click: () => { active = at; draw(true); showDetails(list, at); } }, row[MESSAGE]);
    return el('tr', { 'aria-rowindex': at + 2 },
      el('td', { class: 'c-severity' }, tag(cause.severity)),
      el('td', { class: 'c-rule' }, link(cause.url, cause.code), el('span', { class: 'muted' }, cause.name)),
      el('td', { class: 'c-finding' }, open, row[EXCERPT] ? excerpt(row) : el('span', { class: 'excerpt muted' }, 'the whole file'), el('span', { class: 'place-below muted' }, placeOf(row))),
      el('td', { class: 'c-place', title: placeOf(row) }, el('bdi', null, files[row[FILE]][0]), el('span', { class: 'muted' }, `${row[ROW]}:${row[COLUMN]}`)),
      el('td', { class: 'c-month' }, data.months.names[inWay.month(row)] || '–'),
      el('td', { class: 'c-fix' }, row[FIX] || '–', row[NEW] ? el('span', { class: 'new' }, 'new') : null));
  }

  function gap(count) {
    const row = el('tr', { 'aria-hidden': 'true', class: 'gap' }, el('td', { colspan: shownColumns() }));
    row.firstChild.style.height = `${count * height()}px`;
    return row;
  }

  function draw(anew) {
    const each = height();
    const first = isPrinting ? 0 : Math.max(Math.floor(view.scrollTop / each) - BEYOND, 0);
    const last = isPrinting ? Math.min(MOST_PRINTED, list.length) : Math.min(Math.ceil((view.scrollTop + view.clientHeight) / each) + BEYOND, list.length);
    if (!anew && drawn === `${first} ${last}`) return;
    drawn = `${first} ${last}`;
    const focused = body.contains(document.activeElement);
    const lines = [];
    for (let at = first; at < last; at += 1) lines.push(line(at));
    if (active < first || active >= last) { // the keyboard still gets in
      const button = lines[0] && lines[0].querySelector('[data-at]');
      if (button) button.tabIndex = 0;
    }
    body.replaceChildren(...(first ? [gap(first)] : []), ...lines, ...(last < list.length && !isPrinting ? [gap(list.length - last)] : []));
    if (!list.length) body.append(el('tr', null, el('td', { colspan: shownColumns(), class: 'pad' }, summary.findings ? 'No listed finding fits.' : 'There are no findings.')));
    const button = focused && body.querySelector(`[data-at="${active}"]`);
    if (button) button.focus({ preventScroll: true });
  }

  function go(at) {
    active = Math.max(0, Math.min(at, list.length - 1));
    const each = height(), head = table.tHead.offsetHeight, top = active * each;
    if (top < view.scrollTop) view.scrollTop = top;
    else if (top + each + head > view.scrollTop + view.clientHeight) view.scrollTop = top + each + head - view.clientHeight;
    draw(true);
    const button = body.querySelector(`[data-at="${active}"]`);
    if (button) button.focus({ preventScroll: true });
  }

  body.addEventListener('keydown', (event) => {
    const page = Math.max(Math.floor(view.clientHeight / height()) - 1, 1);
    const steps = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: list.length - 1 };
    if (!(event.key in steps) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    go(steps[event.key]);
  });
  body.addEventListener('focusin', (event) => {
    const at = event.target.dataset.at;
    if (at !== undefined) active = Number(at);
  });

  function order() {
    const key = COLUMNS[sorted][2];
    const keys = new Map(list.map((at) => [at, key(rows[at])]));
    const sign = isDown ? 1 : -1;
    list.sort((one, other) => {
      const [a, b] = [keys.get(one), keys.get(other)];
      return a < b ? -sign : a > b ? sign : one - other;
    });
    heads.forEach((head, at) => {
      if (at === sorted) head.setAttribute('aria-sort', isDown ? 'ascending' : 'descending');
      else head.removeAttribute('aria-sort');
      head.querySelector('.arrow').textContent = at === sorted ? (isDown ? ' ↓' : ' ↑') : '';
    });
  }

  function sort(column) {
    isDown = sorted === column ? !isDown : true;
    sorted = column;
    restart();
  }

  function restart() {
    order();
    active = 0;
    view.scrollTop = 0;
    draw(true);
  }

  function update() {
    list = matching();
    table.setAttribute('aria-rowcount', String(list.length + 1));
    restart();
    const all = countAll();
    const isAll = isComplete || all === list.length;
    const text = isAll ? `${counted(list.length, 'finding')}.`
      : all === null ? `${number(list.length)} of the ${number(rows.length)} listed findings. The run has ${number(summary.findings)}; not all are listed.`
        : `${number(list.length)} of ${counted(all, 'finding')} are listed: the worst, and some of each cause.`;
    byId('shown').textContent = text;
    byId('command').replaceChildren(...(summary.findings ? [
      el('p', { class: 'muted' }, isAll ? 'These findings on a terminal:' : 'All of them on a terminal:'), ...commands().map((each) => copyable(each, 'the command')), ...fixes()] : []));
  }

  view.addEventListener('scroll', () => requestAnimationFrame(() => draw(false)));
  addEventListener('resize', later(() => draw(true), 50));
  addEventListener('beforeprint', () => { isPrinting = true; draw(true); });
  addEventListener('afterprint', () => { isPrinting = false; draw(true); });
  listeners.push(update);
  update();
}
