/** What to call this device in a list, from what its browser says of itself. Pure. */

export interface DeviceKind {
  kind: 'iphone' | 'ipad' | 'android' | 'windows' | 'mac' | 'linux' | 'other';
  browser: string;
}

const KINDS: [RegExp, DeviceKind['kind']][] = [
  [/iPhone|iPod/, 'iphone'],
  [/iPad/, 'ipad'],
  [/Android|HarmonyOS/, 'android'],
  [/Windows/, 'windows'],
  [/Macintosh/, 'mac'],
  [/Linux|CrOS/, 'linux'],
];

/** Asked in this order, since most browsers also claim to be Chrome, and all of them Safari. */
const BROWSERS: [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/HuaweiBrowser\//, 'Huawei'],
  [/UCBrowser\//, 'UC'],
  [/MQQBrowser\//, 'QQ'],
  [/MiuiBrowser\//, 'Mi'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrom(e|ium)\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

/** `touches`: an iPad that asks for desktop pages calls itself a Mac, but has more than one touch point. */
export function deviceKind(userAgent: string, touches = 0): DeviceKind {
  const kind = KINDS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'other';
  const browser = BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'Web';
  return { kind: kind === 'mac' && touches > 1 ? 'ipad' : kind, browser };
}

/** Compare a subscription's key with the server's (base64url): another key means that its messages would not arrive. */
export function sameKey(raw: ArrayBuffer | null | undefined, base64url: string): boolean {
  if (!raw) return false;
  const ours = fromBase64Url(base64url);
  const theirs = new Uint8Array(raw);
  return ours.length === theirs.length && ours.every((byte, index) => byte === theirs[index]);
}

export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
