import { staffLanguages } from '../../../i18n/languages.ts';
import type { StoredReport } from '../../../services/transparency/monthly-reports.ts';
import { type Html, html } from '../../shared/html.ts';
import { sheetParts } from '../../shared/monthly-report/render-sheet.ts';
import { sheetOf } from '../../shared/monthly-report/report-sheet.ts';
import { type Voice, voiceFor } from '../../shared/monthly-report/text.ts';
import { style } from '../layout.ts';
import { dataFile, dataFiles } from './data-package.ts';
import { toMarkdown } from './markdown.ts';

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
