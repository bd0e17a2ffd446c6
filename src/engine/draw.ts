import { END, type Flow, type State, type Target } from './flow.ts';
import { transitionsOf } from './targets.ts';

/** Draws one flow as Mermaid: questions are diamonds, offers flags, actions double-sided boxes. */
export function drawFlow(flow: Flow): string {
  const lines = ['flowchart TD', `  begin(( )) --> ${idOf(flow.start)}`];
  for (const [intent, state] of flow.intents) {
    lines.push(`  intent_${intent.replaceAll('-', '_')}(["${intent}"]) --> ${idOf(state)}`);
  }
  const others = new Set<Target>();
  for (const [name, state] of flow.states) {
    lines.push(`  ${idOf(name)}${shapeOf(name, state)}`);
    for (const [target, labels] of arrowsOf(state)) {
      if (!flow.states.has(target)) others.add(target);
      lines.push(`  ${idOf(name)} ${arrowOf(labels)} ${idOf(target)}`);
    }
  }
  for (const target of others) lines.push(`  ${idOf(target)}${otherShape(target)}`);
  return `${lines.join('\n')}\n`;
}

function idOf(target: Target): string {
  const id = target.replaceAll('-', '_');
  return id.startsWith('@') ? `flow_${id.slice(1)}` : `state_${id}`;
}

function shapeOf(name: string, state: State): string {
  switch (state.type) {
    case 'go':
      return `["${captionOf(name, saysOf(state))}"]`;
    case 'call':
      return `[["${captionOf(name, saysOf(state), `call ${state.call}`)}"]]`;
    case 'ask':
      return `{"${captionOf(name, saysOf(state), state.save && `save ${state.save.name}`)}"}`;
    case 'offer':
      return `>"${captionOf(name, saysOf(state))}"]`;
  }
}

function saysOf({ say, picture, file }: State): string | undefined {
  if (file !== undefined) return `${say}<br/>file ${file}`;
  return picture === undefined ? say : `${say}<br/>picture ${picture}`;
}

function captionOf(...lines: (string | undefined)[]): string {
  return lines.filter((line) => line !== undefined).join('<br/>');
}

function otherShape(target: Target): string {
  return target === END ? '(("end"))' : `(["${target}"])`;
}

/** Groups transitions by target, one arrow each; those that nobody chose get a separate arrow. */
function arrowsOf(state: State): [Target, string[]][] {
  const chosen = new Map<Target, string[]>();
  const unchosen: [Target, string[]][] = [];
  const isAsk = state.type === 'ask';
  for (const { by, target } of transitionsOf(state)) {
    const label = labelOf(by, state);
    if (isAsk && (by === 'else' || by === 'after')) unchosen.push([target, [label]]);
    else chosen.set(target, [...(chosen.get(target) ?? []), label]);
  }
  return [...chosen, ...unchosen];
}

/** Dotted for transitions that nobody chose: not understood, or silent. */
function arrowOf(labels: readonly string[]): string {
  const label = labels.join('<br/>');
  if (label === '') return '-->';
  return label.startsWith('(') ? `-.->|"${label}"|` : `-->|"${label}"|`;
}

function labelOf(by: string, state: State): string {
  if (state.type === 'go') return '';
  if (state.type === 'call') return by.replace(/^on /, '');
  if (state.list?.name === by) return `one of ${by}`;
  if (state.type === 'offer') return by;
  if (by === 'hear') return 'free text';
  if (by === 'take') return 'files and forwards';
  if (by === 'else') return '(not understood)';
  return by === 'after' ? `(silent for ${spanOf(state.after.ms)})` : by;
}

function spanOf(ms: number): string {
  const minutes = ms / 60_000;
  if (minutes < 1) return `${ms / 1000}s`;
  if (minutes % 1440 === 0) return `${minutes / 1440}d`;
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}
