/** Reads what a page says of itself; never throws, and gives nothing where a page cannot be had. */
export interface LinkReader {
  read(link: string): Promise<string | undefined>;
}
