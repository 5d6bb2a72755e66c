import assert from 'node:assert/strict';
import { test } from 'node:test';
import en from '../src/i18n/staff.hotline.en.ts';
import zh from '../src/i18n/staff.hotline.zh.ts';
import { additionOf, blank, type Call, faultsOf, isTouched, reportOf, saysMore, withoutFault } from '../src/staff/hotline/call.ts';

const NOW = Date.parse('2026-03-02T01:00:00Z');
const RECEIPT = '7K3M9QXT2HPCW8RB';
const said = (change: Partial<Call> = {}): Call => ({ ...blank('2026-03-02T08:55'), ...change });
const PLACE = { code: '330106012', name: '灵隐街道', level: 'township', path_name: '浙江省 杭州市 西湖区 灵隐街道', has_children: true } as const;
const child = (childAge: string) => reportOf(said({ danger: 'no', childAge }), RECEIPT, 'en', NOW)['children'];

test('danger now needs nothing else; otherwise words and a way to find the child are asked for', () => {
  assert.deepEqual(faultsOf(said({ danger: 'yes' }), NOW, NOW), {});
  assert.deepEqual(faultsOf(said(), NOW, NOW), { danger: 'danger', what: 'what', place: 'place' });
  for (const way of [{ detail: '菜场后面' }, { school: '第二小学' }, { placeUnknown: true }, { place: PLACE }]) {
    assert.deepEqual(faultsOf(said({ danger: 'no', what: '饿', ...way }), NOW, NOW), {});
  }
});

test('a call begins neither in the future nor long ago, also with danger now', () => {
  const at = (minutes: number) => faultsOf(said({ danger: 'yes' }), NOW + minutes * 60_000, NOW).began;
  assert.deepEqual([at(5), at(6), at(-8 * 1440), at(-8 * 1440 - 1), faultsOf(said({ danger: 'yes' }), Number.NaN, NOW).began], [undefined, 'future', undefined, 'past', 'time']);
});

test('a name that is kept needs a name or a phone', () => {
  const one = said({ danger: 'no', what: '饿', detail: '3 栋', mode: 'confidential' });
  assert.deepEqual(faultsOf(one, NOW, NOW), { name: 'name' });
  assert.deepEqual(faultsOf({ ...one, phone: '139' }, NOW, NOW), {});
});

test('what was put right is no longer missing', () => {
  const found = { danger: 'danger', what: 'what', place: 'place' } as const;
  assert.deepEqual(withoutFault(found, said({ danger: 'no' }), 'danger'), { what: 'what', place: 'place' });
  assert.deepEqual(withoutFault(found, said({ danger: 'yes' }), 'danger'), {});
  assert.deepEqual(withoutFault(found, said({ school: '第二小学' }), 'school'), { danger: 'danger', what: 'what' });
});

test('an anonymous caller leaves no name, even one that was typed before', () => {
  const body = reportOf(said({ danger: 'no', what: ' 饿 ', name: '赵', phone: '139', mode: 'anonymous', role: 'neighbour' }), RECEIPT, 'zh-CN', NOW);
  assert.deepEqual(body['reporter'], { role: 'neighbour', mode: 'anonymous' });
  assert.deepEqual([body['receipt'], body['what'], body['began_at']], ['7K3M-9QXT-2HPC-W8RB', '饿', '2026-03-02T01:00:00.000Z']);
});

test('an age that is a number is one, and any other is kept as it was said', () => {
  assert.deepEqual([child('7'), child('七八岁')], [[{ age: 7 }], [{ note: '七八岁' }]]);
});

test('an addition says only what is new', () => {
  assert.deepEqual(additionOf(said({ what: '三楼' }), RECEIPT, 'zh-CN'), { receipt: '7K3M-9QXT-2HPC-W8RB', language: 'zh-CN', what: '三楼', what_by: 'text' });
  assert.deepEqual(additionOf(said({ place: PLACE, detail: '3 栋' }), RECEIPT, 'en')['place'], { code: '330106012', detail: '3 栋' });
});

test('nothing typed is nothing lost, whenever the call began', () => {
  assert.deepEqual([isTouched(said()), isTouched(said({ danger: 'yes' })), saysMore(said({ danger: 'yes' })), saysMore(said({ what: '饿' }))], [false, true, false, true]);
});

test('both languages tell of the same keys', () => {
  assert.deepEqual(en.keyList.map(([keys]) => keys.length), zh.keyList.map(([keys]) => keys.length));
});
