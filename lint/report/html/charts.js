// The charts: uPlot draws what has a time; what has names is a list of bars, each a button.

const MOST_BARS = 10;
const plots = [];
const probe = el('span', { class: 'probe', 'aria-hidden': 'true' });

// A colour of the style as a canvas needs it.
function color(name) {
  probe.style.color = `var(--${name})`;
  return getComputedStyle(probe).color;
}

const axis = (more) => ({
  stroke: () => color('muted'), font: '12px system-ui, sans-serif',
  grid: { stroke: () => color('line'), width: 1 }, ticks: { show: false }, ...more,
});

const legend = () => el('span', { class: 'legend' }, SEVERITIES.map((each) => el('span', null, el('i', { class: `fill ${each}` }), WORDS[each][1])));

// Draws a chart as wide as its place, again when that or the colours change.
function plot(place, options, values) {
  const made = new uPlot({ width: Math.max(place.clientWidth, 200), legend: { show: false }, ...options }, values, place);
  new ResizeObserver(later(() => made.setSize({ width: Math.max(place.clientWidth, 200), height: options.height }), 50)).observe(place);
  plots.push(made);
  return made;
}

function redraw() {
  for (const made of plots) made.redraw();
}

// Months without a gap, unless a wrong date would make them too many.
function monthsInOrder() {
  const known = data.months.names.map((name, at) => [name, at]).filter(([name]) => name !== '-');
  if (!known.length) return [];
  const count = (name) => Number(name.slice(0, 4)) * 12 + Number(name.slice(5, 7)) - 1;
  const [first, last] = [count(known[0][0]), count(known.at(-1)[0])];
  if (last - first > 600) return known;
  const at = new Map(known);
  return Array.from({ length: last - first + 1 }, (_, each) => {
    const name = `${String(Math.floor((first + each) / 12)).padStart(4, '0')}-${String(((first + each) % 12) + 1).padStart(2, '0')}`;
    return [name, at.has(name) ? at.get(name) : -1];
  });
}

function showMonths() {
  const months = monthsInOrder();
  const note = el('span', { class: 'muted' });
  const said = el('p', { class: 'said muted', 'aria-hidden': 'true' });
  const place = el('div', { class: 'plot', role: 'img' });
  const none = el('span');
  byId('by-month').append(el('h3', null, 'By month ', note), legend(), place, said, none);
  if (!months.length) {
    place.remove();
    said.textContent = 'No finding is in a post with a date.';
    return;
  }
  let found = [];
  const values = () => {
    const ofMonth = ([, at]) => (at < 0 ? [0, 0, 0] : found[at]);
    const [errors, warnings, notes] = [0, 1, 2].map((rank) => months.map((month) => ofMonth(month)[rank]));
    // Drawn over one another, so each is as high as those before it and itself.
    const sums = warnings.map((each, at) => each + errors[at]);
    return [months.map((_, at) => at), sums.map((each, at) => each + notes[at]), sums, errors];
  };
  const bars = uPlot.paths.bars({ size: [0.85, 40, 1], gap: 0 });
  const series = (name) => ({ paths: bars, fill: () => color(`${name}-fill`), width: 0, points: { show: false } });
  const tell = (at) => {
    if (at === null || at === undefined || !months[at]) return '\u00a0';
    const some = months[at][1] < 0 ? [0, 0, 0] : found[months[at][1]];
    return `${months[at][0]}: ${SEVERITIES.map((each, rank) => bySeverity(some[rank], each)).join(', ')}`;
  };
  let made = null;
  const update = () => {
    const { found: all, isExact } = counts('month');
    found = all;
    note.textContent = isExact ? '' : 'of the listed findings';
    const dated = months.map(([, at]) => (at < 0 ? 0 : found[at][0] + found[at][1] + found[at][2]));
    const peak = dated.indexOf(Math.max(...dated));
    place.setAttribute('aria-label', `Findings by month from ${months[0][0]} to ${months.at(-1)[0]}; most in ${tell(peak)}. The filter “Month” below chooses one.`);
    const at = data.months.names.indexOf('-');
    const undated = at < 0 ? 0 : found[at][0] + found[at][1] + found[at][2];
    none.replaceChildren(...(undated ? [el('button', { type: 'button', class: 'chip', 'aria-pressed': String(chosen.month === at), click: () => toggle('month', at) }, `${counted(undated, 'finding')} without a date`)] : []));
    if (made) made.setData(values());
  };
  update();
  made = plot(place, {
    height: 190,
    scales: { x: { time: false, range: [-0.6, months.length - 0.4] }, y: { range: (_, __, most) => [0, Math.max(most, 1)] } },
    axes: [
      axis({ grid: { show: false }, size: 30, space: 70, incrs: [1, 2, 3, 6, 12, 24, 60, 120], values: (_, at) => at.map((each) => (months[each] ? months[each][0] : '')) }),
      axis({ size: 56, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000, 200000, 500000], values: (_, at) => at.map(number) }),
    ],
    series: [{}, series('info'), series('warning'), series('error')],
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
    hooks: { setCursor: [(each) => { said.textContent = tell(each.cursor.idx); }] },
  }, values());
  made.over.addEventListener('click', () => {
    const month = months[made.cursor.idx];
    if (month && month[1] >= 0) toggle('month', month[1]);
  });
  listeners.push(update);
}

// A list of bars, the longest first.
function showBars(id, title, way, name, rest) {
  const note = el('span', { class: 'muted' });
  const list = el('ol', { class: 'bars' });
  const more = el('button', { type: 'button', class: 'chip plain', click: () => { most = most === MOST_BARS ? 50 : MOST_BARS; update(); } });
  const others = el('p', { class: 'muted' }, rest);
  let most = MOST_BARS;
  byId(id).append(el('h3', null, title, ' ', note), list, more, others);
  const update = () => {
    const { found, isExact } = counts(way);
    note.textContent = isExact ? '' : 'of the listed findings';
    const sum = (some) => some[0] + some[1] + some[2];
    const order = found.map((some, at) => [at, some, sum(some)]).filter(([at, , all]) => all && name(at) !== null);
    order.sort((one, other) => other[2] - one[2]);
    const top = order.length ? order[0][2] : 1;
    list.replaceChildren(...order.slice(0, most).map(([at, some, all]) =>
      el('li', null, el('button', { type: 'button', 'aria-pressed': String(chosen[way] === at), title: name(at), click: () => toggle(way, at) },
        el('span', { class: 'name' }, name(at)), el('span', { class: 'count' }, number(all)),
        bar(SEVERITIES.map((severity, rank) => [severity, some[rank]]), top)))));
    if (!order.length) list.append(el('li', { class: 'muted' }, 'none'));
    more.hidden = order.length <= MOST_BARS;
    more.textContent = most === MOST_BARS ? `show ${Math.min(order.length, 50) - MOST_BARS} more` : 'show fewer';
  };
  update();
  listeners.push(update);
}

function othersOf(way, what) {
  const { others, atLeast, cells, names } = WAYS[way].table;
  if (cells.length === names.length) return null;
  let count = 0;
  eachCell(cells.at(-1), (_, some) => { count += some; });
  return `${counted(count, 'finding')} ${count === 1 ? 'is' : 'are'} of ${atLeast ? 'at least ' : ''}${counted(others, `other ${what}`)}.`;
}

function showCharts() {
  document.body.append(probe);
  showMonths();
  showBars('by-rule', 'By rule', 'cause', (at) => `${causes[at].code} ${causes[at].name}`, null);
  showBars('by-source', 'By source', 'source', (at) => nameOf('source', at), othersOf('source', 'source'));
  showBars('by-host', 'By host', 'host', (at) => nameOf('host', at), othersOf('host', 'host'));
}
