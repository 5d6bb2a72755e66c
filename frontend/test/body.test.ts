import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blank } from '../src/report/answers.ts';
import { bodyOf, canFindChild } from '../src/report/body.ts';
import { MOST_QUESTIONS, questionsFor } from '../src/report/questions.ts';

const frame = { receipt: '7K3M9QXT2HPCW8RB', language: 'zh-CN' as const };

test('a child says whom we may talk to and who must not know, and nobody else does', () => {
  const said = { ...blank(), danger: 'no' as const, what: '不想回家', mayTalkTo: ' 林老师 ', mustNotKnow: '爸爸' };
  const reporter = (role: string) => bodyOf({ ...said, role }, frame)['reporter'];
  assert.deepEqual(reporter('child'), { role: 'child', may_talk_to: '林老师', must_not_know: '爸爸' });
  assert.deepEqual(reporter('neighbour'), { role: 'neighbour' });
});

test('a full form becomes the report of the contract', () => {
  const answers = {
    ...blank(),
    danger: 'no' as const,
    what: ' 她说“不想回家”。 ',
    concerns: ['physical'],
    answers: { afraid_to_go_home: 'yes' as const },
    about: ['family'],
    place: { code: '330106003', name: '翠苑街道', path_name: '浙江 › 杭州 › 西湖区' },
    detail: '3 栋 2 单元',
    childAge: '７岁',
    childSex: 'f' as const,
    role: 'teacher',
    mode: 'confidential' as const,
    name: '一位老师',
    phone: '000',
    safeToPhone: 'yes' as const,
    phoneWhen: '晚上',
  };
  assert.deepEqual(bodyOf(answers, frame), {
    receipt: '7K3M-9QXT-2HPC-W8RB',
    language: 'zh-CN',
    danger_now: 'no',
    what: '她说“不想回家”。',
    what_by: 'text',
    concerns: ['physical'],
    answers: { afraid_to_go_home: 'yes' },
    about: ['family'],
    place: { code: '330106003', detail: '3 栋 2 单元' },
    children: [{ age: 7, sex: 'f' }],
    reporter: {
      role: 'teacher',
      mode: 'confidential',
      name: '一位老师',
      phone: '000',
      safe_contact: { ok: 'yes', when: '晚上', say_who: false },
    },
  });
});

test('the first alert holds only the receipt, the language and the danger', () => {
  assert.deepEqual(bodyOf({ ...blank(), danger: 'yes' }, frame, ['danger']), {
    receipt: '7K3M-9QXT-2HPC-W8RB',
    language: 'zh-CN',
    danger_now: 'yes',
  });
});

test('who asks for no name leaves no name, even when one was typed before', () => {
  const typed = { ...blank(), role: 'neighbour', mode: 'anonymous' as const, name: 'somebody', phone: '000', institution: 'x' };
  assert.deepEqual(bodyOf(typed, frame, ['you'])['reporter'], { role: 'neighbour', mode: 'anonymous' });
});

test('an honest "I do not know" still reaches the worker as a place', () => {
  const body = bodyOf({ ...blank(), placeUnknown: true }, frame, ['place']);
  assert.match((body['place'] as { detail: string }).detail, /not known/);
});

test('each way to find the child is enough by itself', () => {
  const pin = { lat: 30.281, lon: 120.116, accuracy_m: 100, datum: 'unknown' as const, of: 'child' as const };
  for (const one of [{ detail: 'x' }, { school: 'x' }, { homePhone: '1' }, { pin }, { placeUnknown: true }]) {
    assert.equal(canFindChild({ ...blank(), ...one }), true);
  }
  assert.equal(canFindChild({ ...blank(), detail: '  ' }), false);
  assert.equal(bodyOf({ ...blank(), school: '一小' }, frame, ['place'])['place'], undefined);
});

const children = (childAge: string) => bodyOf({ ...blank(), childAge }, frame, ['place'])['children'];

test('an age in words goes as a number and as it was typed, and one that nobody understands as it was typed', () => {
  assert.deepEqual(children('八岁'), [{ age: 8 }]);
  assert.deepEqual(children('六七岁'), [{ age: 6, note: '六七岁' }]);
  assert.deepEqual(children('  上幼儿园 '), [{ note: '上幼儿园' }]);
  assert.deepEqual(children('19'), [{ age: 19 }]);
  assert.equal(children(' '), undefined);
});

test('few questions are asked, the most urgent of each worry first, none twice and none already answered', () => {
  assert.ok(questionsFor(['physical', 'sexual', 'neglect', 'emotional', 'unattended', 'exploitation']).length <= MOST_QUESTIONS);
  assert.deepEqual(questionsFor(['physical', 'sexual']).slice(0, 2), ['serious_or_patterned_injury', 'sexual_access_48h']);
  assert.equal(questionsFor(['self_harm', 'emotional']).includes('self_harm'), false);
  assert.deepEqual(questionsFor([]), questionsFor(['unsure']));
});
