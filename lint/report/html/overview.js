// The head of the page: the health of the archive, what to do next, and what changed since earlier runs.

// Up to so many rules of which something changed are shown at once.
const FEW_CHANGES = 8;

function showHead() {
  byId('archive').replaceChildren('What lint found in ', el('span', { class: 'where' }, data.archive));
  const made = new Date(data.made);
  byId('made').replaceChildren(
    el('time', { datetime: data.made }, made.toLocaleString('en', { dateStyle: 'long', timeStyle: 'short' })),
    `, archive-lint ${data.version}`,
  );
  byId('foot').textContent = 'This file has all that it shows. It loads nothing, and sends nothing.';
}

function showHealth() {
  const [errors, warnings, notes] = summary.posts;
  const clean = Math.max(summary.files - errors - warnings - notes, 0);
  const good = clean + notes;
  const parts = [
    ['error', errors, 'with an error'], ['warning', warnings, 'with a warning at most'],
    ['info', notes, 'with notes only'], ['clean', clean, 'without a finding'],
  ];
  const ofSeverity = SEVERITIES.map((severity) =>
    [severity, causes.reduce((sum, cause) => sum + (cause.severity === severity ? cause.findings : 0), 0)]);
  byId('posts').append(
    el('p', { class: 'big' }, el('strong', null, summary.files ? percent(good, summary.files) : '—'),
      ` of ${counted(summary.files, 'post')} ${summary.files === 1 ? 'has' : 'have'} no error and no warning`),
    bar(parts.map(([name, count]) => [name, count]), summary.files),
    el('ul', { class: 'keys' }, parts.map(([name, count, text]) =>
      el('li', null, el('i', { class: `fill ${name}` }), el('b', null, number(count)), ` ${text}`))),
    el('div', { class: 'totals' }, ofSeverity.map(([severity, count]) =>
      el('button', { type: 'button', class: severity, click: () => { toggle('severity', severity); byId('findings').scrollIntoView(); } },
        el('b', null, number(count)), ` ${WORDS[severity][count === 1 ? 0 : 1]}`))),
    el('p', { class: 'muted' }, 'An error stops the build or loses something; a warning is very likely wrong.'),
  );
}

function showNext() {
  const said = [];
  if (summary.safe) said.push(`${counted(summary.safe, 'finding')} ${summary.safe === 1 ? 'has' : 'have'} a safe fix`);
  if (summary.unsafe) said.push(`${counted(summary.unsafe, 'finding')} an unsafe one`);
  const lines = [
    said.length && `${said.join(', ')}.`,
    summary.fixed && `${counted(summary.fixed, 'finding')} ${summary.fixed === 1 ? 'was' : 'were'} fixed by this run.`,
    summary.covered && `${counted(summary.covered, 'more finding')} ${summary.covered === 1 ? 'is' : 'are'} in the baseline.`,
  ].filter(Boolean);
  byId('next').append(
    el('h3', null, summary.findings ? 'What to do next' : 'Nothing to do'),
    ...(summary.findings ? [] : [el('p', null, summary.files ? 'lint found nothing to report.' : 'No post was linted.')]),
    ...lines.map((line) => el('p', null, line)),
    ...data.commands.next.map(([command, purpose]) => el('div', { class: 'step' }, copyable(command, `the command to ${purpose}`), el('p', { class: 'muted' }, purpose))),
  );
  if (!data.unchecked.length) return;
  const left = summary.unchecked - data.unchecked.length;
  byId('next').append(el('details', { class: 'unchecked' },
    el('summary', null, `${counted(summary.unchecked, 'post')} could not be checked`),
    el('ul', null, data.unchecked.map(([name, reason]) => el('li', null, el('code', null, name), `: ${reason}`)), left ? el('li', null, `and ${number(left)} more`) : null)));
}

// The rules of which something is new or was mended, those with the most first.
function changesByRule({ new: fresh, mended }) {
  const codes = [...new Set([...Object.keys(fresh), ...Object.keys(mended)])];
  const most = (code) => (fresh[code] || 0) + (mended[code] || 0);
  codes.sort((one, other) => most(other) - most(one) || (one < other ? -1 : 1));
  const known = new Map(causes.map((cause) => [cause.code, cause]));
  const named = (code) => (known.has(code) ? link(known.get(code).url, `${code} ${known.get(code).name}`) : code);
  const cell = (count) => el('td', { class: 'n' }, count ? number(count) : '–');
  return el('details', { open: codes.length <= FEW_CHANGES },
    el('summary', null, 'What changed, by rule'),
    el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'What changed, by rule' }, el('table', { class: 'changes' },
      el('thead', null, el('tr', null, el('th', { scope: 'col' }, 'rule'), ['new', 'mended or gone'].map((name) => el('th', { scope: 'col', class: 'n' }, name)))),
      el('tbody', null, codes.map((code) => el('tr', null, el('td', null, named(code)), cell(fresh[code]), cell(mended[code])))))));
}

function showHistory() {
  const place = byId('history');
  const { history } = data;
  if (!history || !history.runs.length) {
    place.append(
      el('h3', null, 'Trend'),
      el('p', { class: 'muted' }, history
        ? 'This is the first run in the database. Write both again after the next one to see what is new and what was mended.'
        : 'Keep the runs in a database to see the trend here, what is new, and what was mended:'),
      ...(history ? [] : [copyable(data.commands.history, 'the command that keeps the history')]),
    );
    return;
  }
  const sum = (counts) => Object.values(counts).reduce((all, count) => all + count, 0);
  const [fresh, mended] = [sum(history.new), sum(history.mended)];
  const before = history.runs.at(-1);
  const now = { started: data.made, files: summary.files, counts: SEVERITIES.map((severity) => causes.reduce((all, cause) => all + (cause.severity === severity ? cause.findings : 0), 0)) };
  const runs = [...history.runs, now];
  const when = (run) => new Date(run.started).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' });
  const chart = el('div', { class: 'plot', role: 'img', 'aria-label': `Findings of the last ${runs.length} runs; the numbers are in the table below` });
  place.append(
    el('h3', null, 'Trend'),
    el('p', null, 'Since the run of ', el('time', { datetime: before.started }, when(before)), ': ',
      el('button', { type: 'button', class: 'chip', click: () => { choose({ ...NOTHING, fresh: true }); byId('findings').scrollIntoView(); } }, `${number(fresh)} new`),
      ' ', el('strong', null, number(mended)), ' mended or gone.',
      before.files === summary.files ? null : ` That run had ${counted(before.files, 'post')}, this one ${number(summary.files)}.`,
      summary.covered ? ` Neither has what the baseline accepts now: ${counted(summary.covered, 'finding')}.` : null),
    legend(), chart,
    el('details', null, el('summary', null, 'The runs as a table'), el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Runs' }, el('table', null,
      el('thead', null, el('tr', null, ['run', 'posts', 'errors', 'warnings', 'notes'].map((name) => el('th', { scope: 'col', class: name === 'run' ? '' : 'n' }, name)))),
      el('tbody', null, runs.toReversed().map((run) => el('tr', null, el('td', null, when(run)), [run.files, ...run.counts].map((count) => el('td', { class: 'n' }, number(count))))))))),
  );
  if (fresh || mended) place.append(changesByRule(history));
  if (history.examples.length) {
    place.append(el('details', null, el('summary', null, mended > history.examples.length ? `The first ${history.examples.length} of ${number(mended)} that were mended or are gone` : 'What was mended or is gone'),
      el('ul', { class: 'mended' }, history.examples.map(([file, code, message]) => el('li', null, el('code', null, file), ` ${code} ${message}`)))));
  }
  const day = (run) => new Date(run.started).toLocaleDateString('en', { dateStyle: 'medium' });
  const named = runs.every((run) => day(run) === day(now)) ? (run) => new Date(run.started).toLocaleTimeString('en', { timeStyle: 'short' }) : day;
  const series = (name) => ({ stroke: () => color(`${name}-fill`), width: 2, points: { show: runs.length < 20, size: 6, fill: () => color(`${name}-fill`) } });
  plot(chart, {
    height: 150,
    scales: { x: { time: false, range: [-0.3, runs.length - 0.7] }, y: { range: (_, __, most) => [0, Math.max(most * 1.1, 1)] } },
    axes: [
      axis({ grid: { show: false }, size: 30, space: 90, incrs: [1, 2, 5, 10, 20], values: (_, at) => at.map((each) => (runs[each] ? named(runs[each]) : '')) }),
      axis({ size: 56, values: (_, at) => at.map(number) }),
    ],
    series: [{}, series('error'), series('warning'), series('info')],
    cursor: { drag: { x: false, y: false } },
  }, [runs.map((_, at) => at), ...[0, 1, 2].map((rank) => runs.map((run) => run.counts[rank]))]);
}
