"""What is read of a site's own configuration, which may be a program, damaged, or made to harm."""

import os
import time

import pytest

from lint.archive.builders import named
from lint.archive.builders.globs import Globs
from lint.archive.builders.literals import javascript_value, python_value, yaml_texts
from lint.archive.builders.site import Site
from tests.conftest import GOOD, Archive


def site(builder: str) -> Site:
    return named(builder)(os.getcwd())


@pytest.mark.parametrize(
    ("builder", "file", "content", "zone"),
    [
        ("jekyll", "_config.yml", "timezone: Asia/Tokyo", "Asia/Tokyo"),
        ("jekyll", "_config.toml", 'timezone = "Asia/Tokyo"', "Asia/Tokyo"),
        ("hexo", "_config.yml", "timezone: 'Asia/Tokyo'", "Asia/Tokyo"),
        ("hexo", "_config.yml", "timezone: ''", None),
        ("hugo", "hugo.toml", 'timeZone = "Asia/Tokyo"', "Asia/Tokyo"),
        ("hugo", "hugo.yaml", "timezone: Asia/Tokyo", "Asia/Tokyo"),
        ("hugo", "config/_default/hugo.json", '{"TimeZone": "Asia/Tokyo"}', "Asia/Tokyo"),
        ("pelican", "pelicanconf.py", "TIMEZONE = 'Asia/Tokyo'  # here\n", "Asia/Tokyo"),
        ("pelican", "pelicanconf.py", "TIMEZONE = os.environ['TZ']\n", None),
        ("jekyll", "_config.yml", "# timezone: Asia/Tokyo\ntitle: x", None),
        ("zola", "config.toml", 'base_url = "/"', None),
    ],
)
def test_the_timezone_is_that_of_the_site(
    archive: Archive, builder: str, file: str, content: str, zone: str | None
) -> None:
    archive.write(file, content)
    assert site(builder).timezone == zone


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("timezone: Mars/Olympus", "no timezone is called 'Mars/Olympus'"),
        ("timezone: ../../etc/passwd", "no timezone is called"),
        ("timezone: Asia", "no timezone is called 'Asia'"),
        ("timezone: 8", "it is a number or a date"),
        ("timezone: [Asia/Tokyo]", "it is a list"),
        ("timezone: Asia/Tokyo\nx: [", "it does not parse"),
        ("timezone: Asia/Tokyo\nx: 2021-99-99", "it does not parse"),
        ("timezone: Asia/Tokyo\nx: !!int ''", "it does not parse"),
        ("'\ntimezone: Asia/Tokyo'", "it is not a mapping"),
        ("timezone: Asia/Tokyo\nx: " + "[" * 50_000, "it does not parse"),
        ("timezone: Asia/Tokyo\n#" + "x" * 2_000_000, "it has 2,0"),
    ],
)
def test_what_cannot_be_read_is_said_and_harms_nothing(archive: Archive, content: str, said: str) -> None:
    archive.write("_config.yml", content)
    archive.write("_posts/2021-05-03-rain.md")
    assert site("jekyll").timezone is None
    assert [sentence for sentence in site("jekyll").untold if said in sentence] != []
    result = archive.lint("--show-settings")
    assert result.code == 0
    assert said in result.out
    assert archive.lint("--no-cache").code == 0


def test_aliases_that_multiply_cost_nothing(archive: Archive) -> None:
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 12))
    merges = "".join(f"m{n}: &m{n}\n  <<: [*m{n - 1}, *m{n - 1}]\n" for n in range(1, 40))
    archive.write(
        "_config.yml", f"l0: &l0 [x]\n{levels}m0: &m0 {{a: b}}\n{merges}exclude: *l11\ntimezone: UTC\n"
    )
    start = time.process_time()
    assert site("jekyll").timezone == "UTC"
    assert site("jekyll").leaves_out("x", is_folder=False) is None
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("builder", "file", "content", "left_out", "kept"),
    [
        ("jekyll", "_config.yml", "exclude: [drawer, '*.bak.md', /top.md]", "drawer/a.md drawers.md a.bak.md top.md", "b.md"),
        ("jekyll", "_config.yml", "exclude:\n  - drawer/*\ninclude: [drawer/a.md]", "drawer/b.md", "drawer/a.md drawer.md"),
        ("jekyll", "_config.yml", "exclude: archived", "archived.md archived2/a.md", "archived/a.md"),
        ("hexo", "_config.yml", "exclude: ['drawer/**']\nskip_render: raw/*.md", "source/drawer/x/a.md source/raw/a.md", "source/raw/x/a.md drawer/a.md"),
        ("hugo", "hugo.toml", r"ignoreFiles = ['\.bak\.md$', '^content/drawer/.*']", "content/a.bak.md content/drawer/a.md", "content/a.md"),
        ("zola", "config.toml", 'base_url="/"\nignored_content = ["drawer/*.md"]', "content/drawer/a.md", "content/drawer/x/a.md"),
        ("quarto", "_quarto.yml", "project:\n  render: ['*.qmd', posts/, '!posts/old.md']", "a.md posts/old.md", "a.qmd posts/a.md posts/x/a.md"),
        ("quarto", "_quarto.yml", "project:\n  render: ['!drawer']", "drawer/a.md", "a.md"),
        ("pelican", "pelicanconf.py", "IGNORE_FILES = ['*.bak.md', 'x.md']", "content/a.bak.md content/y/x.md", "content/a.md"),
        ("pelican", "pelicanconf.py", "ARTICLE_EXCLUDES = ['parts', 'pages']", "content/parts/", "content/pages/ content/parts2/ content/a/parts/"),
        ("eleventy", "eleventy.config.js", "export default (c) => {\n  c.ignores.add('drawer');\n  c.ignores.add(`./x/*.md`); // c.ignores.add('y')\n  c.ignores.add(some);\n}", "drawer/a.md x/b.md", "a.md x/y/b.md y/a.md"),
        ("docusaurus", "docusaurus.config.js", "module.exports = {presets: [['classic', {docs: {exclude: ['old/**']}, blog: {exclude: ['**/wip.md']}}]]}", "docs/old/a.md blog/x/wip.md", "docs/a.md blog/a.md"),
        ("vitepress", ".vitepress/config.mts", "export default {\n  srcExclude: ['**/TODO.md', 'old/**'], // now\n}", "TODO.md a/TODO.md old/a/b.md", "a.md"),
        ("docusaurus", "docusaurus.config.js", "docs: {exclude: ['**/*.wip.md']}", "docs/x/a.wip.md", "docs/a.md"),
        ("eleventy", ".eleventyignore", "drawer/\n*.wip.md\n!keep.wip.md\n", "drawer/a.md x/a.wip.md", "a.md keep.wip.md"),
    ],
)  # fmt: skip
def test_what_a_configuration_leaves_out(
    archive: Archive, builder: str, file: str, content: str, left_out: str, kept: str
) -> None:
    archive.write(file, content)
    found = site(builder)

    def is_left_out(path: str) -> bool:
        folders = [path[:at] for at in range(len(path)) if path[at] == "/"]
        return any(found.leaves_out(folder, is_folder=True) for folder in folders) or bool(
            found.leaves_out(path, is_folder=False)
        )

    assert [path for path in left_out.split() if not is_left_out(path)] == []
    assert [path for path in kept.split() if is_left_out(path)] == []


def test_hugo_reads_all_files_of_its_folder(archive: Archive) -> None:
    archive.write("config/_default/hugo.toml", 'contentDir = "texts"\n')
    archive.write("config/_default/languages.toml", '[fr]\ncontentDir = "textes/fr"\n')
    archive.write("config/_default/module.yaml", "mounts:\n- {source: more, target: content}\n")
    archive.write("config/_default/markup.toml", '[goldmark.parser]\nautoHeadingIDType = "blackfriday"\n')
    hugo = site("hugo")
    assert [hugo.output(f"{folder}/a.md") for folder in ("texts", "textes/fr", "more", "content")] == [
        "page", "page", "page", "left out",
    ]  # fmt: skip
    assert hugo.configuration.get("markup.goldmark.parser.autoHeadingIDType") == "blackfriday"


def test_programs_are_never_run(archive: Archive) -> None:
    archive.write("pelicanconf.py", "open('ran', 'w')\nTIMEZONE = __import__('os').getcwd()\nPATH = 'x'\n")
    archive.write("x/a.md", GOOD)
    assert archive.lint("--show-settings").code == 0
    assert not os.path.exists("ran")
    assert any("is a program" in sentence for sentence in site("pelican").untold)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ('{srcDir: "a"}', "a"),
        ("{'srcDir': 'a',}", "a"),
        ("// srcDir: 'b'\nsrcDir: 'a' /* srcDir: 'c' */", "a"),
        ("x = 'http://x'; srcDir: 'a'", "a"),
        ("srcDir: ['a', \"b\",]", ["a", "b"]),
        ("srcDir: 'a'; srcDir: 'b'", None),
        ("srcDir: join('a')", None),
        ("srcDir: ['a', b]", None),
        ("srcDir: `a`", None),
        ("mysrcDir: 'a'", None),
        ("", None),
    ],
)
def test_plain_values_of_a_program_are_read(source: str, value: object) -> None:
    assert javascript_value(source, "srcDir") == value


def test_plain_values_of_python_are_read() -> None:
    source = "A = 'x'\nA = 'y'\nB = ['a', 'b']\nC = ('a',)\nD = f'x'\nif A:\n    E = 'x'\nF = 'a' + 'b'\n"
    assert [python_value(source, name) for name in "ABCDEF"] == ["y", ["a", "b"], ("a",), None, None, None]
    assert python_value("A = ", "A") is None


@pytest.mark.parametrize("read", [javascript_value, python_value, yaml_texts])
@pytest.mark.parametrize(
    "source", ["a: [" * 50_000, "a = ['" * 50_000, "/*" * 50_000, '"' * 99_999, "a:\n" + "- a\n" * 50_000]
)
def test_hostile_sources_take_linear_time(read: object, source: str) -> None:
    assert callable(read)
    start = time.process_time()
    read(source, "a")
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("*.md", "a.md", True),
        ("*.md", "x/a.md", False),
        ("**/*.md", "a.md", True),
        ("**/*.md", "x/y/a.md", True),
        ("a/**", "a/b/c", True),
        ("./a?.md", "ab.md", True),
        ("{a,b}/*.{md,qmd}", "b/x.qmd", True),
        ("{a,b}/*.md", "c/x.md", False),
        ("a*b*c*d*e/**/x", "abcde/1/2/x", True),
        ("a*b*c*d*e/**/x", "abcd/1/2/x", False),
        ("**/a*b*c*/**/d*", "x/y/abc/d.md", True),
    ],
)
def test_globs(pattern: str, path: str, matches: bool) -> None:  # noqa: FBT001 - pytest gives it
    assert Globs([pattern]).match(path) == matches
    # A long path is matched by another algorithm, which has to agree.
    long = "z" * 400
    assert Globs([f"{long}/{pattern.removeprefix('./')}"]).match(f"{long}/{path}") == matches


def test_globs_take_linear_time() -> None:
    start = time.process_time()
    patterns = Globs(["*a" * 30 + "b", "**/" * 30 + "b", "{a,b}" * 30])
    assert not patterns.match("a" * 3000)
    assert not patterns.match("a/" * 1500)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("permalink", "noted"),
    [("", True), ("permalink: pretty\n", True), ("permalink: /:year/:title/\n", True), ("permalink: none\n", False),
     ("permalink: /:title/\n", False)],
)  # fmt: skip
def test_the_day_in_the_address_matters_only_if_there_is_one(
    archive: Archive,
    permalink: str,
    noted: bool,  # noqa: FBT001 - pytest gives it
) -> None:
    archive.write("_config.yml", f"timezone: America/New_York\n{permalink}")
    archive.write(
        "_posts/2015-05-28-rain.md", '---\ntitle: Rain\ndate: "2015-05-28 23:23:00 -0500"\n---\nIt rained.\n'
    )
    assert archive.check("--no-cache", "--select", "DTE004").codes == ["DTE004"] * noted


@pytest.mark.parametrize(
    ("file", "key"), [("_config.yml", "future: true"), ("hugo.toml", "buildFuture = true")]
)
def test_a_site_that_shows_posts_early_means_their_dates(archive: Archive, file: str, key: str) -> None:
    post = "content/posts/a.md" if file == "hugo.toml" else "_posts/2999-01-01-a.md"
    archive.write(post, "---\ntitle: Rain\ndate: 2999-01-01T00:00:00Z\n---\nIt will rain.\n")
    archive.write(file, "")
    severities = [
        finding["severity"] for finding in archive.check("--no-cache", "--select", "DTE008").findings
    ]
    assert severities == ["warning"]
    archive.write(file, f"{key}\n")
    severities = [
        finding["severity"] for finding in archive.check("--no-cache", "--select", "DTE008").findings
    ]
    assert severities == ["info"]


def test_what_the_defaults_give_is_not_missing(archive: Archive) -> None:
    archive.write("lint.toml", 'schema = "news-mirror"\n')
    archive.write(
        "_posts/2021-05-03-a.md", GOOD.replace("layout: post\n", "").replace("author: Harbour Post\n", "")
    )
    archive.write(
        "_config.yml",
        "defaults:\n  - scope: {path: '', type: posts}\n    values: {layout: post, author: We}\n",
    )
    assert archive.check("--no-cache", "--select", "FMT005").codes == []
    archive.write(
        "_config.yml",
        "defaults:\n  - scope: {path: '', type: pages}\n    values: {layout: post, author: We}\n",
    )
    assert archive.check("--no-cache", "--select", "FMT005").codes == ["FMT005"]


@pytest.mark.parametrize(
    "scope", ["", "scope: {}", "scope: {path: ''}", "scope: {path: '', type: post}", "scope: {path: 5}"]
)
def test_defaults_without_a_scope_are_those_of_all_files(archive: Archive, scope: str) -> None:
    archive.write("lint.toml", 'schema = "news-mirror"\n')
    archive.write("_posts/2021-05-03-a.md", GOOD.replace("author: Harbour Post\n", ""))
    archive.write("_config.yml", f"defaults:\n  - {scope}\n    values: {{author: We}}\n")
    assert archive.check("--no-cache", "--select", "FMT005").codes == []


def test_another_parser_reads_other_markdown(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-a.md", "---\ntitle: Rain\n---\n<div>\n\n[rain]()\n\n</div>\n")
    archive.write("_config.yml", "")
    assert archive.check("--no-cache", "--select", "LNK001").codes == []
    archive.write("_config.yml", "markdown: CommonMarkGhPages\n")
    assert archive.check("--no-cache", "--select", "LNK001").codes == ["LNK001"]
