/** How each photo, recording or file is doing on its way: waiting, under way, arrived, or not taken and why. */
import { check, clock, late, send } from '../../parts/glyphs-form.tsx';
import { type Glyph, Icon } from '../../parts/Icon.tsx';
import { type FileTold, told } from '../files.ts';
import { after } from '../words.ts';

export function FileNews() {
  if (told.value.length === 0) return null;
  return (
    <section class="flow gap-s after" aria-labelledby="files-title">
      <h2 id="files-title">{after().files.title}</h2>
      <ul class="added">
        {told.value.map((file) => (
          <One key={file.id} file={file} n={told.value.filter(({ kind }) => kind === file.kind).indexOf(file) + 1} />
        ))}
      </ul>
    </section>
  );
}

const GLYPH: Record<FileTold['state'], Glyph> = { waiting: clock, sending: send, arrived: check, unreadable: check, kept: clock, refused: late };

function One({ file, n }: { file: FileTold; n: number }) {
  const t = after().files;
  const { state, kind } = file;
  const words = state === 'sending' ? t.sending(file.percent ?? 0) : state === 'waiting' && !file.stored ? t.holding : t[state];
  const remove = () => void import('../attach.ts').then(({ takeBack }) => takeBack(file.id));
  return (
    <li class={state === 'refused' ? 'bad' : undefined}>
      <Icon of={GLYPH[state]} />
      <span class="added-t">
        <b>
          {t.kind[kind]} {n}
        </b>
        <small class="num" role={state === 'sending' ? undefined : 'status'}>
          {words}
        </small>
        {state === 'refused' && <small>{t.why[file.why ?? ''] ?? t.whyOther}</small>}
        {state === 'sending' && <progress max={100} value={file.percent ?? 0} aria-label={`${t.kind[kind]} ${n}`} />}
      </span>
      {state === 'refused' && (
        <button type="button" class="textbtn" onClick={remove}>
          {t.remove}
        </button>
      )}
    </li>
  );
}
