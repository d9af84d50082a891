-- What an application would keep for itself: one row per user and thing, and the events.
create table users (id bigint primary key, seen_at timestamptz not null);
create table events (id bigserial primary key, user_id bigint not null, metric text not null, value numeric not null, at timestamptz not null);
create index on events (user_id, at);
create table totals (user_id bigint not null, metric text not null, total numeric not null, primary key (user_id, metric));
create table streaks (user_id bigint primary key, length int not null, last_on date not null);
create table awards (id bigserial primary key, user_id bigint not null, points bigint not null, at timestamptz not null);
create table points (user_id bigint primary key, balance bigint not null);
create index on points (balance);
create table achievements (user_id bigint not null, achievement text not null, at timestamptz not null, primary key (user_id, achievement));

insert into users select i, now() from generate_series(1, :users) i;
insert into totals select i, 'lessons', 1 from generate_series(1, :users) i;
insert into streaks select i, 1, current_date - 1 from generate_series(1, :users) i;
insert into points select i, i % 1000 from generate_series(1, :users) i;
vacuum analyze;
