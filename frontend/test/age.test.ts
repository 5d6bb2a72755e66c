import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ageInWords, ageOf } from '../src/report/age.ts';

const understood = (ages: Record<string, number | undefined>) => {
  for (const [typed, years] of Object.entries(ages)) assert.equal(ageOf(typed), years, typed);
};

test('a number is an age in any width, with or without its unit', () => {
  understood({ '0': 0, '８': 8, '８岁': 8, '8岁': 8, ' 12 岁 ': 12, '8 周岁': 8, '19': 19, '25': 25, '8.5': 8, '8岁。': 8 });
  understood({ '8 years old': 8, '8yo': 8, '8 y/o': 8, '8-year-old': 8, 'Eight': 8, 'eighteen': 18 });
});

test('Chinese numerals are numbers', () => {
  understood({ 八岁: 8, 八: 8, 零岁: 0, 两岁: 2, 十岁: 10, 十二: 12, 十八岁: 18, 二十岁: 20, 二十一: 21, 一十二岁: 12 });
});

test('a range counts as its lower end', () => {
  understood({ 六七岁: 6, '6-7': 6, '6－7岁': 6, '6～7': 6, '6到7岁': 6, '6岁到7岁': 6, '6、7岁': 6, 三五岁: 3, 两三岁: 2 });
  understood({ 十二三岁: 12, 十一二岁: 11, 十几岁: 10, 六到八岁: 6, '7 or 8': 7, '7 to 8 years': 7, '8岁和5岁': 5 });
});

test('words around a number do not hide it', () => {
  understood({ 'about 8': 8, 'About eight.': 8, 大约八岁: 8, 大概6岁左右: 6, '8岁多': 8, 八岁半: 8, '8?': 8, '8+': 8, 'maybe 8 or so': 8, '~8': 8, '1岁8个月': 1 });
});

test('who is not yet an age is a year younger', () => {
  understood({ 不到6岁: 5, 快六岁了: 5, 未满14岁: 13, 'under 6': 5, 'almost 8': 7, '<1': 0, 大概不到六岁: 5 });
});

test('months, weeks and days are never years', () => {
  understood({ '8个月': 0, 八个多月: 0, 七八个月: 0, '18个月': 1, '20 months': 1, '3 months old': 0, 半岁: 0, '20天': 0, '6 weeks old': 0, '8月': undefined });
});

test('what is no age is not taken for one', () => {
  understood({ '': undefined, 三年级: undefined, 小学二年级: undefined, 初二: undefined, '2018年': undefined, '-1': undefined, '26': undefined, '100': undefined });
  understood({ 上幼儿园: undefined, 不知道: undefined, 'a toddler': undefined, '13800000000': undefined });
});

test('all but a bare number is kept as it was typed', () => {
  for (const bare of ['', ' ', '8', '８', ' 8岁', '八岁', '十二', '两岁']) assert.equal(ageInWords(bare), undefined, bare);
  for (const more of ['六七岁', '6-7', 'about 8', '三年级', '26', '100', '8个月']) assert.equal(ageInWords(` ${more} `), more);
});
