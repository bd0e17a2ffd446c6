import { showCount } from '../../shared/monthly-report/label-value.ts';
import type { Section, Sheet } from '../../shared/monthly-report/report-sheet.ts';
import type { Voice } from '../../shared/monthly-report/text.ts';

/** A report as a text that can be read as it is, in Markdown. */
export function toMarkdown(voice: Voice, sheet: Sheet): string {
  const { say } = voice;
  const revisions = sheet.revisions.map(({ day, note }) => `- ${day}: ${plain(note)}`);
  const parts = [
    `# ${plain(sheet.title)}`,
    plain(sheet.lead),
    sheet.dates.join(' '),
    ...(revisions.length > 0 ? [`## ${say.revisions}`, revisions.join('\n')] : []),
    ...sheet.sections.flatMap((section) => sectionOf(voice, section)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function sectionOf(
  voice: Voice,
  { title, hint, bars = [], facts = [], lines = [], links = [] }: Section,
): string[] {
  const { say, language } = voice;
  const rows = bars.map(
    ({ name, count }) => `| ${plain(name)} | ${showCount(say, language, count)} |`,
  );
  const head = `| ${say.name} | ${say.count} |\n| --- | ---: |`;
  const listed = [...links.map((link) => link.name), ...lines];
  return [
    `## ${title}`,
    ...(hint === undefined ? [] : [plain(hint)]),
    ...(rows.length > 0 ? [`${head}\n${rows.join('\n')}`] : []),
    ...(facts.length > 0 ? [facts.map(({ name, value }) => `- ${name}: ${value}`).join('\n')] : []),
    ...(listed.length > 0 ? [listed.map((line) => `- ${plain(line)}`).join('\n')] : []),
  ];
}

/** Words in which nothing is taken for a sign of Markdown or HTML. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#]/g, '\\$&');
}
