/** A QR code as one path, so it stays sharp at any size. */
import { qr, SIZE } from '../lib/qr.ts';

export function QrCode({ text, label }: { text: string; label: string }) {
  const path = qr(text)
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    <svg viewBox={`0 0 ${SIZE} ${SIZE}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <path fill="#14303a" d={path} />
    </svg>
  );
}
