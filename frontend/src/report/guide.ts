/** The guidance and what belongs to it. Not kept on the phone until it is read once; then it opens without a network. */
import { laterStyle, linkStyle } from './flow.ts';
import { Guidance } from './guidance/Guidance.tsx';
import { IfITell } from './guidance/IfITell.tsx';
import { MustReport } from './guidance/MustReport.tsx';
import { guide } from './guidance/words.ts';
import { loadFormWords } from './words.ts';
import href from '../style/guide.css?url';

const screens = { guidance: Guidance, 'must-report': MustReport, 'if-i-tell': IfITell };

let style: Promise<void> | undefined;

/** Return the screens with all that they need. Throws without a network while it has never been read. */
export async function load(): Promise<typeof screens> {
  style ??= linkStyle(href);
  await Promise.all([guide.load(), loadFormWords(), laterStyle(), style]).catch((error: unknown) => {
    style = undefined;
    throw error;
  });
  void navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage('keep-guidance'));
  return screens;
}
