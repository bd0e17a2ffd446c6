import { z } from 'zod';
import { keysOf } from '../../i18n/keys-of.ts';
import problemTable from './reading-problems.json' with { type: 'json' };

/** Prints as they are kept; a picture has some ten kilobytes of them, a film up to some hundred. */
export const printsSchema = z.object({
  hashes: z.base64().max(10_000).optional(),
  points: z.base64().max(50_000).optional(),
  frames: z.base64().max(400_000).optional(),
  sound: z.base64().max(60_000).optional(),
  voice: z.base64().max(120_000).optional(),
  pitches: z.base64().max(120_000).optional(),
  speaks: z.boolean().optional(),
  written: z.boolean().optional(),
  words: z.base64().max(2000).optional(),
  shape: z.number().optional(),
});

/** Longest text kept of one file, in characters. */
export const MAX_READ = 20_000;

export const MOST_TEXTS = 4;

/** What a file does that runs once it is opened: installs an app on a phone, or starts a program on a computer. */
export const dangers = ['app', 'program'] as const;
export type Danger = (typeof dangers)[number];

/** Kinds of files that are recognised but not read, by their usual endings. */
export const archives = ['rar', '7z'] as const;
export const oldOffice = ['doc', 'xls', 'ppt'] as const;

/** What keeps a file, or a part of it, from being read. */
export const readingProblems = keysOf(problemTable);

/** Where words of a file stand or are heard. */
export const readSources = ['picture', 'document', 'speech'] as const;

const readTextSchema = z.object({
  source: z.enum(readSources),
  text: z.string().max(MAX_READ),
  /** Words of the text that may have been misread or misheard, as they stand in it. */
  unsure: z.array(z.string()).max(500).optional(),
});

/** What a picture or film may say of its making; anyone could have written it, and nobody has verified the manifest (C2PA); `cut` is the size in kB of a block that was not read to its end. */
export const metadataFields = ['camera', 'taken', 'software', 'place', 'cut', 'manifest'] as const;
const metadataSchema = z.partialRecord(z.enum(metadataFields), z.string().max(80));
export type FileMetadata = z.infer<typeof metadataSchema>;

/** What could be made of a file: the words in it, and what it is known again by. */
export const evidenceSchema = z.object({
  kind: z.enum(['picture', 'sound', 'film', 'document', 'other']),
  texts: z.array(readTextSchema).max(MOST_TEXTS),
  /** How the file is looked for, and how it is kept to be found; a query has more of it cut and turned. */
  asked: printsSchema,
  kept: printsSchema,
  /** The word of a fact-checker's stamp on a picture: it may be a fact-check itself. */
  stamp: z.string().max(40).optional(),
  seconds: z.number().optional(),
  /** The picture, small and in grey, as WebP in base64. */
  thumbnail: z.base64().max(20_000).optional(),
  /** Of a picture or film that was looked through for it. */
  metadata: metadataSchema.optional(),
  problem: z.enum(readingProblems).optional(),
  /** Copy of the picture with a watermark, as JPEG, where one was asked for; never stored. */
  copy: z.instanceof(Uint8Array).optional(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** Whether a picture is itself a fact-check: stamped, or with the words of one. */
export function isDebunk({ kind, stamp, texts }: Evidence): boolean {
  if (kind !== 'picture') return false;
  return stamp !== undefined || texts.some(({ text }) => hasDebunkMark(text));
}

export interface RawFile {
  mime: string;
  bytes: Uint8Array;
  /** On whose behalf it is read, where that is somebody who may send many. */
  from?: string | undefined;
  /** Words to be written across a picture; its evidence then is the marked copy. */
  watermark?: string | undefined;
}

/** Reads files, bounded in time and memory; a broken one is a problem of its evidence, never an error. */
export interface EvidenceReader {
  read(file: RawFile): Promise<Evidence>;
}

/** Returns the evidence of an unreadable file. */
export function noEvidence(problem: NonNullable<Evidence['problem']>): Evidence {
  return { kind: 'other', texts: [], asked: {}, kept: {}, problem };
}

/** Whether a picture's words show a fact-check, by its stamp, maker or our card; not one that claims to be true, as hoaxes do. */
export function hasDebunkMark(text: string): boolean {
  const marked = [...text.matchAll(NAMES), ...text.matchAll(HEADINGS)].some(
    ({ index }) => !DENIED.test(text.slice(Math.max(0, index - BEFORE), index)),
  );
  return marked && !PRAISE.test(text);
}

/** Words before it that negate it: BUKAN HOAX. */
const DENIED = /(?:bukan|tidak|anti|lawan|no|not|bebas)\W*$/i;
const BEFORE = 8;

/** Names of fact-checkers, verdicts in brackets or alone in a line, and the words of our cards. */
const NAMES = new RegExp(
  [
    /\b(?:turn ?back ?hoa(?:x|ks)|stop ?hoa(?:x|ks)|cekfakta\.com|kalimasada|mafindo|jala ?hoa(?:x|ks)|saber ?hoa(?:x|ks))/,
    /[[(|] ?(?:salah|hoa(?:x|ks)|disinformasi|misinformasi|penipuan|fitnah|keliru|false|fake) ?[\])|]/,
    /(?:^|\n) ?\W{0,3}(?:hoa(?:x|ks)|disinformasi|misinformasi)\W{0,3} ?(?=\n|$)/,
    /\bteruskan pesannya ke whatsapp/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gi',
);

/** Only as headings; "tolong cek fakta" is what people write to each other. */
const HEADINGS = /\b(?:CEK ?FAKTA|FACT ?CHECK(?:ED)?)\b|\b[Cc]ek [Ff]akta ?:/g;

/** "CEK FAKTA: BENAR" on a picture is what its author wants people to believe. */
const PRAISE =
  /\b(?:100 ?%? ?(?:benar|fakta|asli|valid)|(?:terbukti|dipastikan|sudah|adalah|hasil\w*|status|fakta) ?:? ?(?:benar|valid|asli)\b|terverifikasi|fakta ?[:!–-] ?benar|bukan hoa(?:x|ks))/i;
