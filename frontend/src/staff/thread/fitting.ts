/** Which ready words fit. Pure. */
import type { DispositionGroup, Reply } from '../../data/practice.ts';

interface Wanted {
  kind: Reply['kind'];
  /** Of the decision; undefined: none yet, or not known. */
  group: DispositionGroup | undefined;
  isChild: boolean;
}

/** A child gets a child's words where there are any, and an adult never does. */
export function fitting(replies: readonly Reply[], { kind, group, isChild }: Wanted): Reply[] {
  const found = replies.filter((reply) => reply.kind === kind && (!reply.groups.length || !group || reply.groups.includes(group)));
  const theirs = found.filter((reply) => reply.for_child === isChild);
  return theirs.length ? theirs : found.filter((reply) => !reply.for_child);
}
