/** Ends a step. In danger each finished page is sent by itself, so nothing waits for the last one. */
import { language } from '../../i18n/index.ts';
import { sendAdded } from '../added.ts';
import { answers } from '../answers.ts';
import { bodyOf, type Part } from '../body.ts';
import { goOn, isUrgent } from '../flow.ts';
import { ownReceipt, sendAddition } from '../submit.ts';
import { untouch } from '../unsent.ts';

export function finishStep(part: Part): Promise<void> {
  if (isUrgent.peek()) {
    const sent = sendAddition(bodyOf(answers.peek(), { receipt: ownReceipt(), language: language.peek() }, [part]));
    if (part === 'what') void sendAdded(sent);
    untouch([part]);
  }
  return goOn(part);
}
