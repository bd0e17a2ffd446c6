import table from './licences.json' with { type: 'json' };

/** Open licences for the monthly report, by their short names of the Open Definition. */
export const licences: Readonly<Record<keyof typeof table, { title: string; path: string }>> =
  table;
export type Licence = keyof typeof licences;
export const licenceNames = Object.keys(licences) as Licence[]; // the names that the table was written with
