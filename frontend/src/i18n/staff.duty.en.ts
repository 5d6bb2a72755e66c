/** The shift board: who is on when, and what nobody covers. Fetched with it. */
import type { PieceHours } from '../staff/duty/week.ts';
import type { DutyWords } from './staff.duty.zh.ts';

const hours = (of: PieceHours): string => {
  if (of.kind === 'day') return 'all day';
  if (of.kind === 'from') return `from ${of.at}`;
  if (of.kind === 'until') return `until ${of.until}`;
  return of.kind === 'overnight' ? `${of.at}–${of.until} next day` : `${of.at}–${of.until}`;
};
const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

const en: DutyWords = {
  title: 'Shift board',
  hours,
  range: (from, until) => `${from} – ${until}`,
  today: 'today',
  earlier: '7 days back',
  later: '7 days on',
  fromToday: 'From today',
  moveLabel: 'Other days',
  caption: (team, from, until) => `${team}, ${from} to ${until}`,
  now: 'now',
  mine: 'mine',
  nobody: 'Nobody',
  person: 'Who',
  off: (names) => `No shift in these 7 days: ${names}`,
  noShifts: 'No shift in these 7 days.',
  over: 'over',

  team: 'Team',
  myTeams: 'My teams',
  otherTeams: 'Other teams',
  gaps: (count) => plural(count, 'gap'),
  unplanned: 'no rota yet',
  gapsAhead: (count) => `${plural(count, 'gap')} in the next 14 days`,
  firstGap: (when) => `the first on ${when}`,
  covered: 'Somebody is on at every hour of the next 14 days.',
  gapTitle: (count) => `Nobody is on ${count === 1 ? 'once' : `${count} times`} in these 7 days`,
  gapHint: 'Reports that come then call one level up at once.',

  emptyTitle: 'There is no rota yet',
  emptyPlan: 'With a rota everybody sees who is on when, and the next person takes over by itself.',
  emptyRead: 'A supervisor or administrator can make one. Until then, whoever presses “I’m on duty” is on.',
};

export default en;
