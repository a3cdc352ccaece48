// Small pictures of exhibits, drawn by the browser: upright, as JPEG, without anything but the pixels.
// Law: what the browser can't show gives null; what was drawn on is let go of at once, since phones have little memory.
import { withoutMetadata } from './picture.js';

const FIRST_FRAME_WITHIN = 5000;

/** {jpeg, width, height} with the size of the original, the longest edge of the JPEG at most `longest`; or null. */
export async function picture(blob, longest, quality) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(blob);
  } catch {
    return null;
  }
  try {
    return await drawn(bitmap, bitmap.width, bitmap.height, longest, quality);
  } finally {
    bitmap.close();
  }
}

/** The same of the first frame of a film. */
export async function film(blob, longest, quality) {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.preload = 'auto';
  const url = URL.createObjectURL(blob);
  try {
    const there = await new Promise((resolve) => {
      video.onloadeddata = () => resolve(video.videoWidth > 0);
      video.onerror = () => resolve(false);
      setTimeout(resolve, FIRST_FRAME_WITHIN, false);
      video.src = url;
    });
    return there ? await drawn(video, video.videoWidth, video.videoHeight, longest, quality) : null;
  } finally {
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(url);
  }
}

async function drawn(source, width, height, longest, quality) {
  const scale = Math.min(1, longest / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const pen = canvas.getContext('2d', { alpha: false });
  if (!pen) return null;
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(source, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, 'image/jpeg', quality); });
  canvas.width = 0;
  const jpeg = blob && withoutMetadata(new Uint8Array(await blob.arrayBuffer()));
  return jpeg ? { jpeg, width, height } : null;
}
