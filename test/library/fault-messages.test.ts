import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { faults, tooLong } from './broken-libraries.ts';

const checks = [
  'src/engine/check.ts',
  'src/engine/check-ends.ts',
  'src/engine/shape-fault.ts',
  'src/i18n/check-words.ts',
];

test.each(checks)('every message of %s is provoked by a fault', (path) => {
  const told = [...faults, ...tooLong].flatMap(([, { findings }]) => findings).join('\n');
  const messages = messagesIn(readFileSync(path, 'utf8'));
  expect(messages.length).toBeGreaterThanOrEqual(2);
  expect(messages.filter((message) => !message.test(told)).map(String)).toEqual([]);
});

/** The texts of a source file that are sentences, as patterns in which every gap is open. */
function messagesIn(source: string): RegExp[] {
  const code = source.replace(/^import .*$|\/\*\*[\s\S]*?\*\//gm, '');
  const texts = [...code.matchAll(/`([^`]*)`|'([^'\n]*)'/g)].map(([, a, b]) => a ?? b ?? '');
  return texts
    .filter(
      (text) =>
        text
          .replace(/\$\{[^}]*\}/g, '')
          .trim()
          .split(' ').length > 2,
    )
    .map(
      (text) =>
        new RegExp(
          text
            .split(/\$\{[^}]*\}/)
            .map(RegExp.escape)
            .join('.+'),
        ),
    );
}
