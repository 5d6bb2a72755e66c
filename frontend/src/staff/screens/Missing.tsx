/** An address that leads nowhere, or nowhere for this person. */
import { Frame } from '../parts/Frame.tsx';
import { Lamp } from '../parts/Lamp.tsx';
import { to } from '../routes.ts';
import { words } from '../words.ts';

export function Missing({ forbidden = false }: { forbidden?: boolean }) {
  const said = words().missing;
  const title = forbidden ? said.forbidden : said.title;
  return (
    <Frame title={title}>
      <div class="empty">
        <Lamp light="off" />
        <h2 class="say-big">{title}</h2>
        <p>{forbidden ? said.forbiddenHint : said.hint}</p>
        <p>
          <a class="btn line" href={to.inbox}>
            {words().report.toInbox}
          </a>
        </p>
      </div>
    </Frame>
  );
}
