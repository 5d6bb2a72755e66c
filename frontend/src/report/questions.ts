/** Which of the priority questions are worth asking, given the kinds of worry. Pure. */

export const MOST_QUESTIONS = 5;
/** For a child who reports for themself. */
export const MOST_FOR_A_CHILD = 3;

/** Nearest to the child's safety first. What a concern already says (self-harm, missing) is not asked again. */
const ASKED_FOR: Record<string, readonly string[]> = {
  physical: ['serious_or_patterned_injury', 'afraid_to_go_home', 'child_under_6_injured', 'carer_has_access', 'pattern'],
  sexual: ['sexual_access_48h', 'private_injury_or_pregnancy_under_14', 'afraid_to_go_home', 'carer_has_access'],
  emotional: ['threat_to_kill_or_remove', 'afraid_to_go_home', 'self_harm', 'carer_has_access', 'pattern'],
  neglect: ['young_child_alone_now', 'no_capable_carer', 'medical_neglect', 'cannot_speak_or_disabled', 'pattern'],
  unattended: ['young_child_alone_now', 'no_capable_carer', 'cannot_speak_or_disabled', 'pattern'],
  abandonment: ['young_child_alone_now', 'no_capable_carer', 'cannot_speak_or_disabled'],
  missing_or_trafficked: ['threat_to_kill_or_remove', 'cannot_speak_or_disabled'],
  exploitation: ['missing_or_trafficked', 'afraid_to_go_home', 'no_capable_carer', 'pattern'],
  peer_or_institution: ['afraid_to_go_home', 'self_harm', 'serious_or_patterned_injury', 'carer_has_access', 'pattern'],
  self_harm: ['serious_or_patterned_injury', 'no_capable_carer', 'threat_to_kill_or_remove'],
  risk_only: ['no_capable_carer', 'young_child_alone_now', 'medical_neglect'],
};
const ASKED_WHEN_UNSURE = ['afraid_to_go_home', 'serious_or_patterned_injury', 'young_child_alone_now', 'carer_has_access', 'pattern'];

/** Return at most MOST_QUESTIONS codes; with several concerns each gives its first question before any gives a second. */
export function questionsFor(concerns: readonly string[]): string[] {
  const lists = concerns.map((concern) => ASKED_FOR[concern]).filter((list) => list !== undefined);
  if (lists.length === 0) lists.push(ASKED_WHEN_UNSURE);
  const chosen = new Set<string>();
  for (let turn = 0; turn < MOST_QUESTIONS; turn++) {
    for (const list of lists) {
      const code = list[turn];
      if (code) chosen.add(code);
    }
  }
  return [...chosen].filter((code) => !concerns.includes(code)).slice(0, MOST_QUESTIONS);
}

/** Those whose work makes a report to the police a duty as well (2020 Opinions, art. 1 to 4). */
const PROFESSIONS: ReadonlySet<string> = new Set([
  'teacher', 'out_of_school', 'nursery', 'doctor', 'mental_health', 'police', 'procurator_or_court', 'child_director',
  'child_supervisor', 'village_committee', 'social_worker', 'rescue_agency', 'hotel',
]);
export const isMandated = (role: string | undefined): boolean => role !== undefined && PROFESSIONS.has(role);
