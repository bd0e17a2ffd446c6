import { openMemoryStore } from '../../src/app/open-store.ts';
import { loadSamples } from '../../src/app/samples/load-samples.ts';
import type { Writing } from '../../src/channels/simulator/simulator.ts';
import { Player } from '../../src/cli/player.ts';
import type { BotContent } from '../../src/domain/content/bot-content.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import type { CardPainter } from '../../src/ports/card-renderer.ts';
import type { TurnCommit } from '../../src/ports/commit.ts';
import type { TurnStore } from '../../src/ports/store.ts';
import { scriptedReader } from '../support/scripted-reader.ts';
import { seededBytes } from '../support/seeded-bytes.ts';
import { MASTER_KEY, MORNING } from '../support/stage.ts';

/** A Posko with the sample fact-checks for one conversation after another, in virtual time. */
export interface PeopleStage {
  player: Player;
  /** The turns of whoever wrote last, in order. */
  turns: TurnCommit[];
  errors: unknown[];
  close(): Promise<void>;
}

/** Opens it with the quiet time of a real post; cards are not painted. */
export async function openPeopleStage(script: BotContent): Promise<PeopleStage> {
  const store = await openMemoryStore(loadSamples(), MASTER_KEY);
  const turns: TurnCommit[] = [];
  const errors: unknown[] = [];
  const player = await Player.open(
    {
      store: { ...store, turns: watchTurns(store.turns, turns) },
      reader: scriptedReader,
      painter: blankPainter,
      script,
      settings: defaultSettings,
      onError: (error) => errors.push(error),
      randomBytes: seededBytes('people'),
    },
    { start: MORNING, show: () => {} },
  );
  const close = async () => {
    await player.close();
    await store.close();
  };
  return { player, turns, errors, close };
}

const blankPainter: CardPainter = {
  paint: async () => ({ name: 'kartu.png', mime: 'image/png', bytes: new Uint8Array(1) }),
};

/** The store of turns, which notes what is committed for whoever wrote last. */
function watchTurns(store: TurnStore, turns: TurnCommit[]): TurnStore {
  let writer: string | undefined;
  const watched: Pick<TurnStore, 'keepMessages' | 'commitTurn'> = {
    async keepMessages(arrivals, at) {
      const kept = await store.keepMessages(arrivals, at);
      writer = kept.at(-1)?.citizen;
      return kept;
    },
    async commitTurn(commit) {
      const result = await store.commitTurn(commit);
      if (result === 'committed' && commit.citizen === writer) turns.push(commit);
      return result;
    },
  };
  return new Proxy(store, {
    get(target, key) {
      if (key in watched) return Reflect.get(watched, key);
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** How long people pause between bubbles, and within one breath; and after which nothing more comes of them. */
const PAUSE_MS = 5000;
const BREATH_MS = 700;
const SETTLED_MS = 20_000;

/** A bubble as it is written in a dialogue: ">> " begins a forwarded one, "++ " one that follows at once. */
export function readBubble(bubble: string): { writing: Writing; isBreath: boolean } {
  const isBreath = bubble.startsWith('++ ');
  const rest = isBreath ? bubble.slice(3) : bubble;
  const forwarded = rest.startsWith('>> ');
  return { writing: { text: forwarded ? rest.slice(3) : rest, forwarded }, isBreath };
}

/** Sends bubbles; returns where in the turns the last breath begins. */
export async function sendBubbles(
  { player, turns }: PeopleStage,
  citizen: string,
  bubbles: readonly string[],
): Promise<number> {
  let since = turns.length;
  for (const [index, bubble] of bubbles.entries()) {
    const { writing, isBreath } = readBubble(bubble);
    if (index > 0) await player.wait(isBreath ? BREATH_MS : PAUSE_MS);
    if (!isBreath) since = turns.length;
    await player.write(citizen, writing);
  }
  await player.wait(SETTLED_MS);
  return since;
}
