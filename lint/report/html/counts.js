// How many findings fit what is chosen: of all where that is known, else of those that are listed.

// Adds up cells: cause, count, cause, count and so on.
function eachCell(cells, work) {
  for (let at = 0; at < cells.length; at += 2) work(cells[at], cells[at + 1]);
}

// Returns how many findings of each severity each bar of a chart has, and whether all findings are counted.
function counts(way) {
  const size = way === 'cause' ? causes.length : WAYS[way].table.cells.length;
  const found = Array.from({ length: size }, () => [0, 0, 0]);
  const others = Object.keys(WAYS).filter((each) => each !== way && isChosen(each));
  const isPlain = !chosen.fix && !chosen.text && !chosen.fresh;
  if (isComplete || !isPlain || others.length > (way === 'cause' ? 1 : 0)) {
    for (const at of matching(way)) {
      const row = rows[at];
      found[way === 'cause' ? row[CAUSE] : inWay[way](row)][rankOf[row[CAUSE]]] += 1;
    }
    return { found, isExact: isComplete };
  }
  const add = (bar, cause, count) => { found[bar][rankOf[cause]] += count; };
  const fits = (cause) => !chosen.severity || causes[cause].severity === chosen.severity;
  if (way !== 'cause') {
    WAYS[way].table.cells.forEach((cells, at) => eachCell(cells, (cause, count) => fitsCause(cause) && add(at, cause, count)));
  } else if (others.length) {
    const cells = WAYS[others[0]].table.cells[chosen[others[0]]];
    eachCell(cells, (cause, count) => fits(cause) && add(cause, cause, count));
  } else {
    causes.forEach((cause, at) => fits(at) && add(at, at, cause.findings));
  }
  return { found, isExact: true };
}

// Returns how many findings fit what is chosen; null if only those that are listed can be counted.
function countAll() {
  if (isComplete) return null;
  const plain = !chosen.text && !chosen.fresh;
  if (plain && chosen.fix && !Object.keys(WAYS).some(isChosen)) {
    const of = { safe: (cause) => cause.safe, unsafe: (cause) => cause.unsafe, none: (cause) => cause.findings - cause.safe - cause.unsafe };
    return causes.reduce((sum, cause, at) => sum + (fitsCause(at) ? of[chosen.fix](cause) : 0), 0);
  }
  const { found, isExact } = counts('cause');
  if (!isExact) return null;
  return found.reduce((sum, some, at) => sum + (fitsCause(at) ? some[0] + some[1] + some[2] : 0), 0);
}
