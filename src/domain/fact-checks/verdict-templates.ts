import type { Verdict } from './fact-check.ts';

/**
 * Opening reasons for each verdict; none is published unchanged (see `lackOf`). The first is true
 * of every such verdict and needs an own explanation; «such a gap» must be filled in.
 */
export const verdictTemplates: Readonly<Record<Verdict, readonly [string, ...string[]]>> = {
  salah: [
    'Kabar ini tidak benar. Kami sudah memeriksanya, dan isinya tidak sesuai dengan kenyataan.',
    'Kabar ini tidak benar. Menurut «sumber», «yang sebenarnya».',
    'Foto atau videonya bukan dari kejadian ini. Yang sebenarnya: «penjelasan».',
  ],
  penipuan: [
    'Ini penipuan. Pesan seperti ini dibuat supaya Anda menyerahkan uang, kode OTP, atau data pribadi.',
    'Ini penipuan. «Lembaga yang dicatut» sudah menyatakan tidak pernah mengirim pesan seperti ini.',
    'Ini penipuan. Tautannya bukan milik «lembaga»; alamat resminya «alamat».',
  ],
  menyesatkan: [
    'Ada bagian yang nyata, tetapi ceritanya disampaikan dengan cara yang membuat orang salah paham.',
    'Kejadiannya memang ada, tetapi bukan begitu ceritanya. Menurut «sumber», «yang sebenarnya».',
    'Gambarnya asli, tetapi dari kejadian lain: «kejadian, tempat, dan waktunya».',
  ],
  sebagian_benar: [
    'Sebagian isinya benar, tetapi ada bagian penting yang keliru.',
    'Sebagian isinya benar: «bagian yang benar». Yang keliru: «bagian yang keliru».',
  ],
  belum_terbukti: [
    'Kami belum menemukan bukti untuk kabar ini. Sebaiknya jangan diteruskan dulu.',
    'Kami sudah menanyakannya kepada «sumber», dan sampai sekarang belum ada bukti untuk kabar ini.',
  ],
  satire: [
    'Ini lelucon atau sindiran, bukan berita sungguhan.',
    'Ini sindiran dari «pembuatnya», bukan berita sungguhan.',
  ],
  benar: [
    'Kabar ini benar. Kami sudah mencocokkannya dengan sumber yang bisa dipercaya.',
    'Kabar ini benar. «Sumber» sudah menyampaikannya secara resmi.',
  ],
  klarifikasi: [
    'Pihak yang disebut sudah memberi penjelasan, dan penjelasannya lain dari yang beredar.',
    '«Pihak yang disebut» sudah memberi penjelasan: «isi penjelasannya».',
  ],
};

/** Returns the first open gap of a text, with its marks. */
export function findGap(text: string): string | undefined {
  return text.match(/«[^«»]*»/)?.[0];
}

/** Whether a reason is an unchanged template. */
export function isTemplate(text: string): boolean {
  return Object.values(verdictTemplates).some((templates) => templates.includes(text));
}
