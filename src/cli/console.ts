import { type Command, Option } from 'commander';
import type { AppDeps } from '../app/app-deps.ts';
import { atDesk } from '../app/open-desk.ts';
import { openEmbedder } from '../app/open-embedder.ts';
import { Failure } from '../app/user-error.ts';
import { defaultLanguage, type StaffLanguage, staffLanguages } from '../i18n/languages.ts';
import { createCommand } from './create-command.ts';
import { asReviewer, findReviewer } from './desk-command.ts';
import { configFor } from './output.ts';
import { createFileViewer } from './view-file.ts';

interface Options {
  data?: string;
  as: string;
  lang: StaffLanguage;
}

/** `posko console`: the reviewers' desk in the terminal. */
export function consoleCommand(): Command {
  return createCommand('console')
    .addOption(asReviewer())
    .addOption(
      new Option('--lang <language>', 'what the console speaks')
        .choices(staffLanguages)
        .default(defaultLanguage),
    )
    .action(openDesk);
}

async function openDesk(options: Options): Promise<void> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    throw new Failure('the console needs a terminal; "posko review" has the same without one');
  }
  const config = configFor(options);
  await atDesk(config, (deps) => sitDown(deps, options, config.viewer), await openEmbedder(config));
}

async function sitDown(
  deps: AppDeps,
  { as, lang: language }: Options,
  program: string | undefined,
): Promise<void> {
  const { name: reviewer, role } = await findReviewer(deps.store, as, 'claim');
  // Ink and React take time and memory that no other command needs.
  const { openConsole } = await import('../terminal/open-console.ts');
  const viewer = createFileViewer(program);
  const showFile = viewer.show;
  await openConsole({ deps, reviewer, role, language, showFile }).finally(viewer.close);
}
