/** Whether the law makes somebody report to the police. Pure: the table is written from the rule of the practice. */
import { MUST, type PoliceAnswer, POLICE_REPORTS } from '../i18n/practice/police_reports.ts';

/** Return what the law asks of a role; undefined while none is chosen. One circumstance is enough, whichever it is. */
export function policeAnswer(role: string | undefined, circumstances: readonly string[]): PoliceAnswer | undefined {
  const row = role === undefined ? undefined : POLICE_REPORTS[role];
  return row && (circumstances.length > 0 ? row[0] : row[1]);
}

export const isMust = (answer: PoliceAnswer | undefined): boolean => answer !== undefined && MUST.has(answer);

/** Worth a call to 110 beside the report. An officer takes it up and does not phone. */
export const isForPolice = (answer: PoliceAnswer | undefined): boolean =>
  answer === 'anyone_serious' || (isMust(answer) && answer !== 'police_must');
