/** Common Indonesian given names, recognised even in lower case. */
export const givenNames: ReadonlySet<string> = new Set(
  `abdul abdullah ade adi aditya agung agus ahmad aisyah akbar ali amin amir ana andi andika andre andri angga ani anita
anton ari arif aris asep astuti ayu bambang bayu budi cahyo cecep dadang dani darma dede dedi deni desi dewi dian
didik dimas dina dini dodi doni dwi edi eka eko elisabet endang eni erna erni fajar faisal farhan fatimah febri
feri firman fitri galih gede gilang guntur hadi hamid haryanto hasan hendra hendri heri herman heru hidayat husein ika
ilham imam indra intan irfan irma irwan iskandar iwan jajang joko johan kadek ketut komang kurniawan lestari lia lilis
lina luh lukman made mahmud maria marlina maya mega muhammad mohammad mulyadi mulyono nanang nani nia nina ningsih novi
nur nurul nyoman putra putri putu rahmat ratna rudi rizki rizky ridwan rina rini riski rita robert rohman roni rosa
rudy rusdi sari sarah santi santoso setiawan sigit siti slamet sri sriyanto subagyo sugeng suharto sukarno sulastri
sumarni suparman supriyadi suryani susanti susanto susi suyanto syamsul taufik teguh titin toni tono tri tuti udin ujang
untung usman wahyu wahyudi wawan wayan widodo wulan yanti yanto yayan yohanes yoga yudi yuli yulia yuni yusuf zainal`.split(
    /\s+/,
  ),
);

/** Words that end a name or cannot be one, in any case. */
export const notNames: ReadonlySet<string> = new Set(
  `saya aku kami kita gue gua gw kulo kula abdi dia ia mereka anda kamu beliau dari di ke pada dalam oleh untuk dan atau
yang dengan mau ingin akan sudah telah belum tidak bukan ini itu adalah ialah warga umur usia tinggal asal selaku sebagai
nik ktp kk no nomor hp wa telp telepon alamat rt rw tps kpps pns asn wni tni polri kpu bawaslu ri rp jl jalan melihat
melapor lapor melaporkan mendengar tahu punya kena tertipu ditipu korban saksi pelapor pemilih mahasiswa guru petani
pedagang ibu bapak pak bu bpk sdr sdri mas mbak bang kak bisa harus sedang lagi tadi kemarin besok hari malam pagi siang
sore juga hanya cuma baru masih pernah sering selalu sangat sekali takut khawatir tanya bertanya minta mohon kirim
dapat dapet terima menerima kasih islam kristen katolik hindu buddha muslim jawa sunda batak bugis jakarta indonesia
senin selasa rabu kamis jumat sabtu minggu januari februari maret april mei juni juli agustus september oktober november
desember tahun bulan tanggal pukul jam rumah desa kelurahan kecamatan kabupaten kota provinsi pasar gang blok
kalau karena sebab supaya agar maka tetapi tapi namun lalu kemudian setelah sebelum ketika saat salah benar satu dua
am from the and who live years old want`.split(/\s+/),
);

/** Offices and professions, before a name or instead of it. */
export const titles: ReadonlySet<string> = new Set(
  `rt rw lurah camat kades bupati walikota wali gubernur presiden menteri ketua wakil kepala sekretaris bendahara
dusun guru dosen dokter bidan perawat polisi tentara jaksa hakim haji hajah hajjah ustaz ustadz ustadzah kiai kyai
kapolsek kapolres kapolda danramil dewan anggota caleg capres cawapres calon dukuh kadus direktur manajer bos tni polri
kpps pps ppk panwas panwaslu satpam sopir ojek tani kota pertiwi mertua tiri angkat kandung rumah tangga de dhe lik`.split(
    /\s+/,
  ),
);

/** Forms of address directly before a name. */
export const honorifics: ReadonlySet<string> = new Set(
  `pak bapak bpk bu ibu ib sdr sdri saudara saudari mas mbak mba bang kak om tante kang teh neng ustaz ustadz kiai kyai
kh haji hj h dr drs dra ir prof mr mrs ms`.split(/\s+/),
);

/** Particles within a name. */
export const particles: ReadonlySet<string> = new Set(['bin', 'binti', 'al', 'van', 'de', 'alias']);

/** Phrases that announce the writer's own name directly after them. */
export const namesFollow: readonly (readonly string[])[] = [
  ...['saya', 'aku', 'gue', 'gua', 'gw', 'lengkap', 'kula', 'kulo', 'abdi', 'abdine', 'ane'].map(
    (own) => ['nama', own],
  ),
  ['namaku'],
  ['bernama'],
  ['jenengku'],
  ['jeneng', 'kula'],
  ['asma', 'kula'],
  ['nami', 'abdi'],
  ['ngaran', 'abdi'],
  ['atas', 'nama'],
  ['my', 'name', 'is'],
  ['tertanda'],
  ['ttd'],
  ['an.'],
  ['a.n'],
  ['a.n.'],
];

/** Labels before a colon that a name follows, in any case. */
export const labels: ReadonlySet<string> = new Set([
  'nama',
  'lengkap',
  'pelapor',
  'pengirim',
  'dari',
  'panggilan',
  'name',
]);

/** Words by which writers refer to themselves. */
export const selves: ReadonlySet<string> = new Set([
  ...[
    'saya',
    'aku',
    'gue',
    'gua',
    'gw',
    'kulo',
    'kula',
    'abdi',
    'ane',
    "i'm",
    'i’m',
    'am',
    'perkenalkan',
  ],
]);

/** Closing words of a letter, followed by its signature. */
export const closingWords: ReadonlySet<string> = new Set([
  ...['salam', 'hormat', 'hormat saya', 'hormat kami', 'wassalam', 'terima kasih', 'terimakasih'],
  ...['makasih', 'trims', 'tertanda', 'ttd', 'pelapor', 'yang melapor', 'regards', 'matur nuwun'],
  ...['hatur nuhun', 'salam hormat'],
]);
