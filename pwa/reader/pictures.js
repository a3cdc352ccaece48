// The small pictures on the screen: asked for when they come into view, and let go of when another screen is shown.
// Law: of a thousand pictures only those that are looked at are ever read.
const AHEAD = '300px';

let addresses = [];
let wanted = [];

/** Watches the pictures that are drawn inside `root`; `ask(ids)` is called with those that come into view. */
export function watcher(root, ask) {
  const seen = new IntersectionObserver((entries) => {
    const now = entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target);
    for (const image of now) seen.unobserve(image);
    if (now.length && !wanted.length) {
      queueMicrotask(() => {
        ask([...new Set(wanted)]);
        wanted = [];
      });
    }
    wanted.push(...now.map((image) => image.dataset.picture));
  }, { rootMargin: AHEAD });
  return () => {
    // An image without an address has no size, so what stands around it is what comes into view.
    for (const image of root.querySelectorAll('img[data-picture]:not([data-watched])')) {
      image.dataset.watched = '';
      seen.observe(image);
    }
  };
}

/** Gives pictures their blobs: the name of a picture and its Blob. */
export function give(root, blobs) {
  for (const [id, blob] of Object.entries(blobs)) {
    const url = URL.createObjectURL(blob);
    addresses.push(url);
    for (const image of root.querySelectorAll('img[data-picture]')) if (image.dataset.picture === id) image.src = url;
  }
}

/** Takes back every address. */
export function forgetPictures() {
  for (const url of addresses) URL.revokeObjectURL(url);
  addresses = [];
}
