import { type VoterEntry, voterEntrySchema } from '../../src/domain/voters/voter-answer.ts';

/** An answer for voters, with whatever a test cares for. */
export function anEntry(fields: Partial<VoterEntry> = {}): VoterEntry {
  return voterEntrySchema.parse({
    id: 'posko-pemilih',
    topic: 'posko-pemilih',
    title: { id: 'Posko pemilih' },
    questions: [
      'posko pemilih kelurahan di mana',
      'alamat posko layanan pemilih',
      'posko pemilih buka sampai kapan',
    ],
    answer: { id: 'Posko pemilih ada di balai desa.' },
    source: { name: 'KPU' },
    verified: '2026-11-24',
    ...fields,
  });
}
