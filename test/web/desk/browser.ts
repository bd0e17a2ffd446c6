/** A browser without scripts: it keeps cookies, follows redirects, and sends forms as pages have them. */
export class Browser {
  readonly url: string;
  readonly cookies = new Map<string, string>();
  /** The page that was answered last, its status, and where it was. */
  page = '';
  status = 0;
  path = '';
  headers = new Headers();

  constructor(url: string) {
    this.url = url;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<string> {
    return this.#go(path, { method: 'GET', headers });
  }

  /** Sends a form with the token of the page that is open. */
  async post(
    path: string,
    fields: Record<string, string | number | readonly string[]>,
    headers: Record<string, string> = {},
  ): Promise<string> {
    const body = new URLSearchParams({ form: this.form });
    for (const [name, values] of Object.entries(fields)) {
      body.delete(name);
      for (const value of [values].flat()) body.append(name, String(value));
    }
    const from = { origin: this.url, referer: this.url + this.path };
    return this.#go(path, { method: 'POST', body, headers: { ...from, ...headers } });
  }

  /** Sends a form with a file, as browsers do. */
  async upload(path: string, file: { name: string; text: string }, fields = {}): Promise<string> {
    const body = new FormData();
    for (const [name, value] of Object.entries({ form: this.form, ...fields })) {
      body.set(name, String(value));
    }
    body.set('file', new Blob([file.text]), file.name);
    return this.#go(path, { method: 'POST', body, headers: { origin: this.url } });
  }

  /** What the forms of the open page carry. */
  get form(): string {
    return /name="form" value="([^"]*)"/.exec(this.page)?.[1] ?? '';
  }

  /** The value of a hidden field of the open page. */
  field(name: string): string {
    return new RegExp(`name="${name}" value="([^"]*)"`).exec(this.page)?.[1] ?? '';
  }

  /** A raw request with the cookies, which follows nothing. */
  async send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(this.url + path, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  async #go(path: string, init: RequestInit): Promise<string> {
    const response = await this.send(path, init);
    const next = response.headers.get('location');
    if (next !== null) {
      await response.body?.cancel();
      return this.#go(next, { method: 'GET' });
    }
    this.page = await response.text();
    this.status = response.status;
    this.headers = response.headers;
    this.path = path;
    return this.page;
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (/expires=Thu, 01 Jan 1970/i.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** Opens a case; returns the path and the alias of the citizen who is first on its page. */
export async function citizenOf(browser: Browser, ticket = '') {
  await browser.get(`/review/cases/${ticket}`);
  const [, path = '', alias = ''] =
    /class="alias" href="([^"]+)">(Warga-[A-Z0-9]{4})/.exec(browser.page) ?? [];
  return { path, alias };
}
