import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMemoryStore } from '../../../src/app/open-store.ts';
import type { Evidence } from '../../../src/domain/messages/evidence.ts';
import type { ReadText } from '../../../src/matching/match.ts';
import { createFileReader } from '../../../src/media/reading/file-reader.ts';
import type { Asked } from '../../../src/ports/match-query.ts';
import { toClaimFile } from '../../../src/services/fact-checks/claim-files.ts';
import { FactCheckIndex } from '../../../src/services/fact-checks/fact-check-index.ts';
import { seededNumbers } from '../../support/generate.ts';
import { ffmpeg, runTool } from '../../support/media-tools.ts';
import { drawText } from '../ocr-looks.ts';
import { type Hoax, makeHoaxes } from '../ocr-texts.ts';

// One claim as text, screenshot, voice note and film: checked as the one, asked as the other. Arguments: claims, seed.
const [claims = 12, seed = 7] = process.argv.slice(2).map(Number);
const FORMATS = ['text', 'screenshot', 'voice', 'film'] as const;
type Format = (typeof FORMATS)[number];
const SIBLINGS = 300;

const folder = mkdtempSync(join(tmpdir(), 'posko-formats-'));
const reader = createFileReader({
  processes: 2,
  timeoutMs: 120_000,
  idleMs: 60_000,
  environment: {},
});
try {
  const rows = await measureAll();
  console.log(`found first, to answer or to ask, of ${claims} claims among ${SIBLINGS} siblings`);
  console.log(`checked as \\ asked as  ${FORMATS.map((name) => name.padStart(12)).join('')}`);
  for (const row of rows) console.log(row);
} finally {
  reader.close();
  rmSync(folder, { recursive: true });
}

async function measureAll(): Promise<string[]> {
  const hoaxes = makeHoaxes(claims + SIBLINGS, seed);
  const [asked, siblings] = [hoaxes.slice(0, claims), hoaxes.slice(claims)];
  const queries = new Map<Format, Asked[]>();
  for (const format of FORMATS) queries.set(format, await all(asked, format, 1));
  const rows: string[] = [];
  for (const format of FORMATS) {
    const index = await indexOf(asked, siblings, await all(asked, format, 0));
    const cells = await Promise.all(
      FORMATS.map(async (other) => share(index, asked, queries.get(other) ?? [])),
    );
    rows.push(`${format.padEnd(23)} ${cells.map((cell) => cell.padStart(12)).join('')}`);
  }
  return rows;
}

/** Fact-checks whose claim is known in one format alone, with a headline that says little. */
async function indexOf(asked: readonly Hoax[], siblings: readonly Hoax[], known: readonly Asked[]) {
  const documents = asked.map((hoax, at) => {
    const { text = '', read = [], files = [] } = known[at] ?? {};
    const narratives = [text, ...read.map((piece) => piece.text)].filter((each) => each !== '');
    const base = { ...hoax.document, title: `Pesan berantai nomor ${at + 1}`, narratives };
    const kept = files.map((prints) => ({ ...prints, sha256: '0'.repeat(64) }));
    return {
      ...base,
      org: 'Posko',
      language: 'id',
      verdict: 'salah' as const,
      files: kept.map((each) => ({ ...each, kind: 'picture' as const })),
    };
  });
  const others = siblings.map(({ document }) => ({
    ...document,
    org: 'Posko',
    language: 'id',
    verdict: 'salah' as const,
    narratives: [...document.narratives],
  }));
  const store = await openMemoryStore([...documents, ...others]);
  return FactCheckIndex.open(store.factChecks);
}

async function share(index: FactCheckIndex, asked: readonly Hoax[], queries: readonly Asked[]) {
  let found = 0;
  let answered = 0;
  for (const [at, query] of queries.entries()) {
    const { tier, matches } = await index.match(query);
    if (tier === 'none' || matches[0]?.id !== asked[at]?.id) continue;
    found += 1;
    if (tier === 'answer') answered += 1;
  }
  const of = (count: number) => (count / asked.length).toFixed(2);
  return `${of(found)} (${of(answered)})`;
}

/** Every claim in a format; `take` makes the one that is asked differ from the one that was checked. */
async function all(hoaxes: readonly Hoax[], format: Format, take: number): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const [at, hoax] of hoaxes.entries()) {
    process.stderr.write(`\r${format} ${at + 1} of ${hoaxes.length}   `);
    asked.push(await toAsked(hoax.text, format, { at, take }));
  }
  return asked;
}

interface Nth {
  at: number;
  take: number;
}

async function toAsked(text: string, format: Format, { at, take }: Nth): Promise<Asked> {
  if (format === 'text') return { text };
  const path = join(folder, `${format}-${at}-${take}`);
  if (format === 'voice') {
    speak(text, path, take);
    return fromEvidence(await read(path), take, [hear(text, at * 2 + take)]);
  }
  const look = take === 0 ? 'card' : 'chat light 720';
  const { jpeg } = await drawText(text, look, seed * 1000 + at * 2 + take);
  writeFileSync(`${path}.jpg`, jpeg);
  if (format === 'screenshot') return fromEvidence(await read(`${path}.jpg`), take);
  const shown = ['-loop', '1', '-framerate', '8', '-t', '6', '-i', `${path}.jpg`];
  const shape = [
    '-vf',
    'scale=720:-2',
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-pix_fmt',
    'yuv420p',
  ];
  ffmpeg(...shown, ...shape, '-f', 'mp4', path);
  return fromEvidence(await read(path), take);
}

function read(path: string): Promise<Evidence> {
  return reader.read({ mime: '', bytes: readFileSync(path) });
}

function fromEvidence(evidence: Evidence, take: number, more: readonly ReadText[] = []): Asked {
  const file = toClaimFile('0'.repeat(64), evidence);
  const { sha256: _, kind: __, ...kept } = file ?? { sha256: '', kind: '' };
  const files = take === 0 ? [kept] : [evidence.asked];
  return { text: '', read: [...evidence.texts, ...more], files };
}

function speak(text: string, path: string, take: number): void {
  const voice = ['-v', take === 0 ? 'id+m3' : 'id+f2', '-s', take === 0 ? '150' : '165'];
  runTool('espeak-ng', [...voice, '-w', `${path}.wav`, text]);
  ffmpeg(
    '-i',
    `${path}.wav`,
    '-ac',
    '1',
    '-ar',
    '16000',
    '-c:a',
    'libopus',
    '-b:a',
    '20k',
    '-f',
    'ogg',
    path,
  );
}

/** Stands for a model of speech: one word in twelve is lost. */
function hear(text: string, number: number): ReadText {
  const random = seededNumbers(seed * 100 + number);
  const words = text
    .toLowerCase()
    .replace(/[.,!?]/g, '')
    .split(/\s+/);
  return { source: 'speech', text: words.filter(() => random() > 1 / 12).join(' ') };
}
