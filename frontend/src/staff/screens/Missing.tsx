/** An address that leads nowhere, or nowhere for this person. */
import { Frame } from '../parts/Frame.tsx';
import { Lamp } from '../parts/Lamp.tsx';
import { to } from '../routes.ts';
import { may } from '../state/session.ts';
import { words } from '../words.ts';

interface MissingProps {
  /** What is there, and not for this person. */
  kept?: 'inbox' | 'times';
}

export function Missing({ kept }: MissingProps) {
  const said = words().missing;
  const title = kept ? said[kept] : said.title;
  const reads = may('report:read');
  /** Whoever is not at home in the inbox begins there all the same. */
  const elsewhere = may('hotline:write') ? 'hotline' : may('own-report:write') ? 'own' : null;
  return (
    <Frame title={kept ? words().nav[kept] : words().name}>
      <div class="empty">
        <Lamp light="off" />
        <h2 class="say-big">{title}</h2>
        <p>{kept ? said[`${kept}Hint`] : said.hint}</p>
        <p>
          <a class="btn line" href={reads || elsewhere ? to.inbox : to.duty}>
            {reads ? words().report.toInbox : elsewhere ? words().nav[elsewhere] : said.toDuty}
          </a>
        </p>
      </div>
    </Frame>
  );
}
