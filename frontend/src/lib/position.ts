/** Asks the phone where it is, once, and only roughly. */

export interface RoughPosition {
  lat: number;
  lon: number;
  accuracy_m: number;
  datum: 'wgs84' | 'unknown';
}

/** Three decimals are about 100 m: enough to send somebody, too little to name a door. */
const DECIMALS = 3;
const ROUNDING_M = 100;
const PATIENCE_MS = 15_000;

/** Rejects when the person says no, or the phone does not know. */
export function roughPosition(): Promise<RoughPosition> {
  return new Promise((resolve, reject) => {
    if (!('geolocation' in navigator)) return reject(new Error('No geolocation.'));
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({
          lat: Number(coords.latitude.toFixed(DECIMALS)),
          lon: Number(coords.longitude.toFixed(DECIMALS)),
          accuracy_m: Math.max(ROUNDING_M, Math.round(coords.accuracy)),
          datum: datum(),
        }),
      reject,
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 60_000 },
    );
  });
}

/** Phones sold in mainland China may hand out shifted coordinates without saying so. */
const datum = () => (Intl.DateTimeFormat().resolvedOptions().timeZone === 'Asia/Shanghai' ? 'unknown' : 'wgs84');
