// The administration API, as far as the library has it, and by plain requests where it does not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api, called, day, methods, send } from './laurel.mjs';

test('admin.streaks.freezes.create', async () => {
  await api.users.identify('carl', {});
  const granted = await api.admin.streaks.freezes.create({ freezes: [{ userId: 'carl' }, { userId: 'carl' }, { userId: 'nobody' }] });
  assert.deepEqual(granted.issues.map((issue) => [issue.userId, issue.level, issue.reason]), [['nobody', 'error', 'User does not exist']]);
  assert.equal((await api.users.streak('carl')).freezes, 3);
});
