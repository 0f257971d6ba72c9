// Starts `lint server`, and hands on the settings and what the editor sees.
import { commands, ExtensionContext, window, workspace } from "vscode";
import { LanguageClient } from "vscode-languageclient/node";

const SECTION = "archiveLint";
const LANGUAGES = ["markdown", "mdx", "quarto", "html"];

let client: LanguageClient | undefined;

async function start(): Promise<void> {
  const [command, ...args] = workspace.getConfiguration(SECTION).get<string[]>("command", ["lint", "server"]);
  client = new LanguageClient(
    SECTION,
    "archive-lint",
    { command, args },
    {
      documentSelector: LANGUAGES.flatMap((language) => [
        { language, scheme: "file" },
        { language, scheme: "untitled" },
      ]),
      initializationOptions: workspace.getConfiguration(SECTION),
      synchronize: { configurationSection: SECTION },
    },
  );
  try {
    await client.start();
  } catch (error) {
    window.showErrorMessage(
      `archive-lint: '${command}' does not start: ${error}. Install it with: pip install 'archive-lint[editor]'`,
    );
  }
}

async function stop(): Promise<void> {
  const stopped = client;
  client = undefined;
  // One that did not start cannot be stopped.
  if (stopped?.isRunning()) await stopped.stop();
}

export async function activate(context: ExtensionContext): Promise<void> {
  const restart = async () => {
    await stop();
    await start();
  };
  context.subscriptions.push(
    commands.registerCommand("archiveLint.restart", restart),
    workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration(`${SECTION}.command`)) await restart();
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await stop();
}
