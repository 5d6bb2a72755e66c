/** 值班表：谁什么时候当班，哪里没有人。和那一块一起取。 */
import type { PieceHours } from '../staff/duty/week.ts';

const hours = (of: PieceHours): string => {
  if (of.kind === 'day') return '全天';
  if (of.kind === 'from') return `${of.at} 起`;
  if (of.kind === 'until') return `到 ${of.until}`;
  return of.kind === 'overnight' ? `${of.at}–次日 ${of.until}` : `${of.at}–${of.until}`;
};

const zh = {
  title: '值班表',
  hours,
  range: (from: string, until: string) => `${from} – ${until}`,
  today: '今天',
  earlier: '前 7 天',
  later: '后 7 天',
  fromToday: '从今天起',
  moveLabel: '换一段日子',
  caption: (team: string, from: string, until: string) => `${team}，${from} 到 ${until}`,
  now: '现在',
  mine: '我的班',
  nobody: '没有人',
  person: '谁',
  off: (names: string) => `这 7 天没有班：${names}`,
  noShifts: '这 7 天没有排班。',
  over: '已过去',

  team: '值班组',
  myTeams: '我的组',
  otherTeams: '其他组',
  gaps: (count: number) => `${count} 个空档`,
  unplanned: '还没有排班',
  gapsAhead: (count: number) => `今后 14 天有 ${count} 个空档`,
  firstGap: (when: string) => `最早在 ${when}`,
  covered: '今后 14 天都有人。',
  gapTitle: (count: number) => `这 7 天有 ${count} 段没有人`,
  gapHint: '这时来的报告会直接往上一级叫。',

  emptyTitle: '还没有排班',
  emptyPlan: '排好以后，谁什么时候当班一眼看得到，到时候自动换人。',
  emptyRead: '督导或管理员可以排班。在那之前，谁按“我来值班”，谁就当班。',
};

export type DutyWords = typeof zh;
export default zh;
