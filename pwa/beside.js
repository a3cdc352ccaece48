// Starts a module beside the page, in a worker of its own.
// Law: a module that no worker can be started for (Firefox can't start one offline) still has its page to work in.
const READY_WITHIN = 5000;

/** The worker once it has said that it is ready; null where none can be started in time. */
export function startBeside(address) {
  return new Promise((resolve) => {
    let worker = null;
    const none = () => {
      clearTimeout(timer);
      worker?.terminate();
      resolve(null);
    };
    const timer = setTimeout(none, READY_WITHIN);
    try {
      worker = new Worker(address, { type: 'module' });
    } catch {
      none();
      return;
    }
    worker.onerror = (event) => {
      event.preventDefault();
      none();
    };
    worker.onmessage = () => {
      clearTimeout(timer);
      resolve(worker);
    };
  });
}
