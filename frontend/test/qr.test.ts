import assert from 'node:assert/strict';
import { test } from 'node:test';
import { qr } from '../src/lib/qr.ts';

/** What an independent reader (OpenCV's) read as 7K3M-9QXT-2HPC-W8RB. */
const READ = [
  '#######..####.#######',
  '#.....#.###...#.....#',
  '#.###.#....#..#.###.#',
  '#.###.#..#....#.###.#',
  '#.###.#.#...#.#.###.#',
  '#.....#..#.#..#.....#',
  '#######.#.#.#.#######',
  '.........###.........',
  '#.#.#.#..#..#...#..#.',
  '.#.##..##.##..##.#..#',
  '#.##..#...##.##.####.',
  '..##...#.#.##..###.#.',
  '.#..#.#.#...##..##.##',
  '........#...##.#.##..',
  '#######..##.######...',
  '#.....#..###..#...#..',
  '#.###.#.#.#...##..#..',
  '#.###.#..#........##.',
  '#.###.#.##...#...#..#',
  '#.....#....####..####',
  '#######.#.#....##...#',
];

test('a receipt is drawn as it was once read by a machine', () => {
  const drawn = qr('7K3M-9QXT-2HPC-W8RB').map((row) => row.map((dark) => (dark ? '#' : '.')).join(''));
  assert.deepEqual(drawn, READ);
});

test('what does not fit is refused instead of drawn wrongly', () => {
  assert.throws(() => qr('7K3M-9QXT-2HPC-W8RB-XX'), RangeError);
  assert.throws(() => qr('小夜灯'), RangeError);
});
