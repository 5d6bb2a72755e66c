import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageOf, payloadOf, wordsOf } from '../src/sw/payload.ts';

const notice = (navigate: unknown) => pageOf({ kind: 'notice', alert: 'x', notification: { navigate } });

test('what cannot be read still rings', () => {
  for (const text of [undefined, '', 'no JSON', 'null', '7']) assert.deepEqual(payloadOf(text), {});
  assert.equal(pageOf({}), '/staff/');
});

test('an alert leads to itself, and a test or a notice never does', () => {
  assert.equal(pageOf({ alert: 'a/b' }), '/staff/alerts/a%2Fb');
  assert.equal(pageOf({ kind: 'test', alert: 'x' }), '/staff/device');
  assert.equal(notice('https://nightlamp.example/staff/duty'), '/staff/duty');
});

test('a message leads to pages of this app alone', () => {
  for (const navigate of ['https://elsewhere.example/', 'https://nightlamp.example/staff', 'javascript:alert(1)', '//elsewhere.example/x', undefined, null, 7, {}]) {
    assert.equal(notice(navigate), '/staff/', String(navigate));
  }
  assert.equal(pageOf({ kind: 'notice', notification: null }), '/staff/');
});

test('only a notice speaks in the words that came with it', () => {
  const notification = { title: '小夜灯', body: '您的班次开始了', lang: 'zh-CN' };
  assert.deepEqual(wordsOf({ kind: 'notice', notification }), { said: ['小夜灯', '您的班次开始了'], lang: 'zh-CN' });
  assert.equal(wordsOf({ kind: 'alert', notification }), undefined);
  assert.equal(wordsOf({ notification }), undefined);
  assert.equal(wordsOf({ kind: 'notice', notification: { title: '小夜灯', body: '' } }), undefined);
  assert.equal(wordsOf({ kind: 'notice', notification: null }), undefined);
});
