import type { Alert, AlertKind } from '../../domain/duty/alert.ts';
import type { StaffLanguage } from '../../i18n/languages.ts';

/** What each kind of trouble is called, and what it means; for the desk, the terminal and letters. */
interface AlarmWords {
  kind: Readonly<Record<AlertKind, string>>;
  what(alarm: Pick<Alert, 'kind' | 'of' | 'value' | 'detail'>): string;
  /** Asks the reader of a letter to acknowledge the alarm on a page. */
  acknowledge(page: string): string;
}

/** The words of alarms in each language of the desk. */
export const alertWords: Readonly<Record<StaffLanguage, AlarmWords>> = {
  id: {
    kind: {
      burst: 'Kabar menyebar cepat',
      backlog: 'Kasus menumpuk',
      channel: 'Nomor WhatsApp terganggu',
      queue: 'Antrean kerja terganggu',
      worker: 'Tidak ada yang mengolah pesan',
      unattended: 'Tidak ada yang piket',
      partner: 'Mitra belum menjawab',
      rights: 'Hak warga lewat tenggat',
      disk: 'Disk hampir penuh',
      stuck: 'Balasan tertahan',
      record: 'Laporan bulanan belum terhitung',
    },
    acknowledge: (page) =>
      `Tandai sudah ditangani di ${page}, supaya yang lain tidak ikut dipanggil.`,
    what({ kind, of, value, detail }) {
      switch (kind) {
        case 'burst':
          return `Kasus ${of} ditanyakan ${value} warga dalam satu jam.`;
        case 'backlog':
          return `${value} kasus sudah lewat batas waktu.`;
        case 'channel':
          return `Saluran ${of} sedang tidak dapat dipakai. Balasan tetap disimpan.${detail ? ` Sebabnya: ${detail}` : ''}`;
        case 'queue':
          return 'Redis tidak menjawab. Pesan tetap dijawab, tetapi lebih lambat.';
        case 'worker':
          return 'Pesan warga masih diterima, tetapi belum dijawab.';
        case 'unattended':
          return 'Menurut jadwal, saat ini tidak ada pemeriksa yang piket.';
        case 'partner':
          return `Rujukan ${of} belum dijawab, dua kali melewati tenggat.`;
        case 'rights':
          return `${value} permintaan warga soal datanya belum selesai dalam 3×24 jam.`;
        case 'disk':
          return 'Sisa ruang di disk hampir habis. Kalau penuh, pesan warga tidak dapat diterima. Kosongkan ruang sekarang.';
        case 'stuck':
          return `Balasan untuk warga belum terkirim selama ${value} menit. Periksa saluran WhatsApp dan /readyz.`;
        case 'record':
          return `Laporan ${of} tidak bisa dihitung, jadi data bulan itu belum dihapus. Jalankan posko record --month ${of} untuk melihat sebabnya.`;
      }
    },
  },
  en: {
    kind: {
      burst: 'A message spreads fast',
      backlog: 'Cases pile up',
      channel: 'A WhatsApp number is in trouble',
      queue: 'The job queue is in trouble',
      worker: 'Nothing works on messages',
      unattended: 'Nobody is on duty',
      partner: 'A partner does not answer',
      rights: 'A right of a citizen is overdue',
      disk: 'The disk is nearly full',
      stuck: 'Replies do not get out',
      record: 'A month cannot be counted',
    },
    acknowledge: (page) => `Acknowledge it at ${page}, so that nobody else is called.`,
    what({ kind, of, value, detail }) {
      switch (kind) {
        case 'burst':
          return `${value} citizens asked for case ${of} within an hour.`;
        case 'backlog':
          return value === 1 ? 'One case is past its time.' : `${value} cases are past their time.`;
        case 'channel':
          return `The channel ${of} cannot be used at the moment. Every reply is kept.${detail ? ` Why: ${detail}` : ''}`;
        case 'queue':
          return 'Redis does not answer. Messages are still answered, but later.';
        case 'worker':
          return 'Messages are still taken in, but not answered.';
        case 'unattended':
          return 'By the roster no reviewer is on duty now.';
        case 'partner':
          return `${of} was not acknowledged in twice the agreed time.`;
        case 'rights':
          return `${value} requests of citizens about their data are not done within 3×24 hours.`;
        case 'disk':
          return 'There is hardly any room left on the disk. Once it is full no message is taken in. Make room now.';
        case 'stuck':
          return `Replies to citizens have not got out for ${value} minutes. Look at the WhatsApp numbers and at /readyz.`;
        case 'record':
          return `The report of ${of} cannot be counted, so its data is not erased yet. Run posko record --month ${of} to see why.`;
      }
    },
  },
};
