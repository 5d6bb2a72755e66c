import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Report, ReportEvent, Row } from '../src/data/reports.ts';
import en from '../src/i18n/staff.en.ts';
import zh from '../src/i18n/staff.zh.ts';
import { sentences } from '../src/i18n/sentences.ts';
import { eventWords, storyOf } from '../src/staff/events.ts';
import { additionFacts, describeContact, type Fields } from '../src/staff/facts.ts';
import { firstSentence, pageTitle, rowTitle } from '../src/staff/titles.ts';
import { staysMs } from '../src/staff/state/toast.ts';
import { words } from '../src/staff/words.ts';

const AT = '2026-11-24T03:54:00Z';
/** The description of the API lists them; a kind without words does not compile. */
const KINDS = Object.keys(zh.event) as ReportEvent['kind'][];

const event = (kind: ReportEvent['kind'], detail: ReportEvent['detail'] = {}): ReportEvent => ({ kind, at: AT, by: null, detail });

test('sentences stand a space apart, but for those of Chinese', () => {
  assert.equal(sentences('报告会往上一级叫。', false, '您也可以先来值班。'), '报告会往上一级叫。您也可以先来值班。');
  assert.equal(sentences('Reports climb.', '', null, 'You may take the shift.'), 'Reports climb. You may take the shift.');
});

test('every kind of event has words in both languages, and none of them is a code', () => {
  for (const said of [zh, en]) {
    words.put(said);
    assert.equal(KINDS.length, Object.keys(said.event).length);
    for (const kind of KINDS) {
      const line = eventWords(event(kind, { step: 'child_seen' }));
      assert.notEqual(line, said.eventOther, kind);
      assert.doesNotMatch(line, /_/, kind);
    }
  }
});

test('a kind that comes with a newer server is told without its code', () => {
  for (const said of [zh, en]) {
    words.put(said);
    assert.equal(eventWords(event('something_new' as never)), said.eventOther);
    assert.deepEqual(storyOf([event('something_new' as never), event('another_new' as never)]).map(({ text }) => text), [said.eventOther]);
  }
});

test('opening is opening and taking is taking', () => {
  words.put(en);
  assert.match(eventWords(event('milestone_reported', { step: 'opened' })), /opened/);
  assert.equal(en.step.opened, 'Opened');
  assert.match(eventWords(event('alert_acknowledged')), /took/);
});

const report = (more: Partial<Report>): Report =>
  ({ excerpt: '', concerns: [], children: [], place: null, what: '', what_by: null, danger_now: null, ...more }) as unknown as Report;

test('only what was spoken is called spoken', () => {
  words.put(en);
  assert.equal(pageTitle(report({ what_by: 'voice' }))[0], 'Voice note');
  assert.equal(pageTitle(report({}))[0], 'No words yet');
  assert.equal(pageTitle(report({ danger_now: 'yes' }))[0], 'A child in danger now');
  assert.equal(rowTitle({ excerpt: '', concerns: [], priority: 'P1' } as unknown as Row), 'No words yet');
  assert.equal(rowTitle({ excerpt: '', concerns: [], priority: 'P1', what_by: 'voice' } as unknown as Row), 'Voice note');
  assert.equal(rowTitle({ excerpt: '', concerns: [], priority: 'P0' } as unknown as Row), 'A child in danger now');
  assert.equal(rowTitle({ excerpt: 'Words.', concerns: [] } as unknown as Row), 'Words.');
});

test('danger without words says who and where, as far as it is known', () => {
  words.put(en);
  const found = report({ danger_now: 'yes', children: [{ sex: 'f', age: 6 }], place: { code: '1', name: '灵隐街道', path_name: '' } });
  assert.deepEqual(pageTitle(found), ['A child in danger now:', 'Girl, 6 years old,', '灵隐街道']);
});

test('a heading is the whole first sentence', () => {
  const long = `An eight-year-old girl in my class has come to school with new bruises ${'again '.repeat(5)}this week`;
  assert.equal(firstSentence(`${long}. She will not say why.`), long);
  assert.equal(firstSentence('她不肯走。说怕回家'), '她不肯走');
  assert.equal(firstSentence('He weighs 3.5 kg.\nToo little.'), 'He weighs 3.5 kg');
  assert.equal(firstSentence('x'.repeat(2000)).length, 240);
  assert.equal(firstSentence('  '), '');
});

test('an addition shows all that it brought, in words', () => {
  words.put(en);
  const fields: Fields = {
    danger_now: 'yes',
    answers: { afraid: 'no', marks: 'yes' },
    reporter: { role: 'teacher', mode: 'confidential', institution: 'School 3', safe_contact: { ok: 'no' }, share_identity: 'nobody' },
  };
  const found = Object.fromEntries(additionFacts(fields, AT).map(({ name, value }) => [name, value]));
  assert.deepEqual(found, {
    'Right now': 'In danger, they say',
    Answers: ['marks: yes', 'afraid: no'],
    Reporter: 'teacher, name confidential',
    'Works at': 'School 3',
    Contact: 'Do not phone',
  });
});

test('nothing said about a safe call is not a yes', () => {
  words.put(en);
  assert.equal(describeContact(null), 'Not said whether it is safe to phone, do not say who is calling');
  assert.equal(describeContact({ ok: 'yes', when: 'after seven', say_who: true }), 'Safe to phone, after seven, you may say who is calling');
});

test('a short word stays as long as it takes to read, and never for ever', () => {
  assert.ok(staysMs('归您') < staysMs('送到了，这一件归您。别的人不再叫了，请打开报告看看。'));
  assert.ok(staysMs('Reference copied') < staysMs('Handed back. The others are being called, and whoever takes it sees your reason.'));
  assert.equal(staysMs('字'.repeat(500)), staysMs('字'.repeat(5000)));
});
