/** A sheet for the wall of a staff room or a ward: big words, a code to scan, the address; in both languages on paper. */
import { renderSVG } from 'uqr';
import type { Entrance } from '../../data/entrances.ts';
import en from '../../i18n/staff.entrances.en.ts';
import zh from '../../i18n/staff.entrances.zh.ts';
import { back } from '../../parts/glyphs.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { entranceWords } from './words.ts';

export function Poster({ entrance, onClose }: { entrance: Entrance; onClose(): void }) {
  const t = entranceWords().sheet;
  const picture = `data:image/svg+xml;utf8,${encodeURIComponent(renderSVG(entrance.address, { ecc: 'M', border: 2 }))}`;
  return (
    <main class="poster" id="main">
      <div class="tools no-print">
        <button type="button" class="tool" onClick={onClose}>
          <Icon of={back} />
          {t.back}
        </button>
        <button type="button" class="btn main" onClick={() => print()}>
          {t.print}
        </button>
      </div>
      <article class="sheet">
        <h1 lang="zh-CN">{zh.sheet.title}</h1>
        <p lang="en" class="second">
          {en.sheet.title}
        </p>
        <img src={picture} alt={entrance.address} width="280" height="280" />
        <p class="address" translate={false}>
          {entrance.address}
        </p>
        {[zh.sheet, en.sheet].map((sheet, index) => (
          <div key={sheet.title} lang={index ? 'en' : 'zh-CN'} class={index ? 'second' : undefined}>
            <p>{sheet.lead}</p>
            <p>
              <strong>{sheet.danger}</strong>
            </p>
            <p>{sheet.law}</p>
          </div>
        ))}
        <p class="from">{entrance.name}</p>
      </article>
    </main>
  );
}
