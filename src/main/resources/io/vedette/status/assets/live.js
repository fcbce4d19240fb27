import { API } from "./api.js";

const NAMES = ["state", "target", "reload", "health", "act", "reset"];

/**
 * Listens to server-sent events. The browser reconnects by itself and sends the id of the last event; after a refusal it gives
 * up, so this reconnects instead.
 *
 * @param onEvent called with the event's name and data
 * @param onLine called with true and false as the connection comes and goes
 */
export function follow(onEvent, onLine) {
  let retry = 0;
  const connect = () => {
    const source = new EventSource(`${API}/events`);
    source.onopen = () => {
      retry = 0;
      onLine(true);
    };
    source.onerror = () => {
      onLine(false);
      if (source.readyState === EventSource.CLOSED) {
        retry = Math.min(retry + 1, 6);
        setTimeout(connect, 1000 * 2 ** retry);
      }
    };
    for (const name of NAMES) {
      source.addEventListener(name, (event) => onEvent(name, parsed(event.data)));
    }
    addEventListener("pagehide", () => source.close(), { once: true });
  };
  connect();
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
