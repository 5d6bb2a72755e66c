/**
 * Draws up to 20 characters as a QR code: version 1, error correction M, alphanumeric (ISO/IEC 18004).
 * A receipt with its dashes has 19 characters, all of them in the code's own alphabet, so nothing larger is needed.
 */

export const SIZE = 21;
const CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const DATA_BYTES = 16;
const CHECK_BYTES = 10;
const MOST_CHARACTERS = 20;
/** Level M is 00; mask 0 flips every cell whose row and column add up to an even number. Any mask may be chosen. */
const FORMAT = 0b00000;

/** Return rows of cells, true for dark. Raises RangeError for text that does not fit. */
export function qr(text: string): boolean[][] {
  if (text.length > MOST_CHARACTERS || [...text].some((character) => !CHARACTERS.includes(character))) {
    throw new RangeError('Too long, or not in the alphabet of the code.');
  }
  const data = dataBytes(text);
  const bits = [...data, ...checkBytes(data)].flatMap((byte) => bitsOf(byte, 8));
  const grid = new Grid();
  grid.placeData(bits);
  return grid.rows();
}

const bitsOf = (value: number, length: number): number[] => Array.from({ length }, (_, index) => (value >> (length - 1 - index)) & 1);

function dataBytes(text: string): number[] {
  const values = [...text].map((character) => CHARACTERS.indexOf(character));
  const bits = [...bitsOf(0b0010, 4), ...bitsOf(values.length, 9)];
  for (let at = 0; at < values.length; at += 2) {
    const [one = 0, other] = values.slice(at, at + 2);
    bits.push(...(other === undefined ? bitsOf(one, 6) : bitsOf(one * 45 + other, 11)));
  }
  bits.push(0, 0, 0, 0);
  bits.length = Math.min(bits.length, DATA_BYTES * 8);
  while (bits.length % 8) bits.push(0);
  const bytes = Array.from({ length: bits.length / 8 }, (_, index) => parseInt(bits.slice(index * 8, index * 8 + 8).join(''), 2));
  for (let pad = 0; bytes.length < DATA_BYTES; pad++) bytes.push(pad % 2 ? 0x11 : 0xec);
  return bytes;
}

/** Multiply in GF(256) with the code's polynomial x^8 + x^4 + x^3 + x^2 + 1. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    if ((b >> bit) & 1) product ^= a;
  }
  return product;
}

/** Reed-Solomon: the remainder of the data divided by (x - 2^0)(x - 2^1)… */
function checkBytes(data: readonly number[]): number[] {
  const divisor = Array<number>(CHECK_BYTES).fill(0);
  divisor[CHECK_BYTES - 1] = 1;
  for (let degree = 0, root = 1; degree < CHECK_BYTES; degree++, root = times(root, 2)) {
    for (let at = 0; at < CHECK_BYTES; at++) divisor[at] = times(divisor[at] ?? 0, root) ^ (divisor[at + 1] ?? 0);
  }
  const rest = Array<number>(CHECK_BYTES).fill(0);
  for (const byte of data) {
    const factor = byte ^ (rest.shift() ?? 0);
    rest.push(0);
    divisor.forEach((each, at) => (rest[at] = (rest[at] ?? 0) ^ times(each, factor)));
  }
  return rest;
}

class Grid {
  /** undefined: free for data. */
  private readonly cells: (boolean | undefined)[][] = Array.from({ length: SIZE }, () => Array<boolean | undefined>(SIZE).fill(undefined));

  constructor() {
    for (const [row, column] of [[0, 0], [0, SIZE - 7], [SIZE - 7, 0]] as const) this.placeFinder(row, column);
    for (let at = 8; at < SIZE - 8; at++) {
      this.set(6, at, at % 2 === 0);
      this.set(at, 6, at % 2 === 0);
    }
    this.placeFormat();
  }

  rows(): boolean[][] {
    return this.cells.map((row) => row.map(Boolean));
  }

  /** Two columns at a time from the right, up and down in turn, around everything that is already there. */
  placeData(bits: readonly number[]): void {
    let at = 0;
    for (let pair = 0; pair < 10; pair++) {
      const right = SIZE - 1 - pair * 2 - (pair >= 7 ? 1 : 0); // the upright timing line is stepped over
      for (let step = 0; step < SIZE; step++) {
        const row = pair % 2 ? step : SIZE - 1 - step;
        for (const column of [right, right - 1]) {
          if (this.cells[row]?.[column] !== undefined) continue;
          this.set(row, column, Boolean(bits[at++]) !== ((row + column) % 2 === 0));
        }
      }
    }
  }

  private set(row: number, column: number, dark: boolean): void {
    const line = this.cells[row];
    if (line && column >= 0 && column < SIZE) line[column] = dark;
  }

  private placeFinder(top: number, left: number): void {
    for (let row = -1; row <= 7; row++) {
      for (let column = -1; column <= 7; column++) {
        const ring = Math.max(Math.abs(row - 3), Math.abs(column - 3));
        this.set(top + row, left + column, ring !== 2 && ring <= 3);
      }
    }
  }

  private placeFormat(): void {
    let rest = FORMAT << 10;
    for (let bit = 14; bit >= 10; bit--) if ((rest >> bit) & 1) rest ^= 0b10100110111 << (bit - 10);
    const format = ((FORMAT << 10) | rest) ^ 0b101010000010010;
    for (let bit = 0; bit < 15; bit++) {
      const dark = ((format >> bit) & 1) === 1;
      this.set(bit < 6 ? bit : bit < 8 ? bit + 1 : SIZE - 15 + bit, 8, dark);
      this.set(8, bit < 8 ? SIZE - 1 - bit : bit < 9 ? 7 : 14 - bit, dark);
    }
    this.set(SIZE - 8, 8, true);
  }
}
