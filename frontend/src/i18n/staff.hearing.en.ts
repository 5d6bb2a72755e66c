/** Who can hear us now: fetched with its screen. */
import channel from './staff.channels.en.ts';
import type { HearingWords } from './staff.hearing.zh.ts';

const en: HearingWords = {
  channel,
  team: 'Team',
  me: 'you',
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
    mendMine: 'Your device did not ring. See what can be done.',
    mendTheirs: 'Phone them, and ask them to open “This device”.',
    takeIt: 'You can take the shift meanwhile.',
    ask: 'Ask a supervisor, or phone somebody to take the shift.',
    toDevice: 'Go to “This device”',
    toDuty: 'Go to “Duty”',
  },
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
  nextEmpty: 'Nobody is in it yet.',
  nextReach: { yes: 'can hear us', unproven: 'not proven', no: 'nobody can hear us' },
  asOf: (when) => `As of ${when}, updates itself`,
};

export default en;
