/** Units of time in claims: two of them always differ, whatever number stands before. */
export const TIME_UNITS: ReadonlySet<string> = new Set(['jam', 'minggu', 'bulan', 'tahun']);
