/** An error response of the server. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || `the server answered ${status}`);
    this.status = status;
    this.problem = problem;
  }
}

/** The path of what is served: beside the page, which stands at the root, or below the path that a proxy or an application gives it. */
export const BASE = location.pathname.replace(/[^/]*$/, "");

export const API = `${BASE}api/v1`;

/** Reads a path below /api/v1; throws Refused, or TypeError if the server cannot be reached. */
export async function read(path, parameters = {}) {
  return send("GET", path, parameters);
}

/** Posts an action; throws the same errors as read. */
export async function act(path, parameters = {}, body = undefined) {
  return send("POST", path, parameters, body);
}

/** Posts the fields of a form: what may be long, and must not stand in an address. */
export async function post(path, fields) {
  return send("POST", path, {}, undefined, new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== undefined)));
}

/** Deletes something; throws the same errors as read. */
export async function remove(path, parameters = {}) {
  return send("DELETE", path, parameters);
}

/** Returns the path of a check below /api/v1. */
export function checkPath(name, rest = "") {
  return `/checks/${inPath(name)}${rest}`;
}

/** Returns the path of a check that was added in the dashboard. */
export function editPath(name, rest = "") {
  return `/edits/${inPath(name)}${rest}`;
}

function inPath(name) {
  // Servers of applications take neither an encoded slash in a path nor two slashes in a row; the API knows a URL by one, too.
  return API === "/api/v1" ? encodeURIComponent(name) : name.replace("://", ":/").split("/").map(encodeURIComponent).join("/");
}

/** Returns the address of a path below /api/v1. */
export function address(path, parameters = {}) {
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

/** Takes the answer to what first.js asked before there was anybody to show it; once, as it grows old. */
function taken(method, to) {
  const { first } = window;
  if (method !== "GET" || !first || first.asked !== to) {
    return null;
  }
  delete window.first;
  return first.answer;
}

async function send(method, path, parameters, body, form) {
  const json = body === undefined ? {} : { "Content-Type": "application/json" };
  const to = address(path, parameters);
  const response = await (taken(method, to) ||
    fetch(to, {
      method,
      headers: { Accept: "application/json", ...json },
      body: form || (body === undefined ? undefined : JSON.stringify(body)),
    }));
  const text = await response.text();
  let answer = {};
  try {
    answer = text ? JSON.parse(text) : {};
  } catch {
    // A proxy's page; the status says enough.
  }
  if (response.status === 401) {
    location.assign(`${BASE}login?to=${encodeURIComponent(`/${location.hash}`)}`); // The session is over.
  }
  if (!response.ok) {
    throw new Refused(response.status, answer);
  }
  return answer;
}
