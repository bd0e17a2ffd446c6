/** One thing that happened between citizens and the post, in the order in which it was seen. */
export type Entry =
  /** The intake answered with 200, so the message is the post's from now on. */
  | { type: 'accepted'; citizen: string; message: string }
  /** A reply stands on a screen; `answers` names the message that its words speak of. */
  | { type: 'shown'; citizen: string; reply: string; answers?: string | undefined }
  /** The store says that a message is dealt with, and nothing is to be said of it. */
  | { type: 'done'; citizen: string; message: string }
  /** The post has confirmed BERHENTI or HAPUS DATA; nothing may come until the citizen writes. */
  | { type: 'left'; citizen: string };

/** What is wrong with a history. */
export interface Fault {
  kind: 'lost' | 'repeated' | 'two-ends' | 'misordered' | 'unasked' | 'after-leaving';
  citizen: string;
  what: string;
}

/**
 * Reads a whole history and names everything wrong with it: every accepted message has exactly one end
 * (answered, or done), every reply is seen once, answers come in the order of the messages, and nobody
 * hears anything after they have left.
 */
export function checkHistory(history: readonly Entry[]): Fault[] {
  const byCitizen = Map.groupBy(history, ({ citizen }) => citizen);
  return [
    ...[...byCitizen.values()].flatMap((entries) => checkCitizen(entries)),
    ...repeatedOf(history),
  ];
}

/** How many faults there are of a kind. */
export function countFaults(faults: readonly Fault[], ...kinds: Fault['kind'][]): number {
  return faults.filter(({ kind }) => kinds.includes(kind)).length;
}

function checkCitizen(entries: readonly Entry[]): Fault[] {
  return [...endsOf(entries), ...misorderedOf(entries), ...afterLeavingOf(entries)];
}

/** A message that is accepted twice, because a webhook came again, is one message. */
function endsOf(entries: readonly Entry[]): Fault[] {
  const accepted = new Set<string>();
  const ends = new Map<string, Set<string>>();
  const end = (message: string, how: string) =>
    ends.set(message, (ends.get(message) ?? new Set()).add(how));
  for (const entry of entries) {
    if (entry.type === 'accepted') accepted.add(entry.message);
    if (entry.type === 'done') end(entry.message, 'done');
    if (entry.type === 'shown' && entry.answers !== undefined) end(entry.answers, entry.reply);
  }
  const citizen = entries[0]?.citizen ?? '';
  const lost = [...accepted].filter((message) => !ends.has(message));
  const twice = [...ends].filter(([, how]) => how.size > 1).map(([message]) => message);
  const unasked = [...ends.keys()].filter((message) => !accepted.has(message));
  return [
    ...lost.map((what): Fault => ({ kind: 'lost', citizen, what })),
    ...twice.map((what): Fault => ({ kind: 'two-ends', citizen, what })),
    ...unasked.map((what): Fault => ({ kind: 'unasked', citizen, what })),
  ];
}

/** Messages stand in the order in which their first acknowledgement came. */
function misorderedOf(entries: readonly Entry[]): Fault[] {
  const order = new Map<string, number>();
  for (const entry of entries) {
    if (entry.type === 'accepted' && !order.has(entry.message))
      order.set(entry.message, order.size);
  }
  const faults: Fault[] = [];
  const answered = new Set<string>();
  let latest = -1;
  for (const entry of entries) {
    if (entry.type !== 'shown' || entry.answers === undefined) continue;
    const place = order.get(entry.answers);
    if (place === undefined || answered.has(entry.answers)) continue; // faults of another kind
    answered.add(entry.answers);
    if (place < latest)
      faults.push({ kind: 'misordered', citizen: entry.citizen, what: entry.answers });
    latest = Math.max(latest, place);
  }
  return faults;
}

function afterLeavingOf(entries: readonly Entry[]): Fault[] {
  const faults: Fault[] = [];
  let hasLeft = false;
  for (const entry of entries) {
    if (entry.type === 'left') hasLeft = true;
    if (entry.type === 'accepted') hasLeft = false;
    if (entry.type === 'shown' && hasLeft)
      faults.push({ kind: 'after-leaving', citizen: entry.citizen, what: entry.reply });
  }
  return faults;
}

/** A reply is one effect, whoever's screen it stands on. */
function repeatedOf(history: readonly Entry[]): Fault[] {
  const seen = new Set<string>();
  return history.flatMap((entry): Fault[] => {
    if (entry.type !== 'shown') return [];
    if (!seen.has(entry.reply)) {
      seen.add(entry.reply);
      return [];
    }
    return [{ kind: 'repeated', citizen: entry.citizen, what: entry.reply }];
  });
}
