/** `/reports/{reference}/attachments`: one file of a report. Never cached; each time leaves a line. */
import { ApiError, type Problem, Unreachable } from './client.ts';
import type { components } from './schema.d.ts';

export type Attachment = components['schemas']['AttachmentOut'];

/** What a picture or a player may be made of here; anything else is only saved. */
const SHOWN = new Set(['image/jpeg', 'audio/webm', 'audio/ogg', 'audio/mp4']);
/** The largest file on a slow line. */
const PATIENCE_MS = 120_000;

/** Raises as every call does. The type is ours, for the server names none. */
export async function readAttachment(reference: string, { id, media }: Attachment): Promise<Blob> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  try {
    const address = `/api/v1/reports/${encodeURIComponent(reference)}/attachments/${encodeURIComponent(id)}`;
    const response = await fetch(address, { credentials: 'same-origin', cache: 'no-store', signal: stop.signal });
    if (!response.ok) throw new ApiError({ title: response.statusText, code: `http_${response.status}`, ...((await response.json().catch(() => ({}))) as Partial<Problem>), status: response.status });
    return new Blob([await response.arrayBuffer()], { type: SHOWN.has(media) ? media : 'application/octet-stream' });
  } catch (cause) {
    if (cause instanceof ApiError) throw cause;
    throw new Unreachable('The file did not come.', { cause });
  } finally {
    clearTimeout(timer);
  }
}
