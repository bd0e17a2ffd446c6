import { expect, test } from 'vitest';
import * as errors from '../../../src/channels/cloud-api/errors.ts';

const which = (codes: readonly number[], is: (code: number) => boolean) => codes.filter(is);

test('codes that Meta has not documented are taken by their range', () => {
  const action = (code: number) => errors.actionFor({ code });
  expect([199, 201, 299, 301].map(action)).toEqual(['retry', 'pause', 'pause', 'retry']);
  expect([131998, 132998, 132999, 133998].map(action)).toEqual(['retry', 'hold', 'hold', 'retry']);
  expect(errors.actionFor({ code: 100, subcode: 33 })).toBe('pause');
  expect(errors.actionFor({ code: 100, subcode: 34 })).toBe(action(100));
  expect([errors.countedCode(100), errors.countedCode(999_999)]).toEqual(['100', 'other']);
});

test('a reply may be lost where it is given up, held or tried again, and not where the number waits', () => {
  const actions = ['slower', 'spare', 'closed', 'hold', 'give-up', 'pause', 'retry'] as const;
  expect(actions.filter(errors.isLoss)).toEqual(['hold', 'give-up', 'retry']);
});

test('what an error is of says what may still get through', () => {
  const codes = [100, 131009, 131051, 131053, 131026, 131047, 130497, 132001, 132998, 190, 999_999];
  expect(which(codes, errors.isDoubtful)).toEqual([100, 131009, 999_999]);
  expect(which(codes, errors.isOfCountry)).toEqual([130497]);
  expect(which(codes, (code) => errors.isPictureError({ code }))).toEqual([
    ...[100, 131009, 131051, 131053],
  ]);
  expect(errors.isPictureError({ code: 100, subcode: 33 })).toBe(false);
  expect(which(codes, errors.isLostFile)).toEqual([100, 131009, 131051, 131053, 131026]);
  expect(which(codes, errors.isLostPicture)).toEqual([131053]);
  expect(which(codes, errors.isTemplateError)).toEqual([132001, 132998]);
  expect([131999, 132000, 132999, 133000].filter(errors.isTemplateError)).toEqual([132000, 132999]);
});

test('what an error leaves out is left out, and what it quotes of ours is masked', () => {
  const said = 'Kabar itu salah.';
  const full = {
    ...{
      code: '131000',
      error_subcode: 7,
      title: 'Title',
      message: 'Message',
      fbtrace_id: 'A-b_9',
    },
    error_data: { details: `Cannot send "${said}" to 6281200000001` },
  };
  const fault = errors.readFault(full, [said]);
  expect(fault).toMatchObject({ code: 131000, subcode: 7, trace: 'A-b_9' });
  expect(fault?.details).toContain('Cannot send');
  expect(fault?.details).not.toMatch(/Kabar itu salah|6281200000001/);
  const { error_data: _, ...less } = full;
  expect(errors.readFault(less)?.details).toBe('Title');
  expect(errors.readFault({ code: 1, message: 'Message' })).toEqual({
    code: 1,
    details: 'Message',
  });
  expect(errors.readFault({ code: 1, fbtrace_id: 'with spaces', title: 5 })).toEqual({ code: 1 });
  expect([errors.readFault({ code: -1 }), errors.readFault({}), errors.readFault('x')]).toEqual([
    ...[undefined, undefined, undefined],
  ]);
  expect(errors.codeOf({ code: 1 })).toBe('1');
  expect(errors.codeOf({ code: 1, subcode: 2 })).toBe('1/2');
});
