/** 单位里具名的人自己报告过的。用到才取。 */
import type { ReceiptFault } from '../lib/receipt.ts';

const zh = {
  title: '我的报告',
  lead: '您报告过、放到这里的，不用收条也能看进展。只有您看得到，单位里别的人看不到。',
  none: ['这里还没有报告。', '用收条放一份进来。'],
  keepTitle: '放一份进来',
  receipt: '收条',
  receiptHint: '报告时拿到的 16 位字符。查到以后不会存下来。',
  keep: '放进来',
  keeping: '正在放',
  kept: '放进来了。',
  fault: { empty: '请输入收条', length: '收条是 16 位，请再数一遍', character: '有一位不在收条会用的字符里，请再看一遍', check: '有一位不对，请再看一遍' } satisfies Record<ReceiptFault, string>,
  missing: '没有找到这张收条。刚送出的，请过一会儿再试。',
  stage: { received: '已经收到', opened: '正在看', decided: '已经决定怎么做', closed: '已经办结' },
  happened: { received: '收到', opened: '有人打开看了', in_hand: '有人接手', decided: '决定怎么做', passed_on: '转给别的部门', result_told: '告诉了结果', closed: '办结' },
  promised: { opened: '打开', decided: '决定', result_told: '告诉结果' },
  by: (what: string, when: string) => `${when} 前${what}`,
  late: (what: string) => `答应${what}的时间过了。我们没有停，还在叫人。`,
  came: (when: string) => `${when} 报告`,
  unread: (count: number) => `${count} 条新消息`,
  open: '打开',
  progress: '进展',
  thread: '消息',
  you: '您',
  duty: '值班人员',
  result: '结果',
  write: '写给值班人员',
  writeHint: '对方看不到您是谁。孩子有危险，先打 110。',
  needText: '先写一句',
  send: '送出',
  sending: '正在送出',
  sent: '送出了。',
  limit: '有些事我们不能全部告诉您。',
  letGo: '不放在这里了',
  letGoTitle: '不放在这里了？',
  letGoHint: '报告还在办，收条照样能用；这里不再看得到。',
  lettingGo: '正在拿走',
  gone: '拿走了。',
};

export default zh;
export type OwnWords = typeof zh;
