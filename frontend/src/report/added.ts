/** Sends the files that were added to the answers, behind the report they belong to. */
import { answers } from './answers.ts';
import { ownReceipt } from './submit.ts';

const AGAIN_MS = 5_000;

/** `sent`: the report on its way. The files are sealed meanwhile, and go when it is through. */
export async function sendAdded(sent: Promise<unknown>): Promise<void> {
  const { files } = answers.peek();
  if (files.length === 0) return;
  const { putAway, sendFiles } = await sending();
  answers.value = { ...answers.peek(), files: [] };
  await putAway(files, ownReceipt());
  await sent;
  await sendFiles();
}

/** Fetched with the question already; should that have failed, the files stay where they are until it works. */
const sending = (): Promise<typeof import('./attach.ts')> =>
  import('./attach.ts').catch(() => new Promise<void>((resolve) => setTimeout(resolve, AGAIN_MS)).then(sending));
