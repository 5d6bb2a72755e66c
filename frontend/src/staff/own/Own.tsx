/** What this person has filed: the list, and putting one in by its receipt. */
import { useState } from 'preact/hooks';
import { ApiError } from '../../data/client.ts';
import { keepOwn, listOwn, type OwnRow } from '../../data/own_reports.ts';
import { normaliseReceipt, receiptFault, writtenReceipt } from '../../lib/receipt.ts';
import { Field } from '../../parts/Field.tsx';
import { ListPage, useList } from '../parts/ListPage.tsx';
import { Panel } from '../parts/Panels.tsx';
import { failureWords } from '../parts/Trouble.tsx';
import { to } from '../routes.ts';
import { momentOf } from '../state/content.ts';
import { asked, failureOf } from '../state/session.ts';
import { say } from '../state/toast.ts';
import { words } from '../words.ts';
import { ownWords } from './words.ts';

export function Own() {
  const list = useList(listOwn);
  return (
    <ListPage of={list} said={ownWords()} row={(row) => <Row key={row.reference} row={row} />}>
      <Keep onKept={list.load} />
    </ListPage>
  );
}

function Row({ row }: { row: OwnRow }) {
  const t = ownWords();
  return (
    <Panel title={t.stage[row.stage]}>
      <p class="dim">
        <span class="num">{row.reference}</span> · {t.came(momentOf(row.received_at))}
        {row.entrance && ` · ${row.entrance}`}
        {row.unread > 0 && <b class="unread"> {t.unread(row.unread)}</b>}
      </p>
      {row.overdue[0] && <p class="doubt">{t.late(t.promised[row.overdue[0]])}</p>}
      <p class="after-s">
        <a class="btn line" href={to.own(row.reference)}>
          {t.open}
          <span class="vh"> {row.reference}</span>
        </a>
      </p>
    </Panel>
  );
}

function Keep({ onKept }: { onKept(): Promise<void> }) {
  const t = ownWords();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<string>();
  const [working, setWorking] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (working) return;
    const receipt = normaliseReceipt(typed);
    const fault = receiptFault(receipt);
    setWrong(fault ? t.fault[fault] : undefined);
    if (fault) return document.getElementById('own-receipt')?.focus();
    setWorking(true);
    try {
      await asked(keepOwn(writtenReceipt(receipt)));
      setTyped('');
      say(t.kept);
      await onKept();
    } catch (error) {
      setWrong(error instanceof ApiError && error.code === 'receipt_unknown' ? t.missing : failureWords(failureOf(error)));
    }
    setWorking(false);
  };
  return (
    <Panel title={t.keepTitle}>
      <form class="flow" noValidate onSubmit={(event) => void submit(event)}>
        <Field id="own-receipt" label={t.receipt} hint={t.receiptHint} value={typed} onInput={setTyped} error={wrong} maxLength={40} />
        <p>
          <button type="submit" class="btn main" aria-disabled={working}>
            {working ? t.keeping : t.keep}
          </button>
        </p>
        <p class="vh" role="status">
          {working ? words().loading : ''}
        </p>
      </form>
    </Panel>
  );
}
