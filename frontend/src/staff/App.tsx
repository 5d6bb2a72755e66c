/** Chooses the screen: the door for whoever is not signed in, else what the address says. */
import { useEffect } from 'preact/hooks';
import { entranceWords } from './entrances/words.ts';
import { hearingWords } from './hearing/words.ts';
import { hotlineWords } from './hotline/words.ts';
import { later } from './parts/later.tsx';
import { Trouble, Waiting } from './parts/Trouble.tsx';
import { AlertScreen } from './screens/Alert.tsx';
import { Inbox } from './screens/Inbox.tsx';
import { Missing } from './screens/Missing.tsx';
import { SignIn } from './screens/SignIn.tsx';
import { dutyWords } from './duty/words.ts';
import { ownWords } from './own/words.ts';
import { restWords } from './rest_words.ts';
import { rotaWords } from './rotas/words.ts';
import { screeningWords } from './screening_words.ts';
import { closeReport } from './state/report.ts';
import { route } from './state/router.ts';
import { learnSession, may, session } from './state/session.ts';
import { climbWords } from './climb/words.ts';
import { toldWords } from './told/words.ts';
import { words } from './words.ts';

const rest = async () => (await Promise.all([import('./screens/rest.ts'), restWords.load()]))[0];
const Duty = later(async () => (await rest()).Duty, () => words().nav.duty);
const Device = later(async () => (await rest()).DeviceScreen, () => words().device.title);
const Me = later(async () => (await rest()).Me, () => words().nav.me);
const report = async () => (await import('./screens/Report.tsx')).ReportScreen;
const ReportScreen = later(report, () => words().inbox.title);
/** Fetched while nobody waits: whoever opens the first report at night has it on the device already. */
export const preloadReport = (): Promise<unknown> => report().catch(() => undefined);
const Screening = later(async () => {
  const [{ ScreeningScreen }] = await Promise.all([import('./screens/Screening.tsx'), screeningWords.load()]);
  return ScreeningScreen;
}, () => words().report.decide);
/** Rotas are for planners. */
const rotas = async () => (await Promise.all([import('./rotas/screens.ts'), rotaWords.load(), dutyWords.load()]))[0];
const Rotas = later(async () => (await rotas()).Rotas, () => words().nav.duty);
const RotaScreen = later(async () => (await rotas()).RotaScreen, () => words().nav.duty);
const Told = later(async () => (await Promise.all([import('./told/Told.tsx'), toldWords.load(), restWords.load()]))[0].Told, () => words().nav.me);
const Hearing = later(async () => (await Promise.all([import('./hearing/Board.tsx'), hearingWords.load()]))[0].HearingScreen, () => words().hearing);
const Climb = later(async () => (await Promise.all([import('./climb/Climb.tsx'), climbWords.load(), dutyWords.load()]))[0].Climb, () => words().nav.duty);
/** Entrances are for supervisors and administrators. */
const Entrances = later(async () => (await Promise.all([import('./entrances/Entrances.tsx'), entranceWords.load()]))[0].Entrances, () => words().nav.me);
/** Calls are taken by who answers the hotline. */
const Hotline = later(async () => (await Promise.all([import('./hotline/Hotline.tsx'), hotlineWords.load()]))[0].Hotline, () => words().nav.hotline);
/** What somebody of an institution has filed themselves. */
const own = async () => (await Promise.all([import('./own/screens.ts'), ownWords.load()]))[0];
const Own = later(async () => (await own()).Own, () => words().nav.own);
const OwnReport = later(async () => (await own()).OwnReport, () => words().nav.own);
/** Response times are for supervisors, so nobody else fetches their code. */
const Times = later(async () => (await import('./times/Times.tsx')).Times, () => words().nav.times);

function Screen() {
  const at = route.value;
  const reads = at.page === 'report' || at.page === 'screening';
  useEffect(() => {
    if (!reads) closeReport();
  }, [reads]);
  switch (at.page) {
    case 'inbox':
      return may('report:read') ? <Inbox /> : may('hotline:write') ? <Hotline /> : may('own-report:write') ? <Own /> : <Missing kept="inbox" />;
    case 'report':
      return <ReportScreen key={at.reference} reference={at.reference} />;
    case 'screening':
      return <Screening key={at.reference} reference={at.reference} />;
    case 'alert':
      return <AlertScreen key={at.id} id={at.id} />;
    case 'duty':
      return <Duty />;
    case 'rotas':
      return may('duty:plan') ? <Rotas /> : <Missing />;
    case 'rota':
      return may('duty:plan') ? <RotaScreen key={at.id} id={at.id} /> : <Missing />;
    case 'hearing':
      return <Hearing />;
    case 'device':
      return <Device />;
    case 'times':
      return may('statistics:read') ? <Times /> : <Missing kept="times" />;
    case 'me':
      return <Me />;
    case 'told':
      return may('device:write') ? <Told /> : <Missing />;
    case 'entrances':
      return may('entrance:write') ? <Entrances /> : <Missing />;
    case 'own':
      if (!may('own-report:write')) return <Missing />;
      return at.reference ? <OwnReport key={at.reference} reference={at.reference} /> : <Own />;
    case 'hotline':
      return may('hotline:write') ? <Hotline /> : <Missing />;
    case 'climb':
      return may('duty:read') ? <Climb /> : <Missing />;
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
