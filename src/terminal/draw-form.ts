import { verdicts } from '../domain/fact-checks/verdicts.ts';
import type { DeskState, OpenCase } from './desk-state.ts';
import { drawField } from './draw-field.ts';
import { blank, bold, dim, type Line, line, paragraph, type Size, sideBySide } from './line.ts';
import { widthOf } from './measure.ts';
import { type TerminalWords, verdictKeys, verdictWord } from './text.ts';
import { type Form, type FormField, MOST_SUMMARY } from './verdict-form.ts';

/** On a terminal this wide the message stands beside the form. */
const WIDE = 110;

/** The form of a verdict, and the very message that citizens will get. */
export function drawForm({ open, words }: DeskState, { columns }: Size): Line[] {
  if (!open?.form) return [];
  const half = columns < WIDE ? columns : Math.floor((columns - 3) / 2);
  const form = fields(open, { form: open.form, words, columns: half });
  if (columns < WIDE) return [...form, ...drawPreview(open, words, columns)];
  return sideBySide(form, drawPreview(open, words, columns - half - 3), columns);
}

function fields(
  open: OpenCase,
  { form, words, columns }: { form: Form; words: TerminalWords; columns: number },
): Line[] {
  const say = words.form;
  const width =
    Math.max(...[say.verdict, say.summary, say.url, say.noSource, say.title].map(widthOf)) + 1;
  const label = (name: Exclude<FormField, 'publish'>) =>
    `${mark(form, name)}${say[name].padEnd(width)}`;
  const { place, summary, url, noSource, title } = form;
  const at = (name: Form['place']) => ({ columns, isHere: place === name });
  const isHere = place === 'publish';
  const kept = open.hold !== 'held' ? say.lost : form.isDirty ? say.unkept : say.kept;
  return [
    verdictLine(form, label('verdict'), words),
    ...drawField(summary, { label: label('summary'), ...at('summary') }),
    line(
      `${' '.repeat(width + 2)}${summary.text.trim().length}/${MOST_SUMMARY} · ${kept}`,
      summary.text.length > MOST_SUMMARY ? { color: 'red' } : dim,
    ),
    ...drawField(url, { label: label('url'), ...at('url') }),
    ...drawField(noSource, { label: label('noSource'), ...at('noSource') }),
    ...drawField(title, { label: label('title'), ...at('title') }),
    line(`${mark(form, 'publish')}[ ${open.view.needsSecondPerson ? say.propose : say.publish} ]`, {
      bold: isHere,
      inverse: isHere,
    }),
  ];
}

function verdictLine(form: Form, label: string, words: TerminalWords): Line {
  const at = verdicts.indexOf(form.verdict) + 1;
  const hint = form.place === 'verdict' ? `  ${words.form.change(verdictKeys)}` : '';
  const name = `${at} ${verdictWord(words, form.verdict)}`;
  return [...line(label), ...line(name, bold), ...line(hint, dim)];
}

function mark({ place }: Form, name: Form['place']): string {
  return place === name ? '▸ ' : '  ';
}

/** The message that citizens will get. */
export function drawPreview(
  { preview: worded }: OpenCase,
  { form: say }: TerminalWords,
  columns: number,
) {
  if (!worded) return [line(say.noPreview, dim)];
  const { text, choices } = worded;
  const buttons = choices.map((choice) => `[${choice}]`).join(' ');
  return [
    line(say.preview([...text].length), bold),
    ...text
      .split('\n')
      .flatMap((each) =>
        each === '' ? [blank] : paragraph(each, columns, { indent: '│ ', style: {} }),
      ),
    ...(buttons ? paragraph(buttons, columns, { indent: '│ ', style: dim }) : []),
  ];
}
