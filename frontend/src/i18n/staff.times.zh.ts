/** 时效一页的文字。只有督导会取。 */
import type { Priority, Step } from '../data/practice.ts';

const zh = {
  title: '时效',
  place: '地区',
  from: '从',
  to: '到',
  period: '时段',
  days: (days: number) => `${days} 天`,
  all: '全部程度',
  unit: { s: '秒', min: '分钟', h: '小时', d: '天' },
  step: { opened: '收到 → 接手', decided: '→ 决定', agency_told: '→ 通知到部门', child_seen: '→ 见到孩子' } satisfies Record<Step, string>,
  done: { opened: '有人接手', decided: '作出决定', agency_told: '通知到部门', child_seen: '见到孩子' } satisfies Record<Step, string>,
  say: (n: number, half: string | null): string[] => {
    if (n === 0) return ['这段时间没有报告。'];
    return half ? [`这段时间 ${n} 件，`, `一半在 ${half}内有人接手。`] : [`这段时间 ${n} 件，`, '还没有一件有人接手。'];
  },
  waiting: (count: number) => (count === 0 ? '此刻没有在等人接手的。' : `此刻有 ${count} 件在等人接手。`),
  over: (step: string, span: string) => `此刻最久的一件超时：${step}，已等 ${span}。`,
  open: '去看',
  half: '一半',
  nine: '九成',
  inStandard: '达标',
  oldest: '现在最久',
  none: '无',
  n: '件',
  priority: '紧急程度',
  standard: '标准',
  noStandard: '没有标准',
  chartTitle: (step: string) => `${step}：用掉标准的几成`,
  chartSays: (rows: string[]) => rows.join('；'),
  chartRow: (priority: Priority | string, half: string, nine: string, standard: string) => `${priority}，一半在 ${half}内，九成在 ${nine}内，标准 ${standard}`,
  chartEmpty: '这一步还没有可画的。',
  past: '超出两倍',
  times: (factor: number) => `${factor} 倍`,
  key: '圆点是一半，竖线是九成，红线是各自的标准。',
  table: (step: string) => `${step}，按紧急程度`,
  places: '按地区',
  noPlaces: '下面没有更小的地区。',
  mark: '达标（线为 90%）',
  silent: '没有报告',
  trend: '十二周走势',
  trendGo: '看十二周走势',
  trendGoing: '正在取',
  trendSays: (from: string, to: string) => `十二周里，一半的用时从 ${from} 到 ${to}。`,
  trendNone: '这十二周里没有可画的。',
  week: '周',
  asTable: '看成表格',
  badPeriod: '开始要早于结束',
};

export type TimesWords = typeof zh;
export default zh;
