/** The reports in the inbox, as far as they have been fetched. */
import { computed, signal } from '@preact/signals';
import { PRIORITIES } from '../../data/practice.ts';
import { listReports, type ReportFilter, type ReportState, type Row } from '../../data/reports.ts';
import { heldBy } from '../inbox_order.ts';
import { present } from './now.ts';
import { asked, type Failure, failureOf, me, onForget } from './session.ts';

export interface InboxFilter {
  state?: ReportState | undefined;
  priority?: (typeof PRIORITIES)[number] | undefined;
  mine: boolean;
  /** Only those whose reporter waits for a word. */
  unanswered?: boolean | undefined;
}

export const STATES: readonly ReportState[] = ['new', 'opened', 'decided', 'closed'];
const PAGE = 50;
/** How many pages are on the screen; the server may give fewer rows a page than it is asked for. */
let depth = 1;

export const filter = signal<InboxFilter>({ mine: false });
export const rows = signal<Row[] | null>(null);
export const cursor = signal<string | null>(null);
export const failure = signal<Failure | null>(null);
/** When `rows` was true, in milliseconds. */
export const seenAt = signal(0);

/** "With me" is sifted here: whoever acknowledged has it. */
export const shown = computed(() => {
  const mine = filter.value.mine;
  return (rows.value ?? []).filter((row) => !mine || heldBy(row)?.id === me.value?.id);
});

/** Read a filter from the address; what makes no sense is left out. */
export function filterFrom(search: URLSearchParams): InboxFilter {
  return {
    state: STATES.find((state) => state === search.get('state')),
    priority: PRIORITIES.find((priority) => priority === search.get('priority')),
    mine: search.get('with') === 'me',
    unanswered: search.get('unanswered') === 'true' || undefined,
  };
}

export function searchOf({ state, priority, mine, unanswered }: InboxFilter): string {
  const search = new URLSearchParams();
  if (state) search.set('state', state);
  if (priority) search.set('priority', priority);
  if (mine) search.set('with', 'me');
  if (unanswered) search.set('unanswered', 'true');
  const text = search.toString();
  return text && `?${text}`;
}

export function choose(wanted: InboxFilter): void {
  const { state, priority, unanswered } = filter.peek();
  filter.value = wanted;
  if (rows.peek() && state === wanted.state && priority === wanted.priority && unanswered === wanted.unanswered) return;
  rows.value = null;
  cursor.value = null;
  depth = 1;
  void refresh();
}

let round = 0;

/** Fetch again what is on the screen, all pages of it. An answer to a filter that was left meanwhile is dropped. */
export async function refresh(): Promise<void> {
  const mine = ++round;
  const found: Row[] = [];
  let next: string | null = null;
  try {
    for (let page = 0; page < depth; page++) {
      const answer: Awaited<ReturnType<typeof fetchPage>> = await fetchPage(next);
      found.push(...answer.items);
      next = answer.next_cursor;
      if (!next) break;
    }
    if (mine === round) put(found, next);
  } catch (error) {
    if (mine === round) failure.value = failureOf(error);
  }
}

export async function more(): Promise<void> {
  const mine = ++round;
  try {
    const answer = await fetchPage(cursor.peek());
    if (mine !== round) return;
    depth++;
    put([...(rows.peek() ?? []), ...answer.items], answer.next_cursor);
  } catch (error) {
    if (mine === round) failure.value = failureOf(error);
  }
}

function fetchPage(from: string | null) {
  const { state, priority, unanswered } = filter.peek();
  const wanted: ReportFilter = { state, priority, unanswered: unanswered ? 'true' : undefined, cursor: from ?? undefined, limit: PAGE };
  return asked(listReports(wanted));
}

function put(found: Row[], next: string | null): void {
  rows.value = found;
  cursor.value = next;
  failure.value = null;
  seenAt.value = present();
}

/** After recusal the report must not stay on the screen until the next round. */
export function dropRow(reference: string): void {
  rows.value = rows.peek()?.filter((row) => row.reference !== reference) ?? null;
}

onForget(() => {
  round++;
  depth = 1;
  rows.value = null;
  cursor.value = null;
  failure.value = null;
});
