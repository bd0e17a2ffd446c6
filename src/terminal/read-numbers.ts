import type { CaseActionInput } from '../services/cases/case-actions.ts';
import type { NewWording } from '../services/fact-checks/new-wordings.ts';

/** Which wordings are taken and left, as in `2 5 -1`; undefined where there is no such number. */
export function readNumbers(
  text: string,
  wordings: readonly NewWording[],
): CaseActionInput | undefined {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  if (words.length === 0 || !words.every((word) => /^-?\d{1,3}$/.test(word))) return undefined;
  const keys = words.map((word) => wordings[Math.abs(Number(word)) - 1]?.key);
  if (keys.includes(undefined)) return undefined;
  const said = (isLeft: boolean) =>
    keys.flatMap((key, at) =>
      key !== undefined && words[at]?.startsWith('-') === isLeft ? key : [],
    );
  return { name: 'wordings', take: said(false), leave: said(true) };
}
