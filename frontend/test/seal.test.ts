import assert from 'node:assert/strict';
import { createDecipheriv, createECDH, createHash } from 'node:crypto';
import { test } from 'node:test';
import { type IntakeKey, seal, sealFile } from '../src/lib/seal.ts';

const bytes = (text: string) => Buffer.from(text, 'base64url');
const uint32 = (value: number) => Buffer.from([value >>> 24, value >>> 16, value >>> 8, value].map((byte) => byte & 255));

function makeKey() {
  const ecdh = createECDH('prime256v1');
  const point = ecdh.generateKeys();
  const key: IntakeKey = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
    kid: 'intake-1',
  };
  return { ecdh, key };
}

/** Opens a compact JWE with Node's own primitives, written from RFC 7518, not from the code under test. */
const open = (jwe: string, ecdh: ReturnType<typeof createECDH>): string => opened(jwe, ecdh).toString();

function opened(jwe: string, ecdh: ReturnType<typeof createECDH>): Buffer {
  const [head = '', encryptedKey, iv = '', text = '', tag = ''] = jwe.split('.');
  assert.equal(encryptedKey, '');
  const { epk } = JSON.parse(bytes(head).toString());
  const shared = ecdh.computeSecret(Buffer.concat([Buffer.from([4]), bytes(epk.x), bytes(epk.y)]));
  const algorithm = Buffer.from('A256GCM');
  const input = Buffer.concat([uint32(1), shared, uint32(7), algorithm, uint32(0), uint32(0), uint32(256)]);
  const decipher = createDecipheriv('aes-256-gcm', createHash('sha256').update(input).digest(), bytes(iv));
  decipher.setAAD(Buffer.from(head));
  decipher.setAuthTag(bytes(tag));
  return Buffer.concat([decipher.update(bytes(text)), decipher.final()]);
}

test('what is sealed opens again with the private key, in any script', async () => {
  const { ecdh, key } = makeKey();
  const report = { receipt: '7K3M-9QXT-2HPC-W8RB', what: '她说“不想回家”。🙁', danger_now: 'no' };
  assert.deepEqual(JSON.parse(open(await seal(report, key), ecdh)), report);
});

test('the header is exactly alg, enc, kid and epk, in that order', async () => {
  const { key } = makeKey();
  const header = JSON.parse(bytes((await seal({}, key)).split('.')[0] ?? '').toString());
  assert.deepEqual(Object.keys(header), ['alg', 'enc', 'kid', 'epk']);
  assert.deepEqual([header.alg, header.enc, header.kid], ['ECDH-ES', 'A256GCM', 'intake-1']);
  assert.deepEqual(Object.keys(header.epk).sort(), ['crv', 'kty', 'x', 'y']);
});

test('a short and a middling text give seals of the same length', async () => {
  const { key } = makeKey();
  const [short, longer] = await Promise.all([seal({ what: 'a' }, key), seal({ what: 'a'.repeat(400) }, key)]);
  assert.equal(short.length, longer.length);
});

test('a changed byte is noticed', async () => {
  const { ecdh, key } = makeKey();
  const parts = (await seal({ a: 1 }, key)).split('.');
  const text = bytes(parts[3] ?? '');
  text[0] = (text[0] ?? 0) ^ 1;
  parts[3] = text.toString('base64url');
  assert.throws(() => open(parts.join('.'), ecdh));
});

test('a sealed file is a line about it and its bytes as they were', async () => {
  const { ecdh, key } = makeKey();
  for (const length of [0, 1, 8191, 8192, 100_000]) {
    const file = Uint8Array.from({ length }, (_, index) => index % 256);
    const plain = opened(await sealFile({ receipt: '7K3M', name: '收条.pdf' }, file, key), ecdh);
    const end = plain.indexOf(0x0a);
    assert.deepEqual(JSON.parse(plain.subarray(0, end).toString()), { receipt: '7K3M', name: '收条.pdf' });
    assert.deepEqual(new Uint8Array(plain.subarray(end + 1)), file);
    assert.equal(plain.length % 8192, 0);
  }
});
