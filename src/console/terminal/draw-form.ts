import { verdicts } from '../../review/fact-check.ts';
import type { DeskState, OpenCase } from './desk-state.ts';
import type { Size } from './draw-desk.ts';
import { drawField } from './draw-field.ts';
import { blank, bold, dim, type Line, line, paragraph, sideBySide } from './line.ts';
import type { Form } from './verdict-form.ts';
import { VERDICTS } from './wordings.ts';

/** On a terminal this wide the message stands beside the form. */
const WIDE = 110;
/** A verdict's reason may have so many characters. */
const MOST = 600;

/** The form of a verdict, and the very message that citizens will get. */
export function drawForm({ open }: DeskState, { columns, rows }: Size): Line[] {
  if (!open?.form) return [];
  if (columns >= WIDE) {
    const half = Math.floor((columns - 3) / 2);
    return sideBySide(fields(open, open.form, half), preview(open, columns - half - 3), columns);
  }
  const form = fields(open, open.form, columns);
  const message = preview(open, columns);
  const room = Math.max(3, rows - form.length);
  const isCut = message.length > room;
  return [
    ...form,
    ...message.slice(0, isCut ? room - 1 : room),
    ...(isCut ? [line('  …', dim)] : []),
  ];
}

function fields(open: OpenCase, form: Form, columns: number): Line[] {
  const { place, summary, url, title } = form;
  const at = (name: Form['place']) => ({ columns, isHere: place === name });
  const isHere = place === 'publish';
  return [
    verdictLine(form),
    ...drawField(summary, { label: `${mark(form, 'summary')}Alasan  `, ...at('summary') }),
    line(
      `          ${summary.text.trim().length}/${MOST} · ${keptWord(open, form)}`,
      summary.text.length > MOST ? { color: 'red' } : dim,
    ),
    ...drawField(url, { label: `${mark(form, 'url')}Alamat  `, ...at('url') }),
    ...drawField(title, { label: `${mark(form, 'title')}Judul   `, ...at('title') }),
    line(`${mark(form, 'publish')}[ ${open.view.needsSecondPerson ? 'Usulkan' : 'Terbitkan'} ]`, {
      bold: isHere,
      inverse: isHere,
    }),
  ];
}

function verdictLine(form: Form): Line {
  const at = verdicts.indexOf(form.verdict) + 1;
  const hint = form.place === 'verdict' ? '  (1-8 mengganti)' : '';
  return [
    ...line(`${mark(form, 'verdict')}Putusan `),
    ...line(`${at} ${VERDICTS[form.verdict]}`, bold),
    ...line(hint, dim),
  ];
}

function mark({ place }: Form, name: Form['place']): string {
  return place === name ? '▸ ' : '  ';
}

function keptWord({ hold }: OpenCase, { isDirty }: Form): string {
  if (hold !== 'held') return 'TIDAK TERSIMPAN: kasus ini bukan lagi milik Anda';
  return isDirty ? 'belum tersimpan' : 'tersimpan';
}

function preview({ preview: worded }: OpenCase, columns: number): Line[] {
  if (!worded) return [line('Pesan untuk warga …', dim)];
  const { text, choices } = worded;
  const buttons = choices.map((choice) => `[${choice}]`).join(' ');
  return [
    line(`Pesan untuk warga · ${[...text].length} karakter`, bold),
    ...text
      .split('\n')
      .flatMap((each) =>
        each === '' ? [blank] : paragraph(each, columns, { indent: '│ ', style: {} }),
      ),
    ...(buttons ? [line(`│ ${buttons}`, dim)] : []),
  ];
}
