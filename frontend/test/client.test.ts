import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError, call, get, query, Unreachable } from '../src/data/client.ts';

function answerWith(make: () => Response | Promise<Response>) {
  const asked: { url: string; init: RequestInit }[] = [];
  globalThis.fetch = (url, init) => {
    asked.push({ url: String(url), init: init ?? {} });
    return Promise.resolve(make());
  };
  return asked;
}

test('a problem document becomes an ApiError with its code and field problems', async () => {
  const problem = { title: 'No', code: 'unknown_value', errors: [{ pointer: '/reporter/role', code: 'unknown_value', message: '' }] };
  answerWith(() => new Response(JSON.stringify(problem), { status: 422, headers: { 'Content-Type': 'application/problem+json' } }));
  await assert.rejects(get('/x'), (error: unknown) => {
    assert.ok(error instanceof ApiError);
    assert.equal(error.status, 422);
    assert.equal(error.code, 'unknown_value');
    assert.equal(error.errors[0]?.pointer, '/reporter/role');
    return true;
  });
});

test('an error page that is not JSON still becomes an ApiError with a code', async () => {
  answerWith(() => new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'Content-Type': 'text/html' } }));
  await assert.rejects(get('/x'), (error: unknown) => error instanceof ApiError && error.code === 'http_502');
});

test('no network is Unreachable, not an ApiError', async () => {
  globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
  await assert.rejects(get('/x'), Unreachable);
});

test('a silent server is given up after the time limit', async () => {
  globalThis.fetch = (_url, init) =>
    new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))));
  await assert.rejects(call('GET', '/x', { timeoutMs: 5 }), Unreachable);
});

test('a body is sent as JSON to the same origin only', async () => {
  const asked = answerWith(() => new Response(null, { status: 204 }));
  const answer = await call('PUT', '/x', { body: { a: 1 }, headers: { 'Idempotency-Key': 'k' } });
  assert.equal(answer.status, 204);
  assert.equal(asked[0]?.url, '/api/v1/x');
  assert.equal(asked[0]?.init.credentials, 'same-origin');
  assert.equal(asked[0]?.init.body, '{"a":1}');
  assert.equal(new Headers(asked[0]?.init.headers).get('idempotency-key'), 'k');
});

test('a query leaves out what is not given', () => {
  assert.equal(query({ state: 'new', place: undefined, cursor: null, q: '' }), '?state=new');
  assert.equal(query({}), '');
});
