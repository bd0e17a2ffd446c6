import { verdicts } from '../domain/fact-checks/verdicts.ts';
import type { Language } from '../ui-text/ui-text.ts';
import { verdictNames } from '../ui-text/verdict-names.ts';

/** What the foot of each screen says of its keys, and the help with all of them. */
interface KeyWords {
  hints: {
    help: string;
    queue: string;
    marked(n: number): string;
    held: string;
    free: string;
    form: string;
    lostForm: string;
    search: string;
    searchForCase: string;
    attach: string;
    unlike: string;
    figures: string;
    duty: string;
    changes: string;
  };
  help: readonly (readonly [title: string, rows: readonly string[]])[];
}

/** The keys that choose a verdict. */
const KEYS = `1-${verdicts.length}`;
const KEY_WIDTH = 13;
const ROW_WIDTH = 70;

/** Rows of the help that name each verdict after its key. */
function verdictRows(names: (typeof verdictNames)[Language], what: string): string[] {
  const rows = [`${KEYS.padEnd(KEY_WIDTH)}${what}:`];
  for (const [at, verdict] of verdicts.entries()) {
    const name = `${at + 1} ${names[verdict].toLowerCase()}`;
    const shown = at + 1 < verdicts.length ? `${name},` : name;
    const row = rows.pop() ?? '';
    const fits = row.length + 1 + shown.length <= ROW_WIDTH;
    rows.push(...(fits ? [`${row} ${shown}`] : [row, ' '.repeat(KEY_WIDTH) + shown]));
  }
  return rows;
}

/** The keys of the console in each language. */
export const keyWords: Readonly<Record<Language, KeyWords>> = {
  id: {
    hints: {
      help: 'j/k gulir   Esc tutup',
      queue: 'j/k pilih  Enter buka  n berikutnya  1-6 daftar  / saring  f cari  ? bantuan',
      marked: (n) => `${n} ditandai:  x tutup  z tunda  a tugaskan   Spasi tandai  Esc lepas tanda`,
      held: `${KEYS} putusan  A-E cek fakta  m gabung  x tutup  z tunda  i tanya  ? bantuan`,
      free: 'Enter ambil kasus ini   j/k gulir   Esc kembali   ? bantuan',
      form: 'Ctrl+S terbitkan  Tab pindah  Ctrl+T templat  Ctrl+G isian kosong  Esc kembali',
      lostForm: 'Ctrl+R ambil lagi kasus ini   Esc kembali',
      search: 'j/k pilih  f cari lagi  Esc kembali',
      searchForCase: 'j/k pilih  l bandingkan dengan kasus ini  f cari lagi  Esc kembali',
      attach: 'y pakai cek fakta ini   j/k gulir   Esc kembali',
      unlike: 'y pakai dengan alasan   j/k gulir   Esc kembali',
      figures: 'tombol apa saja: kembali',
      duty: 'a tangani alarm terlama   j/k gulir   Esc kembali',
      changes: 'y setujui  u batalkan  n berikutnya  j/k gulir  Esc kembali',
    },
    help: [
      [
        'Antrean',
        [
          'j k ↑ ↓      pilih kasus           g G        awal, akhir',
          'Enter        ambil dan buka        n          ambil yang paling mendesak',
          '1-6, Tab     ganti daftar          / t        saring kata, topik; Esc hapus',
          'f            cari cek fakta        s          angka hari ini',
          'd            saring dugaan bahaya',
          'v            saringan tersimpan    V          simpan saringan ini',
          'o            buka nomor laporan    u          batalkan putusan',
          'Spasi        tandai beberapa kasus, lalu x tutup, z tunda, a tugaskan',
          'd            piket dan alarm       q          keluar',
          'p            perubahan cek fakta yang menunggu',
        ],
      ],
      [
        'Kasus',
        [
          ...verdictRows(verdictNames.id, 'tulis putusan'),
          'e            lanjutkan draf',
          'A-E          bandingkan dengan cek fakta yang mirip, lalu y memakainya',
          'p            pilih kata-kata yang ikut dijawab',
          'm S U        gabung, pecah, pisahkan lagi',
          'i            tanya warga           x          tutup tanpa putusan',
          'y b          setujui atau kembalikan usulan orang lain',
          'z w          tunda, aktifkan lagi  a o        tugaskan, oper',
          't c          tag, catatan          r          lepas',
          'd            tetapkan dugaan bahaya',
          'f            cari cek fakta        n          kasus berikutnya',
          'Enter        ambil lagi kasus yang terlepas   Esc kembali ke antrean',
        ],
      ],
      [
        'Putusan',
        [
          'Ctrl+S       terbitkan             Enter Tab  bagian berikutnya',
          'Ctrl+T       templat berikutnya    Ctrl+G     isian kosong berikutnya',
          'Ctrl+U W K   hapus ke awal, satu kata, ke akhir',
          'Ctrl+R       ambil lagi kasus      Esc        kembali; draf tersimpan',
        ],
      ],
      [
        'Draf',
        [
          'Draf disimpan sendiri selagi Anda menulis. Kasus tanpa draf kembali ke',
          'antrean saat Anda meninggalkannya; yang berdraf tetap pada Anda sampai',
          'sepuluh menit.',
        ],
      ],
    ],
  },
  en: {
    hints: {
      help: 'j/k scroll   Esc close',
      queue: 'j/k choose  Enter open  n next  1-6 list  / filter  f search  ? help',
      marked: (n) => `${n} marked:  x close  z snooze  a assign   Space mark  Esc unmark`,
      held: `${KEYS} verdict  A-E fact-check  m merge  x close  z snooze  i ask  ? help`,
      free: 'Enter take this case   j/k scroll   Esc back   ? help',
      form: 'Ctrl+S publish  Tab next  Ctrl+T template  Ctrl+G gap  Esc back',
      lostForm: 'Ctrl+R take this case again   Esc back',
      search: 'j/k choose  f search again  Esc back',
      searchForCase: 'j/k choose  l compare with this case  f search again  Esc back',
      attach: 'y use this fact-check   j/k scroll   Esc back',
      unlike: 'y use it with a reason   j/k scroll   Esc back',
      figures: 'any key: back',
      duty: 'a take the oldest alarm   j/k scroll   Esc back',
      changes: 'y approve  u undo  n next  j/k scroll  Esc back',
    },
    help: [
      [
        'Queue',
        [
          'j k ↑ ↓      choose a case         g G        first, last',
          'Enter        take and open         n          take the most urgent',
          '1-6, Tab     another list          / t        filter words, topic; Esc clears',
          'f            search fact-checks    s          figures of today',
          'd            filter by likely harm',
          'v            saved filters         V          save this filter',
          'o            open a ticket         u          take a verdict back',
          'Space        mark cases, then x close, z snooze, a assign',
          'd            duty and alarms       q          quit',
          'p            changes of fact-checks that wait',
        ],
      ],
      [
        'Case',
        [
          ...verdictRows(verdictNames.en, 'write a verdict'),
          'e            go on with the draft',
          'A-E          compare with a fact-check that comes near; y then uses it',
          'p            choose the wordings that get the answer',
          'm S U        merge, split off, undo a merge',
          'i            ask the citizens      x          close without a verdict',
          'y b          approve or send back what somebody else proposed',
          'z w          snooze, wake          a o        assign, hand over',
          't c          tags, note            r          release',
          'd            say what harm is likely',
          'f            search fact-checks    n          next case',
          'Enter        take a lost case again           Esc back to the queue',
        ],
      ],
      [
        'Verdict',
        [
          'Ctrl+S       publish               Enter Tab  next part',
          'Ctrl+T       next template         Ctrl+G     next gap',
          'Ctrl+U W K   delete to the start, a word, to the end',
          'Ctrl+R       take the case again   Esc        back; the draft is kept',
        ],
      ],
      [
        'Drafts',
        [
          'A draft keeps itself while you write. A case without one goes back to',
          'the queue when you leave it; with one it stays yours for up to ten',
          'minutes.',
        ],
      ],
    ],
  },
};
