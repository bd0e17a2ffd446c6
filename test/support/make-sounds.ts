import { rmSync } from 'node:fs';
import { seededNumbers } from './generate.ts';
import { ffmpeg, runTool } from './media-tools.ts';

/** Speaks a made-up message, 25 to 50 seconds of it, in a room with some noise, and writes it as a voice note. */
export function makeSound(seed: number, path: string): void {
  const random = seededNumbers(seed);
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)] as T; // never empty
  const between = (least: number, most: number) => least + random() * (most - least);
  const speech = `${path}.speech.wav`;
  const how = [
    ['-v', `id+${pick(VOICES)}`],
    ['-s', between(125, 190).toFixed(0)],
    ['-p', between(20, 85).toFixed(0)],
  ];
  const text = Array.from({ length: 3 + Math.floor(random() * 2) }, () => sentence(pick));
  runTool('espeak-ng', [...how.flat(), '-w', speech, text.join(' ')]);
  const room = `aecho=0.9:0.8:${between(15, 60).toFixed(0)}:${between(0.1, 0.35).toFixed(2)}`;
  const noise = `anoisesrc=color=${pick(NOISES)}:amplitude=${between(0.01, 0.04).toFixed(3)}:seed=${seed}`;
  const mix = `[0]aresample=16000,${room}[speech];[1]aresample=16000[noise];[speech][noise]amix=duration=first:normalize=0`;
  ffmpeg('-i', speech, '-f', 'lavfi', '-i', noise, '-filter_complex', mix, ...VOICE_NOTE, path);
  rmSync(speech);
}

/** How phones record a voice note. */
export const VOICE_NOTE = [
  '-ac',
  '1',
  '-ar',
  '16000',
  '-c:a',
  'libopus',
  '-b:a',
  '24k',
  '-f',
  'ogg',
];

const VOICES = ['m1', 'm2', 'm3', 'm4', 'm5', 'm7', 'f1', 'f2', 'f3', 'f4', 'f5', 'croak'];
const NOISES = ['brown', 'pink', 'white'];

function sentence(pick: (words: readonly string[]) => string): string {
  const [first, second] = [pick(ENDS), pick(ENDS)];
  return `${pick(OPENINGS)} ${pick(WHO)} ${pick(DOES)} ${pick(WHAT)} ${pick(WHERE)} ${first}, ${pick(JOINTS)} ${pick(WHO)} ${pick(DOES)} ${pick(WHAT)} ${second}.`;
}

const OPENINGS =
  'Kabarnya|Katanya|Menurut tetangga|Tadi pagi|Mulai minggu depan|Perlu diketahui|Sudah pasti|Jangan kaget|Kata teman kantor|Baru saja'.split(
    '|',
  );
const WHO =
  'pak lurah|ibu bendahara|petugas gudang|sopir angkot|penjual bakso|guru olahraga|dokter hewan|nelayan muda|tukang kebun|juru parkir|kepala regu|anak kos|pemilik warung|penjaga pintu air|peternak lele|pengurus koperasi|tukang cukur|penjahit keliling|montir sepeda|penyiar radio'.split(
    '|',
  );
const DOES =
  'membagikan|menyimpan|menukar|mengumpulkan|menjual|meminjam|memeriksa|menolak|mencari|mengirim|membungkus|menghitung|membakar|memindahkan|mengganti|mengunci'.split(
    '|',
  );
const WHAT =
  'karung beras|kupon minyak|tabung gas|bibit cabai|lampu jalan|kartu antrean|obat cacing|buku tabungan|pompa air|telur asin|kabel listrik|seragam bekas|tiket perahu|jamu pahit|kursi plastik|daftar warga|sepeda ontel|ikan kering|semen putih|jaring ikan'.split(
    '|',
  );
const WHERE =
  'di balai desa|di pasar lama|di bawah jembatan|di lapangan bola|di dekat stasiun|di ujung gang|di pinggir kali|di halaman sekolah|di kebun karet|di pelabuhan kecil|di samping masjid|di kantor pos'.split(
    '|',
  );
const ENDS =
  'sebelum magrib|setelah hujan reda|tanpa bayar|sampai hari Kamis|tiap malam Jumat|selama dua pekan|dengan cepat sekali|tanpa surat apa pun|pada jam istirahat|sambil tertawa|kalau air surut|bersama lima orang'.split(
    '|',
  );
const JOINTS = 'karena|supaya|padahal|lalu|sedangkan|meskipun|sehingga'.split('|');
