/** 作决定一页的文字，到那一页才取。 */
import type { DispositionGroup } from '../data/practice.ts';

const zh = {
  title: '作决定',
  track: '一、哪一条线？',
  priority: '二、多紧急？',
  priorityHint: (priority: string) => `规则建议“${priority}”。往上调不必说明；往下调要写理由。`,
  supervisorNeeded: '从这一级往下调，要由督导来定。',
  supervisorNote: '由督导来定',
  disposition: '三、怎么办？',
  group: { accept: '我们来办', refer: '转给别人', no_further_action: '不再往下办' } satisfies Record<DispositionGroup, string>,
  chooseTrack: '先选一条线。',
  family: '家里人可以联系吗？',
  familyHint: '是孩子自己报告的。先想好怎样对孩子安全，再决定。',
  familyYes: '我决定可以联系，理由写在下面',
  needFamily: '孩子自己报告的：先决定能不能联系家里人，或换一个办法',
  needReasonFamily: '联系家里人，写一句理由',
  reason: '四、写一句理由',
  reasonOptional: '四、写一句理由（可以跳过）',
  reasonHint: '以后别人凭这一句明白您为什么这样定。',
  go: '决定',
  going: '正在送出',
  later: '稍后',
  kept: '写了一半的留在这一页里，不存到手机上。',
  faults: '还差一点',
  needTrack: '选一条线',
  needDisposition: '选一个办法',
  needReason: '往下调，写一句理由',
  needReasonEnd: '不再往下办，写一句理由',
  changed: '报告刚有变化，看过再决定',
  changedHint: '您写的还在。新的内容已经在这一页里了。',
  supervisorRequired: '要由督导来定',
  supervisorRequiredHint: '没有送出。请改回原来的程度，或请督导来定。',
  done: '已决定',
  words: '原话',
};

export type ScreeningWords = typeof zh;
export default zh;
