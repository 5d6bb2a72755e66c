/** 接手以外的几件事：退回、多叫人、记为别人接手，和谁被叫过。用到才取。 */
import type { News } from '../staff/alert/news.ts';
import type { Counts } from '../staff/alert/told.ts';
import channel from './staff.channels.zh.ts';

const zh = {
  more: '还可以',
  cannot: '我接不了，退回',
  callMore: '多叫人',
  somebody: '替人接手',

  handBack: {
    title: '退回这一件？',
    hint: '马上改叫别的人，接着接手的人会看到您的理由。这一轮先不叫您，除非没有别人。',
    ready: ['我离得远，赶不到', '我手上有更急的一件', '我认识这家人，应该回避', '我身体不舒服', '要更有经验的人来'] as readonly string[],
    nobodyElse: '现在叫不到别的人，退回以后还会叫您。',
    nobodyElseDo: (number: string) => `先打电话找同事或督导接着处理；孩子此刻有危险，打 ${number}。`,
    toHearing: '看叫得到谁，和他们的电话',
    reason: '为什么',
    needReason: '写一句为什么',
    go: '退回',
    going: '正在退回',
  },
  handedBack: '退回了，正在叫别的人。',
  because: (reason: string) => `理由：${reason}`,
  whyUnread: '没有取到理由。',

  escalate: {
    title: '多叫人？',
    looking: '正在看下一批是谁',
    next: (names: string, team: string) => `接着叫：${names}（${team}）。`,
    oneOf: (names: string, team: string) => `接着叫其中一人：${names}（${team}）。`,
    everybody: (names: string) => `每一级都叫过了，会把所有人再叫一遍：${names}。`,
    nobody: '现在没有叫得到的人，会一直试下去。',
    others: (names: string, _more: number, all: number) => `${names}等 ${all} 人`,
    unknown: '接着叫的是值班组的其他人，再往上一级。',
    held: '它会重新响起来，要有人再接手。',
    deaf: (names: string) => `现在叫不到：${names}。`,
    reason: '为什么（可以不写）',
    go: '多叫人',
    going: '正在叫',
    done: '已经去叫了。',
  },

  behalf: {
    title: '替谁接手？',
    hint: '对方已经在处理时才替 TA 接手。两个人的名字都会记下来，之后不再叫别人。',
    people: '这个组的人',
    onDuty: '当班',
    offDuty: '不当班',
    unheard: '叫不到',
    handedBack: (when: string) => `${when} 退回过`,
    refused: (name: string, when: string) => `${name} ${when} 退回了这一件。先打电话问过，再替 TA 接手。`,
    needPick: '选一个人',
    nobody: '这个组没有别的人可以选。',
    go: '替人接手',
    going: '正在接手',
    done: (name: string) => `现在由${name}处理。`,
    faster: (name: string) => `${name}已经先接手了。`,
    undo: '撤销替人接手',
    undoing: '正在撤销',
    undone: '撤销了，又在叫人。',
  },

  news: {
    changed: '它变了，请再看一眼。',
    closed: '它已经了结，不用再叫人。',
    not_held: '现在没有人接着它，它又在响了。',
    not_yours: '它已经在别人手里，不用您退回。',
    not_supervisor: '这个组的，要由它的督导替人接手。',
    not_them: '这个人不能处理这一件，请选别人。',
    gone: '这一件已经不归您看。',
  } satisfies Record<News, string>,

  history: {
    title: '谁被叫过',
    show: '看谁被叫过',
    going: '正在看',
    more: '再看一些',
    again: '再看一次',
    print: '打印',
    empty: '还没有叫过任何人。',
    summary: ({ people, shown, untold, empty }: Counts) => {
      const parts = [people ? `要叫的有 ${people} 人` : '没有人可叫'];
      if (people > untold) parts.push(shown === 0 ? '还没有一个人的设备响过' : `${shown} 人的设备响了`);
      if (untold) parts.push(`${untold} 人没有能响的设备`);
      return `${parts.join('，')}。${empty ? `有 ${empty} 步没有可叫的人。` : ''}`;
    },
    everybody: (round: number) => `第 ${round + 1} 轮，所有人再叫一遍`,
    nobody: '没有可叫的人',
    noWay: '没有',
    untold: '没有能响的设备，没有叫到',
    skipped: '马上叫了下一步',
    asOf: (when: string) => `${when} 的情形`,
    person: '谁',
    by: '用什么',
    when: '什么时候',
    outcome: '怎么样',
    round: (round: number, step: number) => `第 ${round + 1} 轮，第 ${step + 1} 步`,
    state: {
      pending: (when: string) => `等到 ${when} 发`,
      sending: '正在发',
      sent: (when: string) => `${when} 发出，还没见响`,
      handed: (when: string) => `${when} 已送出`,
      shown: (when: string) => `${when} 响了`,
      failed: '没有送到',
      cancelled: '不用再发',
      bundled: (when: string) => `${when} 和别的并成一条`,
    },
    tries: (count: number) => `试了 ${count} 次`,
    why: {
      gone: '这台设备已经不收通知了',
      refused: '推送服务不认我们的签名，请告诉运维',
      busy: '对方太忙',
      timeout: '对方没有回答',
      network: '连不上对方',
      no_address: '地址已经移走',
      no_longer_wanted: '已经有人接手',
      other: '对方没有收下',
    },
    reasons: '说过的理由',
    kind: { hand_back: '退回', escalation: '多叫人' },
    noReason: '没有写理由',
  },
  channel,
};

export type AlertWords = typeof zh;
export default zh;
