// The client under test, and the plain requests beside it.
import trophy from '@trophyso/node';

const { url, key } = { url: process.env.LAUREL_URL, key: process.env.LAUREL_KEY };
if (!url || !key) {
  throw new Error('LAUREL_URL and LAUREL_KEY must name a running server and an admin key of it.');
}

/** Every method of the client that was called, as users.get. */
export const called = new Set();

/** Every method that the client has. */
export const methods = [];

const client = new trophy.TrophyApiClient({ apiKey: key, environment: { api: `${url}/v1`, admin: `${url}/admin/v1` } });

function watched(target, path) {
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(target)).filter((name) => name !== 'constructor' && !name.startsWith('_'));
  const view = {};
  for (const name of names) {
    const full = path ? `${path}.${name}` : name;
    const value = target[name];
    if (typeof value === 'function') {
      methods.push(full);
      view[name] = (...given) => {
        called.add(full);
        return value.apply(target, given);
      };
    } else {
      view[name] = watched(value, full);
    }
  }
  return view;
}

export const api = watched(client, '');
export const errors = trophy.TrophyApi;

/** A plain request; resolves to its status and body. */
export async function send(method, path, body, headers = {}) {
  const response = await fetch(url + path, {
    method,
    headers: { 'X-API-KEY': key, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
}

/** A date so many days from today, in UTC. */
export const day = (offset) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
