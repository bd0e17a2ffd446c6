import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadSamples } from '../../src/app/samples/load-samples.ts';
import { maskPersonalData } from '../../src/domain/text/mask.ts';

/** A message with its class; those that came of one line share its `origin`. */
export interface Example {
  text: string;
  label: string;
  origin: string;
}

/** The examples to learn from: each line of `test/triage/examples`, written out in several ways. */
export function loadExamples(): Example[] {
  const folder = 'test/triage/examples';
  const slots: Slots = JSON.parse(readFileSync(join(folder, 'slots.json'), 'utf8'));
  const lines = readLines(folder).flatMap(({ line, label, file, at }) =>
    writeOut(line, slots, at).map((text) => ({
      text: maskPersonalData(text),
      label,
      origin: `${file}:${at}`,
    })),
  );
  return [...lines, ...readSamples()];
}

/** Messages of `test/triage` to choose or to measure by, none of them learnt from; each as it stands. */
export function loadMessages(folder: 'validation' | 'held-out' | 'held-out-second'): Example[] {
  return readLines(join('test/triage', folder)).map(({ line, label, file, at }) => ({
    text: maskPersonalData(line),
    label,
    origin: `${folder}/${file}:${at}`,
  }));
}

/** The messages of the sample fact-checks that were found wrong or a fraud; some of them ask, and teach nothing here. */
function readSamples(): Example[] {
  return loadSamples().flatMap(({ id, verdict, narratives = [] }) => {
    const label = LABEL_OF[verdict];
    if (!label) return [];
    return narratives
      .filter((text) => !text.includes('?'))
      .map((text) => ({ text: maskPersonalData(text), label, origin: id }));
  });
}

const LABEL_OF: Readonly<Record<string, string>> = {
  salah: 'gangguan_informasi',
  menyesatkan: 'gangguan_informasi',
  penipuan: 'penipuan',
};

type Slots = Readonly<Record<string, readonly string[]>>;

/** In so many ways at most; a line without choices is written once. */
const WAYS = 6;

interface Line {
  line: string;
  label: string;
  file: string;
  at: number;
}

function readLines(folder: string): Line[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));
  return files.flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line, at) => ({ line, label: labelOf(file), file, at })),
  );
}

/** `biasa-berita.txt` holds news, which is ordinary too. */
function labelOf(file: string): string {
  return basename(file, '.txt').split('-')[0] ?? '';
}

/** Fills (this|that) and {slot} differently each time, always the same for the same line. */
function writeOut(line: string, slots: Slots, seed: number): string[] {
  const texts = new Set<string>();
  for (let way = 0; way < WAYS; way += 1) {
    let turn = seed * 7 + way;
    const next = (choices: readonly string[]) => {
      turn += 1;
      return choices[turn % choices.length] ?? '';
    };
    const chosen = line.replace(/\(([^()|]*(?:\|[^()|]*)+)\)/g, (_, all: string) =>
      next(all.split('|')),
    );
    texts.add(
      chosen.replace(/\{(\w+)\}/g, (_, name: string) => {
        const slot = slots[name];
        if (!slot) throw new Error(`there is no slot {${name}}`);
        return next(slot);
      }),
    );
  }
  return [...texts];
}
