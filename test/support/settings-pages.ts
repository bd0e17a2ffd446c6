import { type KnownVariable, knownVariables, plain } from '../../src/config/known-variables.ts';
import { variableOf } from '../../src/services/settings/changeable.ts';

const changeable = new Set(Object.values(variableOf));
const sections = Map.groupBy(knownVariables.values(), ({ section }) => section);

/** The page of settings with each table written from the schema; what stands between the tables stays. */
export function writeSettingsPage(page: string): string {
  return page
    .split(/^(?=## )/m)
    .map((part) => {
      const found = sections.get(/^## (.*)$/m.exec(part)?.[1] ?? '');
      return found ? part.replace(/^\|(?:.*\n\|)*.*$/m, () => tableOf(found)) : part;
    })
    .join('');
}

/** An example of a file of variables, each with its sentence, none of them set. */
export function writeExample(): string {
  const parts = [...sections].flatMap(([section, all]) => {
    const read = all.filter(({ isRead }) => isRead);
    return read.length === 0 ? [] : [`## ${section}\n`, ...read.map(exampleOf)];
  });
  return `${HEAD}\n${parts.join('\n')}`;
}

const HEAD = `# Variables of Posko: remove the # before what you set. docs/settings.md tells more, and
# "posko config check" whether all of it can be used. Put secrets into files of their own: POSKO_KEY_FILE=/etc/posko/key
`;

function exampleOf({ name, about, form, unset }: KnownVariable): string {
  const [, value] = /^`([^`]*)`$/.exec(unset) ?? [];
  const without = value === undefined && unset !== 'none' ? `; if not set: ${unset}` : '';
  return plain(`# ${about} (${form}${without})\n#${name}=${value ?? ''}\n`);
}

function tableOf(variables: readonly KnownVariable[]): string {
  const rows = variables.map(({ name, form, unset, about }) => {
    const mark = changeable.has(name) ? ' ◆' : '';
    return [`\`${name}\`${mark}`, form, unset, about].map((cell) => cell.replaceAll('|', '\\|'));
  });
  const lines = [['variable', 'takes', 'if not set', 'what it sets'], ...rows];
  const widths = lines[0]?.map((_, at) =>
    Math.max(...lines.map((row) => [...(row[at] ?? '')].length)),
  );
  const write = (row: readonly string[], fill = ' ') =>
    `| ${row.map((cell, at) => cell + fill.repeat((widths?.[at] ?? 0) - [...cell].length)).join(' | ')} |`;
  const rule = write(['', '', '', ''], '-');
  const [head = [], ...body] = lines;
  return [write(head), rule, ...body.map((row) => write(row))].join('\n');
}
