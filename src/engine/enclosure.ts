/** Pictures that a state can send with its text. */
export const pictures = ['card'] as const;
type PictureName = (typeof pictures)[number];

/** Files that a state can send instead of a picture. */
export const files = ['own-data'] as const;
type FileName = (typeof files)[number];

/** Picture or file that a state sends with its text. */
export interface Enclosure {
  picture?: PictureName;
  file?: FileName;
}
