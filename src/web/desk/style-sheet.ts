import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verdictStyles } from '../shared/icon.ts';
/** The folder of what browsers load besides pages. */
export const pageFolder = join(import.meta.dirname, 'page');

/** All style sheets of the desk in one, after what it shares with the public pages. */
export const styleText = [
  '../../shared/shared',
  'base',
  'top',
  'parts',
  'forms',
  'lists',
  'queue',
  'case',
  'near',
  'verdict',
  'charts',
  'board',
  'flows',
]
  .map((name) => readFileSync(join(pageFolder, `${name}.css`), 'utf8'))
  .concat(verdictStyles('v-', (look) => `--tone: light-dark(${look.colour}, ${look.onDark});`))
  .join('\n');

/** Where this very version of it lies, so that it can be kept. */
export const styleAddress = `/review/page/desk-${createHash('sha256').update(styleText).digest('hex').slice(0, 12)}.css`;
