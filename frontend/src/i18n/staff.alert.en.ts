/** What else can be done about an alert, and who was told: fetched when it is looked at. */
import channel from './staff.channels.en.ts';
import type { AlertWords } from './staff.alert.zh.ts';

const en: AlertWords = {
  more: 'You can also',
  cannot: 'I can’t take this',
  callMore: 'Call more people',
  somebody: 'Take it for somebody',

  handBack: {
    title: 'Hand this one back?',
    hint: 'The others are called at once, and whoever takes it next sees your reason. You are left out of this round, unless there is nobody else.',
    ready: ['I am too far away to get there', 'I have a more urgent one in hand', 'I know this family and should step aside', 'I am not well', 'It needs somebody with more experience'],
    nobodyElse: 'Nobody else can be reached now: handed back, it rings for you again.',
    nobodyElseDo: (number) => `Phone a colleague or a supervisor first, so that somebody goes on with it. If the child is in danger now, call ${number}.`,
    toHearing: 'See who can hear us, and their numbers',
    reason: 'Why',
    needReason: 'Write one sentence why',
    go: 'Hand back',
    going: 'Handing back',
  },
  handedBack: 'Handed back. The others are being called.',
  because: (reason) => `Why: ${reason}`,
  whyUnread: 'The reason could not be fetched.',

  escalate: {
    title: 'Call more people?',
    looking: 'Looking who is next',
    next: (names, team) => `Next: ${names} (${team}).`,
    oneOf: (names, team) => `Next is one of: ${names} (${team}).`,
    everybody: (names) => `Every step has been called, so it is everybody again: ${names}.`,
    nobody: 'Nobody can be reached at present. It goes on trying.',
    others: (names, more) => `${names} and ${more} more`,
    unknown: 'Next are the others of the team, then the team above.',
    held: 'It rings again, and somebody has to take it anew.',
    deaf: (names) => `Cannot be reached at present: ${names}.`,
    reason: 'Why (you may leave this out)',
    go: 'Call more people',
    going: 'Calling',
    done: 'They are being called.',
  },

  behalf: {
    title: 'Take it for whom?',
    hint: 'For when they have it in hand already. Both names are kept on record, and nobody else is called after that.',
    people: 'People of this team',
    onDuty: 'on duty',
    offDuty: 'off duty',
    unheard: 'cannot hear us',
    handedBack: (when) => `handed it back ${when}`,
    refused: (name, when) => `${name} handed this back ${when}. Phone them before you take it for them.`,
    needPick: 'Choose somebody',
    nobody: 'There is nobody else in this team.',
    go: 'Take it for them',
    going: 'Taking it',
    done: (name) => `${name} has it now.`,
    faster: (name) => `${name} had taken it already.`,
    undo: 'Undo taking it for them',
    undoing: 'Undoing',
    undone: 'Undone. It is calling again.',
  },

  news: {
    changed: 'It has changed. Please look again.',
    closed: 'It is settled. Nobody needs to be called.',
    not_held: 'Nobody has it in hand now. It is ringing again.',
    not_yours: 'It is in somebody else’s hands, so there is nothing to hand back.',
    not_supervisor: 'Only a supervisor of this team can take it for somebody.',
    not_them: 'This person cannot take this one. Please choose somebody else.',
    gone: 'This one is no longer yours to see.',
  },

  history: {
    title: 'Who was told',
    show: 'Show who was told',
    going: 'Looking',
    more: 'Show more',
    again: 'Look again',
    print: 'Print',
    empty: 'Nobody has been called yet.',
    summary: ({ people, shown, untold, empty }) => {
      const parts = people ? [people === 1 ? '1 person was to be called' : `${people} people were to be called`] : ['Nobody could be called'];
      if (people > untold) parts.push(shown === 0 ? 'no device has rung yet' : `it rang for ${shown}`);
      if (untold) parts.push(untold === 1 ? '1 has no device that could ring' : `${untold} have no device that could ring`);
      const [first, ...rest] = parts;
      const sentence = rest.length ? `${first}: ${rest.join('; ')}.` : `${first}.`;
      return empty ? `${sentence} ${empty === 1 ? 'At one step nobody was on duty.' : `At ${empty} steps nobody was on duty.`}` : sentence;
    },
    everybody: (round) => `Round ${round + 1}, everybody again`,
    nobody: 'Nobody to call on duty',
    noWay: 'None',
    untold: 'No device that could ring',
    skipped: 'The next step was called at once',
    asOf: (when) => `As of ${when}`,
    person: 'Who',
    by: 'By',
    when: 'When',
    outcome: 'What came of it',
    round: (round, step) => `Round ${round + 1}, step ${step + 1}`,
    state: {
      pending: (when) => `Goes out at ${when}`,
      sending: 'Being sent',
      sent: (when) => `Sent at ${when}, not seen to ring yet`,
      handed: (when) => `Delivered to them at ${when}`,
      shown: (when) => `Rang at ${when}`,
      failed: 'Did not get there',
      cancelled: 'Not needed any more',
      bundled: (when) => `Told together with others at ${when}`,
    },
    tries: (count) => `${count} tries`,
    why: {
      gone: 'this device takes no notifications any more',
      refused: 'the push service does not believe our signature; tell the operators',
      busy: 'the other end was too busy',
      timeout: 'no answer from the other end',
      network: 'the other end could not be reached',
      no_address: 'the address has been removed',
      no_longer_wanted: 'somebody had it by then',
      other: 'the other end did not take it',
    },
    reasons: 'Reasons given',
    kind: { hand_back: 'handed back', escalation: 'called more people' },
    noReason: 'No reason was written',
  },
  channel,
};

export default en;
