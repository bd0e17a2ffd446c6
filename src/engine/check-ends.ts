import { type Finding, fileOf } from './check.ts';
import { END, type Flow, type Flows, type State } from './flow.ts';
import { type StateRef, stateRefOf, transitionsOf } from './targets.ts';

/** Lists states that trap the citizen: loops without a question, and states that never end. */
export function checkEnds(flows: Flows): Finding[] {
  const places = placesOf(flows);
  const findings: Finding[] = [];
  const endless = endlessPlaces(places);
  for (const [place, { flow, name, state }] of places) {
    const file = fileOf(flow.name);
    if (isSilent(state) && comesBack(places, place)) {
      const message = 'goes round in a loop in which the citizen never gets a turn';
      findings.push({ file, state: name, message });
    } else if (endless.has(place)) {
      findings.push({ file, state: name, message: 'has no way that ever leads to the end' });
    }
  }
  return findings;
}

/** Lists answers that nobody would ever read: no call of `keepers` comes before the question or after it. */
export function checkSaves(flows: Flows, keepers: readonly string[]): Finding[] {
  const places = placesOf(flows);
  const isKeeper = ({ state }: Spot) => state.type === 'call' && keepers.includes(state.call);
  const after = waysFrom(
    places,
    [...places].flatMap(([place, spot]) => (isKeeper(spot) ? place : [])),
  );
  return [...places].flatMap(([place, { flow, name, state }]) => {
    if (state.type !== 'ask' || !state.save || after.has(place)) return [];
    const ahead = [...waysFrom(places, [place])].flatMap((each) => places.get(each) ?? []);
    if (ahead.some(isKeeper)) return [];
    const message = `saves ${state.save.name} where no way has ${keepers.join(' or ')}: nobody would read it`;
    return [{ file: fileOf(flow.name), state: name, message }];
  });
}

function waysFrom(places: Map<StateRef, Spot>, from: readonly StateRef[]): Set<StateRef> {
  const seen = new Set(from.flatMap((place) => places.get(place)?.next ?? []));
  for (const place of seen) for (const next of places.get(place)?.next ?? []) seen.add(next);
  return seen;
}

interface Spot {
  flow: Flow;
  name: string;
  state: State;
  next: StateRef[];
  ends: boolean;
}

function placesOf(flows: Flows): Map<StateRef, Spot> {
  const places = new Map<StateRef, Spot>();
  for (const flow of flows.values()) {
    for (const [name, state] of flow.states) {
      const targets = transitionsOf(state).map(({ target }) => target);
      const next = targets.flatMap((target) => stateRefOf(flows, flow, target) ?? []);
      const ends = state.type === 'offer' || targets.includes(END);
      places.set(`${flow.name}/${name}`, { flow, name, state, next, ends });
    }
  }
  return places;
}

function isSilent(state: State): boolean {
  return state.type === 'go' || state.type === 'call';
}

function comesBack(places: Map<StateRef, Spot>, from: StateRef): boolean {
  const seen = new Set<StateRef>(places.get(from)?.next ?? []);
  for (const place of seen) {
    if (place === from) return true;
    const spot = places.get(place);
    if (spot && isSilent(spot.state)) for (const next of spot.next) seen.add(next);
  }
  return false;
}

/** Finds states without a path to an end; unknown targets count as ends. */
function endlessPlaces(places: Map<StateRef, Spot>): Set<StateRef> {
  const endless = new Set(places.keys());
  let shrinking = true;
  while (shrinking) {
    shrinking = false;
    for (const place of endless) {
      const spot = places.get(place);
      if (!spot || (!spot.ends && !spot.next.some((next) => !endless.has(next)))) continue;
      endless.delete(place);
      shrinking = true;
    }
  }
  return endless;
}
