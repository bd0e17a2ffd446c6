/** Pictures that can go along with what a state says. */
export const pictures = ['card'] as const;
type PictureName = (typeof pictures)[number];

/** Files that can go along in the place of a picture. */
export const files = ['own-data'] as const;
type FileName = (typeof files)[number];

/** What goes along with what a state says. */
export interface Enclosure {
  picture?: PictureName;
  file?: FileName;
}
