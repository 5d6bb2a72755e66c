/** 逐级叫人的办法，到那一页才取。 */
import type { Whom } from '../data/policies.ts';

const length = (seconds: number | null, days: number | null) => {
  if (days !== null) return `${days} 个工作日`;
  const whole = seconds ?? 0;
  if (whole === 0) return '立刻';
  if (whole < 60) return `${whole} 秒`;
  if (whole < 7200 || whole % 1800) return `${Math.round((whole / 60) * 10) / 10} 分钟`;
  return `${whole / 3600} 小时`;
};
const who: Record<string, string> = {
  on_duty: '当班的人',
  everyone: '全组的人',
  supervisors: '本组和上一级的督导',
  county: '区县值班组',
  on_duty_or_everyone: '当班的人，没人当班就叫全组',
} satisfies Record<Whom | 'on_duty_or_everyone', string>;

const zh = {
  title: '逐级叫人',
  lead: '没有人接手，就一级一级往上叫，一直叫到有人接手。',
  team: '值班组',
  toBoard: '回到值班',
  toAll: '回到全部程度',
  whose: { true: '默认', false: '自定' } as Record<string, string>,
  who: (code: string) => who[code] ?? code,
  whoThere: (code: string) => (code === 'supervisors' ? '督导' : (who[code] ?? code)),
  length,
  after: (seconds: number | null, days: number | null) => (!seconds && days === null ? '立刻' : `${length(seconds, days)}后`),
  whom: (names: string, turns: boolean) => (turns ? `${names}，轮流一次叫一个` : names),
  thenAlways: '再往后，一级一级往上叫，叫到有人接手为止。',
  hold: (text: string) => `接手后管 ${text}，过了还没决定就再响。`,
  inOffice: '按上班时间算。',
  change: '改',
  changeOf: (urgency: string) => `“${urgency}”的报告怎么叫人`,

  step: (number: number) => `第 ${number} 步`,
  first: '第 1 步：立刻',
  firstHint: '这样的报告一到就叫人，不能往后推。',
  delay: '报告到了之后多久',
  unit: '单位',
  units: { minutes: '分钟', hours: '小时', days: '工作日' },
  call: '叫谁',
  how: '怎么叫',
  all: '一起叫',
  turns: '轮流，一次一个',
  addStep: '加一步',
  dropStep: '去掉这一步',
  holdLabel: '接手后管多久',
  holdHint: '过了这段时间还没有决定，就再响。',
  save: '就这样叫',
  saving: '正在保存',
  saved: (urgency: string) => `“${urgency}”的报告以后这样叫人。正在响的还照原来的。`,
  undo: '撤销',
  undoing: '正在撤销',
  tookBack: '已经改回原样。',
  toDefault: '改回默认',
  toDefaultGoing: '正在改回',
  isDefault: (urgency: string) => `“${urgency}”的报告改回默认的叫法了。`,

  preview: '会叫到谁',
  previewAt: '如果这时候来一件',
  previewWait: '每一步都填对以后，这里会写出叫到谁。',
  previewTitle: (urgency: string) => `来一件“${urgency}”的，没有人应：`,
  reach: { true: '叫得到', null: '没有证实', false: '叫不到' } as Record<string, string>,
  nobody: '没有人',
  atOnceNext: '没有人听得到，马上往下叫。',
  oneOf: '轮流，叫其中一个',
  repeats: (minutes: number) => `以后每 ${minutes} 分钟全部再叫一遍，一直叫到有人接手。`,
  deafTitle: '这几步谁也叫不到',
  deafHint: '照这样，这时候来的报告没有一个人听得到，可是这里有人叫得到。加一步叫他们。',
  deafClimbs: '照这样，本组没有一个人听得到，报告马上往上一级叫。加一步，叫得到的人。',
  allDeafTitle: '现在一个人也叫不到',
  allDeafHint: '这里和上面的组，现在没有一个人的设备会响，怎么改都叫不到。先让大家的设备会响。',

  doubtsTitle: '真的这样叫？',
  doubtsGo: '还是这样叫',
  doubtsStay: '再改改',
  doubt: {
    skips_on_duty: () => '第 1 步不叫当班的人，可是正在等着接的是当班的人。',
    nobody_hears_now: (step: number) => `第 ${step} 步要叫的人，现在一个也叫不到。`,
    other: (step: number) => `第 ${step} 步请再看看。`,
  } as Record<string, (step: number) => string>,
  asNow: '叫得到叫不到，是现在的情形。',

  need: { number: '写上多少，如 5。', who: '选上叫谁。' },
  fault: {
    required: '这里要写。',
    reaches_nobody: '这一步叫不到人：这里没有这样的人。换成叫别人。',
    out_of_order: '要比上一步晚。',
    too_late: '太晚了：到那时早该有人打开、作出决定了。早一点。',
    mixed_units: '第一步以后，要么都按工作日，要么都不按。',
    not_in_working_days: '这样的报告不等上班，不能按工作日。',
    out_of_range: '太短或太长：最短 1 分钟，最长到该作出决定的时候。',
    too_many: '最多 10 步。',
    other: '这里不对，请再看看。',
  } as Record<string, string>,
  problem: {
    version_changed: '刚刚有别人改过。重新打开这一页，再改。',
    is_default: '本来就是默认的。',
  } as Record<string, string>,
};

export type ClimbWords = typeof zh;
export default zh;
