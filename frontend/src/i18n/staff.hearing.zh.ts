/** 现在叫得到谁。和那一页一起取。 */
import channel from './staff.channels.zh.ts';

/** Of whom a sentence is: English says it by its verb. */
type Who = 'me' | 'one' | 'many';

const zh = {
  channel,
  team: '值班组',
  me: '您',
  below: {
    title: '下面的值班组',
    says: (teams: number, dark: number) => (dark === 0 ? `${teams} 个组，都有人叫得到。` : `${teams} 个组，${dark} 个组没有人叫得到。`),
    none: '下面没有别的值班组。',
    nobody: '没有人当班',
    person: (name: string, notes: string) => `${name}（${notes}）`,
    until: (when: string) => `到 ${when}`,
    all: (teams: number) => `看全部 ${teams} 个组`,
    more: '组太多，这里放不下。其余的在上面选。',
    at: (when: string) => `${when} 的情形`,
    again: '再看一次',
    going: '正在看',
  },
  headline: {
    yes: (names: string) => `${names}在值班，叫得到。`,
    unproven: (names: string) => `${names}在值班，叫不叫得到还没有证实。`,
    deaf: (names: string) => `${names}在值班，可是现在叫不到。`,
    nobody: '现在没有人值班。',
  },
  others: (names: string, all: number) => `${names}等 ${all} 人`,
  next: {
    testMine: '在您的设备上响一次，就知道了。',
    testTheirs: '请当班的人打开“本机”，响一次试试。',
    noneMine: '您还没有登记能叫到您的设备。登记一台，响一次。',
    mendMine: '您的设备没有响成，去看看怎么办。',
    mendTheirs: '请给当班的人打个电话，让 TA 打开“本机”：',
    mendUnknown: '请按组里的电话名单给当班的人打电话，让 TA 打开“本机”。',
    takeIt: '您可以先来值班。',
    ask: '请督导安排人，或打电话找人来值班。',
    toDevice: '去“本机”',
    toDuty: '去“值班”',
  },
  phone: (name: string, number: string) => `打给${name}：${number}`,
  testHere: '您的手机也试响一次',
  climbs: '这时来的报告会直接往上一级叫。',

  onDuty: '正在值班',
  nobodyOnDuty: '没有人',
  rest: '组里其他人',
  restNone: '这个组没有别的人。',
  role: { worker: '值班', supervisor: '督导' } as Record<string, string>,
  since: (when: string) => `${when} 起值班`,
  reach: { yes: '叫得到', unproven: '没有证实', no: '叫不到' },
  wayReach: { yes: '送得到', unproven: '没有证实', no: '送不到' },
  ways: (name: string) => `${name}的送达方式`,
  noWays: '没有登记任何设备或地址。',
  way: {
    rang: (when: string) => `上次响：${when}`,
    proven: (when: string) => `${when} 验证过`,
    sent: (when: string) => `${when} 发出过，没见响`,
    handed: (when: string) => `上次送出：${when}`,
    failed: (when: string) => `${when} 没有送到`,
    never: '还没有响过',
    unused: '还没有用过',
  },

  nextShift: '下一班',
  begins: (when: string) => `${when} 开始`,
  nextNone: '还没有排下一班。',
  stays: {
    until: (names: string, when: string, _who: Who) => `${names}一直值到 ${when}，那之前没有别的班。`,
    long: (names: string, _who: Who) => `排好的几周里一直是${names}值班。`,
    open: (names: string, _who: Who) => `${names}一直值到自己下班，后面没有排别的班。`,
  },
  nextEmpty: '那一班还没有人。',
  nextReach: { yes: '叫得到', unproven: '没有证实', no: '一个也叫不到' },
  asOf: (when: string) => `${when} 的情形，自动更新`,
};

export type HearingWords = typeof zh;
export default zh;
