import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { loadContent } from '../../src/app/load-content.ts';
import type { BotContent } from '../../src/domain/content/bot-content.ts';
import { folders } from './stage.ts';

/** What an author adds: states of a flow, the answers that lead elsewhere, and words by language. */
export interface Addition {
  flow: string;
  start?: string;
  states: object;
  words: Readonly<Record<string, { say: object; choices?: object; saved?: object }>>;
}

/** The checked-in flows and words with an addition in YAML, checked like those. */
export function addToLibrary({ flow, start, states, words }: Addition): BotContent {
  const root = mkdtempSync(join(tmpdir(), 'posko-addition-'));
  try {
    for (const folder of Object.values(folders)) {
      cpSync(folder, join(root, folder), { recursive: true });
    }
    change(join(root, 'flows', `${flow}.yaml`), (file) => ({
      ...file,
      ...(start !== undefined && { start }),
      states: { ...file.states, ...states },
    }));
    for (const [language, { say, choices, saved }] of Object.entries(words)) {
      change(join(root, 'locales', `${language}.yaml`), (file) => ({
        ...file,
        choices: { ...file.choices, ...choices },
        saved: { ...file.saved, ...saved },
        say: { ...file.say, ...say },
      }));
    }
    return loadContent({ flows: join(root, 'flows'), locales: join(root, 'locales') });
  } finally {
    rmSync(root, { recursive: true });
  }
}

interface File {
  states?: object;
  choices?: object;
  saved?: object;
  say?: object;
}

function change(path: string, to: (file: File) => object): void {
  writeFileSync(path, stringify(to(parse(readFileSync(path, 'utf8'), { schema: 'core' }))));
}
