import type { Case } from '../../src/domain/cases/case.ts';
import { claimKey, OpenCases } from '../../src/services/cases/open-case-index.ts';
import type { FiledTip } from './score-pairs.ts';
import type { StreamedTip } from './tip-stream.ts';

/** A tip with the case it was put into, how that was decided, and how long it took. */
export interface Filing extends FiledTip {
  text: string;
  how: 'new' | 'same words' | 'sure match';
  milliseconds: number;
}

/** Puts one tip after the other into a case, as a turn does: into an open one, or a new one. */
export async function fileTips(
  tips: readonly StreamedTip[],
  onProgress: (done: number) => void,
): Promise<Filing[]> {
  const desk = new Desk();
  const openCases = new OpenCases(desk);
  const filings: Filing[] = [];
  for (const { claim, kin, text } of tips) {
    const started = performance.now();
    const found = await openCases.find(text);
    if (!found) openCases.put(desk.open(text));
    else openCases.addWording(found.id, text);
    const milliseconds = performance.now() - started;
    const exact = found?.claimKey === claimKey(text);
    const how = !found ? 'new' : exact ? 'same words' : 'sure match';
    filings.push({ claim, kin, text, case: found?.id ?? desk.latest, how, milliseconds });
    if (filings.length % 100 === 0) onProgress(filings.length);
  }
  onProgress(filings.length);
  return filings;
}

/** The open cases in memory, all that gathering reads of a store. */
class Desk {
  readonly #cases = new Map<string, Case>();
  readonly #byClaim = new Map<string, Case>();
  latest = '';

  open(text: string): Case {
    this.latest = `case-${this.#cases.size}`;
    const opened: Case = {
      id: this.latest,
      ticket: this.latest,
      status: 'open',
      claim: text,
      claimKey: claimKey(text),
      openedAt: this.#cases.size,
      fence: 0,
      revision: 0,
    };
    this.#cases.set(opened.id, opened);
    this.#byClaim.set(opened.claimKey, opened);
    return opened;
  }

  async get(id: string) {
    return this.#cases.get(id);
  }

  async openByClaim(key: string) {
    return this.#byClaim.get(key);
  }

  async since(change: number) {
    return { cases: [], change };
  }

  async lastChange() {
    return 0;
  }

  async list() {
    return [...this.#cases.values()];
  }

  async tipsOfAll() {
    return new Map();
  }

  async tipsOf() {
    return [];
  }
}
