-- One event, as one transaction of eight statements between begin and commit.
\set id random(1, :users)
begin;
insert into users values (:id, now()) on conflict (id) do update set seen_at = excluded.seen_at;
insert into events (user_id, metric, value, at) values (:id, 'lessons', 1, now());
insert into totals values (:id, 'lessons', 1) on conflict (user_id, metric) do update set total = totals.total + 1;
insert into streaks values (:id, 1, current_date) on conflict (user_id) do update
  set length = case when streaks.last_on = current_date then streaks.length when streaks.last_on = current_date - 1 then streaks.length + 1 else 1 end,
      last_on = current_date;
insert into awards (user_id, points, at) values (:id, 10, now());
insert into points values (:id, 10) on conflict (user_id) do update set balance = points.balance + 10;
insert into achievements select :id, 'lessons-' || total, now() from totals
  where user_id = :id and metric = 'lessons' and total in (1, 10, 50, 100, 500, 1000) on conflict do nothing;
select count(*) from (select 1 from points where balance > (select balance from points where user_id = :id) limit :counted) above;
commit;
