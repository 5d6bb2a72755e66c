/** What the reporter sent to be seen and heard. Nothing opens by itself: it may be hard to bear, and each look is on record. */
import '../../style/files.css';
import type { Attachment } from '../../data/attachments.ts';
import { camera, info, mic } from '../../parts/glyphs-form.tsx';
import { book } from '../../parts/glyphs.tsx';
import { type Glyph, Icon } from '../../parts/Icon.tsx';
import { minutes, size } from '../../lib/measures.ts';
import { Guard } from '../parts/Guard.tsx';
import { Panel } from '../parts/Panels.tsx';
import { momentOf } from '../state/content.ts';
import { words } from '../words.ts';
import { OpenFile } from './OpenFile.tsx';
import { filesWords } from './words.ts';

export interface FilesProps {
  reference: string;
  attachments: Attachment[];
}

export function FilesPanel({ reference, attachments }: FilesProps) {
  const t = filesWords();
  return (
    <Panel title={t.title} class="no-print">
      <p class="dim">{t.care}</p>
      <ul class="added after-s">
        {attachments.map((file, index) => (
          <li key={file.id}>
            <Guard>
              <One reference={reference} file={file} n={attachments.slice(0, index + 1).filter(({ kind }) => kind === file.kind).length} />
            </Guard>
          </li>
        ))}
      </ul>
      {attachments.some((file) => file.may_open) && <p class="dim after-s">{t.saveHint}</p>}
    </Panel>
  );
}

const GLYPH: Record<Attachment['kind'], Glyph> = { photo: camera, voice: mic, document: book, unreadable: info };

function One({ reference, file, n }: { reference: string; file: Attachment; n: number }) {
  const t = filesWords();
  const name = `${t.kind[file.kind]} ${n}`;
  return (
    <>
      <Icon of={GLYPH[file.kind]} />
      <span class="added-t">
        <b>{name}</b>
        <small class="num">{[momentOf(file.received_at), ...measuresOf(file)].join(' · ')}</small>
        {file.name && <small>{file.name}</small>}
        {noteOf(file).map((note) => (
          <small key={note}>{note}</small>
        ))}
      </span>
      {file.may_open && <OpenFile reference={reference} file={file} name={name} n={n} />}
    </>
  );
}

function measuresOf({ seconds, width, height, bytes }: Attachment): string[] {
  return [...(seconds ? [minutes(seconds)] : []), ...(width && height ? [`${width} × ${height}`] : []), size(bytes)];
}

/** Why it does not open, or what to mind when it does. */
function noteOf({ state, kind, problem, active }: Attachment): string[] {
  const t = filesWords();
  if (state !== 'ready') return [t[state]];
  if (kind === 'unreadable') return [[t.unreadable, problem && t.problem[problem]].filter(Boolean).join(words().colon.trimEnd() === '：' ? '' : ' ')];
  if (kind === 'document') return [active ? t.active : t.asItCame];
  return [];
}
