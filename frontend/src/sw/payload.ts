/** What a push message says to the staff's service worker, and where a tap on it leads. Pure. */

export const PAGE = '/staff/';

export type Said = readonly [title: string, body: string];

export interface Payload {
  alert?: string;
  kind?: 'alert' | 'test' | 'notice';
  /** What a notice is about, e.g. `shift_begins`. */
  notice?: string | null;
  urgency?: string;
  token?: string;
  /** The server's own words, in the language of the account, and where they lead. */
  notification?: { title?: unknown; body?: unknown; lang?: unknown; navigate?: unknown } | null;
}

/** Anything that cannot be read still rings: better one notification too many than a child nobody came for. */
export function payloadOf(text: string | undefined): Payload {
  try {
    const found: unknown = JSON.parse(text ?? '');
    return typeof found === 'object' && found !== null ? found : {};
  } catch {
    return {};
  }
}

/** A notice says what it is about in the words that came with it, all in one language; without them it is told in ours. */
export function wordsOf({ kind, notification }: Payload): { said: Said; lang: string } | undefined {
  const { title, body, lang } = notification ?? {};
  if (kind !== 'notice' || typeof title !== 'string' || typeof body !== 'string' || !body) return undefined;
  return { said: [title, body], lang: String(lang ?? '') };
}

/** Pages of this app alone, whatever a message says. */
export function pageOf({ alert, kind = 'alert', notification }: Payload): string {
  if (kind === 'alert') return alert ? `${PAGE}alerts/${encodeURIComponent(alert)}` : PAGE;
  if (kind === 'test') return `${PAGE}device`;
  try {
    const { pathname } = new URL(String(notification?.navigate), 'https://nightlamp.invalid');
    return pathname.startsWith(PAGE) ? pathname : PAGE;
  } catch {
    return PAGE;
  }
}
