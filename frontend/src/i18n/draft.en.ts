/** Keep it for now, go on later. */
import type zh from './draft.zh.ts';

const words: typeof zh = {
  keep: {
    title: ['Keep it for now,', 'go on later'],
    lead: 'It stays on this phone, locked with 6 digits. Nobody is sent anything.',
    about: 'Before you keep it',
    points: [
      'Whoever has this phone sees, after “Start”, that something is kept. Without the 6 digits it does not open; somebody skilled may break them.',
      'Photos and recordings are not kept.',
      'It is deleted after three days, or after 5 wrong tries.',
      '“Leave” does not delete it. To be rid of it: “Start”, “Go on writing”, then “Delete it”.',
    ],
    code: 'Choose 6 digits',
    codeHint: 'Not a birthday, and not what unlocks the phone. If you forget them, it stays shut.',
    wrong: 'It takes 6 digits.',
    easy: 'Anybody would try this one first. Choose others.',
    go: 'Lock and keep it',
    going: 'Locking…',
    replaces: 'This phone already keeps another one. Keeping this one deletes it. To have both, send this one first.',
    cannot: 'This phone cannot keep it. Leave this page open, and send it when you have written it.',
    done: ['It is kept'],
    doneText: 'You can close this page. Come back within three days: “Start”, then “Go on writing”.',
    home: 'Back to the start',
  },
  open: {
    title: ['Go on writing'],
    lead: 'Type the 6 digits that you chose.',
    code: '6 digits',
    go: 'Open it',
    going: 'Opening…',
    opened: ['It is open'],
    openedText: 'All that you wrote is there. First, once more: is there danger now? It may have changed since.',
    on: 'Continue',
    wrong: (left) => `Not right. After ${left === 1 ? '1 more wrong try' : `${left} more wrong tries`} it is deleted.`,
    gone: '5 wrong tries: it has been deleted. Please begin anew, a few words are enough.',
    afresh: 'Begin anew',
    forget: 'Delete it',
    forgetSure: 'It cannot be brought back. Do delete it',
    forgotten: 'Deleted.',
  },
};

export default words;
