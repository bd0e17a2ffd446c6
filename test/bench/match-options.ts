import { parseArgs } from 'node:util';

export interface BenchOptions {
  documents: number;
  peers: readonly string[];
  /** Messages of each kind; without it, fewer for engines that take long. */
  perKind: number | undefined;
  json: boolean;
  /** The one engine, or the snapshot, that a child of the script measures. */
  only: string | undefined;
}

export type ReadOptions =
  | { type: 'run'; options: BenchOptions }
  | { type: 'help'; usage: string }
  | { type: 'wrong'; message: string };

/** Reads the command line of `npm run bench:match`; a mistake in it is an answer, not a throw. */
export function readOptions(args: readonly string[]): ReadOptions {
  const parsed = parse(args);
  if (typeof parsed === 'string') return { type: 'wrong', message: parsed };
  if (parsed.help) return { type: 'help', usage: USAGE };
  const peers = parsed.peers.split(',').filter(Boolean);
  const strange = peers.find((peer) => !PEERS.includes(peer));
  if (strange) return wrong(`no peer is called ${strange}; there are ${PEERS.join(', ')}`);
  const { documents, 'per-kind': perKind } = parsed;
  for (const [name, value] of Object.entries({ documents, 'per-kind': perKind })) {
    if (value !== undefined && !/^[1-9]\d*$/.test(value))
      return wrong(`--${name} takes a whole number above 0, not ${value}`);
  }
  const { json, only } = parsed;
  const options = { documents: Number(documents), peers, json, only };
  return { type: 'run', options: { ...options, perKind: perKind ? Number(perKind) : undefined } };
}

const PEERS: readonly string[] = ['fts5', 'minisearch', 'natural'];
const USAGE = `npm run bench:match -- [options]

  --documents N    made-up fact-checks to hold (10000)
  --peers A,B      engines to compare with (${PEERS.join(',')}); "" for none
  --per-kind N     messages of each kind (100; fewer for engines that take long)
  --json           figures as JSON
  --help           this text`;

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        documents: { type: 'string', default: '10000' },
        peers: { type: 'string', default: PEERS.join(',') },
        'per-kind': { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        only: { type: 'string' },
      },
    }).values;
  } catch (error) {
    const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    return `${sentence}; see --help`;
  }
}

function wrong(message: string): ReadOptions {
  return { type: 'wrong', message };
}
