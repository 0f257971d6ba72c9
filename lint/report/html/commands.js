// The commands that print all findings which fit what is chosen.

// A word of a shell, and a text of SQL; what a terminal could act on is written in hexadecimal.
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
function sql(text) {
  if (/^[\x20-\x7e\u00a1-\u1fff\u2070-\ud7ff\uf900-\ufdff]*$/.test(text)) return `'${text.replaceAll("'", "''")}'`;
  const bytes = [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, '0'));
  return `CAST(x'${bytes.join('')}' AS TEXT)`;
}

// Returns the commands that print all findings that fit what is chosen.
function commands() {
  const { list, database, file } = data.commands;
  const names = Object.keys(NOTHING).filter(isChosen);
  if (!names.length) return [list];
  const code = isChosen('cause') ? causes[chosen.cause].code : '';
  const isAlone = causes.filter((cause) => cause.code === code).length === 1;
  if (names.length === 1 && code && isAlone) return [`${list} | grep -F ${quoted(`: ${code} `)}`];
  const where = [];
  if (chosen.severity) where.push(`severity = ${sql(chosen.severity)}`);
  if (code) where.push(`code = ${sql(code)}${isAlone ? '' : ` AND severity = ${sql(causes[chosen.cause].severity)}`}`);
  for (const [way, column] of [['month', 'month'], ['source', 'source_host']]) {
    if (!isChosen(way)) continue;
    const name = WAYS[way].table.names[chosen[way]];
    where.push(name === '-' ? `${column} IS NULL` : `${column} = ${sql(name)}`);
  }
  if (isChosen('host')) {
    const name = data.hosts.names[chosen.host];
    const is = name === '-' ? 'host IS NOT NULL' : `host = ${sql(name)}`;
    where.push(
      `${name === '-' ? 'NOT ' : ''}EXISTS (SELECT 1 FROM all_links AS l WHERE l.file_id = post_id AND l.${is}` +
        ' AND l.start <= findings."end" AND l."end" >= findings.start)',
    );
  }
  if (chosen.fix) where.push(chosen.fix === 'none' ? 'fix IS NULL' : `fix ->> '$.applicability' = ${sql(chosen.fix)}`);
  for (const word of chosen.text.split(/\s+/).filter(Boolean)) {
    where.push(`instr(lower(filename || ':' || "row" || ':' || "column" || ' ' || code || ' ' || name || ' ' || message), lower(${sql(word)}))`);
  }
  if (chosen.fresh) {
    where.push(
      '(filename, code, message) NOT IN (SELECT filename, code, message FROM all_findings JOIN files ON files.id = file_id' +
        ' WHERE run_id = (SELECT max(id) FROM runs WHERE id < (SELECT max(id) FROM runs)))',
    );
  }
  const query = `SELECT filename, "row", code, message FROM findings WHERE ${where.join(' AND ')} ORDER BY filename, "row"`;
  return [...(database ? [database] : []), `sqlite3 ${file} ${quoted(query)}`];
}

// Returns the command that shows what the fixes of the chosen cause would change.
function fixes() {
  if (!isChosen('cause')) return [];
  const { code, safe, unsafe } = causes[chosen.cause];
  if (!safe && !unsafe) return [];
  const kinds = [[safe, 'safe'], [unsafe, 'unsafe']].filter(([count]) => count).map(([count, kind]) => `${number(count)} ${kind}`);
  return [
    el('p', { class: 'muted' }, `What its fixes would change (${kinds.join(', ')}); without --diff, they are applied:`),
    copyable(`${unsafe ? data.commands.unsafe : data.commands.safe} --select ${quoted(code)}`, 'the command that shows the changes'),
  ];
}
