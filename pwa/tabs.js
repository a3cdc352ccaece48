// Several tabs of the app: who may write, and what they tell each other.
// Laws: one tab writes at a time, and the next in line takes over when it closes; what is told is that something
// happened, never what.
import { current } from './db.js';

const channels = new Map();
const listeners = { commit: new Set(), lock: new Set() };
let toldWhenWriter = () => undefined;
let claim = null;

/** Calls `heard()` after another tab has written ("commit") or has locked everything ("lock"). */
export function listen(what, heard) {
  listeners[what].add(heard);
  channel();
}

/** Tells the other tabs. */
export function tell(what) {
  channel().postMessage(what);
}

/** Whether this tab is the one that writes. A tab that isn't waits in line, and `onWriter` tells it when it is. */
export function claimWriter() {
  claim ??= new Promise((resolve) => {
    const lock = `${current()}-writer`;
    const forever = new Promise(() => undefined);
    navigator.locks.request(lock, { ifAvailable: true }, (granted) => {
      resolve(granted !== null);
      if (granted) return forever;
      navigator.locks.request(lock, () => {
        claim = Promise.resolve(true);
        toldWhenWriter();
        return forever;
      });
      return undefined;
    });
  });
  return claim;
}

/** Calls `told()` when this tab becomes the one that writes, because the other one was closed. */
export function onWriter(told) {
  toldWhenWriter = told;
}

function channel() {
  const name = current();
  if (!channels.has(name)) {
    const made = new BroadcastChannel(name);
    made.onmessage = ({ data }) => {
      if (name === current()) listeners[data]?.forEach((heard) => heard());
    };
    channels.set(name, made);
  }
  return channels.get(name);
}
