/** The site map of the staff app. Pure: addresses in, addresses out. */

export type Route =
  | { page: 'inbox' }
  | { page: 'report'; reference: string }
  | { page: 'screening'; reference: string }
  | { page: 'alert'; id: string }
  | { page: 'rota'; id: string }
  | { page: 'own'; reference?: string }
  | { page: 'told' | 'climb' | 'entrances' | 'hotline' }
  | { page: 'rotas' | 'duty' | 'hearing' | 'device' | 'times' | 'me' | 'unknown' };

export const BASE = '/staff';

export const to = {
  inbox: `${BASE}/`,
  report: (reference: string) => `${BASE}/reports/${encodeURIComponent(reference)}`,
  screening: (reference: string) => `${BASE}/reports/${encodeURIComponent(reference)}/screening`,
  alert: (id: string) => `${BASE}/alerts/${encodeURIComponent(id)}`,
  duty: `${BASE}/duty`,
  dutyOf: (team: string) => `${BASE}/duty?team=${encodeURIComponent(team)}`,
  /** Without a team: the first of my own. */
  rotas: (team?: string) => `${BASE}/duty/rotas${team ? `?team=${encodeURIComponent(team)}` : ''}`,
  /** `new` makes one, for the team. */
  rota: (id: string, team?: string) => `${BASE}/duty/rotas/${encodeURIComponent(id)}${team ? `?team=${encodeURIComponent(team)}` : ''}`,
  hearing: `${BASE}/hearing`,
  device: `${BASE}/device`,
  times: `${BASE}/times`,
  me: `${BASE}/me`,
  told: `${BASE}/told`,
  entrances: `${BASE}/entrances`,
  hotline: `${BASE}/hotline`,
  own: (reference?: string) => (reference ? `${BASE}/own/${encodeURIComponent(reference)}` : `${BASE}/own`),
  /** Without a team: the first of my own. With an urgency: that one, to look at and change. */
  climb: (team?: string, urgency?: string) => {
    const asks = new URLSearchParams({ ...(team ? { team } : {}), ...(urgency ? { urgency } : {}) }).toString();
    return `${BASE}/climb${asks ? `?${asks}` : ''}`;
  },
};

/** `path` is a pathname; a trailing slash makes no difference. Never throws. */
export function routeOf(path: string): Route {
  const [first, second, third, ...rest] = path.slice(BASE.length).split('/').filter(Boolean).map(decoded);
  if (rest.length) return { page: 'unknown' };
  if (first === undefined) return { page: 'inbox' };
  if (first === 'reports' && second) {
    if (third === undefined) return { page: 'report', reference: second };
    return third === 'screening' ? { page: 'screening', reference: second } : { page: 'unknown' };
  }
  if (first === 'own' && third === undefined) return second ? { page: 'own', reference: second } : { page: 'own' };
  if (first === 'alerts' && second && third === undefined) return { page: 'alert', id: second };
  if ((first === 'told' || first === 'climb' || first === 'entrances' || first === 'hotline') && second === undefined) return { page: first };
  if (first === 'duty' && second === 'rotas') return third === undefined ? { page: 'rotas' } : { page: 'rota', id: third };
  if (second === undefined && (first === 'duty' || first === 'hearing' || first === 'device' || first === 'times' || first === 'me')) return { page: first };
  return { page: 'unknown' };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // A stray % is nobody's reference; the API will say so.
  }
}
