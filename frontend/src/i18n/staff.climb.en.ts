/** Escalation policies: fetched with them. */
import type { ClimbWords } from './staff.climb.zh.ts';

const length = (seconds: number | null, days: number | null) => {
  if (days !== null) return days === 1 ? '1 working day' : `${days} working days`;
  const whole = seconds ?? 0;
  if (whole === 0) return 'at once';
  if (whole < 60) return `${whole} s`;
  if (whole < 7200 || whole % 1800) return `${Math.round((whole / 60) * 10) / 10} min`;
  return `${whole / 3600} h`;
};
const who: Record<string, string> = {
  on_duty: 'who is on duty',
  everyone: 'everybody in the team',
  supervisors: 'supervisors of this team and the one above',
  county: 'the team of the district or county',
  on_duty_or_everyone: 'who is on duty, else everybody',
};

const en: ClimbWords = {
  title: 'How alerts climb',
  lead: 'While nobody takes it, an alert climbs from step to step. It does not stop until somebody has it.',
  team: 'Team',
  toBoard: 'Back to duty',
  toAll: 'Back to all urgencies',
  whose: { true: 'default', false: 'our own' },
  who: (code) => who[code] ?? code,
  whoThere: (code) => (code === 'supervisors' ? 'supervisors' : (who[code] ?? code)),
  length,
  after: (seconds, days) => (!seconds && days === null ? 'at once' : `after ${length(seconds, days)}`),
  whom: (names, turns) => (turns ? `${names}, one at a time in turn` : names),
  thenAlways: 'Then team by team to the top, until somebody takes it.',
  hold: (text) => `Taken, it stays quiet for ${text}; without a decision it rings again.`,
  inOffice: 'Counted in office hours.',
  change: 'Change',
  changeOf: (urgency) => `How “${urgency}” climbs`,

  step: (number) => `Step ${number}`,
  first: 'Step 1: at once',
  firstHint: 'These reports call people the moment they come; that cannot be put off.',
  delay: 'How long after the report',
  unit: 'Unit',
  units: { minutes: 'minutes', hours: 'hours', days: 'working days' },
  call: 'Call',
  how: 'How',
  all: 'All at once',
  turns: 'One at a time, in turn',
  addStep: 'Add a step',
  dropStep: 'Remove this step',
  holdLabel: 'How long it stays quiet once taken',
  holdHint: 'Without a decision by then it rings again.',
  save: 'Save these steps',
  saving: 'Saving',
  saved: (urgency) => `From now on “${urgency}” climbs so. What rings already keeps its way.`,
  undo: 'Undo',
  undoing: 'Undoing',
  tookBack: 'It is as it was before.',
  toDefault: 'Back to the default',
  toDefaultGoing: 'Going back',
  isDefault: (urgency) => `“${urgency}” climbs by the default again.`,

  preview: 'Who would be called',
  previewAt: 'If one arrived at',
  previewWait: 'Once every step is right, this says who is called.',
  previewTitle: (urgency) => `“${urgency}” arrives, and nobody answers:`,
  reach: { true: 'hears us', null: 'not proven', false: 'cannot hear' },
  nobody: 'nobody',
  atOnceNext: 'Nobody hears, so the next step follows at once.',
  oneOf: 'one of them, in turn',
  repeats: (minutes) => `Then everybody again every ${minutes} min, until somebody takes it.`,
  deafTitle: 'These steps reach nobody',
  deafHint: 'A report that came then would be heard by nobody, though somebody here can be reached. Add a step that calls them.',
  deafClimbs: 'Nobody of this team would hear a report that came then; it climbs to the team above at once. Add a step for somebody who can be reached.',
  allDeafTitle: 'Nobody can be reached now',
  allDeafHint: 'In this team and in those above, no device of anybody rings now, so no steps reach them. Let people make their devices ring first.',

  doubtsTitle: 'Call people like this?',
  doubtsGo: 'Do it all the same',
  doubtsStay: 'Change it first',
  doubt: {
    skips_on_duty: () => 'Step 1 does not call who is on duty, though they are the ones who wait for it.',
    nobody_hears_now: (step) => `Nobody whom step ${step} calls can be reached now.`,
    other: (step) => `Please look at step ${step} again.`,
  },
  asNow: 'Whether somebody hears us is what we know now.',

  need: { number: 'Give a number, such as 5.', who: 'Choose whom to call.' },
  fault: {
    required: 'This is needed.',
    reaches_nobody: 'This step reaches nobody: there is nobody like that here. Call others.',
    out_of_order: 'This must come later than the step before.',
    too_late: 'Too late: by then it should long have been opened and decided. Call earlier.',
    mixed_units: 'After the first step, count all in working days, or none.',
    not_in_working_days: 'These reports do not wait for office hours, so not in working days.',
    out_of_range: 'Too short or too long: a minute at least, and until it must be decided at most.',
    too_many: 'At most ten steps.',
    other: 'Something is wrong here. Please look again.',
  },
  problem: {
    version_changed: 'Somebody else has just changed this. Open the page anew, then change it.',
    is_default: 'It is the default already.',
  },
};

export default en;
