/** Draws a photo anew on this phone, before it goes anywhere: small, upright, and nothing left of place, time and camera. */

const LONGEST_SIDE = 1600;
const QUALITY = 0.85;
/** More than any phone takes; looked at before anything is drawn. */
const MOST_POINTS = 120_000_000;

/** Return a JPEG, or undefined for what this browser cannot open. */
export async function smallPhoto(file: Blob): Promise<Blob | undefined> {
  const address = URL.createObjectURL(file);
  try {
    const image = await loaded(address);
    const { naturalWidth: width, naturalHeight: height } = image;
    if (!width || !height || width * height > MOST_POINTS) return undefined;
    const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    const pen = canvas.getContext('2d');
    if (!pen) return undefined;
    pen.fillStyle = '#fff'; // under what is see-through
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height); // browsers turn it upright here
    return await new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/jpeg', QUALITY));
  } catch {
    return undefined;
  } finally {
    URL.revokeObjectURL(address);
  }
}

function loaded(address: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.addEventListener('load', () => resolve(image));
    image.addEventListener('error', () => reject(new Error('No picture.')));
    image.src = address;
  });
}
