/** A line on a terminal that says how far a long work has come; silent where nobody watches. */
export function startProgress(label: string, total: number) {
  const { stderr } = process;
  let drawn = -1;
  return {
    show(done: number): void {
      const percent = total === 0 ? 100 : Math.min(100, Math.floor((done / total) * 100));
      if (!stderr.isTTY || percent === drawn) return;
      drawn = percent;
      const filled = Math.floor(percent / 4);
      const bar = '█'.repeat(filled) + '░'.repeat(25 - filled);
      stderr.write(`\r${label} ${bar} ${String(percent).padStart(3)} %`);
    },
    end(): void {
      if (stderr.isTTY && drawn >= 0) stderr.write('\n');
    },
  };
}
