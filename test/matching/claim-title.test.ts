import { expect, test } from 'vitest';
import { claimTitle } from '../../src/matching/claim-title.ts';

test.each([
  ['Tolong viralkan!! besok semua bank tutup sebulan', 'Besok semua bank tutup sebulan'],
  ['Besok semua bank tutup. Sebarkan ke semua grup!', 'Besok semua bank tutup'],
  [
    'Assalamualaikum\nMohon dicek kebenarannya\n\nAir galon dicampur sabun\nTerima kasih',
    'Air galon dicampur sabun',
  ],
  ['min, apakah benar *bank tutup* besok? tolong dicek', 'Bank tutup besok'],
  [
    'Awas! Air galon dicampur sabun. Diduga oleh pedagang. Sebarkan ke semua!!',
    'Air galon dicampur sabun. Diduga oleh pedagang',
  ],
  ['Bank tutup besok, benarkah?', 'Bank tutup besok'],
  ['Tidak semua bank tutup', 'Tidak semua bank tutup'],
  ['🙏🙏 5 bank tutup besok 🙏🙏', '5 bank tutup besok'],
  ['Benarkah   bank tutup\tsebulan?', 'Bank tutup sebulan'],
  ['Apakah bank tutup besok?', 'Bank tutup besok'],
  ['Apa bener kalau bank tutup besok', 'Bank tutup besok'],
  ['Bener gak sih bank tutup besok?', 'Bank tutup besok'],
  ['Bank tutup besok, apa benar ya?', 'Bank tutup besok'],
  ['Bank tutup besok itu hoax bukan?', 'Bank tutup besok'],
  ['Bank tutup besok bener ga ya min?', 'Bank tutup besok'],
  ['Siapa yang bilang bank tutup?', 'Siapa yang bilang bank tutup?'],
  ['Benar bank tutup, kata menteri', 'Benar bank tutup, kata menteri'],
  ['Kabar bank tutup itu tidak benar', 'Kabar bank tutup itu tidak benar'],
  ['Bener gak semua bank tutup?', 'Bener gak semua bank tutup?'],
  ['Benar nggak kalau semua bank tutup??', 'Semua bank tutup'],
  [`${'bank '.repeat(80)}tutup`, 'Bank '.repeat(60).trim().replaceAll(' B', ' b')],
  ['', ''],
  ['viralkan', ''],
])('%j claims %j', (text, claim) => expect(claimTitle(text)).toBe(claim));
