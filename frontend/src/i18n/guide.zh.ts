/** 怎么做、我必须报告吗、如果我说了会怎样：这几页的标题和按钮。内容在 practice/。 */
import content from './practice/guidance.zh.ts';

export default {
  content,
  tabs: '您是',
  forWhom: (name: string) => `写给${name}`,
  say: '可以这样说',
  dos: '请这样做',
  donts: '请不要',
  signs: '平时可以留意',
  pattern: '一个迹象不等于证据，但足以告诉我们。反复出现、或说法对不上，更要留意。',
  graded: (source: string) => `两级的分法参照${source}，文字是我们自己的。`,
  law: '法律怎么说',
  go: '现在报告',
  print: '打印一页，贴在墙上',
  paper: (number: string) => `孩子此刻有危险：打 ${number}`,
  edition: (version: string) => `第 ${version} 版`,
  sources: '没有写出处的，是儿童保护工作的一般常识，不是法律条文。',
  offline: (version: string) => `现在没有网络。这是存在本机的第 ${version} 版。`,
  older: (mine: string, newest: string) => `这是较早的第 ${mine} 版，现在已有第 ${newest} 版。连上网，下次打开就会换新。`,
  must: {
    ask: '我必须报告吗？',
    askHint: '选身份，勾出符合的情形，马上知道。',
    open: '查一查',
    lead: '先选您是谁，再勾出可能符合的。有怀疑就算。',
    role: '您是谁',
    pick: '请选择',
    nine: '有没有这些情形？',
    pickFirst: '选了身份，这里会告诉您法律怎么说。',
    laws: '依据',
    replaces: '送到这里，不能代替法律要求的报告。',
    go: '在这里报告',
  },
  child: {
    go: '我想说',
    goHint: '慢慢来，随时可以停。',
  },
};
