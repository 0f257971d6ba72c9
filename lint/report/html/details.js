// One finding with all that is known of it, in a dialog.

function showDetails(list, at) {
  const dialog = byId('details');
  const row = rows[list[at]];
  const cause = causeOf(row);
  const [, month, source] = files[row[FILE]];
  const facts = [
    ['Month', nameOf('month', month)], ['Source', nameOf('source', source)], ['Host', nameOf('host', row[HOST])],
    ['Fix', row[FIXED] && `${row[FIXED]} (${row[FIX]})`], ['Also', row[ALSO]],
    ['New', row[NEW] ? 'the run before did not have it' : ''],
  ];
  const go = (step) => () => showDetails(list, at + step);
  dialog.replaceChildren(
    el('div', { class: 'bar-of-dialog' },
      el('span', null, tag(cause.severity), ' ', link(cause.url, `${cause.code} ${cause.name}`)),
      el('span', null,
        list.length > 1 && el('button', { type: 'button', 'aria-label': 'Previous finding', disabled: at === 0, click: go(-1) }, '‹'),
        list.length > 1 && el('button', { type: 'button', 'aria-label': 'Next finding', disabled: at === list.length - 1, click: go(1) }, '›'),
        el('button', { type: 'button', 'aria-label': 'Close', click: () => dialog.close() }, '×'))),
    el('h2', { id: 'details-title' }, row[MESSAGE]),
    ...(row[EXCERPT] ? [el('div', { class: 'whole', tabindex: '0', role: 'region', 'aria-label': 'Excerpt' }, excerpt(row))] : []),
    copyable(placeOf(row), 'the place'),
    el('dl', null, facts.filter(([, value]) => value).map(([name, value]) => [el('dt', null, name), el('dd', null, value)])),
    el('p', null, cause.summary),
    el('details', null, el('summary', null, `The manual of ${cause.code}`), el('pre', { tabindex: '0' }, cause.manual)),
    copyable(`lint explain ${cause.code}`, 'the command that shows the manual'),
  );
  if (!dialog.open) dialog.showModal();
  dialog.onkeydown = (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step && list[at + step] !== undefined && !event.target.closest('pre, .whole')) showDetails(list, at + step);
  };
}
