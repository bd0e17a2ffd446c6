/** Spans of time that claims count: two of them are never the same, whatever number stands before. */
export const TIME_UNITS: ReadonlySet<string> = new Set(['jam', 'minggu', 'bulan', 'tahun']);
