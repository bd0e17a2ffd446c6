/** Fields as written, trimmed, without those that were left empty. */
export function filled<Written extends object>(written: Written): Partial<Written> {
  const trimmed = Object.entries(written).map(([name, value]) => {
    return [name, typeof value === 'string' ? value.trim() : value] as const;
  });
  const said = trimmed.filter(([, value]) => value !== undefined && value?.length !== 0);
  return Object.fromEntries(said) as Partial<Written>; // fewer of the same fields
}
