/** Which edition is read, where its words come from, and plainly when there is a newer one or no network. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { clock } from '../../parts/glyphs-form.tsx';
import { Banner } from '../../parts/Banner.tsx';
import { deployment } from '../deployment.ts';
import { guide } from './words.ts';

export function Edition() {
  const t = guide();
  const { version } = t.content;
  const newest = deployment.value?.practice_version;
  const isOffline = useSignal(!navigator.onLine);
  useEffect(() => {
    const look = () => void (isOffline.value = !navigator.onLine);
    for (const event of ['online', 'offline']) addEventListener(event, look);
    return () => {
      for (const event of ['online', 'offline']) removeEventListener(event, look);
    };
  }, []);
  const isOlder = newest !== undefined && newest > version;
  return (
    <>
      {(isOlder || isOffline.value) && (
        <div class="screen">
          <Banner glyph={clock} tone="quiet" role="status">
            <p>{isOlder ? t.older(version, newest) : t.offline(version)}</p>
          </Banner>
        </div>
      )}
      <p class="hint edition">
        {t.sources} {t.edition(version)}
      </p>
    </>
  );
}
