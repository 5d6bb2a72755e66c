/** Every key of this page, in sight. */
import { hotlineWords } from './words.ts';

export function Keys() {
  const t = hotlineWords();
  return (
    <aside class="panel keys" aria-labelledby="call-keys">
      <h2 id="call-keys">{t.keys}</h2>
      <dl>
        {t.keyList.map(([keys, does]) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}
