import type { Values } from '../../engine/conversation.ts';
import type { Input } from '../../engine/effect.ts';
import type { Flows } from '../../engine/flow.ts';
import threats from './threat-of-intent.json' with { type: 'json' };

/** The input that starts the flow which handles an intent, with what was said; none where no flow does. */
export function intentInput(flows: Flows, intent: string, said: string): Input | undefined {
  const flow = [...flows.values()].find(({ intents }) => intents.has(intent));
  if (!flow) return undefined;
  const threat = THREATS[intent];
  const values: Values = {
    ...(flow.name === 'lookup' && { query: said, casual: intent === 'chatter' ? 1 : 0, intent }),
    ...(flow.name === 'about-answer' && { query: said, casual: 0, intent }),
    ...(flow.name === 'forget' && { query: said }),
    ...((flow.name === 'danger' || threat) && { story: said }),
    ...(threat && { threat }),
  };
  return { type: 'start', flow: flow.name, intent, values };
}

/** Reports that citizens begin in their own words. */
const THREATS: Readonly<Record<string, string>> = threats;
