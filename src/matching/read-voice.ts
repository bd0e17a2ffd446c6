import { COMMON, FRAME, GENERIC } from './plain-words.ts';
import { stem } from './stem.ts';

/** Voice of a verb: whether the actor comes before or after it. */
export interface Voice {
  passive: boolean;
  /** Ends in -kan or -i, which can make another verb of a root: kalah, mengalahkan. */
  raised: boolean;
  /** Has no affix, so it may be a noun. */
  bare: boolean;
}

/** Returns the voice of a word if the order around it shows the actor and the object. */
export function readVoice(text: string, before: string | undefined): Voice | undefined {
  if (COMMON.has(text) || FRAME.has(text) || GENERIC.has(text)) return undefined;
  if (PASSIVE_NOUNS.has(text)) return { passive: true, raised: false, bare: false };
  const root = stem(text);
  if (MUTUAL.has(root) || text.startsWith('ber')) return undefined;
  const changed = root !== text;
  const raised = changed && /(?:kan|in|i)$/.test(text) && !/i$/.test(root);
  if (changed && /^(?:di|ter)/.test(text)) return { passive: true, raised, bare: false };
  // Often written apart: "di laporkan".
  if (raised && before === 'di') return { passive: true, raised, bare: false };
  if (changed && /^(?:me|ny|ng)/.test(text)) return { passive: false, raised, bare: false };
  if (raised && !/^[pk]e/.test(text)) return { passive: false, raised, bare: false };
  if (changed && AFFIXED.test(text)) return undefined;
  return { passive: false, raised: false, bare: true };
}

const AFFIXED = /^(?:pe|ke|se)|(?:an|nya|lah|ku|mu)$/;
/** Passive ke-an forms; most others are nouns. */
const PASSIVE_NOUNS = new Set(
  'kedatangan kehilangan kecurian kebobolan kemasukan kejatuhan ketularan'.split(' '),
);
/** Roots of mutual actions, where the order of names does not matter. */
const MUTUAL = new Set(
  (
    'jumpa debat meni nikah kawin cerai damai dialog runding sama lawan hadap tanding duel duet saing ' +
    'banding jabat salam pasang kait hubung batas gabung koalisi mirip setara tukar kontra versus'
  ).split(' '),
);
