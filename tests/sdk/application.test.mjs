// Every method of the application API, against a server that nobody else talks to. Tests build on each other, in this order.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api, called, day, errors, methods, send } from './laurel.mjs';

const year = new Date().getUTCFullYear();

test('users.create', async () => {
  const user = await api.users.create({ id: 'ana+ä', name: 'Ana', email: 'ana@example.org', tz: 'Europe/Paris', attributes: { city: 'lyon' } });
  assert.equal(user.id, 'ana+ä');
  assert.deepEqual([user.name, user.tz, user.subscribeToEmails, user.control], ['Ana', 'Europe/Paris', true, false]);
});

test('users.identify and users.update', async () => {
  const created = await api.users.identify('ben', { name: 'Ben' });
  assert.equal(created.name, 'Ben');
  const changed = await api.users.update('ben', { name: undefined, tz: 'Asia/Tokyo', deviceTokens: ['t1'] });
  assert.deepEqual([changed.name, changed.tz], ['Ben', 'Asia/Tokyo']);
  await assert.rejects(api.users.update('nobody', { name: 'x' }), errors.NotFoundError);
});

test('users.get', async () => {
  assert.equal((await api.users.get('ana+ä')).email, 'ana@example.org');
  await assert.rejects(api.users.get('nobody', { maxRetries: 0 }), (error) => error.statusCode === 404);
});

test('metrics.event', async () => {
  const first = await api.metrics.event('laps', { user: { id: 'ana+ä' }, value: 12.5, attributes: { course: 'sea' }, idempotencyKey: 'one' });
  assert.equal(first.total, 12.5);
  assert.deepEqual(first.achievements.map((achievement) => achievement.name), ['Ten laps']);
  assert.deepEqual([first.currentStreak.length, first.currentStreak.extended], [1, true]);
  assert.deepEqual([first.points.xp.total, first.points.xp.added, first.points.xp.level.key], [50, 20, 'mover']);
  assert.deepEqual([first.leaderboards.top.rank, first.leaderboards.top.previousRank ?? null], [1, null]);
  assert.deepEqual([first.idempotencyKey, first.idempotentReplayed], ['one', false]);

  const again = await api.metrics.event('laps', { user: { id: 'ana+ä' }, value: 99, idempotencyKey: 'one' });
  assert.deepEqual([again.total, again.eventId, again.idempotentReplayed, again.points], [12.5, first.eventId, true, {}]);

  assert.equal((await api.metrics.event('laps', { user: { id: 'ben' }, value: 3 })).leaderboards.top.rank, 2);
  await assert.rejects(api.metrics.event('laps', { user: { id: 'ben', attributes: { shoe: '42' } }, value: 1 }), errors.UnprocessableEntityError);
  await assert.rejects(api.metrics.event('swims', { user: { id: 'ben' }, value: 1 }), (error) => error.statusCode === 404);
});

test('achievements.complete and achievements.all', async () => {
  const completion = await api.achievements.complete('profile', { user: { id: 'ana+ä' } });
  assert.equal(completion.achievement.key, 'profile');
  assert.equal(completion.points.xp.added, 5);
  await assert.rejects(api.achievements.complete('nothing', { user: { id: 'ben' } }), errors.NotFoundError);
  await assert.rejects(api.achievements.complete('paid', { user: { id: 'ben' } }), errors.UnprocessableEntityError);

  const all = await api.achievements.all();
  assert.deepEqual(all.map((achievement) => [achievement.name, achievement.completions, achievement.rarity]), [
    ['Ten laps', 1, 50], ['Profile', 1, 50], ['Both', 1, 50], ['Paid', 0, 0],
  ]);
  assert.deepEqual((await api.achievements.all({ userAttributes: 'plan:free' })).map((achievement) => achievement.name), ['Ten laps', 'Profile', 'Both']);
});

test('users.achievements', async () => {
  assert.deepEqual((await api.users.achievements('ana+ä')).map((achievement) => achievement.name), ['Ten laps', 'Profile', 'Both']);
  const all = await api.users.achievements('ben', { includeIncomplete: 'true' });
  assert.deepEqual(all.map((achievement) => achievement.achievedAt ?? null), [null, null, null, null]);
});

test('users.allMetrics and users.singleMetric', async () => {
  assert.deepEqual((await api.users.allMetrics('ana+ä')).map((metric) => [metric.key, metric.current]), [['laps', 12.5], ['books', 0]]);
  const laps = await api.users.singleMetric('ben', 'laps');
  assert.deepEqual([laps.current, laps.achievements.length], [3, 1]);
  await assert.rejects(api.users.singleMetric('ben', 'swims'), errors.NotFoundError);
});

test('users.metricEventSummary and users.pointsEventSummary', async () => {
  const range = { aggregation: 'daily', startDate: day(-3), endDate: day(1) };
  const laps = await api.users.metricEventSummary('ana+ä', 'laps', range);
  assert.equal(laps.length, 5);
  assert.deepEqual([laps[0].date, laps[0].total, laps[4].total], [day(-3), 0, 12.5]);
  assert.equal(laps.reduce((sum, entry) => sum + entry.change, 0), 12.5);
  const xp = await api.users.pointsEventSummary('ana+ä', 'xp', { ...range, aggregation: 'monthly' });
  assert.equal(xp.at(-1).total, 55);
  await assert.rejects(api.users.metricEventSummary('ana+ä', 'laps', { ...range, endDate: day(-3) }), errors.UnprocessableEntityError);
});

test('users.streak and streaks.list', async () => {
  const streak = await api.users.streak('ana+ä', { historyPeriods: 3 });
  assert.deepEqual([streak.length, streak.freezes, streak.maxFreezes, streak.streakHistory.map((period) => period.length)], [1, 1, 3, [0, 0, 1]]);
  const list = await api.streaks.list({ userIds: ['nobody', 'ana+ä', 'ben'] });
  assert.deepEqual(list.map((row) => [row.userId, row.streakLength]), [['ana+ä', 1], ['ben', 1], ['nobody', 0]]);
  assert.equal((await api.streaks.list({ userIds: 'ben' })).length, 1);
});

test('streaks.rankings', async () => {
  assert.deepEqual(await api.streaks.rankings({ limit: 1, type: 'longest' }), [{ userId: 'ana+ä', name: 'Ana', streakLength: 1 }]);
});

test('users.points and points.system', async () => {
  const points = await api.users.points('ana+ä', 'xp', { awards: 2 });
  assert.deepEqual([points.total, points.level?.key, points.awards.map((award) => award.awarded)], [55, 'mover', [5, 20]]);
  assert.deepEqual(points.awards[1].trigger.type, 'metric');
  const system = await api.points.system('xp');
  assert.deepEqual([system.name, system.triggers.length], ['XP', 3]);
  await assert.rejects(api.points.system('gold'), errors.NotFoundError);
});

test('points.summary', async () => {
  const ranges = await api.points.summary('xp');
  assert.equal(ranges.length, 11);
  assert.deepEqual(ranges.filter((range) => range.users > 0), [{ from: 21, to: 30, users: 1 }, { from: 51, to: 60, users: 1 }]);
  const lyon = await api.points.summary('xp', { userAttributes: 'city:lyon' });
  assert.equal(lyon.reduce((sum, range) => sum + range.users, 0), 1);
});

test('leaderboards.all and leaderboards.get', async () => {
  assert.deepEqual((await api.leaderboards.all()).map((board) => [board.key, board.status]), [['top', 'active'], ['weekly', 'active'], ['cities', 'active']]);
  const top = await api.leaderboards.get('top', { limit: 1, offset: 1 });
  assert.deepEqual(top.rankings.map((row) => [row.userId, row.userName, row.rank, row.value]), [['ben', 'Ben', 2, 3]]);
  const around = await api.leaderboards.get('top', { userId: 'ben', limit: 10 });
  assert.equal(around.rankings.length, 2);
  assert.equal((await api.leaderboards.get('cities', { userAttributes: 'city:lyon' })).rankings.length, 1);
  await assert.rejects(api.leaderboards.get('cities'), errors.UnprocessableEntityError);
  await assert.rejects(api.leaderboards.get('none'), errors.NotFoundError);
});

test('users.leaderboard', async () => {
  const place = await api.users.leaderboard('ben', 'weekly', { numEvents: 5 });
  assert.deepEqual([place.rank, place.value, place.history], [2, 30, []]);
});

test('users.getPreferences and users.updatePreferences', async () => {
  const changed = await api.users.updatePreferences('ben', { notifications: { recap: ['email'], streakReminder: [] } });
  assert.deepEqual(changed.notifications, { recap: ['email'], streakReminder: [] });
  assert.deepEqual((await api.users.getPreferences('ben')).notifications, { recap: ['email'], streakReminder: [] });
});

test('users.wrapped', async () => {
  const { user, activity } = await api.users.wrapped('ana+ä', { year });
  assert.equal(user.id, 'ana+ä');
  assert.deepEqual([activity.daysActive, activity.weeksActive, activity.monthsActive], [1, 1, 1]);
  assert.deepEqual([activity.entireYear.metrics.laps.changeThisPeriod, activity.entireYear.metrics.laps.percentChange], [12.5, 100]);
  assert.equal(activity.entireYear.metrics.laps.byAttribute.course.sea.changeThisPeriod, 12.5);
  assert.equal(activity.mostActiveDay.points.xp.changeThisPeriod, 55);
  assert.deepEqual(activity.mostActiveMonth.achievements.map((achievement) => achievement.name), ['Ten laps', 'Profile', 'Both']);
  assert.equal(activity.entireYear.longestStreak.length, 1);
  const empty = await api.users.wrapped('ben', { year: 1999 });
  assert.deepEqual([empty.activity.daysActive, empty.activity.mostActiveDay.date, empty.activity.mostActiveMonth.month], [0, '1999-01-01', 0]);
});

test('a wrong key', async () => {
  assert.equal((await send('GET', '/v1/achievements', undefined, { 'X-API-KEY': 'no.key' })).status, 401);
});

// What this version of the library lacks.

test('plain: boosts, levels and level summary', async () => {
  assert.deepEqual((await send('GET', '/v1/points/xp/boosts')).body.map((boost) => [boost.name, boost.status, boost.end]), [['Open end', 'active', null]]);
  assert.deepEqual((await send('GET', '/v1/points/xp/boosts?includeFinished=true')).body.map((boost) => boost.status), ['active', 'finished']);
  assert.deepEqual((await send('GET', '/v1/users/ben/points/xp/boosts')).body, []);
  assert.deepEqual((await send('GET', '/v1/points/xp/levels')).body.map((level) => level.key), ['novice', 'mover']);
  assert.deepEqual((await send('GET', '/v1/points/xp/level-summary')).body.map((row) => [row.level.key, row.users]), [['novice', 1], ['mover', 1]]);
  assert.equal((await send('GET', '/v1/points/gems/level-summary')).status, 422);
});

test('plain: preferences of the streak', async () => {
  const changed = await send('PATCH', '/v1/users/ben/preferences', { streak: { evaluationMode: 'AND', metrics: [{ key: 'books', threshold: 2 }] } });
  assert.deepEqual([changed.status, changed.body.streak], [200, { enabled: true, evaluationMode: 'AND', metrics: [{ key: 'books', threshold: 2 }] }]);
});

test('plain: the address of older libraries', async () => {
  assert.equal((await send('GET', '/api/users/ben')).body.name, 'Ben');
});

test('every method of the library was called', () => {
  assert.deepEqual(methods.filter((method) => !method.startsWith('admin.') && !called.has(method)), []);
});
