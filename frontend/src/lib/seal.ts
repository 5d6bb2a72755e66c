/**
 * Seals a report so that only the intake key's holder can open it: compact JWE, ECDH-ES (direct) on P-256 with A256GCM.
 * Whoever holds the phone cannot read what it queued, the phone's own browser included.
 */

/** The public intake key of `GET /config`. */
export interface IntakeKey {
  kty: string;
  crv: string;
  x: string;
  y: string;
  kid: string;
}

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;
const KEY_BITS = 256;
/** The text is padded with blanks to whole blocks, so its length does not tell "yes" from a story. */
const BLOCK_BYTES = 512;
const FILE_BLOCK_BYTES = 8192;
/** Divisible by three, so that pieces of base64 can be joined; small enough to be a call's arguments. */
const PIECE_BYTES = 24_576;

/** Tell whether this page may use the phone's cryptography at all (never on plain http away from localhost). */
export const canSeal = (): boolean => typeof crypto !== 'undefined' && crypto.subtle !== undefined;

/** Return the compact JWE of `content` as JSON. Every call gives other bytes: seal once, keep the result, send it again and again. */
export const seal = (content: unknown, key: IntakeKey): Promise<string> => sealBytes(padded(content), key);

/** Return the compact JWE of a file: one line of JSON about it, padded so that the length tells little, and its bytes as they are. */
export function sealFile(about: unknown, file: Uint8Array, key: IntakeKey): Promise<string> {
  const line = utf8(JSON.stringify(about));
  const whole = new Uint8Array(Math.ceil((line.length + 1 + file.length) / FILE_BLOCK_BYTES) * FILE_BLOCK_BYTES).fill(0x20);
  whole.set(line);
  whole[whole.length - file.length - 1] = 0x0a;
  whole.set(file, whole.length - file.length);
  return sealBytes(whole, key);
}

async function sealBytes(plain: Uint8Array<ArrayBuffer>, key: IntakeKey): Promise<string> {
  const own = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', own.publicKey);
  const header = { alg: 'ECDH-ES', enc: 'A256GCM', kid: key.kid, epk: { kty, crv, x, y } };
  const protectedPart = base64url(utf8(JSON.stringify(header)));
  const contentKey = await agree(own.privateKey, key);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = new Uint8Array(
    await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8(protectedPart), tagLength: 128 }, contentKey, plain),
  );
  const tagAt = sealed.length - 16;
  return [protectedPart, '', base64url(iv), base64url(sealed.subarray(0, tagAt)), base64url(sealed.subarray(tagAt))].join('.');
}

async function agree(privateKey: CryptoKey, { kty, crv, x, y }: IntakeKey): Promise<CryptoKey> {
  const theirs = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, CURVE, false, []);
  const shared = new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, privateKey, KEY_BITS));
  const derived = await crypto.subtle.digest('SHA-256', concatKdfInput(shared));
  return crypto.subtle.importKey('raw', derived, 'AES-GCM', false, ['encrypt']);
}

/** RFC 7518 section 4.6.2: one round is enough for 256 bits; no party information, as the receiver expects. */
function concatKdfInput(shared: Uint8Array): Uint8Array<ArrayBuffer> {
  const algorithm = utf8('A256GCM');
  return joined(uint32(1), shared, uint32(algorithm.length), algorithm, uint32(0), uint32(0), uint32(KEY_BITS));
}

function padded(content: unknown): Uint8Array<ArrayBuffer> {
  const text = utf8(JSON.stringify(content));
  const whole = new Uint8Array(Math.ceil(text.length / BLOCK_BYTES) * BLOCK_BYTES).fill(0x20); // blanks after JSON mean nothing
  whole.set(text);
  return whole;
}

const utf8 = (text: string) => new TextEncoder().encode(text);

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function base64url(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    text += btoa(String.fromCharCode.apply(null, bytes.subarray(at, at + PIECE_BYTES) as unknown as number[]));
  }
  return text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
