/** 值班的人看到的文字。时效一页另有一份。 */
import type { Priority, Step } from '../data/practice.ts';
import type { Group } from '../staff/inbox_order.ts';
import type { Span } from '../staff/spans.ts';
import report from './staff.report.zh.ts';

/** 数字和单位分开：时限卡片上的数字要大。 */
const parts = (span: Span): [string, string] => {
  if (span.unit === 'instant') return ['0', '分钟'];
  if (span.unit === 'minutes') return [String(span.count), '分钟'];
  if (span.unit === 'days') return [String(span.count), '天'];
  return [String(span.count), span.minutes ? `小时 ${span.minutes} 分` : '小时'];
};
const spoken = (span: Span) => (span.unit === 'instant' ? '不到 1 分钟' : parts(span).join(' '));

const dueVerb: Record<Step, string> = { opened: '有人打开', decided: '作出决定', agency_told: '通知到部门', child_seen: '见到孩子' };

const zh = {
  ...report,
  name: '小夜灯',
  skip: '跳到正文',
  errorTitle: (title: string) => `错误：${title}`,
  title: (page: string, ringing: number) => `${ringing ? `（${ringing}）` : ''}${page} · 小夜灯`,
  loading: '正在取',
  loadFailed: '没有取到',
  unreachable: '连不上。网一通就会再试。',
  notSent: '连不上，没有送出。请再按一次。',
  serverFailed: '服务器出了错，没有办成。请再试一次。',
  again: '再试一次',
  broken: '这一块显示不出来，内容没有丢。请告诉运维人员。',
  close: '关上',
  cancel: '算了',
  back: '返回',
  nothing: '没有',
  unknown: '不知道',
  and: '、',
  comma: '，',
  colon: '：',
  you: '您',
  givenToMe: (name: string, when: string) => `${name} ${when} 替您接手了，现在归您`,
  handedBack: (name: string, when: string) => `${name} ${when} 退回了`,
  demo: '演示。人物和报告都是编的。',
  stale: (time: string) => `现在连不上，看到的是 ${time} 的情形。`,
  hearing: '叫得到谁',
  told: '叫我的办法',
  nav: { label: '主导航', inbox: '收件', hotline: '接听登记', own: '我的报告', duty: '值班', hearing: '叫得到谁', device: '本机', times: '时效', me: '我', ringing: ' 件正在响' },

  device: {
    title: '本机',
    rings: '本机会响',
    unproven: '本机还没响过',
    silent: '本机叫不响',
    off: '本机不会响',
    checking: '正在看本机',
    kinds: { iphone: 'iPhone', ipad: 'iPad', android: '安卓手机', windows: 'Windows 电脑', mac: 'Mac', linux: 'Linux 电脑', other: '设备' } as Record<string, string>,
    named: (kind: string, browser: string) => `${kind} · ${browser}`,
  },

  span: spoken,
  left: (span: Span) => (span.unit === 'instant' ? '剩不到 1 分钟' : `还剩 ${spoken(span)}`),
  over: (span: Span) => (span.unit === 'instant' ? '刚刚超时' : `已超 ${spoken(span)}`),
  due: (step: Step, span: Span, over: boolean): [string, string] => {
    const [figure, unit] = parts(span);
    return over ? [figure, `${unit}前就该${dueVerb[step]}`] : [figure, `${unit}内${step === 'opened' ? '要' : ''}${dueVerb[step]}`];
  },
  standard: (span: Span | null) => (span ? `标准 ${spoken(span)}` : '没有定标准'),
  workingDays: (days: number) => `标准 ${days} 个工作日`,
  until: (when: string) => `到 ${when}`,
  by: (when: string) => `${when} 前`,
  when: { yesterday: '昨天', tomorrow: '明天' },

  priority: { P0: '立即', P1: '今天内', P2: '三天内', P3: '五个工作日', P4: '预防' } satisfies Record<Priority, string>,
  priorityHint: { P0: '1 小时内见到', P1: '24 小时内见到', P2: '72 小时内见到', P3: '五个工作日内见到', P4: '十天内走访' } satisfies Record<Priority, string>,
  step: { received: '收到', opened: '打开', decided: '决定', agency_told: '通知', child_seen: '见到' } satisfies Record<Step | 'received', string>,
  stages: '进度',
  clock: '时限',

  signIn: {
    title: '值班登录',
    lamp: ['灯亮着，', '有人在。'],
    sub: '小夜灯 · 值班',
    email: '邮箱',
    password: '密码',
    code: '验证码',
    codeHint: '身份验证器里的 6 位数字',
    go: '登录',
    going: '正在登录',
    lost: '登录已经过期',
    lostHint: '再登录一次，就回到刚才的地方。写了一半的还在。',
    calls: (count: number) => `有 ${count} 个电话还没有送出。接线员在这里登录后，会接着送。请不要关这一页。`,
    wrong: '邮箱或密码不对',
    wrongCode: '验证码不对，或已经过期',
    needEmail: '写上邮箱',
    needPassword: '写上密码',
    needCode: '写上 6 位验证码',
    tooMany: '试得太多了。请过几分钟再试。',
    faults: '还不能登录',
    reporter: '担心一个孩子？',
    reporterLink: '到这里说',
  },

  inbox: {
    title: '收件',
    filter: '筛选',
    all: '全部',
    mine: '我经手',
    state: { new: '还没打开', opened: '待决定', decided: '已决定', closed: '已结束' },
    priority: '紧急程度',
    anyPriority: '全部程度',
    group: { ringing: '正在响', to_decide: '待决定', waiting: '等部门或等见到孩子', in_hand: '处理中', closed: '已结束' } satisfies Record<Group, string>,
    groupHint: { ringing: '等人接手', to_decide: '', waiting: '', in_hand: '没有时限在走', closed: '' } satisfies Record<Group, string>,
    columns: ['紧急程度', '担心的事', '地点', '来源', '经手', '时限'],
    nobody: '无人接手',
    noPlace: '地点不明',
    spoken: '录音',
    danger: '孩子此刻有危险',
    noWords: '还没有文字',
    more: '再看一些',
    empty: ['没有等候的报告。', '灯亮着。'],
    emptyOn: '有事会叫您，可以放下手机。',
    emptyOff: '您现在不当班。有人当班时，响的是他们的手机。',
    emptyFilter: '这样筛选，一件也没有',
    showAll: '看全部',
    noClock: '没有时限',
    done: (when: string) => `${when} 收到`,
    provisional: '还没打开',
    unanswered: '在等回话',
    unverified: '同一来路的许多报告之一',
    unread: (count: number) => `${count} 条新消息`,
    owed: (late: boolean): string => (late ? '结果还没告诉报告人，已超时' : '结果还没告诉报告人'),
  },

  ring: {
    banner: (count: number) => (count === 1 ? '有 1 件正在响，等人接手' : `有 ${count} 件正在响，等人接手`),
    others: (count: number) => `另有 ${count} 件正在响，等人接手`,
    open: '去接手',
    blocked: '浏览器还不让本页出声',
    allow: '点一下，让它能响',
    allowed: '本页能出声了',
    hear: '听一声',
    soundOn: '本页会出声',
    soundOff: '本页静音，“立即”除外',
    mute: '本页静音',
    unmute: '让本页出声',
    never: '“立即”的报告总会出声。',
    tap: '有一件新的在响。您写的还在，写完再去也可以。',
  },

  alert: {
    title: '正在叫人',
    about: { message: '报告人写来了一句', result: '报告人在等结果' },
    taken: '已经有人接手',
    raised: (when: string) => `${when} 开始叫`,
    next: (words: string) => `${words}后叫下一个人`,
    nextNow: '正在叫下一个人',
    everybody: (words: string) => `每一级都叫过了，${words}后把所有人再叫一遍`,
    everybodyNow: '正在把所有人再叫一遍',
    team: (name: string) => `${name}`,
    take: '我来处理',
    taking: '正在接手',
    hint: '按下之后，就不再叫别人。报告会在这里打开。',
    notYours: '还没有送到，它还不算您的。',
    waiting: '现在连不上。本页每几秒再送一次，送 5 分钟，送到了会告诉您，请别关上。别的人还在叫。',
    lapsed: '连了 5 分钟都没有连上。还能处理的话，请再按一次。',
    tryNow: '现在再送',
    giveUp: '不再送了',
    nowYours: '送到了，这一件归您。',
    faster: (name: string, when: string) => `${name}在 ${when} 已经先接手了。`,
    notedBy: (name: string) => `是${name}替 TA 接手的。`,
    notedByMe: '是您替 TA 接手的。',
    other: (name: string, when: string) => `${name}在 ${when} 接手了。`,
    mine: (when: string) => `您在 ${when} 接手了。`,
    provisional: '先接下的只算几分钟。打开报告才算数，不然会再响。',
    open: '打开报告',
    gone: '这一件已经不响了',
    goneHint: '已经有人处理，或者不归您这里。',
    changed: '它变了，请再看一眼。',
    urgencyNow: (word: string) => `现在是“${word}”。`,
    ringsAnew: '它在您看的时候又重新响了。',
    failed: '没有接上。它还在响，请再按一次。',
  },

  missing: {
    title: '没有这一页',
    hint: '地址不对，或者它搬走了。',
    inbox: '报告由值班的人来看',
    inboxHint: '您的账号是管理用的，不看报告。要看报告，请另用值班的账号。',
    times: '时效由督导来看',
    timesHint: '想知道自己组的数字，请问您的督导。每一件还剩多少时间，收件里都有。',
    toDuty: '看谁在值班',
  },
};

export type StaffWords = typeof zh;
export default zh;
