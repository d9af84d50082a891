// The administration API: what this version of the library has, and the rest by plain requests.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api, called, day, methods, send } from './laurel.mjs';

const admin = (method, path, body) => send(method, `/admin/v1${path}`, body);
const issuesOf = (answer) => answer.body.issues.map((issue) => [issue.severity, issue.message]);

test('admin.streaks.freezes.create', async () => {
  await api.users.identify('carl', {});
  const granted = await api.admin.streaks.freezes.create({ freezes: [{ userId: 'carl' }, { userId: 'carl' }, { userId: 'nobody' }] });
  assert.deepEqual(granted.issues.map((issue) => [issue.userId, issue.level, issue.reason]), [['nobody', 'error', 'User does not exist']]);
  assert.equal((await api.users.streak('carl')).freezes, 3);
});

test('admin.streaks.restore', async () => {
  const restored = await api.admin.streaks.restore({ users: [{ id: 'carl' }, { id: 'nobody' }] });
  assert.deepEqual(restored.restoredUsers, []);
  assert.deepEqual(restored.issues.map((issue) => [issue.userId, issue.reason]).sort(), [['carl', 'No streak to restore'], ['nobody', 'User does not exist']]);
});

test('every method of the library was called', () => {
  assert.deepEqual(methods.filter((method) => method.startsWith('admin.') && !called.has(method)), []);
});

test('plain: pauses', async () => {
  const created = await admin('POST', '/streaks/pauses', { pauses: [{ userId: 'carl', start: day(2), end: day(4) }, { userId: 'carl', start: day(-9), end: day(4) }] });
  assert.equal(created.status, 201);
  assert.deepEqual(created.body.created.map((pause) => [pause.userId, pause.start, pause.end, pause.status]), [['carl', day(2), day(4), 'active']]);
  assert.equal(created.body.issues.length, 1);
  const id = created.body.created[0].id;
  assert.deepEqual((await send('GET', '/v1/users/carl/streak')).body.pauses, [{ id, start: day(2), end: day(4) }]);
  assert.deepEqual((await admin('DELETE', `/streaks/pauses?ids=${id}`)).body.deleted, [{ id }]);
  assert.deepEqual((await send('GET', '/v1/users/carl/streak')).body.pauses, []);
});

test('plain: a batch of events', async () => {
  const item = (user, key) => ({ key: 'laps', user: { id: user }, value: 1, idempotencyKey: key });
  const accepted = await admin('POST', '/metrics/events', [item('dora', 'a'), item('dora', 'b'), item('dora', 'a')]);
  assert.deepEqual([accepted.status, accepted.body.accepted], [202, 3]);
  // It is taken in the background.
  for (let tries = 0; tries < 600; tries++) {
    const total = await send('GET', '/v1/users/dora/metrics/laps');
    if (total.body.current === 2) {
      break;
    }
    assert.ok(tries < 599, JSON.stringify(total.body));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.equal((await admin('POST', '/metrics/events', [{ ...item('dora', 'c'), key: 'swims' }])).status, 404);
  assert.equal((await admin('POST', '/metrics/events', [])).status, 422);
  assert.equal((await admin('POST', '/metrics/events', Array.from({ length: 1001 }, () => item('dora')))).status, 422);
  assert.equal((await admin('POST', '/metrics/events', Array.from({ length: 1000 }, (_, index) => item(`many-${index}`)))).status, 202);
});

test('plain: metrics', async () => {
  const created = await admin('POST', '/metrics', [{ name: 'Swims', key: 'swims' }, { name: 'Laps', key: 'laps' }]);
  assert.equal(created.status, 201);
  const [metric] = created.body.created;
  assert.deepEqual(metric, { id: metric.id, name: 'Swims', key: 'swims', unitType: 'number', units: '' });
  assert.deepEqual(issuesOf(created), [['error', 'Key already in use by another metric']]);
  assert.equal((await admin('PATCH', '/metrics', [{ id: metric.id, name: 'Swimming' }])).body.updated[0].name, 'Swimming');
  assert.equal((await admin('GET', `/metrics/${metric.id}`)).body.name, 'Swimming');
  assert.ok((await admin('GET', '/metrics?limit=100')).body.some((row) => row.id === metric.id));
  assert.equal((await api.metrics.event('swims', { user: { id: 'dora' }, value: 2 })).metricId, metric.id);
  assert.deepEqual((await admin('DELETE', `/metrics?ids=${metric.id}`)).body.deleted, [{ id: metric.id }]);
  assert.equal((await admin('GET', `/metrics/${metric.id}`)).status, 404);
});

test('plain: a points system with its parts', async () => {
  const laps = (await admin('GET', '/metrics?limit=100')).body.find((metric) => metric.key === 'laps');
  const [system] = (await admin('POST', '/points', [{ name: 'Stars', key: 'stars', maxPoints: 100 }])).body.created;
  const part = (name) => `/points/${system.id}/${name}`;
  const [trigger] = (await admin('POST', part('triggers'), [{ type: 'metric', points: 2, status: 'active', metricId: laps.id, metricThreshold: 1 }])).body.created;
  const [level] = (await admin('POST', part('levels'), [{ name: 'First', key: 'first', points: 2 }])).body.created;
  const [boost] = (await admin('POST', part('boosts'), [{ name: 'Triple', start: '2020-01-01', multiplier: 3 }])).body.created;
  assert.deepEqual([trigger.type, level.key, boost.status], ['metric', 'first', 'active']);
  const event = await api.metrics.event('laps', { user: { id: 'eve' }, value: 1 });
  assert.deepEqual([event.points.stars.added, event.points.stars.level.id, event.points.stars.awards[0].trigger.id], [6, level.id, trigger.id]);
  for (const [name, { id }] of Object.entries({ triggers: trigger, levels: level, boosts: boost })) {
    assert.equal((await admin('GET', `${part(name)}/${id}`)).body.id, id);
    assert.deepEqual((await admin('DELETE', `${part(name)}?ids=${id}`)).body.deleted, [{ id }]);
  }
  assert.equal((await admin('DELETE', `/points?ids=${system.id}`)).status, 200);
});

test('plain: leaderboards, attributes', async () => {
  const [attribute] = (await admin('POST', '/attributes', [{ name: 'Team', key: 'team', type: 'user' }])).body.created;
  const [board] = (await admin('POST', '/leaderboards', [{ name: 'Teams', key: 'teams', rankBy: 'streak', status: 'active', breakdownAttributes: [attribute.id] }])).body.created;
  assert.deepEqual((await api.leaderboards.all()).find((row) => row.key === 'teams')?.id, board.id);
  assert.equal((await admin('DELETE', `/leaderboards?ids=${board.id}`)).status, 200);
  assert.equal((await admin('DELETE', `/attributes?ids=${attribute.id}`)).status, 200);
});

test('plain: keys of users', async () => {
  const [key] = (await admin('POST', '/application-api-keys', [{ userId: 'carl' }])).body.created;
  const as = { 'X-API-KEY': key.key };
  assert.equal((await send('GET', '/v1/users/carl', undefined, as)).status, 200);
  assert.equal((await send('GET', '/v1/users/dora', undefined, as)).status, 403);
  assert.equal((await send('GET', '/admin/v1/metrics', undefined, as)).status, 401);
  assert.deepEqual((await admin('DELETE', `/application-api-keys?ids=${key.id}`)).body.deleted, [{ id: key.id }]);
  assert.equal((await send('GET', '/v1/users/carl', undefined, as)).status, 401);
});

test('plain: tenants', async () => {
  const [tenant] = (await admin('POST', '/tenants', [{ customerId: 'acme', name: 'Acme' }])).body.created;
  assert.deepEqual([tenant.customerId, tenant.status], ['acme', 'active']);
  assert.equal((await send('GET', '/v1/users/carl', undefined, { 'Tenant-ID': 'acme' })).status === 200, false);
  assert.equal((await send('GET', '/v1/users/carl', undefined, { 'Tenant-ID': '' })).status, 200);
  assert.equal((await admin('DELETE', `/tenants?ids=${tenant.id}`)).status, 200);
});

test('plain: points by hand and from user to user', async () => {
  const adjusted = await admin('POST', '/users/carl/points/xp/adjustments', { amount: 12, reason: 'A good question' });
  assert.deepEqual([adjusted.status, adjusted.body.total, adjusted.body.awards[0].kind], [201, 42, 'adjustment']);
  const sent = await send('POST', '/v1/users/carl/points/xp/transfers', { to: 'dora', amount: 2 }, { 'Idempotency-Key': 'thanks' });
  assert.deepEqual([sent.status, sent.body.status, sent.body.total], [201, 'completed', 40]);
  assert.equal((await admin('GET', '/achievements/profile/statistics')).body.completions, 0);
});
