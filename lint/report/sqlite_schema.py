"""The tables and views of a database report.

The tables hold all runs. The views `posts`, `tags`, `findings`, `links` and `images` show the last one, with
what people ask for joined to it. `docs/queries.md` describes them.
"""

SCHEMA = """
CREATE TABLE runs (
  id INTEGER PRIMARY KEY, started TEXT NOT NULL, version TEXT NOT NULL, files INTEGER, findings INTEGER
);
CREATE TABLE rules (code TEXT PRIMARY KEY, name TEXT NOT NULL, summary TEXT, url TEXT NOT NULL);
CREATE TABLE files (
  id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES runs(id), filename TEXT NOT NULL,
  title TEXT, date TEXT, month TEXT, author TEXT, source TEXT, source_host TEXT
);
CREATE TABLE all_tags (
  file_id INTEGER NOT NULL REFERENCES files(id), tag TEXT NOT NULL, PRIMARY KEY (file_id, tag)
) WITHOUT ROWID;
CREATE TABLE all_findings (
  id INTEGER PRIMARY KEY, file_id INTEGER NOT NULL REFERENCES files(id),
  code TEXT NOT NULL REFERENCES rules(code), severity TEXT NOT NULL, message TEXT NOT NULL,
  "row" INTEGER NOT NULL, "column" INTEGER NOT NULL, end_row INTEGER NOT NULL, end_column INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, fix TEXT
);
CREATE TABLE related (
  id INTEGER PRIMARY KEY, finding_id INTEGER NOT NULL REFERENCES all_findings(id),
  code TEXT NOT NULL, message TEXT NOT NULL,
  "row" INTEGER NOT NULL, "column" INTEGER NOT NULL, end_row INTEGER NOT NULL, end_column INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, filename TEXT
);
CREATE TABLE all_links (
  id INTEGER PRIMARY KEY, file_id INTEGER NOT NULL REFERENCES files(id), element TEXT NOT NULL,
  attribute TEXT NOT NULL, kind TEXT NOT NULL, raw TEXT NOT NULL, value TEXT NOT NULL, url TEXT, host TEXT,
  "row" INTEGER NOT NULL, "column" INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  proxy TEXT, origin TEXT, noscript INTEGER NOT NULL
);
CREATE INDEX files_by_run ON files (run_id, filename);
CREATE INDEX findings_by_file ON all_findings (file_id);
CREATE INDEX findings_by_code ON all_findings (code);
CREATE INDEX related_by_finding ON related (finding_id);
CREATE INDEX links_by_file ON all_links (file_id);
CREATE VIEW posts AS
  SELECT id, filename, title, date, month, author, source, source_host FROM files
  WHERE run_id = (SELECT max(id) FROM runs);
CREATE VIEW tags AS
  SELECT file_id AS post_id, tag FROM all_tags
  WHERE file_id IN (SELECT id FROM files WHERE run_id = (SELECT max(id) FROM runs));
CREATE VIEW findings AS
  SELECT each.id, file_id AS post_id, filename, month, source_host, code, name, severity, message,
    "row", "column", end_row, end_column, start, "end", fix
  FROM all_findings AS each JOIN files ON files.id = file_id JOIN rules USING (code)
  WHERE run_id = (SELECT max(id) FROM runs);
CREATE VIEW links AS
  SELECT each.id, file_id AS post_id, filename, month, source_host, element, attribute, kind, raw, value,
    url, host, "row", "column", start, "end", proxy, origin, noscript
  FROM all_links AS each JOIN files ON files.id = file_id
  WHERE run_id = (SELECT max(id) FROM runs) AND kind <> 'source';
CREATE VIEW images AS
  SELECT each.id, file_id AS post_id, filename, month, source_host, element, attribute, raw, value,
    url, host, "row", "column", start, "end", proxy, origin, noscript
  FROM all_links AS each JOIN files ON files.id = file_id
  WHERE run_id = (SELECT max(id) FROM runs) AND kind = 'image';
"""
# As SQLite stores them.
STATEMENTS = tuple(SCHEMA.strip().removesuffix(";").split(";\n"))
