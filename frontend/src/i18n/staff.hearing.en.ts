/** Who can hear us now: fetched with its screen. */
import channel from './staff.channels.en.ts';
import type { HearingWords } from './staff.hearing.zh.ts';

const are = (names: string, who: 'me' | 'one' | 'many') => (who === 'me' ? 'You are' : `${names} ${who === 'many' ? 'are' : 'is'}`);

const en: HearingWords = {
  channel,
  team: 'Team',
  me: 'you',
  below: {
    title: 'Teams below',
    says: (teams, dark) => {
      const all = teams === 1 ? '1 team' : `${teams} teams`;
      return dark === 0 ? `${all}, somebody can be reached in each.` : `${all}, nobody can be reached in ${dark}.`;
    },
    none: 'There is no other team below.',
    nobody: 'Nobody is on duty',
    person: (name, notes) => `${name} (${notes})`,
    until: (when) => `until ${when}`,
    all: (teams) => `Show all ${teams} teams`,
    more: 'There are more teams than fit here. The choice above holds the rest.',
    at: (when) => `As of ${when}`,
    again: 'Look again',
    going: 'Looking',
  },
  headline: {
    yes: (names) => `On duty, and can hear us: ${names}.`,
    unproven: (names) => `On duty, not proven to hear us: ${names}.`,
    deaf: (names) => `On duty, but cannot hear us: ${names}.`,
    nobody: 'Nobody is on duty now.',
  },
  others: (names, all) => `${names} (${all} in all)`,
  next: {
    testMine: 'Ring your device once, and you know.',
    testTheirs: 'Ask them to open “This device” and let it ring once.',
    noneMine: 'You have registered no device yet. Register one, and ring it once.',
    mendMine: 'Your device did not ring. See what can be done.',
    mendTheirs: 'Phone them, and ask them to open “This device”:',
    mendUnknown: 'Phone them by your team’s own list, and ask them to open “This device”.',
    takeIt: 'You can take the shift meanwhile.',
    ask: 'Ask a supervisor, or phone somebody to take the shift.',
    toDevice: 'Go to “This device”',
    toDuty: 'Go to “Duty”',
  },
  phone: (name, number) => `Phone ${name}: ${number}`,
  testHere: 'Ring a test on your device, too',
  climbs: 'Reports that come now call one level up at once.',

  onDuty: 'On duty now',
  nobodyOnDuty: 'Nobody',
  rest: 'Others in the team',
  restNone: 'There is nobody else in this team.',
  role: { worker: 'Worker', supervisor: 'Supervisor' },
  since: (when) => `since ${when}`,
  reach: { yes: 'hears us', unproven: 'not proven', no: 'cannot hear us' },
  wayReach: { yes: 'works', unproven: 'not proven', no: 'fails' },
  ways: (name) => `Ways to reach ${name}`,
  noWays: 'No device or address is registered.',
  way: {
    rang: (when) => `Last rang ${when}`,
    proven: (when) => `Verified ${when}`,
    sent: (when) => `Sent ${when}, not seen to ring`,
    handed: (when) => `Last sent ${when}`,
    failed: (when) => `Failed ${when}`,
    never: 'Has not rung yet',
    unused: 'Not used yet',
  },

  nextShift: 'Next shift',
  begins: (when) => `Begins ${when}`,
  nextNone: 'No next shift is planned yet.',
  stays: {
    until: (names, when, who) => `${are(names, who)} on until ${when}; no other shift begins before then.`,
    long: (names, who) => `${are(names, who)} on in all the weeks that are planned.`,
    open: (names, who) => `${are(names, who)} on until ${who === 'me' ? 'you go' : 'they go'} off duty; no other shift is planned.`,
  },
  nextEmpty: 'Nobody is in it yet.',
  nextReach: { yes: 'can hear us', unproven: 'not proven', no: 'nobody can hear us' },
  asOf: (when) => `As of ${when}, updates itself`,
};

export default en;
