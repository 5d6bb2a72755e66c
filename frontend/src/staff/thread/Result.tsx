/** The result that the law owes the reporter: by when, or who told it; and that it was told another way. */
import { useState } from 'preact/hooks';
import type { Report } from '../../data/reports.ts';
import { Banner } from '../../parts/Banner.tsx';
import { check, clock, late } from '../../parts/glyphs-form.tsx';
import { Act } from '../parts/Act.tsx';
import { ReasonDialog } from '../parts/ReasonDialog.tsx';
import { failureWords } from '../parts/Trouble.tsx';
import { momentOf } from '../state/content.ts';
import { noteResultTold, takeBackResult } from '../state/report.ts';
import { failureOf, me } from '../state/session.ts';
import { say } from '../state/toast.ts';
import { words } from '../words.ts';
import { threadWords } from './words.ts';

export function Result({ report }: { report: Report }) {
  const t = threadWords();
  const [asking, setAsking] = useState(false);
  const { result, reference, may } = report;
  if (!result) return null;
  if (result.at) return <Given report={report} />;
  const when = result.due_at ? momentOf(result.due_at) : '';
  return (
    <>
      <Banner glyph={result.overdue ? late : clock} {...(result.overdue ? { tone: 'bad' as const } : {})} title={result.overdue ? t.owedLate(when) : t.owed(when)}>
        {may.report_milestone && (
          <p>
            <button type="button" class="textbtn" onClick={() => setAsking(true)}>
              {t.toldOtherwise}
            </button>
          </p>
        )}
      </Banner>
      {asking && (
        <ReasonDialog
          said={t.otherwise}
          onClose={() => setAsking(false)}
          onReason={async (how) => {
            await noteResultTold(reference, how);
            setAsking(false);
          }}
        />
      )}
    </>
  );
}

function Given({ report }: { report: Report }) {
  const t = threadWords();
  const { result, reference, may } = report;
  if (!result?.at) return null;
  const who = result.by?.id === me.value?.id ? words().you : (result.by?.name ?? '');
  const undo = async () => {
    try {
      await takeBackResult(reference);
      say(t.takenBack);
    } catch (error) {
      say(failureWords(failureOf(error)));
    }
  };
  return (
    <Banner glyph={check} tone="good" title={t.told(who, momentOf(result.at))}>
      {may.report_milestone && (
        <p>
          <Act class="textbtn" busy={words().milestone.going} onAct={undo}>
            {t.takeBack}
          </Act>
        </p>
      )}
    </Banner>
  );
}
