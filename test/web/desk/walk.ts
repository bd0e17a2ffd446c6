import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import type { Role } from '../../../src/domain/accounts/permissions.ts';
import { verdicts } from '../../../src/domain/fact-checks/verdicts.ts';
import { pathOf, publicView } from '../../../src/services/fact-checks/public-view.ts';
import { bindMember } from '../../../src/services/organisations/organisations.ts';
import { addPartner } from '../../support/add-partner.ts';
import { addWithPassword, PASSWORD } from '../../support/gate.ts';
import { prepareReport } from '../../support/prepare-report.ts';
import type { openDesk } from './desk-world.ts';
import { PATHS } from './paths.ts';
import { tickets } from './rich-desk.ts';
import { aStatement, fillPartners, proposeStatement } from './rich-partners.ts';
import { fillSubscribers } from './rich-subscribers.ts';
import { type Steps, walkRecord, walkReports } from './walk-record.ts';

type Desk = Awaited<ReturnType<typeof openDesk>>;

/** Who comes to the desk in each role; Budi holds a case, and has proposed a verdict that Sari may approve. */
const people: Readonly<Record<Role, string>> = {
  partner: 'Mira',
  viewer: 'Vina',
  reviewer: 'Budi',
  editor: 'Sari',
  admin: 'Intan Permatasari Kusumawardhani-Noor',
};

const states = Object.keys(tickets) as State[]; // the names that `tickets` was written with
type State = keyof typeof tickets;

/** The states in which a role sees what no other role does; admins see a case as editors do. */
const seenBy: Readonly<Record<Exclude<Role, 'admin' | 'partner'>, readonly State[]>> = {
  viewer: ['busy', 'sara', 'published'],
  reviewer: ['health', 'held', 'sara', 'published', 'merged'],
  editor: states,
};

/** A way through all pages as people go it; `look` looks at the page that is open. */
export class Walk {
  readonly #desk: Desk;
  readonly #page: Page;
  readonly #look: (name: string) => Promise<void>;
  readonly #logins = new Map<Role, { cookies: ReadonlyMap<string, string> }>();

  constructor(desk: Desk, page: Page, look: (name: string) => Promise<void>) {
    this.#desk = desk;
    this.#page = page;
    this.#look = look;
  }

  /** Everything before somebody is in, with what can go wrong there. */
  async door(): Promise<void> {
    const { add, gate, clock } = this.#desk;
    await this.#see('setup', '/review/setup?token=x');
    await this.#send({ name: 'A', password: PASSWORD });
    await this.#look('setup-bad-name');
    await add('Wulan', 'editor');
    await addWithPassword(gate, { name: 'Dewi', role: 'admin' });
    await this.#see('login', '/review/login');
    await this.#send({ name: 'Wulan', password: 'bukan ini' });
    await this.#look('login-refused');
    await this.#send({ name: 'Wulan', password: PASSWORD });
    await this.#look('code');
    await this.#send({ code: '000000' });
    await this.#look('code-refused');
    await this.#open('/review/login');
    await this.#send({ name: 'Dewi', password: PASSWORD });
    await this.#look('authenticator-start');
    await this.#send({});
    await this.#look('authenticator');
    const secret = (await this.#page.textContent('code.secret'))?.replaceAll(' ', '') ?? '';
    await this.#send({ code: new TOTP({ secret }).generate({ timestamp: clock.now() }) });
    await this.#look('recovery-codes');
  }

  /** The queue and a case in each state, as one role sees them. */
  async cases(role: Exclude<Role, 'admin' | 'partner'>): Promise<void> {
    await this.#comeIn(role);
    await this.#see(`queue-${role}`, '/review/queue?list=all');
    for (const state of seenBy[role]) {
      await this.#see(`case-${state}-${role}`, `/review/cases/${tickets[state]}`);
    }
    if (role === 'viewer') return;
    const tip = `/review/cases/${tickets.busy}/tips/tip-${tickets.busy}-0/citizen`;
    await this.#see(`citizen-${role}`, tip);
  }

  /** A verdict being written, with all that is folded open, its preview, and what is wrong with it. */
  async verdict(): Promise<void> {
    const page = this.#page;
    await this.#comeIn('reviewer');
    await this.#open(`/review/cases/${tickets.busy}`);
    await page.click('.choice.v-salah');
    await page.waitForSelector('#preview-body .bubble');
    await this.#unfold();
    await this.#look('verdict-preview');
    await page.fill('#summary', 'pendek');
    await page.click('#publish');
    await page.waitForSelector('main > .alert');
    await this.#look('verdict-bad');
    await this.#see('case-taken', `/review/cases/${tickets.health}?done=taken`);
    await this.#see(
      'compare-fact-check',
      `/review/cases/${tickets.busy}/compare?factCheck=uji-bank`,
    );
  }

  /** The lists, the library and all that editors and admins have. */
  async office(): Promise<void> {
    const page = this.#page;
    for (const role of ['reviewer', 'editor', 'admin'] as const) await this.#comeIn(role);
    for (const list of ['mine', 'second', 'late', 'snoozed']) {
      await this.#see(`queue-${list}`, `/review/queue?list=${list}`);
    }
    await this.#see('queue-filtered', '/review/queue?list=all&topic=money&text=bank&tag=bank');
    await this.#see('queue-nothing', '/review/queue?list=all&text=zzz');
    await page.keyboard.press('?');
    await this.#look('help-dialog');
    await this.#open('/review/queue?list=all');
    await this.#unfold();
    await this.#look('queue-unfolded');
    await this.#open('/review/queue?list=all');
    for (const box of (await page.$$('tbody .pick input')).slice(0, 3)) await box.check();
    await this.#look('queue-bulk');
    for (const path of ['fact-checks', 'fact-checks?q=bank', 'fact-checks?q=zzzz', ...PATHS]) {
      await this.#see(path.replaceAll(/[^a-z0-9]+/g, '-'), `/review/${path}`);
    }
    await this.#open('/review/fact-checks/uji-bank');
    await this.#unfold();
    await this.#look('fact-check-unfolded');
    await this.#open('/review/alarms');
    await this.#unfold();
    await this.#look('alarms-unfolded');
    await page.click('nav summary');
    await this.#look('navigation-unfolded');
    await this.#open('/review/reviewers');
    await this.#unfold();
    await this.#look('reviewers-unfolded');
    await walkReports(this.#steps());
    await this.#partners();
    await this.#subscribers();
    await this.#mistakes();
  }

  /** Subscribers, a decided claim that spreads, and the warning before and after it is sent. */
  async #subscribers(): Promise<void> {
    const ticket = await fillSubscribers(this.#desk);
    await this.#see('subscriptions-spreading', '/review/subscriptions');
    await this.#see('warning', `/review/subscriptions/${ticket}`);
    await this.#page.click('form[action$="/warn"] button.primary');
    await this.#look('warning-sent');
    await this.#see('subscriptions-warned', '/review/subscriptions');
  }

  /** Partners and rules as an admin has them, a case that is passed on, and the board as a partner sees it. */
  async #partners(): Promise<void> {
    const page = this.#page;
    const { deps, gate } = this.#desk;
    await this.#see('partners-none', '/review/partners');
    await this.#see('board-none', '/review/board');
    await fillPartners(deps);
    await this.#open('/review/partners');
    await this.#unfold();
    await this.#look('partners');
    await page.check('form[action$="/key"] [name=sure]');
    await page.click('form[action$="/key"] button');
    await this.#look('partner-key');
    await this.#open(`/review/cases/${tickets.busy}`);
    await this.#unfold();
    await this.#look('case-referred');
    await this.#see('board', '/review/board');
    await this.#see('statements-none', '/review/statements');
    const { id } = await proposeStatement(deps, ['bawaslu', 'komdigi']);
    await this.#see('statements', '/review/statements');
    await this.#see('changes-joint', '/review/changes');
    await this.#see('new-fact-check-again', `/review/new-fact-check?change=${id}`);
    await this.#reports();
    await this.#comeIn('partner');
    await this.#see('board-homeless', '/review/board');
    const account = await gate.store.reviewers.byName(people.partner);
    await bindMember(deps, { id: 'bawaslu', by: 'Intan', account: account?.id ?? '' });
    await this.#see('board-partner', '/review/board');
    await this.#see('board-referral', `/review/board/${tickets.busy}-BAWASLU`);
    await this.#see('statements-partner', '/review/statements');
    await this.#comeIn('admin');
  }

  /** Citizens' reports: none, one to be read with all that is folded open, and on the board once it is passed on. */
  async #reports(): Promise<void> {
    const page = this.#page;
    await this.#see('reports-none', '/review/reports');
    await addPartner(this.#desk.store);
    const id = await prepareReport(this.#desk, 'citi');
    await this.#desk.write('citi', 'ya');
    await this.#see('reports', '/review/reports');
    await this.#open(`/review/reports/${id}-BAWASLU`);
    await this.#unfold();
    await this.#look('report');
    await page.click('form[action$="/pass"] button');
    await this.#look('report-passed');
    await this.#see('board-report', `/review/board/${id}-BAWASLU`);
  }

  /** What is said where something is not right. */
  async #mistakes(): Promise<void> {
    const page = this.#page;
    await this.#open('/review/new-fact-check');
    await page.evaluate(`document.querySelector('main form').noValidate = true`);
    await page.click('main form button.primary');
    await this.#look('new-fact-check-bad');
    await this.#open('/review/account');
    await page.fill('#password', 'salah sekali');
    await page.fill('#fresh', 'kurang');
    await page.click('form[action$="/password"] button');
    await this.#look('account-bad');
    await this.#open('/review/audit');
    await page.click('form[action$="/verify"] button');
    await this.#look('audit-verified');
    await this.#open('/review/reviewers');
    await page.fill('#name', 'Tegar');
    await page.click('form[action="/review/reviewers"] button');
    await this.#look('reviewer-given');
    const link = (await page.textContent('#invitation')) ?? '';
    await page.context().clearCookies();
    await this.#see('invitation', new URL(link).pathname + new URL(link).search);
  }

  /** What lies outside of the desk: the public pages, the simulator, and the page that links a device. */
  async outside(): Promise<void> {
    const { store, deps } = this.#desk;
    const withdrawn = await store.factChecks.get('contoh-vaksin-microchip');
    await this.#see('pernyataan-none', '/pernyataan');
    await store.factChecks.save([aStatement()]);
    await this.#see('pernyataan', '/pernyataan');
    const known = [...(await store.factChecks.latest(100)), ...(withdrawn ? [withdrawn] : [])];
    const shown = [
      ...verdicts.map((verdict) => known.find((each) => each.verdict === verdict)),
      ...known.filter(({ id }) => /^uji-|microchip/.test(id)),
    ].flatMap((each) => each ?? []);
    for (const each of new Set(shown))
      await this.#see(`cek-${each.verdict}-${each.id}`, pathOf(publicView(deps, each)));
    for (const [name, query] of [
      ['cek', ''],
      ['cek-found', '?q=vaksin'],
      ['cek-none', '?q=zzzz+qqqq'],
      ['cek-en', '?bahasa=en'],
    ]) {
      await this.#see(name ?? '', `/cek${query}`);
    }
    await this.#see('cek-missing', '/cek/tidak-ada--x');
    await this.#see('status', '/status');
    await walkRecord(this.#steps());
    await this.#see('pair', '/pair');
    await this.#open('/chat');
    await this.#page.waitForSelector('.messages li');
    await this.#look('chat');
  }

  /** Comes in as whoever has this role. */
  async #comeIn(role: Role): Promise<void> {
    const { url } = this.#desk;
    const known = this.#logins.get(role);
    const { cookies } = known ?? (await this.#desk.enter(people[role], role));
    this.#logins.set(role, { cookies });
    const context = this.#page.context();
    await context.clearCookies({ name: /^posko-(?:desk|door)$/ });
    await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url })));
  }

  #steps(): Steps {
    return {
      desk: this.#desk,
      page: this.#page,
      look: this.#look,
      see: (name, path) => this.#see(name, path),
      unfold: () => this.#unfold(),
    };
  }

  async #see(name: string, path: string): Promise<void> {
    await this.#open(path);
    await this.#look(name);
  }

  async #open(path: string): Promise<void> {
    await this.#page.goto(this.#desk.url + path);
  }

  /** Fills in and sends the only form of a page at the door. */
  async #send(fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, value] of Object.entries(fields)) await this.#page.fill(`#${name}`, value);
    await Promise.all([this.#page.waitForNavigation(), this.#page.click('.door form button')]);
  }

  async #unfold(): Promise<void> {
    await this.#page.evaluate(
      `performance.mark('unfolded');
      for (const each of document.querySelectorAll('main details')) each.open = true`,
    );
  }
}
