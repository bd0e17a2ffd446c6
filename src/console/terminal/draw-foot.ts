import type { DeskState, Notice, Prompt } from './desk-state.ts';
import { drawField } from './draw-field.ts';
import { type Line, line, paragraph, type Style } from './line.ts';

const TONES: Readonly<Record<Notice['tone'], Style>> = {
  good: { color: 'green' },
  problem: { color: 'red', bold: true },
  plain: { color: 'cyan' },
};
const SIGNS = { good: '✓ ', problem: '! ', plain: '  ' };

/** The foot of the screen: what can be taken back, what was said, what is asked, and which keys there are. */
export function drawFoot(state: DeskState, columns: number): Line[] {
  const { notice, prompt } = state;
  const said = notice
    ? paragraph(`${SIGNS[notice.tone]}${notice.text}`, columns, { style: TONES[notice.tone] })
    : [];
  return [
    ...drawUndo(state),
    ...said,
    ...(prompt ? drawPrompt(prompt, columns) : [line(hintOf(state), { dim: true })]),
  ];
}

function drawUndo({ undo, now }: DeskState): Line[] {
  const latest = undo.findLast(({ until }) => until > now);
  if (!latest) return [];
  const seconds = Math.ceil((latest.until - now) / 1000);
  return [
    line(`u membatalkan ${latest.ticket} (${seconds} dtk lagi)`, { color: 'yellow', bold: true }),
  ];
}

function drawPrompt(prompt: Prompt, columns: number): Line[] {
  if (prompt.type === 'write') {
    const label = `${prompt.label}: `;
    return drawField(prompt.field, { label, columns, isHere: true }).slice(-3);
  }
  const choices = prompt.choices.map(({ key, label }) => `[${key}] ${label}`).join('  ');
  return paragraph(`${prompt.label} ${choices}  [Esc] batal`, columns, { style: { bold: true } });
}

function hintOf({ screen, open, isHelp, marked }: DeskState): string {
  if (isHelp) return 'j/k gulir   Esc tutup';
  switch (screen) {
    case 'queue':
      if (marked.length > 0) {
        return `${marked.length} ditandai:  x tutup  z tunda  a tugaskan   Spasi tandai  Esc lepas tanda`;
      }
      return 'j/k pilih  Enter buka  n berikutnya  1-6 daftar  / saring  f cari  ? bantuan';
    case 'case':
      return open?.hold === 'held'
        ? '1-8 putusan  A-E cek fakta  m gabung  x tutup  z tunda  i tanya  ? bantuan'
        : 'Enter ambil kasus ini   j/k gulir   Esc kembali   ? bantuan';
    case 'form':
      if (open?.hold !== 'held') return 'Ctrl+R ambil lagi kasus ini   Esc kembali';
      return 'Ctrl+S terbitkan  Tab pindah  Ctrl+T templat  Ctrl+G isian kosong  Esc kembali';
    case 'search':
      return open
        ? 'j/k pilih  l pakai untuk kasus ini  f cari lagi  Esc kembali'
        : 'j/k pilih  f cari lagi  Esc kembali';
    case 'figures':
      return 'tombol apa saja: kembali';
  }
}
