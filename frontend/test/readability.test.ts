import assert from 'node:assert/strict';
import { test } from 'node:test';
import afterEn from '../src/i18n/after.en.ts';
import afterZh from '../src/i18n/after.zh.ts';
import attachEn from '../src/i18n/attach.en.ts';
import attachZh from '../src/i18n/attach.zh.ts';
import firstEn from '../src/i18n/en.ts';
import formEn from '../src/i18n/form.en.ts';
import formZh from '../src/i18n/form.zh.ts';
import guideEn from '../src/i18n/guide.en.ts';
import guideZh from '../src/i18n/guide.zh.ts';
import pagesEn from '../src/i18n/pages.en.ts';
import pagesZh from '../src/i18n/pages.zh.ts';
import firstZh from '../src/i18n/zh.ts';
import { gradeOf, lengthsOf, syllablesOf, textsOf } from './readability.ts';

/** Our own limits, well below the end of school: whoever reads this may be frightened, or ten years old. */
const HARDEST_GRADE = 6;
const HARDEST_FOR_A_CHILD = 3;
/** Most sentences are shorter than this, and none is longer than that. Characters. */
const USUAL_LENGTH = 35;
const MOST_LENGTH = 40;
const SHARE_OF_USUAL = 0.97;

/** Names of laws and the nine circumstances are the law's own words: shorter, they would say something else. */
const THE_LAW = /(\blaws\.\d+|\blaw\.\d+\.name|\bcircumstance\.\w+|\bsource\.\w+)$/;
const readable = (words: unknown) => textsOf(words).filter(({ path }) => !THE_LAW.test(path.join('.')));

const ENGLISH = { first: firstEn, form: formEn, after: afterEn, attach: attachEn, pages: pagesEn, guide: guideEn };
const CHINESE = { first: firstZh, form: formZh, after: afterZh, attach: attachZh, pages: pagesZh, guide: guideZh };

/** The texts of each screen: what stands under one key of a dictionary, or of its content. */
function screens(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [dictionary, words] of Object.entries(ENGLISH)) {
    for (const { path, text } of readable(words)) {
      const depth = path[0] === 'content' ? (path[1] === 'audience' ? 3 : 2) : 1;
      const name = [dictionary, ...path.slice(0, path.length > depth ? depth : 0)].join('.');
      found.set(name, [...(found.get(name) ?? []), text]);
    }
  }
  return found;
}

test('every screen is easy English', () => {
  const hard = [...screens()].map(([name, texts]) => ({ name, grade: Number(gradeOf(texts).toFixed(1)) })).filter(({ grade }) => grade > HARDEST_GRADE);
  assert.deepEqual(hard, []);
  assert.ok(screens().size > 25);
});

test('what a child reads is easier still', () => {
  const grade = gradeOf(textsOf(guideEn.content.child).map(({ text }) => text));
  assert.ok(grade <= HARDEST_FOR_A_CHILD, `grade ${grade}`);
});

/** What only a child reads who reports for themself. */
const ownWords = (form: typeof formZh) => {
  const { danger, what, more, place, you } = form;
  return {
    danger: [danger.titleChild, danger.yesHintChild, danger.ifITell],
    what: [what.titleChild, what.hintChild, what.concernsChild, what.concernChild],
    more: [more.aboutChild, more.questionChild],
    place: [place.titleChild, place.childSelf, place.nameSelf],
    you: [you.titleChild, you.childLead, you.mayTalkTo, you.mayTalkToHint, you.mustNotKnow, you.mustNotKnowHint],
  };
};

test('a child who reports for themself reads words of ten-year-olds', () => {
  for (const [screen, words] of Object.entries(ownWords(formEn))) {
    const grade = gradeOf(textsOf(words).map(({ text }) => text));
    assert.ok(grade <= HARDEST_FOR_A_CHILD, `${screen}: grade ${grade}`);
  }
  const chinese = textsOf(ownWords(formZh)).map(({ text }) => text);
  assert.deepEqual(chinese.filter((text) => text.includes('您')), []);
  assert.deepEqual(chinese.flatMap((text) => lengthsOf(text)).filter(({ length }) => length > 20), []);
});

test('Chinese sentences are short', () => {
  const sentences = Object.values(CHINESE).flatMap((words) => readable(words).flatMap(({ text }) => lengthsOf(text)));
  assert.deepEqual(sentences.filter(({ length }) => length > MOST_LENGTH), []);
  const usual = sentences.filter(({ length }) => length <= USUAL_LENGTH).length / sentences.length;
  assert.ok(usual >= SHARE_OF_USUAL, `only ${usual} are`);
});

test('a hard text is noticed', () => {
  const law = 'Notwithstanding the aforementioned provisions, institutions having responsibilities towards minors shall immediately communicate.';
  assert.ok(gradeOf([law]) > 16);
  assert.ok(gradeOf(['We go on calling until someone comes.', 'You can stop.']) < 5);
  assert.deepEqual(lengthsOf('打 110。也可以去找老师，或邻居！').map(({ length }) => length), [2, 10]);
});

test('syllables are counted as they are spoken', () => {
  const spoken = { child: 1, children: 2, police: 2, report: 2, able: 2, asked: 1, decided: 3, phone: 1, sentences: 3, you: 1, 'don’t': 1, grades: 1 };
  for (const [word, count] of Object.entries(spoken)) assert.equal(syllablesOf(word), count, word);
});
