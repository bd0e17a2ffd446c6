import type { BotContent } from '../../src/domain/content/bot-content.ts';
import type { Dialogue } from './people-dialogues.ts';
import { type Done, gatherDone } from './people-done.ts';
import { findFault } from './people-expect.ts';
import { openPeopleStage, type PeopleStage, readBubble, sendBubbles } from './people-stage.ts';
import { beginAt } from './people-states.ts';

/** A dialogue that was played, and what is wrong with how it ended. */
export interface Played {
  dialogue: Dialogue;
  done: Done;
  fault: string | undefined;
  /** Messages that Posko sent once the dialogue had begun. */
  sent: number;
}

/** One Posko is shared by so many dialogues, so that those that follow do not meet the tips of very many others. */
const PER_STAGE = 25;

/** Plays dialogues, each by a fresh citizen. */
export async function playDialogues(
  script: BotContent,
  dialogues: readonly Dialogue[],
): Promise<Played[]> {
  const played: Played[] = [];
  for (let from = 0; from < dialogues.length; from += PER_STAGE) {
    const stage = await openPeopleStage(script);
    for (const [index, dialogue] of dialogues.slice(from, from + PER_STAGE).entries()) {
      played.push(await play(stage, `orang${index}`, dialogue));
    }
    await stage.close();
  }
  return played;
}

async function play(stage: PeopleStage, citizen: string, dialogue: Dialogue): Promise<Played> {
  const { turns, errors } = stage;
  turns.length = 0;
  errors.length = 0;
  const problem = await beginAt(stage, citizen, dialogue.after);
  const begun = turns.length;
  const since = await sendBubbles(stage, citizen, dialogue.says);
  const [error] = errors;
  const isForwarded = lastBreath(dialogue.says).some(
    (bubble) => readBubble(bubble).writing.forwarded,
  );
  const done = gatherDone(turns.slice(since), turns[since - 1], {
    isForwarded,
    problem: problem ?? (error === undefined ? undefined : `fails: ${String(error)}`),
  });
  const sent = turns.slice(begun).reduce((sum, { replies }) => sum + replies.length, 0);
  return { dialogue, done, fault: findFault(dialogue, done), sent };
}

/** The last bubble, and those that it follows at once. */
function lastBreath(bubbles: readonly string[]): readonly string[] {
  return bubbles.slice(bubbles.findLastIndex((bubble) => !readBubble(bubble).isBreath));
}
