/** What the server answered that was not the thing asked for. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || `the server answered ${status}`);
    this.status = status;
    this.problem = problem;
  }
}

/**
 * Where all that the server serves stands: in an application it is below a path of its. A page opened as http://user:password@host/ may fetch
 * no relative address: it would hold the credentials.
 */
export const here = location.origin + location.pathname.replace(/[^/]*$/, "");

/** Reads a path below /api/v1; throws Refused, or TypeError when the server is not there. */
export async function read(path, parameters = {}) {
  return answer(await fetch(address(path, parameters), { headers: { Accept: "application/json" } }));
}

/** Acts on something; the same errors as read. */
export async function act(path, parameters = {}) {
  return answer(await fetch(address(path, parameters), { method: "POST", headers: { Accept: "application/json" } }));
}

/** A check's place below /api/v1. */
export function checkPath(name, rest = "") {
  return `/checks/${encodeURIComponent(name)}${rest}`;
}

function address(path, parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null && value !== "") {
      query.set(name, value);
    }
  }
  const text = query.toString();
  return `${here}api/v1${path}${text ? `?${text}` : ""}`;
}

async function answer(response) {
  const text = await response.text();
  let body = {};
  try {
    body = text ? JSON.parse(text) : {};
  } catch {
    // A proxy's own page; the status says enough.
  }
  if (!response.ok) {
    throw new Refused(response.status, body);
  }
  return body;
}
