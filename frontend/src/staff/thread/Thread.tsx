/** What reporter and duty worker have written, and room to answer. Read means: it was before a person's eyes. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Report, ThreadMessage } from '../../data/reports.ts';
import { Panel } from '../parts/Panels.tsx';
import { momentOf } from '../state/content.ts';
import { noteMessagesRead } from '../state/report.ts';
import { me } from '../state/session.ts';
import { words } from '../words.ts';
import { Result } from './Result.tsx';
import { threadWords } from './words.ts';
import { Write } from './Write.tsx';

/** Long enough to read a sentence; a page that is merely scrolled past has not been read. */
const LOOKED_AT_MS = 1_200;

export function Thread({ report }: { report: Report }) {
  const t = threadWords();
  const box = useReadWhenSeen(report);
  const messages = report.messages as ThreadMessage[];
  const isUseful = report.may.write || messages.length > 0 || report.result;
  if (!isUseful) return null;
  return (
    <Panel title={t.title} class="no-print">
      <Result report={report} />
      {messages.length === 0 && <p class="dim">{report.may.write ? t.none : t.noReceipt}</p>}
      {messages.length > 0 && (
        <div class="thread" ref={box}>
          {messages.map((message, index) => (
            <One key={`${message.at} ${index}`} message={message} language={report.language} />
          ))}
        </div>
      )}
      {report.may.write && <Write report={report} />}
    </Panel>
  );
}

function One({ message, language }: { message: ThreadMessage; language: string }) {
  const t = threadWords();
  const { by, at, text, kind, read_at: read } = message;
  const who = by ? (by.id === me.value?.id ? words().you : by.name) : t.reporter;
  const isResult = kind === 'result';
  return (
    <div class={by ? (isResult ? 'msg mine result' : 'msg mine') : 'msg'}>
      <small>
        {[who, isResult && t.result, momentOf(at)].filter(Boolean).join(' · ')}
        {!by && !read && <b class="unread"> {t.unreadMark}</b>}
      </small>
      <p lang={language}>{text}</p>
      {by && <small class="dim">{read ? t.readBy(momentOf(read)) : t.notRead}</small>}
    </div>
  );
}

/** Tells the server once the unread ones have been on the screen, in a window that somebody looks at. */
function useReadWhenSeen(report: Report) {
  const box = useRef<HTMLDivElement>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const last = box.current?.lastElementChild;
    if (!last) return;
    const watch = new IntersectionObserver(([entry]) => setSeen(Boolean(entry?.isIntersecting)), { threshold: 0.5 });
    watch.observe(last);
    return () => watch.disconnect();
  }, [report.messages.length]);
  useEffect(() => {
    if (!report.unread || !isSeen) return;
    const look = () => {
      if (document.visibilityState === 'visible') void noteMessagesRead(report.reference, report.messages.length).catch(() => undefined); // Asked again at the next poll.
    };
    const timer = setTimeout(look, LOOKED_AT_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [report.unread, report.messages.length, isSeen]);
  return box;
}
