/** Chooses the screen: the door for whoever is not signed in, else what the address says. */
import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Trouble, Waiting } from './parts/Trouble.tsx';
import { AlertScreen } from './screens/Alert.tsx';
import { DeviceScreen } from './screens/Device.tsx';
import { Duty } from './screens/Duty.tsx';
import { Inbox } from './screens/Inbox.tsx';
import { Me } from './screens/Me.tsx';
import { Missing } from './screens/Missing.tsx';
import { ReportScreen } from './screens/Report.tsx';
import { ScreeningScreen } from './screens/Screening.tsx';
import { SignIn } from './screens/SignIn.tsx';
import { closeReport } from './state/report.ts';
import { route } from './state/router.ts';
import { learnSession, may, session } from './state/session.ts';
import { words } from './words.ts';
import { Frame } from './parts/Frame.tsx';

/** Response times are for supervisors, so nobody else fetches their code. */
function Times() {
  const [Page, setPage] = useState<FunctionComponent | null>(null);
  const [failed, setFailed] = useState(false);
  const load = () => {
    setFailed(false);
    import('./times/Times.tsx').then(({ Times: found }) => setPage(() => found), () => setFailed(true));
  };
  useEffect(load, []);
  if (Page) return <Page />;
  return <Frame title={words().nav.times}>{failed ? <Trouble failure="unreachable" onAgain={load} /> : <Waiting />}</Frame>;
}

function Screen() {
  const at = route.value;
  const reads = at.page === 'report' || at.page === 'screening';
  useEffect(() => {
    if (!reads) closeReport();
  }, [reads]);
  switch (at.page) {
    case 'inbox':
      return <Inbox />;
    case 'report':
      return <ReportScreen key={at.reference} reference={at.reference} />;
    case 'screening':
      return <ScreeningScreen key={at.reference} reference={at.reference} />;
    case 'alert':
      return <AlertScreen key={at.id} id={at.id} />;
    case 'duty':
      return <Duty />;
    case 'device':
      return <DeviceScreen />;
    case 'times':
      return may('statistics:read') ? <Times /> : <Missing forbidden />;
    case 'me':
      return <Me />;
    case 'unknown':
      return <Missing />;
  }
}

export function App() {
  const { state } = session.value;
  if (state === 'in') return <Screen />;
  if (state === 'out') return <SignIn lost={session.value.lost} />;
  return (
    <main class="alone" id="main">
      {state === 'unknown' ? <Waiting /> : <Trouble failure="unreachable" onAgain={() => void learnSession()} />}
    </main>
  );
}
