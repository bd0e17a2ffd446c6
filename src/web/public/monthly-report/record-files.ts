import { staffLanguages } from '../../../i18n/languages.ts';
import type { StoredReport } from '../../../services/transparency/monthly-reports.ts';
import { type Html, html } from '../../shared/html.ts';
import {
  type Section,
  type Sheet,
  sheetOf,
  sheetParts,
} from '../../shared/monthly-report/report-sheet.ts';
import { showCount, type Voice, voiceFor } from '../../shared/monthly-report/text.ts';
import { style } from '../layout.ts';
import { dataFile, dataFiles } from './data-package.ts';

/** A month as files that stand on their own: to read as a page and as text, in each language, and the data. */
export function recordFiles(kept: StoredReport, url: string): Map<string, string> {
  const voices = staffLanguages.map(voiceFor);
  return new Map([
    ...voices.map(
      (voice) => [`${voice.say.file}.html`, page(voice, kept, url).toString()] as const,
    ),
    ...voices.map(
      (voice) => [`${voice.say.file}.md`, toMarkdown(voice, sheetOf(voice, kept))] as const,
    ),
    ['gaya.css', style.text],
    ...dataFiles.map((name): [string, string] => [name, dataFile(kept, name, url)]),
  ]);
}

/** Its addresses lead to the post's own pages, its style sheet lies beside it. */
function page(voice: Voice, kept: StoredReport, url: string): Html {
  const sheet = sheetOf(voice, kept);
  const sections = sheet.sections.map(({ links, ...section }) => ({
    ...section,
    ...(links && { links: links.map(({ path, name }) => ({ path: url + path, name })) }),
  }));
  return html`<!doctype html>
<html lang="${voice.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${sheet.title} – ${kept.record.post}</title>
<link rel="stylesheet" href="gaya.css">
</head>
<body><main>${sheetParts(voice, { ...sheet, sections })}</main></body>
</html>
`;
}

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
