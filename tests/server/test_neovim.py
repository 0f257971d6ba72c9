"""A real editor: Neovim without a screen opens a post, shows what is found, and fixes it.

It is looked for in the PATH; with ARCHIVE_LINT_REQUIRE_EDITORS, a missing one is a failure.
"""

import json
import os
import shutil
import subprocess
import sys

import pytest

from tests.conftest import GOOD, Archive

_PATIENCE = 120  # seconds
# Debian's 0.7 has `start_client`, which later versions keep.
_SCRIPT = """
local found = {}
local path = vim.fn.getcwd() .. "/_posts/2021-05-03-rain.md"
vim.cmd("edit " .. path)
vim.bo.filetype = "markdown"
local client = vim.lsp.start_client({
  name = "archive-lint", cmd = COMMAND, root_dir = vim.fn.getcwd(),
  workspace_folders = {{ uri = vim.uri_from_fname(vim.fn.getcwd()), name = "posts" }},
})
vim.lsp.buf_attach_client(0, client)
local function codes()
  local list = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do
    table.insert(list, { each.code or each.user_data.lsp.code, each.lnum, each.col })
  end
  return list
end
local function has(code)
  for _, each in ipairs(codes()) do if each[1] == code then return true end end
  return false
end
found.opened = vim.wait(60000, function() return has("IMG004") end, 20)
found.first = codes()
local params = vim.lsp.util.make_range_params()
params.range = { start = { line = 0, character = 0 }, ["end"] = { line = 100, character = 0 } }
params.context = { diagnostics = {}, only = { "source.fixAll" } }
local answers = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 60000)
for _, answer in pairs(answers or {}) do
  for _, action in pairs(answer.result or {}) do
    vim.lsp.util.apply_workspace_edit(action.edit, "utf-16")
  end
end
found.fixed = vim.wait(60000, function() return not has("IMG004") end, 20)
vim.api.nvim_buf_set_lines(0, -1, -1, false, { "🌧️ [x]( )" })
found.typed = vim.wait(60000, function() return has("LNK001") end, 20)
found.last = codes()
found.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\\n")
local file = io.open(vim.fn.getcwd() .. "/found.json", "w")
file:write(vim.fn.json_encode(found))
file:close()
vim.cmd("qa!")
"""


def _neovim() -> str:
    path = shutil.which("nvim")
    if path is not None:
        return path
    message = "nvim is not installed; on Debian: apt-get install neovim"
    if os.environ.get("ARCHIVE_LINT_REQUIRE_EDITORS"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.mark.slow
def test_neovim_shows_findings_while_one_types_and_fixes_them(archive: Archive) -> None:
    neovim = _neovim()
    archive.write(
        "_posts/2021-05-03-rain.md", GOOD.replace("It rained.", "<img src='http://i.example/a.png' alt='x'>")
    )
    command = ", ".join(json.dumps(each) for each in (sys.executable, "-m", "lint", "server", "--no-index"))
    archive.write("script.lua", f"local COMMAND = {{ {command} }}\n{_SCRIPT}")
    ran = subprocess.run(
        [neovim, "--headless", "--clean", "-n", "-c", "luafile script.lua", "-c", "qa!"],
        cwd=archive.root,
        env={**os.environ, "XDG_STATE_HOME": str(archive.root), "XDG_CACHE_HOME": str(archive.root)},
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
    )
    with open(archive.root / "found.json", encoding="utf-8") as file:
        found = json.load(file)
    assert found["opened"], ran.stderr
    assert found["fixed"], ran.stderr
    assert found["typed"], ran.stderr
    assert "src='https://i.example/a.png'" in found["text"]
    # Neovim counts columns in bytes.
    row = found["text"].split("\n").index("🌧️ [x]( )")
    assert ["LNK001", row, len("🌧️ ".encode())] in found["last"]
