/** Fetches one file when somebody asks for it; shows or plays it here, or hands it to the device. In memory only, and gone with the page. */
import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '../../data/client.ts';
import { type Attachment, readAttachment } from '../../data/attachments.ts';
import { eye, save as saveGlyph } from '../../parts/glyphs-form.tsx';
import { Act } from '../parts/Act.tsx';
import { momentOf } from '../state/content.ts';
import { asked, failureOf } from '../state/session.ts';
import { filesWords } from './words.ts';

const ENDINGS: Record<string, string> = { 'image/jpeg': 'jpg', 'application/pdf': 'pdf', 'audio/webm': 'webm', 'audio/ogg': 'ogg', 'audio/mp4': 'm4a' };

interface OpenProps {
  reference: string;
  file: Attachment;
  name: string;
  n: number;
}

export function OpenFile({ reference, file, name, n }: OpenProps) {
  const t = filesWords();
  const [address, setAddress] = useState('');
  const [fault, setFault] = useState('');
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  /** Fetched once; put away, it is fetched again, and that is on record again. */
  const fetched = async (): Promise<string> => {
    setFault('');
    try {
      return address || URL.createObjectURL(await asked(readAttachment(reference, file)));
    } catch (error) {
      failureOf(error);
      setFault(error instanceof ApiError && error.status < 500 ? t.gone : t.failed);
      return '';
    }
  };
  const save = async () => {
    const found = await fetched();
    if (!found) return;
    keep(found, `${reference}_${n}.${ENDINGS[file.media] ?? 'bin'}`);
    if (found !== address) setTimeout(() => URL.revokeObjectURL(found), 10_000);
  };
  const isShown = file.kind === 'photo' || file.kind === 'voice';
  return (
    <div class="opened-file">
      {address && file.kind === 'photo' && <img src={address} alt={t.alt(n, momentOf(file.received_at))} />}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- what a reporter said has no text yet */}
      {address && file.kind === 'voice' && <audio controls src={address} aria-label={name} />}
      <div class="tools">
        {isShown && !address && (
          <Act class="tool" glyph={eye} busy={t.working} onAct={async () => setAddress(await fetched())}>
            {file.kind === 'photo' ? t.show : t.hear}
            <span class="vh"> {name}</span>
          </Act>
        )}
        {address && (
          <button type="button" class="tool" onClick={() => setAddress('')}>
            {t.hide}
          </button>
        )}
        <Act class="tool" glyph={saveGlyph} busy={t.working} onAct={save}>
          {t.save}
          <span class="vh"> {name}</span>
        </Act>
      </div>
      {fault && (
        <p class="wrong" role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}

/** Hand a file to the device under a name that says nothing of what it shows. */
function keep(address: string, name: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}
