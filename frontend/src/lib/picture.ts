/** Draws the receipt as a picture to keep. Night ink in both colour schemes, so every saved one looks the same. */
import { qr, SIZE } from './qr.ts';
import { receiptGroups, writtenReceipt } from './receipt.ts';

export interface PictureWords {
  title: string;
  hint: string;
}

const WIDTH = 960;
const HEIGHT = 560;
const INK = '#14303a';
const PAPER = '#fff7e6';
const CELL = 12;
const FONT = 'system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif';
const MONO = 'ui-monospace, "Roboto Mono", Menlo, monospace';

/** Return a PNG. It holds the receipt and nothing that tells what it is for. */
export function receiptPicture(receipt: string, words: PictureWords): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const pen = canvas.getContext('2d');
  if (!pen) return Promise.reject(new Error('No canvas.'));
  pen.fillStyle = INK;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.fillStyle = PAPER;
  pen.font = `600 48px ${FONT}`;
  pen.fillText(words.title, 64, 116);
  pen.fillStyle = '#cfdad9';
  pen.font = `400 30px ${FONT}`;
  pen.fillText(words.hint, 64, 172, 460);
  pen.fillStyle = PAPER;
  pen.font = `600 64px ${MONO}`;
  receiptGroups(receipt).forEach((group, index) => pen.fillText(group, 64 + (index % 2) * 230, 320 + Math.floor(index / 2) * 100));
  drawCode(pen, receipt);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('No picture.'))), 'image/png'));
}

function drawCode(pen: CanvasRenderingContext2D, receipt: string): void {
  const side = (SIZE + 8) * CELL;
  const left = WIDTH - side - 56;
  const top = (HEIGHT - side) / 2;
  pen.fillStyle = PAPER;
  pen.fillRect(left, top, side, side);
  pen.fillStyle = INK;
  qr(writtenReceipt(receipt)).forEach((row, y) =>
    row.forEach((dark, x) => dark && pen.fillRect(left + (x + 4) * CELL, top + (y + 4) * CELL, CELL, CELL)),
  );
}

/** Hand a picture to the phone under a name that says nothing. */
export function keep(picture: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(picture);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
