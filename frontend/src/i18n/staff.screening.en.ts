/** Deciding about a report. Fetched with that screen. */
import type { ScreeningWords } from './staff.screening.zh.ts';

const en: ScreeningWords = {
  title: 'Decide',
  track: '1. Which track?',
  priority: '2. How urgent?',
  priorityHint: (priority) => `The rules suggest “${priority.toLowerCase()}”. Raise it freely. To lower it, give a reason.`,
  supervisorNeeded: 'Lowering it from this level takes a supervisor.',
  supervisorNote: 'supervisor only',
  disposition: '3. What now?',
  group: { accept: 'We take it on', refer: 'Others take it on', no_further_action: 'Nothing further' },
  chooseTrack: 'Choose a track first.',
  family: 'May the family be contacted?',
  familyHint: 'The child reports for themself. First think about what keeps the child safe, then decide.',
  familyYes: 'I have decided that they may; the reason stands below',
  needFamily: 'The child reports for themself: decide whether the family may be contacted, or choose something else',
  needReasonFamily: 'Contacting the family: write one sentence why',
  reason: '4. One sentence: why',
  reasonOptional: '4. One sentence: why (can be skipped)',
  reasonHint: 'So that others understand later why you decided this.',
  go: 'Decide',
  going: 'Sending',
  later: 'Later',
  kept: 'What you write stays on this page only; it is not stored on the device.',
  faults: 'Not quite there',
  needTrack: 'Choose a track',
  needDisposition: 'Choose what to do',
  needReason: 'Lowering it: write one sentence why',
  needReasonEnd: 'Nothing further: write one sentence why',
  changed: 'The report has just changed: look before you decide',
  changedHint: 'What you wrote is still here, and the new content is on this page.',
  supervisorRequired: 'This takes a supervisor',
  supervisorRequiredHint: 'Nothing was sent. Go back to the earlier urgency, or ask a supervisor to decide.',
  done: 'Decided',
  words: 'Their words',
};

export default en;
