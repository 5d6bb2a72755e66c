import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALPHABET, checkCharacter, makeReceipt, normaliseReceipt, receiptFault, writtenReceipt } from '../src/lib/receipt.ts';

test('a receipt that was written down elsewhere is recognised', () => {
  assert.equal(receiptFault(normaliseReceipt('7K3M-9QXT-2HPC-W8RB')), null);
});

test('every receipt that is made passes its own check and holds 16 characters of the alphabet', () => {
  for (let i = 0; i < 500; i++) {
    const receipt = makeReceipt();
    assert.match(receipt, new RegExp(`^[${ALPHABET}]{16}$`));
    assert.equal(receiptFault(receipt), null);
  }
});

test('any single wrong character and nearly any swap of two neighbours is noticed', () => {
  const receipt = '7K3M9QXT2HPCW8RB';
  for (let at = 0; at < 16; at++) {
    for (const other of ALPHABET) {
      if (other === receipt[at]) continue;
      assert.equal(receiptFault(receipt.slice(0, at) + other + receipt.slice(at + 1)), 'check');
    }
  }
  assert.equal(receiptFault('K73M9QXT2HPCW8RB'), 'check');
});

test('no character is likelier than another: bytes beyond the last whole multiple are thrown away', () => {
  const draws = [255, 240, 5];
  assert.equal(makeReceipt((bytes) => bytes.fill(draws.shift() ?? 0)).slice(0, 15), '555555555555555');
  assert.equal(makeReceipt((bytes) => bytes.fill(239)).slice(0, 15), 'Z'.repeat(15));
});

test('what a Chinese keyboard, a hurried thumb or dictation makes of it is undone', () => {
  assert.equal(normaliseReceipt(' ７ｋ３ｍ－９qxt 2hpc—w8rb '), '7K3M9QXT2HPCW8RB');
  assert.equal(normaliseReceipt('oO iI lL'), '001111');
});

test('the person is told what is wrong: nothing, length, character or check', () => {
  assert.equal(receiptFault(''), 'empty');
  assert.equal(receiptFault('7K3M'), 'length');
  assert.equal(receiptFault('7K3M9QXT2HPCW8RA'), 'character');
  assert.equal(receiptFault('7K3M9QXT2HPCW8RC'), 'check');
});

test('it is written in four groups', () => {
  assert.equal(writtenReceipt('7K3M9QXT2HPCW8RB'), '7K3M-9QXT-2HPC-W8RB');
  assert.equal(checkCharacter('7K3M9QXT2HPCW8R'), 'B');
});
