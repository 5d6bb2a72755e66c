/** What was added, as it will be seen and heard. */
import { useEffect, useMemo } from 'preact/hooks';
import { book, lamp } from '../../parts/glyphs.tsx';
import { cross } from '../../parts/glyphs-form.tsx';
import { Icon } from '../../parts/Icon.tsx';
import type { Picked } from '../files.ts';
import { minutes, size } from '../../lib/measures.ts';
import { attach } from './words.ts';

interface ListProps {
  files: readonly Picked[];
  onRemove(id: string): void;
}

export function AddedList({ files, onRemove }: ListProps) {
  if (files.length === 0) return null;
  const numbered = files.map((file, index) => ({ file, n: files.slice(0, index + 1).filter(({ kind }) => kind === file.kind).length }));
  return (
    <ul class="added" aria-label={attach().list}>
      {numbered.map(({ file, n }) => (
        <Added key={file.id} file={file} n={n} onRemove={() => onRemove(file.id)} />
      ))}
    </ul>
  );
}

function Added({ file, n, onRemove }: { file: Picked; n: number; onRemove(): void }) {
  const t = attach();
  const address = useMemo(() => URL.createObjectURL(file.blob), [file.blob]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  const name = t[file.kind](n);
  return (
    <li>
      {file.kind === 'photo' ? <img src={address} alt={name} /> : <Icon of={file.kind === 'voice' ? lamp : book} />}
      <span class="added-t">
        <b>{name}</b>
        <small class="num">{file.seconds ? minutes(file.seconds) : size(file.blob.size)}</small>
        {file.name && <small>{file.name}</small>}
      </span>
      <button type="button" class="textbtn" onClick={onRemove}>
        <Icon of={cross} />
        {t.remove}
        <span class="vh"> {name}</span>
      </button>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- the person's own voice, just recorded */}
      {file.kind === 'voice' && <audio controls preload="metadata" src={address} aria-label={name} />}
    </li>
  );
}
