import type { Flow, State } from './flow.ts';
import { waysOn } from './targets.ts';

/** A Mermaid flowchart of one flow: questions are diamonds, calls are boxes with double sides. */
export function drawFlow(flow: Flow): string {
  const lines = ['flowchart TD', `  start(( )) --> ${idOf(flow.start)}`];
  const ends = new Set<string>();
  for (const [name, state] of flow.states) {
    lines.push(`  ${idOf(name)}${shapeOf(name, state)}`);
    for (const { by, target } of waysOn(state)) {
      if (!flow.states.has(target)) ends.add(target);
      lines.push(`  ${idOf(name)} -->${labelOf(by, state)} ${idOf(target)}`);
    }
  }
  for (const target of ends) lines.push(`  ${idOf(target)}(["${target}"])`);
  return `${lines.join('\n')}\n`;
}

function idOf(target: string): string {
  return `s_${target.replace('@', 'flow_').replaceAll('-', '_')}`;
}

function shapeOf(name: string, state: State): string {
  switch (state.type) {
    case 'go':
      return `["${name}<br/>${state.say ?? ''}"]`;
    case 'call':
      return `[["${name}<br/>${state.call}"]]`;
    case 'ask':
      return `{"${name}<br/>${state.say}"}`;
    case 'offer':
      return `>"${name}<br/>${state.say}"]`;
  }
}

function labelOf(by: string, state: State): string {
  if (state.type === 'go') return '';
  if (state.type === 'ask' && by === 'after') return `|after ${spanOf(state.after.ms)}|`;
  return `|${by.replace(/^on /, '')}|`;
}

function spanOf(ms: number): string {
  const minutes = ms / 60_000;
  if (minutes % 1440 === 0) return `${minutes / 1440}d`;
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}
