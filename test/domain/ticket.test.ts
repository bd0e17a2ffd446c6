import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTicket, ticketOf, toTicket } from '../../src/domain/cases/case.ts';

const bytes = fc.uint8Array({ minLength: 9, maxLength: 9 });
const lengths = fc.constantFrom(4, 6, 8);

test('a ticket has no signs that look alike', () => {
  fc.assert(
    fc.property(bytes, lengths, (random, length) => {
      expect(toTicket(random, length)).toMatch(/^[^BILOSZ015]+$/);
    }),
  );
});

test('a ticket has its length and at least one digit, so that it is no word', () => {
  fc.assert(
    fc.property(bytes, lengths, (random, length) => {
      expect(toTicket(random, length)).toMatch(new RegExp(`^(?=.*\\d)[A-Z0-9]{${length}}$`));
    }),
  );
});

test('every ticket can be read as it is written', () => {
  fc.assert(
    fc.property(bytes, fc.constantFrom(4, 6), (random, length) => {
      const ticket = toTicket(random, length);
      expect(readTicket(ticket)).toBe(ticket);
      expect(readTicket(` ${ticket.toLowerCase()}. `)).toBe(ticket);
    }),
  );
});

test('random bytes give many different tickets', () => {
  const tickets = new Set<string>();
  for (let n = 0; n < 10_000; n += 1) {
    tickets.add(toTicket(Uint8Array.of(n, n >> 3, n >> 6, n >> 9, n), 4));
  }
  expect(tickets.size).toBeGreaterThan(5000);
});

test.each([
  ['k7q2', 'K7Q2'],
  ['#K7-Q2', 'K7Q2'],
  ['K7 Q2', 'K7Q2'],
  ['K7Q', undefined],
  ['K7Q2K7Q', undefined],
  ['', undefined],
  ['apa kabar semua', undefined],
])('"%s" is read as %s', (typed, ticket) => {
  expect(readTicket(typed)).toBe(ticket);
});

test.each([
  [[20, 0, 0, 0, 9], '2AAA'],
  [[0, 0, 26, 0, 9], 'AA9A'],
  [[0, 0, 0, 0, 0], 'A2AA'],
  [[0, 0, 0, 0, 3], 'A6AA'],
  [[0, 0, 0, 0, 7], 'A9AA'],
  [[0, 0, 0, 0], 'A2AA'],
])('the bytes %j make the ticket %s', (bytes, ticket) => {
  expect(toTicket(Uint8Array.from(bytes))).toBe(ticket);
});

test('an old tip has the ticket of its case', () => {
  expect(ticketOf({ ticket: 'K7Q2' }, { ticket: 'A2AA' })).toBe('K7Q2');
  expect(ticketOf({}, { ticket: 'A2AA' })).toBe('A2AA');
});
