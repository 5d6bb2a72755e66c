/** What follows the form: sent, not sent, waiting, and the question before leaving. */
export { Alerted as alerted } from './after/Alerted.tsx';
export { Leaving as leaving } from './after/Leaving.tsx';
export { Sent as sent } from './after/Sent.tsx';
export { Unsent as unsent } from './after/Unsent.tsx';
export { WaitingPage as waiting } from './after/WaitingPage.tsx';
