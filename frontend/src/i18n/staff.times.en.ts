/** The words of the page of response times. Only supervisors fetch them. */
import type { TimesWords } from './staff.times.zh.ts';

const en: TimesWords = {
  title: 'Response times',
  place: 'Place',
  from: 'From',
  to: 'To',
  period: 'Period',
  days: (days) => `${days} days`,
  all: 'Any urgency',
  unit: { s: 's', min: 'min', h: 'h', d: 'days' },
  step: { opened: 'Arrived → taken', decided: '→ decided', agency_told: '→ agency told', child_seen: '→ child seen' },
  done: { opened: 'taken', decided: 'decided', agency_told: 'agency told', child_seen: 'child seen' },
  say: (n, half) => {
    if (n === 0) return ['No reports in this time.'];
    const reports = n === 1 ? '1 report in this time.' : `${n} reports in this time.`;
    return half ? [reports, `Half were taken within ${half}.`] : [reports, 'None has been taken yet.'];
  },
  waiting: (count) => (count === 0 ? 'Nothing waits to be taken now.' : count === 1 ? '1 waits to be taken now.' : `${count} wait to be taken now.`),
  over: (step, span) => `The oldest one now is overdue: ${step}, waiting for ${span}.`,
  open: 'Go to it',
  half: 'half in',
  nine: '9 in 10 in',
  inStandard: 'In standard',
  oldest: 'Oldest now',
  none: 'none',
  n: 'n',
  priority: 'Urgency',
  standard: 'standard',
  noStandard: 'no standard',
  chartTitle: (step) => `${step}: how much of the standard was used`,
  chartSays: (rows) => rows.join('; '),
  chartRow: (priority, half, nine, standard) => `${priority}: half within ${half}, 9 in 10 within ${nine}, standard ${standard}`,
  chartEmpty: 'Nothing to draw for this step yet.',
  past: 'more than twice',
  times: (factor) => `× ${factor}`,
  key: 'The dot is half, the tick is 9 in 10, the red line is each one’s own standard.',
  table: (step) => `${step}, by urgency`,
  places: 'By place',
  noPlaces: 'There is no smaller place below.',
  mark: 'In standard (mark: 90%)',
  silent: 'no reports',
  trend: 'Twelve weeks',
  trendGo: 'Show twelve weeks',
  trendGoing: 'Fetching',
  trendSays: (from, to) => `Over twelve weeks, half went from ${from} to ${to}.`,
  trendNone: 'Nothing to draw in these twelve weeks.',
  week: 'Week',
  asTable: 'Show as a table',
  badPeriod: 'The start has to come before the end',
};

export default en;
