/** What staff read. The page of response times has its own words. */
import type { Step } from '../data/practice.ts';
import type { Span } from '../staff/spans.ts';
import report from './staff.report.en.ts';
import type { StaffWords } from './staff.zh.ts';

/** Figure and unit apart: the figure on the clock card is large. */
const parts = (span: Span): [string, string] => {
  if (span.unit === 'instant') return ['0', 'min'];
  if (span.unit === 'minutes') return [String(span.count), 'min'];
  if (span.unit === 'days') return [String(span.count), span.count === 1 ? 'day' : 'days'];
  return [String(span.count), span.minutes ? `h ${span.minutes} min` : 'h'];
};
const spoken = (span: Span) => (span.unit === 'instant' ? 'under a minute' : parts(span).join(' '));

const dueVerb: Record<Step, string> = { opened: 'to open it', decided: 'to decide', agency_told: 'to tell the agency', child_seen: 'to see the child' };

const en: StaffWords = {
  ...report,
  name: 'Nightlamp',
  skip: 'Skip to main content',
  errorTitle: (title) => `Error: ${title}`,
  title: (page, ringing) => `${ringing ? `(${ringing}) ` : ''}${page} · Nightlamp`,
  loading: 'Loading',
  loadFailed: 'It did not load',
  unreachable: 'No connection. We try again as soon as there is one.',
  notSent: 'No connection: this was not sent. Please press again.',
  serverFailed: 'The server failed, so nothing was done. Please try again.',
  again: 'Try again',
  broken: 'This part cannot be shown. Nothing is lost; please tell the operators.',
  close: 'Close',
  cancel: 'Never mind',
  back: 'Back',
  nothing: 'None',
  unknown: 'Not known',
  and: ', ',
  comma: ', ',
  colon: ': ',
  you: 'You',
  givenToMe: (name, when) => `${name} took this for you at ${when} – it is yours now`,
  handedBack: (name, when) => `${name} handed it back ${when}`,
  demo: 'A demonstration. People and reports are invented.',
  stale: (time) => `No connection. This is how it was at ${time}.`,
  hearing: 'Who can hear us',
  told: 'How I am told',
  nav: { label: 'Main', inbox: 'Inbox', hotline: 'Take a call', own: 'My reports', duty: 'Duty', hearing: 'Who can hear us', device: 'This device', times: 'Times', me: 'Me', ringing: ' ringing' },

  device: {
    title: 'This device',
    rings: 'This device rings',
    unproven: 'Not tested yet',
    silent: 'This device failed to ring',
    off: 'This device does not ring',
    checking: 'Checking this device',
    kinds: { iphone: 'iPhone', ipad: 'iPad', android: 'Android phone', windows: 'Windows computer', mac: 'Mac', linux: 'Linux computer', other: 'Device' },
    named: (kind, browser) => `${kind} · ${browser}`,
  },

  span: spoken,
  left: (span) => `${spoken(span)} left`,
  over: (span) => (span.unit === 'instant' ? 'just overdue' : `overdue ${spoken(span)}`),
  due: (step, span, over) => {
    const [figure, unit] = parts(span);
    return over ? [figure, `${unit} past the time ${dueVerb[step]}`] : [figure, `${unit} ${dueVerb[step]}`];
  },
  standard: (span) => (span ? `Standard ${spoken(span)}` : 'No standard set'),
  workingDays: (days) => `Standard ${days} working ${days === 1 ? 'day' : 'days'}`,
  until: (when) => `by ${when}`,
  by: (when) => `by ${when}`,
  when: { yesterday: 'yesterday', tomorrow: 'tomorrow' },

  priority: { P0: 'Now', P1: 'Today', P2: 'Within 3 days', P3: 'Within 5 days', P4: 'Prevention' },
  priorityHint: { P0: 'seen in 1 h', P1: 'seen in 24 h', P2: 'seen in 72 h', P3: 'in 5 work days', P4: 'visit in 10 days' },
  step: { received: 'Arrived', opened: 'Opened', decided: 'Decided', agency_told: 'Told', child_seen: 'Seen' },
  stages: 'Steps',
  clock: 'Clock',

  signIn: {
    title: 'Sign in for duty',
    lamp: ['The light is on.', 'Someone is here.'],
    sub: 'Nightlamp · on duty',
    email: 'E-mail',
    password: 'Password',
    code: 'Code',
    codeHint: '6 digits from your authenticator',
    go: 'Sign in',
    going: 'Signing in',
    lost: 'You have been signed out',
    lostHint: 'Sign in again and you are back where you were. What you were writing is still here.',
    calls: (count) => `${count === 1 ? '1 call is' : `${count} calls are`} not filed yet. Filing goes on when an operator signs in here. Please don’t close this page.`,
    wrong: 'The e-mail or the password is not right',
    wrongCode: 'The code is not right, or too old',
    needEmail: 'Write your e-mail',
    needPassword: 'Write your password',
    needCode: 'Write the 6 digits',
    tooMany: 'Too many tries. Please wait a few minutes.',
    faults: 'Not signed in yet',
    reporter: 'Worried about a child?',
    reporterLink: 'Tell us here',
  },

  inbox: {
    title: 'Inbox',
    filter: 'Filter',
    all: 'All',
    mine: 'With me',
    state: { new: 'Not opened', opened: 'To decide', decided: 'Decided', closed: 'Closed' },
    priority: 'Urgency',
    anyPriority: 'Any urgency',
    group: { ringing: 'Ringing', to_decide: 'To decide', waiting: 'Waiting for agency or child seen', in_hand: 'In hand', closed: 'Closed' },
    groupHint: { ringing: 'waiting for someone to take it', to_decide: '', waiting: '', in_hand: 'no clock is running', closed: '' },
    columns: ['Urgency', 'Worry', 'Place', 'From', 'With', 'Clock'],
    nobody: 'Nobody yet',
    noPlace: 'Place unknown',
    spoken: 'Voice note',
    danger: 'A child in danger now',
    noWords: 'No words yet',
    more: 'Show more',
    empty: ['Nothing is waiting.', 'The light is on.'],
    emptyOn: 'We will call you. You can put the phone down.',
    emptyOff: 'You are not on duty now. Whoever is on duty will be called.',
    emptyFilter: 'Nothing fits this filter',
    showAll: 'Show all',
    noClock: 'no clock',
    done: (when) => `arrived ${when}`,
    provisional: 'not opened',
    unanswered: 'Waiting for a word',
    unverified: 'one of many from one source',
    unread: (count) => (count === 1 ? 'new message' : `${count} new messages`),
    owed: (late) => (late ? 'reporter not told, overdue' : 'reporter to be told'),
  },

  ring: {
    banner: (count) => (count === 1 ? 'One is ringing, nobody has taken it' : `${count} are ringing, nobody has taken them`),
    others: (count) => (count === 1 ? 'Another one is ringing' : `${count} others are ringing`),
    open: 'Look and take it',
    blocked: 'The browser keeps this page silent',
    allow: 'Tap here to let it ring',
    allowed: 'This page can be heard now',
    hear: 'Hear it once',
    soundOn: 'This page makes sound',
    soundOff: 'This page is muted, except for “Now”',
    mute: 'Mute this page',
    unmute: 'Let this page ring',
    never: 'A “Now” report always makes sound.',
    tap: 'Another one is ringing. What you are writing is kept; you can finish first.',
  },

  alert: {
    title: 'Calling for someone',
    about: { message: 'The reporter has written', result: 'The reporter is waiting for the result' },
    taken: 'Someone has taken it',
    raised: (when) => `calling since ${when}`,
    next: (words) => `The next person is called in ${words}`,
    nextNow: 'The next person is being called',
    everybody: (words) => `Every step has been called; everybody is called again in ${words}`,
    everybodyNow: 'Everybody is being called again',
    team: (name) => name,
    take: 'I’ll take it',
    taking: 'Taking it',
    hint: 'Nobody else is called after that. The report then opens here.',
    notYours: 'It has not gone through, so it is not yours yet.',
    waiting: 'There is no connection. This page tries again every few seconds, for 5 minutes, and tells you once it is yours. Leave it open. The others are still being called.',
    lapsed: 'There was no connection for 5 minutes. Please press again if you can still take it.',
    tryNow: 'Try now',
    giveUp: 'Stop trying',
    nowYours: 'It has gone through: this one is yours.',
    faster: (name, when) => `${name} had it already, since ${when}.`,
    notedBy: (name) => `${name} took it for them.`,
    notedByMe: 'You took it for them.',
    other: (name, when) => `${name} took it at ${when}.`,
    mine: (when) => `You took it at ${when}.`,
    provisional: 'Taking it from the notification holds for a few minutes. Open the report, or it rings again.',
    open: 'Open the report',
    gone: 'This one no longer rings',
    goneHint: 'It has been dealt with, or it does not belong to your team.',
    changed: 'It has changed. Please look again.',
    urgencyNow: (word) => `It is “${word}” now.`,
    ringsAnew: 'It began to ring anew while you looked.',
    failed: 'That did not arrive. It is still ringing: please press again.',
  },

  missing: {
    title: 'There is no such page',
    hint: 'The address is wrong, or it has moved.',
    inbox: 'Reports are for people on duty',
    inboxHint: 'Your account sets the house up and reads no reports. To read them, sign in with an account for duty.',
    times: 'Response times are for supervisors',
    timesHint: 'For the figures of your own team, ask your supervisor. How long each report has left stands in the inbox.',
    toDuty: 'See who is on duty',
  },
};

export default en;
