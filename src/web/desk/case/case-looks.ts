const LOOK_MS = 60_000;

/** Who has had which case before them within the last minute, on the pages that this process serves. */
export class CaseLooks {
  #looks: { ticket: string; name: string; at: number }[] = [];

  /** Notes a look at a case, and names everybody else who has it before them. */
  note(ticket: string, name: string, at: number): string[] {
    const recent = this.#looks.filter((each) => each.at > at - LOOK_MS);
    const isOwn = (each: { ticket: string; name: string }) =>
      each.ticket === ticket && each.name === name;
    this.#looks = [...recent.filter((each) => !isOwn(each)), { ticket, name, at }];
    return recent.flatMap((each) => (each.ticket === ticket && !isOwn(each) ? each.name : []));
  }
}
