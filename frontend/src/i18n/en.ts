/** The words of the first screen. The only ones loaded at once. */
import type zh from './zh.ts';

const words: typeof zh = {
  name: 'Nightlamp',
  skip: 'Skip to main content',
  leave: 'Leave',
  back: 'Back',
  police: 'Police',
  ambulance: 'Ambulance',
  helpline: 'Helpline',
  dangerNow: 'In danger right now?',
  errorTitle: (title) => `Error: ${title}`,
  loadFailed: 'This step did not open; the network may be gone. Try again, or phone 110.',
  again: 'Try again',
  start: {
    callFirst: 'A child in danger this minute? Phone first.',
    title: ['Worried about a child?', 'Tell us.'],
    lead: ['It takes about a minute.', 'You don’t have to be sure,', 'and not knowing is fine.'],
    go: 'Start',
    woken: 'Someone on duty is called at once to read it.',
    wokenAnonymous: 'Someone on duty is called at once to read it. You need not give your name.',
    ways: 'More',
    followUp: 'See how it is going',
    followUpHint: 'With your 16-character receipt',
    child: 'I am the child',
    childHint: 'We go gently. Stop any time',
    guidance: 'Teachers, doctors, neighbours',
    guidanceHint: 'What to look for, what to say',
    talk: 'Rather talk? Phone 12345',
    talkHint: 'The government service line',
    leaveHint: '“Leave”, top right, puts this page away at once.',
    safer: 'How to stay safer',
    colours: 'Colours',
    scheme: { auto: 'As the device', light: 'Light', dark: 'Dark' },
    waiting: (count) =>
      count === 1
        ? 'One sealed item is not sent yet. It sends itself when there is a network, one time only.'
        : `${count} sealed items are not sent yet. They send themselves when there is a network, one time only.`,
    waitingOpen: 'Have a look',
    from: (name) => `From ${name}.`,
    notFrom: 'Not from there',
  },
};

export default words;
