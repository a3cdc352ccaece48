// What the phone wrote into a picture or a film by itself: when it was taken, and whether it tells the place.
// Law: a value comes out only when it can be one; what can't be read is "not known", never a guess.
const PLACE = /^(GPS(Dest)?(Latitude|Longitude)|City|Sub-location)$/;
// XMP is found as the text it is: it need not be whole to tell a place, and no XML is parsed for it.
const PLACE_IN_XMP = /exif:GPS(Dest)?(Latitude|Longitude)|photoshop:City|Iptc4xmp(Core|Ext):Location/;
const TAKEN = /^(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d)/;
// A film keeps what it says of itself in one box; this is far more than that box ever needs.
const MOVIE_BOX = 16 * 1024 * 1024;
const MOVIE_PLACE = /\u00a9xyz|loci|com\.apple\.quicktime\.location/;

/** {taken: "YYYY-MM-DDTHH:MM" or null, hasPlace} of a picture's bytes. */
export async function ofPicture(bytes) {
  const { default: reader } = await import('./vendor/exifreader.js');
  const hasPlace = PLACE_IN_XMP.test(new TextDecoder('latin1').decode(bytes));
  let tags;
  try {
    tags = reader.load(bytes.slice().buffer, { expanded: true, includeTags: { exif: true, iptc: true } });
  } catch {
    // It wrote nothing, or nothing that can be read.
    return { taken: null, hasPlace };
  }
  const named = [tags.exif, tags.iptc].flatMap((group) => Object.keys(group ?? {}));
  return { taken: moment(tags.exif?.DateTimeOriginal), hasPlace: hasPlace || named.some((name) => PLACE.test(name)) };
}

/** Whether an MP4, QuickTime or 3GPP film tells its place. */
export async function filmHasPlace(file) {
  for (let at = 0; at + 8 <= file.size;) {
    const head = new DataView(await file.slice(at, at + 16).arrayBuffer());
    let size = head.getUint32(0);
    if (size === 1 && head.byteLength === 16) size = Number(head.getBigUint64(8));
    if (size === 0) size = file.size - at;
    if (size < 8) return false;
    if (head.getUint32(4) === 0x6d6f6f76) {
      const box = await file.slice(at, at + Math.min(size, MOVIE_BOX)).arrayBuffer();
      return MOVIE_PLACE.test(new TextDecoder('latin1').decode(box));
    }
    at += size;
  }
  return false;
}

function moment(tag) {
  const found = TAKEN.exec(String(tag?.value?.[0] ?? tag?.description ?? ''));
  if (!found) return null;
  const [, year, month, day, hour, minute] = found;
  const text = `${year}-${month}-${day}T${hour}:${minute}`;
  const date = new Date(`${text}:00Z`);
  return !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(text) && year >= '1970' ? text : null;
}
