/** What an alert is about: a report, what its reporter wrote, or the result that they are owed. Pure. */

export interface Subject {
  kind: 'report' | 'message' | 'result';
  /** In groups, as people read it. */
  reference: string;
}

const REPORT = /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}$/;
const ABOUT_REPORT = /^(message|result):([0-9A-Z]{4})([0-9A-Z]{4})([0-9A-Z]{2})$/;

/** Undefined for what is no report; alerts may be about anything. */
export function subjectOf(subject: string): Subject | undefined {
  if (REPORT.test(subject)) return { kind: 'report', reference: subject };
  const [, kind, ...groups] = ABOUT_REPORT.exec(subject) ?? [];
  return kind ? { kind: kind as 'message' | 'result', reference: groups.join('-') } : undefined;
}
