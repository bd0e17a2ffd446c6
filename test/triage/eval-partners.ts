import { type ReferableThreat, referableThreats } from '../../src/domain/partners/referral.ts';
import { rankRules, routingRuleSchema } from '../../src/domain/partners/routing.ts';
import { triage } from '../../src/triage/triage.ts';
import { loadMessages } from './load-examples.ts';
import { formatShare } from './score.ts';

/**
 * How often the sign in the queue names the right partner, by the least certainty that it asks for: each harm has
 * one organisation, and the right one is that of the harm which the message was written for.
 */
const rules = referableThreats.map((threat) =>
  routingRuleSchema.parse({
    id: threat,
    threats: [threat],
    organisation: `for-${threat}`,
    answerHours: 24,
  }),
);
for (const folder of ['held-out', 'held-out-second'] as const) {
  const messages = loadMessages(folder).map(({ text, label }) => ({
    label,
    guess: triage({ text }),
  }));
  const harmful = messages.filter(({ label }) => isReferable(label));
  console.log(`${folder}: ${messages.length} messages, ${harmful.length} with a partner`);
  for (const least of [0, 0.6, 0.7, 0.8, 0.9]) {
    const signs = messages.flatMap(({ label, guess }) => {
      const partner = guess && guess.certainty >= least ? partnerOf(guess.threat) : undefined;
      return partner === undefined ? [] : [partner === partnerOf(label)];
    });
    const right = signs.filter((isRight) => isRight).length;
    const shares = [formatShare(right, signs.length), formatShare(right, harmful.length)];
    console.log(`from ${least}: right ${shares[0]}, of those with a partner ${shares[1]}`);
  }
}

function partnerOf(threat: string): string | undefined {
  if (!isReferable(threat)) return undefined;
  const none = { regions: [], regencies: [], platforms: [], periods: [] };
  return rankRules(rules, { ...none, threats: [threat] })[0]?.rule.organisation;
}

function isReferable(threat: string): threat is ReferableThreat {
  return (referableThreats as readonly string[]).includes(threat);
}
