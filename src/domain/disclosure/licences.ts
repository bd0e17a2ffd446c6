/** Open licences for the monthly report, by their short names of the Open Definition. */
export const licences = {
  'CC-BY-4.0': {
    title: 'Creative Commons Attribution 4.0',
    path: 'https://creativecommons.org/licenses/by/4.0/',
  },
  'CC-BY-SA-4.0': {
    title: 'Creative Commons Attribution-ShareAlike 4.0',
    path: 'https://creativecommons.org/licenses/by-sa/4.0/',
  },
  'CC0-1.0': {
    title: 'Creative Commons CC0 1.0',
    path: 'https://creativecommons.org/publicdomain/zero/1.0/',
  },
  'ODC-BY-1.0': {
    title: 'Open Data Commons Attribution 1.0',
    path: 'https://opendatacommons.org/licenses/by/1-0/',
  },
} as const;
export type Licence = keyof typeof licences;
export const licenceNames = Object.keys(licences) as Licence[]; // the names that the table was written with
