import { asAddress, escapeHtml, type Screen, type Studio } from './studio.ts';

const PHONE: Screen = { width: 412, height: 870, density: 2 };

/** What an app shows of a post: its picture, and the words that some of them show instead. */
interface Shown {
  picture: string;
  words: string;
}

/** Apps as they look on a phone; a screenshot has everything that they draw around a post. */
const APPS: Readonly<Record<string, (shown: Shown) => string>> = {
  'WhatsApp light': (shown) => chat(shown, CHAT.light),
  'WhatsApp dark': (shown) => chat(shown, CHAT.dark),
  Facebook: ({ picture }) =>
    `${status('#fff', '#000')}<div style="padding:8px 14px;color:#1877f2;font:bold 26px 'DejaVu Sans'">facebook</div>${account('Info Warga Sekitar', '2 jam · 🌐', '#fff', '#000')}<div style="padding:0 14px 10px">Astaga, hati-hati semua 😱 ... <span style="color:#777">Lihat selengkapnya</span></div><img style="width:100%" src="${picture}"><div style="padding:10px 14px;color:#555;font-size:14px">👍😮 1,3 rb · 412 komentar · 2,8 rb kali dibagikan</div><div class=row style="justify-content:space-around;padding:8px;border-top:1px solid #ddd;color:#555"><span>Suka</span><span>Komentari</span><span>Bagikan</span></div>`,
  X: ({ picture, words }) =>
    `<div class=fill style="background:#000;color:#e7e9ea">${status('#000', '#fff')}<div style="padding:10px 14px;font:bold 19px 'DejaVu Sans'">←&nbsp; Postingan</div>${account('Berita Kita', '@beritakita_id', '#000', '#fff')}<div style="padding:4px 14px 12px;font-size:17px">${escapeHtml(words.slice(0, 60))}…</div><img style="width:384px;margin:0 14px;border-radius:16px" src="${picture}"><div style="padding:12px 14px;color:#71767b">20.14 · 12 Jan · <b style="color:#e7e9ea">84,2 rb</b> Tayangan</div><div style="padding:0 14px;color:#71767b">812 Posting ulang &nbsp; 90 Kutipan &nbsp; 2.140 Suka</div></div>`,
  TikTok: ({ picture }) =>
    `<div class=fill style="background:#000;color:#fff"><img style="position:absolute;top:150px;width:100%" src="${picture}">${status('transparent', '#fff')}<div style="text-align:center;font:bold 16px 'DejaVu Sans'">Mengikuti &nbsp; Untuk Anda</div><div style="position:absolute;right:10px;top:420px;text-align:center;font-size:12px;line-height:1.6">♥<br>48,1K<br><br>💬<br>1.203<br><br>➦<br>9.877</div><div style="position:absolute;left:14px;bottom:70px;width:300px"><b>@faktaviral99</b><br>Tolong sebarkan!! #viral #fyp #info<br>♫ suara asli - faktaviral99</div></div>`,
  story: ({ picture }) =>
    `<div class=fill style="background:#000;overflow:hidden"><img style="position:absolute;width:160%;left:-30%;height:100%;filter:blur(24px)" src="${picture}"><img style="position:absolute;top:190px;left:31px;width:350px;border-radius:10px;transform:rotate(-2deg)" src="${picture}"><div class=row style="position:absolute;top:20px;left:14px;color:#fff"><div style="width:36px;height:36px;border-radius:50%;background:#888"></div><b>ratna.dewi</b> 5 j</div><div style="position:absolute;bottom:110px;left:70px;background:#fff;border-radius:8px;padding:6px 14px;font:bold 20px 'DejaVu Sans'">BENERAN GAK NIH?? 😭</div><div style="position:absolute;bottom:16px;left:16px;width:330px;border:1px solid #fff;border-radius:24px;padding:10px 18px;color:#fff">Kirim pesan</div></div>`,
  YouTube: ({ picture, words }) =>
    `${status('#fff', '#000')}<div style="width:412px;height:232px;background:#000;position:relative;overflow:hidden"><img style="height:232px;margin:0 auto" src="${picture}"><div style="position:absolute;bottom:6px;left:10px;color:#fff;font-size:12px">0:42 / 3:10</div><div style="position:absolute;bottom:0;width:100px;height:3px;background:red"></div></div><div style="padding:12px 14px;font:bold 18px/1.3 'DejaVu Sans'">TERUNGKAP! ${escapeHtml(words.slice(0, 50))}…</div><div style="padding:0 14px;color:#666;font-size:13px">214 rb x ditonton · 3 hari lalu</div>${account('Kanal Rakyat', '88,4 rb subscriber', '#fff', '#000')}<div style="padding:14px;margin:10px;background:#f2f2f2;border-radius:12px;font-size:14px"><b>Komentar</b> 1,1 rb<br>Pantesan kemarin tetangga saya bilang begitu</div>`,
  'news site': ({ picture, words }) =>
    `${status('#b10f1e', '#fff')}<div style="background:#b10f1e;color:#fff;padding:12px 14px;font:bold 24px 'DejaVu Serif'">Warta Nusa</div><div style="padding:6px 14px;font-size:13px;color:#777">Beranda › Peristiwa › Daerah</div><div style="padding:0 14px 10px;font:bold 23px/1.3 'DejaVu Serif'">${escapeHtml(words.split(/[.!]/)[0] ?? '')}</div><div style="padding:0 14px 8px;font-size:13px;color:#777">Redaksi · Senin, 12 Januari, 08.31 WIB</div><img style="width:100%" src="${picture}"><div style="position:absolute;bottom:0;left:0;right:0;background:#fff;box-shadow:0 -2px 12px #0005;padding:18px 16px;font-size:14px">Kami memakai kuki untuk meningkatkan pengalaman Anda. Dengan melanjutkan, Anda menyetujui kebijakan privasi kami.<div class=row style="margin-top:12px"><span style="background:#b10f1e;color:#fff;border-radius:4px;padding:8px 20px">Terima semua</span><span>Atur</span></div></div>`,
  SMS: ({ words }) =>
    `${status('#fff', '#000')}<div style="padding:14px;font-size:20px">← &nbsp;+62 812-5550-0143</div><div style="text-align:center;color:#777;font-size:13px;margin-top:60px">Pesan teks · 19.42</div><div style="margin:14px 60px 0 16px;background:#e8eef5;border-radius:20px;padding:12px 16px;font-size:17px">${escapeHtml(words)}</div><div style="margin:8px 18px;color:#777;font-size:12px">19.42 · SIM 1</div><div style="position:absolute;bottom:16px;left:16px;width:370px;background:#eee;border-radius:24px;padding:12px 18px;color:#777">Pesan teks</div>`,
};

export const APP_NAMES = Object.keys(APPS);

/** Takes a screenshot of an app that shows a post. */
export function screenshotOf(
  studio: Studio,
  app: string,
  { picture, words }: { picture: Buffer; words: string },
): Promise<Buffer> {
  const show = APPS[app];
  if (!show) throw new Error(`there is no app ${app}`);
  const body = show({ picture: asAddress(picture), words });
  return studio.draw(
    `<div class=fill style="background:#fff"></div><div class=fill>${body}</div>`,
    PHONE,
  );
}

function status(ground: string, ink: string): string {
  return `<div class=row style="background:${ground};color:${ink};justify-content:space-between;padding:6px 16px;font-size:13px;position:relative"><span>19.42</span><span>4G ▂▄▆ 63%</span></div>`;
}

function account(name: string, below: string, ground: string, ink: string): string {
  return `<div class=row style="padding:8px 14px;background:${ground};color:${ink}"><div style="width:42px;height:42px;border-radius:50%;background:#7a93a8"></div><div><b>${name}</b><br><span style="font-size:13px;opacity:.7">${below}</span></div></div>`;
}

const CHAT = {
  light: { ground: '#efeae2', bubble: '#fff', ink: '#111b21', bar: '#008069', faint: '#667781' },
  dark: { ground: '#0b141a', bubble: '#202c33', ink: '#e9edef', bar: '#1f2c34', faint: '#8696a0' },
};

function chat({ picture }: Shown, look: typeof CHAT.light): string {
  const { ground, bubble, ink, bar, faint } = look;
  return `<div class=fill style="background:${ground}"><div style="background:${bar}">${status(bar, '#fff')}<div class=row style="color:#fff;padding:10px 14px;font-size:18px">← <div style="width:36px;height:36px;border-radius:50%;background:#9aa"></div> RT 07 Melati</div></div><div style="margin:14px 12px;width:300px;background:${bubble};color:${ink};border-radius:10px;padding:8px"><span style="color:#e5429b;font-size:14px">Pak Slamet</span><br>Sudah pada lihat ini?<span style="color:${faint};font-size:11px;float:right">19.40</span></div><div style="margin:0 12px;width:310px;background:${bubble};color:${ink};border-radius:10px;padding:5px"><i style="color:${faint};font-size:13px">↪ Diteruskan berkali-kali</i><img style="width:300px;border-radius:8px" src="${picture}"><div style="text-align:right;color:${faint};font-size:11px">19.41</div></div><div style="position:absolute;bottom:12px;left:10px;width:330px;background:${bubble};color:${faint};border-radius:24px;padding:11px 20px">Pesan</div></div>`;
}
