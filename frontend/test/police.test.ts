import assert from 'node:assert/strict';
import { test } from 'node:test';
import en from '../src/i18n/practice/police.en.ts';
import zh from '../src/i18n/practice/police.zh.ts';
import { POLICE_REPORTS } from '../src/i18n/practice/police_reports.ts';
import { blank } from '../src/report/answers.ts';
import { bodyOf } from '../src/report/body.ts';
import { isForPolice, isMust, policeAnswer } from '../src/report/police.ts';
import { isMandated } from '../src/report/questions.ts';

const ROLES = Object.keys(POLICE_REPORTS);
const NINE = Object.keys(zh.circumstance);

test('for every role any one of the nine circumstances gives the same answer, and none another', () => {
  assert.equal(NINE.length, 9);
  assert.equal(ROLES.length, 20);
  for (const role of ROLES) {
    const none = policeAnswer(role, []);
    const some = new Set([...NINE.map((each) => policeAnswer(role, [each])), policeAnswer(role, NINE)]);
    assert.equal(some.size, 1, role);
    assert.equal(isMust(none), false, role);
    assert.equal(isMust([...some][0]), isMandated(role) || role === 'parent', role);
  }
});

test('nothing is said of the law while nobody has said who they are', () => {
  assert.equal(policeAnswer(undefined, NINE), undefined);
  assert.equal(policeAnswer('work', NINE), undefined);
  assert.equal(isMust(undefined), false);
});

test('everybody is asked to phone the police but the police', () => {
  assert.equal(isForPolice('work_must'), true);
  assert.equal(isForPolice('anyone_serious'), true);
  assert.equal(isForPolice('police_must'), false);
  assert.equal(isForPolice('work_should'), false);
});

test('every answer has words and names a law in both languages', () => {
  for (const words of [zh, en]) {
    for (const answer of Object.values(words.answer)) {
      assert.ok(answer.title.join('') && answer.also.join('') && answer.text);
      assert.ok(answer.laws.length > 0);
    }
  }
  assert.deepEqual(Object.keys(en.circumstance), NINE);
});

test('the circumstances go along with who reports, and are left out when none was ticked', () => {
  const frame = { receipt: '7K3M9QXT2HPCW8RB', language: 'zh-CN' as const };
  const ticked = { ...blank(), role: 'teacher', circumstances: ['many_injuries'] };
  assert.deepEqual(bodyOf(ticked, frame)['circumstances'], ['many_injuries']);
  assert.deepEqual(bodyOf(ticked, frame, ['you'])['circumstances'], ['many_injuries']);
  assert.equal('circumstances' in bodyOf({ ...blank(), role: 'teacher' }, frame), false);
  assert.equal('circumstances' in bodyOf(ticked, frame, ['danger']), false);
});
