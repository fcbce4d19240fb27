/** An error response of the server. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || `the server answered ${status}`);
    this.status = status;
    this.problem = problem;
  }
}

/** Reads a path below /api/v1; throws Refused, or TypeError if the server cannot be reached. */
export async function read(path, parameters = {}) {
  return answer(await fetch(address(path, parameters), { headers: { Accept: "application/json" } }));
}

/** Posts an action; throws the same errors as read. */
export async function act(path, parameters = {}) {
  return answer(await fetch(address(path, parameters), { method: "POST", headers: { Accept: "application/json" } }));
}

/** The path of the API: beside the page, which stands at the root, or below the path that a proxy or an application gives it. */
export const API = `${location.pathname.replace(/[^/]*$/, "")}api/v1`;

/** Returns the path of a check below /api/v1. */
export function checkPath(name, rest = "") {
  // Servers of applications take neither an encoded slash in a path nor two slashes in a row; the API knows a URL by one, too.
  const path = API === "/api/v1" ? encodeURIComponent(name) : name.replace("://", ":/").split("/").map(encodeURIComponent).join("/");
  return `/checks/${path}${rest}`;
}

function address(path, parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null && value !== "") {
      query.set(name, value);
    }
  }
  const text = query.toString();
  // A page opened as http://user:password@host/ may not fetch relative addresses: they would hold the credentials.
  return `${location.origin}${API}${path}${text ? `?${text}` : ""}`;
}

async function answer(response) {
  const text = await response.text();
  let body = {};
  try {
    body = text ? JSON.parse(text) : {};
  } catch {
    // A proxy's page; the status says enough.
  }
  if (!response.ok) {
    throw new Refused(response.status, body);
  }
  return body;
}
