r"""Small documents of each format: what its grammar has, and what it does not allow.

Those of TOML follow the list of https://github.com/toml-lang/toml-test, those of JSON that of
https://github.com/nst/JSONTestSuite, in words of our own.
"""

TOML = (
    "", "# only a comment", "a = 1 # after", "a = 1\r\nb = 2\r\n", "a.b.c = 'x'\n\"d e\".f = 2", "'' = 1", "[a]\n[a.b]\nc = 1",
    "[a.b]\nc = 1\n[a]\nd = 2", "[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 3", "a = []", "a = [1, [2, 3], ['x'],\n # why\n]",
    "a = {b = 1, c = {d = 2}}", "a = {}", "a = 0x_1", "a = 0xdead_beef\nb = 0o17\nc = 0b101", "a = 1_000\nb = 1__0", "a = +1.5e-3",
    "a = .5", "a = 1.", "a = inf\nb = -nan", "a = 1979-05-27", "a = 1979-05-27T07:32:00.999Z", "a = 1979-05-27 07:32:00+09:00",
    "a = 07:32", "a = 07:32:00.1", "a = 2021-02-30", "a = true\nb = TRUE", 'a = "\\u00e9\\t\\\\"', 'a = "\\q"', "a = 'no \\escape'",
    'a = """\nx\\\n   y"""', 'a = """x \\ \n\n  y"""', 'a = """\n\\ \n"""', 'a = """"x""""', "a = '''it's\n'' '''", "a = 'x\ny'",
    'a = "x\ny"', "a = 1\na = 2", "a = 1\n[a]", "[a]\n[a]", "a.b = 1\n[a]\nc = 2", "[a]\nb.c = 1\n[a.b]", "a = {b = 1}\na.c = 2",
    "a = [1]\n[[a]]", "[a", "a", "= 1", "a = ", "a = [1 2]", "a = {b = 1,}", "a = {\nb = 1}", "[[a]]\n[a]", "a = 'x' 'y'",
    "a = \x01", "a = 'x\x00'", "# \x1f", "\ufeffa = 1", "a = '雨'\n雨 = 1", "a = 1 \t\n\t[b]\t\n", 'a = """\\\n\n\n  b\\ \n"""',
)  # fmt: skip

JSON = (
    "", "{}", "[]", "null", "true", "0", '"x"', '{"a": 1}', '{"a": {"b": [1, 2.5e3, -0, null]}}', '{"a": 1, "a": 2}', '"a": 1',
    '"a": 1, "b": {"c": 2}', '{"a": 1,}', "{'a': 1}", "{a: 1}", '{"a" 1}', '{"a": }', '{"a": 01}', '{"a": 1.}', '{"a": .5}',
    '{"a": +1}', '{"a": NaN}', '{"a": -Infinity}', '{"a": "NaN"}', '["\\u00e9\\ud83d\\ude00\\ud800"]', '["\\x"]', '["\t"]', '["\n"]',
    "[1]]", "[1", "[", "[,]", "[1 2]", "// no\n{}", "{} x", "\ufeff{}", '{"": ""}', '{"雨": "🙂"}', '{"a": 1e400}', " \n\t{} ",
    '{"a": "b\\', '{"a": "\\"', '"a": 1}', '"a": 1, ', "\x00", "[1e5, 1E+5, 1e-5]", '{"a":{"a":{"a":[]}}}', '"a"', '"a":', '{"a":[}',
)  # fmt: skip

YAML = (
    "", "a: 1", "a: 1\nb: 2\n", "- a\n- b: c\n  d: e", "a:\n- b", "a: [b, {c: d}, ]", "{a: b, c, ? d : e}", "a: |\n  x\n  y\n\n", "a: >2-\n    x",
    "a: |+\n\n", "a: 'it''s'", 'a: "x\\n\\u263a\\\n  y"', "a: &x 1\nb: *x", "a: *x", "a: &x [*x]", "<<: {a: 1}\na: 2",
    "a: &x {b: 1}\nc:\n  <<: [*x, *x]", "? a\n: b", "? [a, b]\n: c", "a: b: c", "a:b", "a : b", "a: # c", "a: b # c", "a: b#c", "%YAML 1.2\n--- a",
    "a\n---\nb", "a: 1\n...\nb", "!!str 1", "a: !!int x", "a: !x y", "a: !<tag:x> y", "!!set {a}", "a: @b", "a: `b", "a: %b", "\ta: 1", "a:\t1",
    "a:\n\tb: 1", "a: 'x", 'a: "x', "a: [b", "a: {b", "a: ]", "a: 1\n b: 2", "- a\nb: c", "a: 2021-05-03", "a: 2021-05-03T10:00:00+09:00",
    "a: 2021-13-45", "a: 12:30:45", "a: 0o17\nb: 017\nc: 0x1F\nd: 1_000", "a: .inf\nb: -.INF\nc: .NaN", "a: yes\nb: No\nc: ~\nd: NULL", "a: =", "=: a",
    "a: 1\na: 1", "a: 1\n'a': 2", "1: a\ntrue: b\nnull: c", "a: x\x85y", "a: x\u2028y", "a: \x01", "a: \ufeffb", "\ufeffa: 1", "a: \ud83d", "a: 🙂",
    "a: 雨\n雨: a", "a:\r\n  b\r\nc: d\r", "a: |\n\tx", "a: >\n x\n  y\n\n z", "- - - a", "- ? a\n  : b", "a: &a\nb: &b", "a: &a &b c", "&a a: b",
    "a: -", "-", "?", ":", "a: - b", "a: ? b", "'a': b", '"a": b', '{"a":b}', "[a: b]", "a: [b: c]", "--- |\n x", "--- >\n x\n--- y", "#", "a: !",
)  # fmt: skip
