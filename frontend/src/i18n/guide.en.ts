/** Headings and buttons of the guidance, of "must I report this?" and of "what happens if I tell?". */
import content from './practice/guidance.en.ts';
import type zh from './guide.zh.ts';

const words: typeof zh = {
  content,
  tabs: 'You are a',
  forWhom: (name) => `For: ${name}`,
  say: 'You could say',
  dos: 'Do',
  donts: 'Don’t',
  signs: 'Signs to notice',
  pattern: 'One sign is no proof, yet enough to tell us. Look twice at a pattern, or a story that does not fit.',
  graded: (source) => `In two grades after ${source}, in our own words.`,
  law: 'What the law says',
  go: 'Report now',
  print: 'Print one page for the wall',
  paper: (number) => `A child in danger now? Phone ${number}`,
  edition: (version) => `Edition ${version}`,
  sources: 'What names no source is general knowledge of work for children’s safety. It is not a text of law.',
  offline: (version) => `There is no network. This is edition ${version}, kept on this device.`,
  older: (mine, newest) => `This is edition ${mine}. There is a newer one, ${newest}. You get it the next time you open this page with a network.`,
  must: {
    ask: 'Must I report this?',
    askHint: 'Choose who you are, tick what fits, and you know.',
    open: 'Check it',
    lead: 'Choose who you are. Then tick what may fit. A doubt is enough.',
    role: 'Who you are',
    pick: 'Choose',
    nine: 'Does any of these fit?',
    pickFirst: 'Once you have chosen, you read here what the law says.',
    laws: 'The law',
    replaces: 'Sending it here does not replace a report that the law asks for.',
    go: 'Report here now',
  },
  child: {
    go: 'I want to tell',
    goHint: 'Take your time. You can stop whenever you like.',
  },
};

export default words;
