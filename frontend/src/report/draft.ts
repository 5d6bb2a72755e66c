/** Keeping a draft, and going on with it. A file of its own, kept on the phone only where somebody asked for it. */
import { Draft } from './draft/Draft.tsx';
import { draftWords } from './draft/words.ts';
import { laterStyle } from './flow.ts';
import { loadFormWords } from './words.ts';

/** Return the screen with all that it needs. Throws without a network where it was never fetched. */
export async function load(): Promise<typeof Draft> {
  await Promise.all([draftWords.load(), loadFormWords(), laterStyle()]);
  return Draft;
}
