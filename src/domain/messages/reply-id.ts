/** Names a reply so that it leads to its citizen; two lives of one citizen count revisions from zero, but not from the same time. */
export function replyId(turn: { citizen: string; firstAt: number; revision: number }, n: number) {
  return `${turn.citizen}:${turn.firstAt}:${turn.revision}:${n}`;
}

/** Returns the citizen that a reply's id names: under another master key, they may have another name by now. */
export function citizenOfReply(id: string): string {
  const [citizen = ''] = id.split(':', 1);
  return citizen;
}
