/** Add photos, files and a voice note; see what will be sent, and take it away again. Never asked for, always there. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { camera, info, mic } from '../../parts/glyphs-form.tsx';
import { Banner } from '../../parts/Banner.tsx';
import { Icon } from '../../parts/Icon.tsx';
import type { Picked } from '../files.ts';
import { AddedList } from './AddedList.tsx';
import { MOST_FILES, pick, type PickFault } from './pick.ts';
import { begin, canRecord, letGo, recording } from './recorder.ts';
import { VoicePanel } from './VoicePanel.tsx';
import { attach } from './words.ts';

interface BoxProps {
  files: readonly Picked[];
  /** Called with a change, for two may come at once: a recording may end while a photo is made small. */
  onChange(change: (files: readonly Picked[]) => readonly Picked[]): void;
}

const TAKES = 'image/*,application/pdf,audio/*';

export function AttachBox({ files, onChange }: BoxProps) {
  const t = attach();
  const faults = useSignal<PickFault[]>([]);
  const busy = useSignal(false);
  const said = useSignal('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => letGo, []);
  const choose = async (chosen: File[]) => {
    busy.value = true;
    faults.value = [];
    const known = new Set(files.map(({ mark }) => mark));
    let count = files.length;
    for (const file of chosen) {
      const found = count >= MOST_FILES ? 'many' : await pick(file);
      if (typeof found === 'string') faults.value = [...new Set([...faults.value, found])];
      else if (known.has(found.mark)) faults.value = [...new Set([...faults.value, 'same' as const])];
      else {
        known.add(found.mark);
        count += 1;
        onChange((before) => [...before, found]);
        said.value = t.added;
      }
    }
    busy.value = false;
  };
  const speak = () => begin((note) => onChange((before) => [...before, note]));
  const { state } = recording.value;
  return (
    <div class="flow gap-s">
      <div class="tools even attach">
        <label class="tool">
          <input
            ref={input}
            class="vh"
            type="file"
            accept={TAKES}
            multiple
            onChange={({ currentTarget }) => {
              void choose([...(currentTarget.files ?? [])]);
              currentTarget.value = '';
            }}
          />
          <Icon of={camera} />
          <span>{t.add}</span>
        </label>
        {canRecord() && (
          <button type="button" class="tool" aria-pressed={state === 'on' || state === 'paused'} onClick={() => void speak()}>
            <Icon of={mic} />
            <span>{t.speak}</span>
          </button>
        )}
      </div>
      <VoicePanel />
      {busy.value && (
        <p class="hint" role="status">
          {t.working}
        </p>
      )}
      {faults.value.length > 0 && (
        <Banner glyph={info} role="alert">
          {faults.value.map((fault) => (
            <p key={fault}>{t.fault[fault]}</p>
          ))}
          <p>{t.kept}</p>
        </Banner>
      )}
      <AddedList
        files={files}
        onRemove={(id) => {
          onChange((before) => before.filter((each) => each.id !== id));
          said.value = t.removed;
          input.current?.focus();
        }}
      />
      <p class="hint">{t.care}</p>
      <p class="vh" role="status">
        {said.value}
      </p>
    </div>
  );
}
