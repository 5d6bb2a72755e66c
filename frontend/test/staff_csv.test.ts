import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ResponseTimes, StepTimes } from '../src/data/statistics.ts';
import { csvName, csvOf } from '../src/staff/times/csv.ts';
import { isOldestLate, longestFor } from '../src/staff/times/figures.ts';

const row = (part: Partial<StepTimes>): StepTimes => ({
  step: 'opened', priority: 'P1', n: 2, p50_seconds: 60, p90_seconds: 600, share_within_standard: 0.5, standard_seconds: 900, oldest_waiting_seconds: null, waiting: 0, ...part,
});
const found: ResponseTimes = {
  place: { code: '330106', name: '西湖区', path_name: '浙江省 杭州市 西湖区' },
  from: '2026-11-18',
  to: '2026-11-24',
  steps: [row({})],
  children: [{ place: { code: '330106012', name: '=1+1, "x"' }, steps: [row({ priority: 'all', standard_seconds: null })], set_aside: 0 }],
  set_aside: 0,
};

test('the table holds figures only, and opens in a spreadsheet as what it is', () => {
  const text = csvOf(found, { heads: ['a', 'b'], step: ({ step }) => step, priority: ({ priority }) => priority });
  assert.deepEqual(text.split('\r\n'), [
    '\ufeffa,b',
    '330106,浙江省 杭州市 西湖区,2026-11-18,2026-11-24,opened,P1,2,60,600,900,0.5,0,',
    `330106012,"'=1+1, ""x""",2026-11-18,2026-11-24,opened,all,2,60,600,,0.5,0,`,
    '',
  ]);
  assert.equal(csvName(found), 'response-times_330106_2026-11-18_2026-11-24.csv');
});

test('the longest wait is late when it is beyond the standard of its own urgency, also under "any urgency"', () => {
  const today = row({ oldest_waiting_seconds: 1320 });
  const days = row({ priority: 'P2', standard_seconds: 3600, oldest_waiting_seconds: 4980 });
  const all = row({ priority: 'all', standard_seconds: null, oldest_waiting_seconds: 4980 });
  assert.equal(longestFor([all, today, days], 'opened'), days);
  assert.ok(isOldestLate(all, [all, today, days]));
  assert.ok(!isOldestLate(all, [all, today, { ...days, standard_seconds: 9000 }]));
  assert.equal(longestFor([row({})], 'opened'), undefined);
});
