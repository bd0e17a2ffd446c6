/** Page that a link led to, and what it says of itself; short links lead elsewhere. */
export interface LinkedPage {
  address: string;
  text: string;
}

/** Reads linked pages; never throws, and gives nothing where a page cannot be had. */
export interface LinkReader {
  read(link: string): Promise<LinkedPage | undefined>;
}
