namespace Laurel.Runtime.Databases;

/// <summary>
/// The schema, as numbered steps that are applied in order and never changed afterwards. Every key starts with the space,
/// per-user tables go on with the user. Instants are milliseconds since 1970, dates ISO text, exact decimals text.
/// Types are integer, bigint, text and blob, which every database has under one name or another. What stands in <c>/*nodes … */</c>
/// is for databases that several nodes share: there the journal and the largest ledgers are divided by months.
/// </summary>
public static class Migrations
{
    /// <summary>The schema version this program needs; a database with a higher one is newer than the program.</summary>
    public static int Latest => Steps.Length;

    /// <summary>What follows this line in a step is for databases that several nodes share.</summary>
    internal const string ForNodes = "-- for several nodes";

    /// <summary>What follows this line in a step is for files.</summary>
    internal const string ForFiles = "-- for a file";

    /// <summary>Step n brings the schema from version n to n + 1.</summary>
    internal static string[] Steps { get; } =
    [
        """
        create table spaces (
          space_id integer not null primary key, environment text not null, tenant text not null, created_at bigint not null,
          ranked_on text,
          unique (environment, tenant));
        insert into spaces (space_id, environment, tenant, created_at) values (1, 'production', '', 0);
        create table rulebooks (
          space_id integer not null, version integer not null, document text not null, author text not null,
          created_at bigint not null, effective_at bigint not null,
          primary key (space_id, version));
        create table api_keys (
          space_id integer not null, prefix text not null, secret_hash blob not null, kind text not null, user_id text,
          name text not null, created_at bigint not null, last_used_at bigint, revoked_at bigint,
          primary key (space_id, prefix));
        create unique index api_keys_by_prefix on api_keys (prefix);
        create table users (
          space_id integer not null, user_id text not null, seq bigint not null, state text not null,
          rulebook_version integer not null, next_due_at bigint, created_at bigint not null,
          primary key (space_id, user_id));
        create index users_by_due on users (space_id, next_due_at) where next_due_at is not null;
        create index users_by_version on users (space_id, rulebook_version);
        create table journal (
          space_id integer not null, user_id text not null, seq bigint not null, input_id blob not null, at bigint not null,
          received_at bigint not null, kind text not null, metric text, value text, body text, rulebook_version integer not null,
          primary key (space_id, user_id, seq/*nodes , received_at*/)) without rowid/*nodes partition by range (received_at)*/;
        create table idempotency_keys (
          space_id integer not null, user_id text not null, input_id blob not null, seq bigint not null,
          primary key (space_id, user_id, input_id)) without rowid;
        create table achievement_completions (
          space_id integer not null, user_id text not null, achievement text not null, completed_at bigint not null,
          backdated integer not null, fact_id blob not null, input_id blob, parent_id blob,
          primary key (space_id, user_id, achievement)) without rowid;
        create table points_awards (
          space_id integer not null, user_id text not null, points_system text not null, at bigint not null, seq bigint not null,
          ordinal integer not null, kind text not null, trigger_key text not null, base_amount bigint not null, modifier text not null, multiplier text not null,
          boosts text, amount bigint not null, balance bigint not null, reason text, author text, other_user_id text, fact_id blob not null, input_id blob, parent_id blob,
          primary key (space_id, user_id, points_system, at, seq, ordinal, fact_id)) without rowid/*nodes partition by range (at)*/;
        create table award_limits (
          space_id integer not null, user_id text not null, points_system text not null, at bigint not null, seq bigint not null,
          ordinal integer not null, trigger_key text not null, reason text not null, wanted bigint not null, granted bigint not null,
          fact_id blob not null, input_id blob, parent_id blob,
          primary key (space_id, user_id, points_system, at, seq, ordinal, fact_id)) without rowid/*nodes partition by range (at)*/;
        create table level_changes (
          space_id integer not null, user_id text not null, points_system text not null, at bigint not null, seq bigint not null,
          ordinal integer not null, previous_level text, level text, fact_id blob not null, input_id blob, parent_id blob,
          primary key (space_id, user_id, points_system, at, seq, ordinal, fact_id)) without rowid/*nodes partition by range (at)*/;
        create table streak_periods (
          space_id integer not null, user_id text not null, streak text not null, period_start text not null,
          period_end text not null, outcome text not null, length integer not null, at bigint not null,
          fact_id blob not null, input_id blob, parent_id blob,
          primary key (space_id, user_id, streak, period_start)) without rowid;
        create table freeze_events (
          space_id integer not null, user_id text not null, streak text not null, at bigint not null, seq bigint not null,
          ordinal integer not null, kind text not null, amount integer not null, held integer not null, period_start text,
          fact_id blob not null, input_id blob, parent_id blob,
          primary key (space_id, user_id, streak, at, seq, ordinal, fact_id)) without rowid/*nodes partition by range (at)*/;
        create table scores (
          space_id integer not null, user_id text not null, leaderboard text not null, run_on text not null, group_key text not null,
          value text, reached_at bigint not null,
          primary key (space_id, user_id, leaderboard, run_on, group_key)) without rowid;
        create index scores_by_run on scores (space_id, leaderboard, run_on);
        create table leaderboard_runs (
          space_id integer not null, leaderboard text not null, run_on text not null, closes_at bigint, closed_at bigint,
          primary key (space_id, leaderboard, run_on)) without rowid;
        create table run_standings (
          space_id integer not null, leaderboard text not null, run_on text not null, group_key text not null,
          position integer not null, user_id text not null, rank integer not null, value text not null, reached_at bigint not null,
          primary key (space_id, leaderboard, run_on, group_key, position)) without rowid;
        create index run_standings_by_user on run_standings (space_id, user_id, leaderboard, run_on);
        create table rank_days (
          space_id integer not null, user_id text not null, leaderboard text not null, run_on text not null, group_key text not null,
          day text not null, rank integer not null, value text not null,
          primary key (space_id, user_id, leaderboard, run_on, group_key, day)) without rowid;
        """,
        """
        alter table scores add column ties text;
        alter table run_standings add column ties text;
        """,
        """
        create table achievement_repetitions (
          space_id integer not null, user_id text not null, achievement text not null, times integer not null, completed_at bigint not null,
          fact_id blob not null, input_id blob, parent_id blob,
          primary key (space_id, user_id, achievement, times)) without rowid;
        """,
        """
        alter table spaces add column name text not null default '';
        alter table spaces add column kind text not null default '';
        alter table spaces add column updated_at bigint not null default 0;
        alter table spaces add column archived_at bigint;
        update spaces set name = 'Production', kind = 'production' where space_id = 1;
        alter table api_keys add column key_id blob;
        create index api_keys_by_id on api_keys (key_id);
        create index api_keys_by_user on api_keys (space_id, user_id);
        create index journal_pauses on journal (space_id, input_id) where kind = 'pause';
        """,
        """
        create table corrections (
          space_id integer not null, user_id text not null, seq bigint not null, ordinal integer not null, ledger text not null,
          fact_id blob not null, row text not null, input_id blob,
          primary key (space_id, user_id, seq, ordinal)) without rowid;
        """,
        $"""
        alter table spaces add column epoch bigint not null default 0;
        create table leases (
          name text not null primary key, holder text not null, token bigint not null, expires_at bigint not null);
        {ForNodes}
        create table user_versions (
          space_id integer not null, user_id text not null, version bigint not null,
          primary key (space_id, user_id)) with (fillfactor = 70);
        create table changes (
          position bigint not null primary key, at bigint not null, node text not null, space_id integer not null, body blob not null);
        alter table changes alter column body set storage external;
        """,
        """
        create table open_transfers (
          space_id integer not null, user_id text not null, transfer_id blob not null, to_user_id text not null, points_system text not null,
          amount bigint not null, at bigint not null,
          primary key (space_id, user_id, transfer_id)) without rowid;
        create index open_transfers_by_time on open_transfers (space_id, at);
        """,
        """
        create table prestiges (
          space_id integer not null, user_id text not null, points_system text not null, at bigint not null, seq bigint not null,
          ordinal integer not null, times integer not null, level text, fact_id blob not null, input_id blob, parent_id blob,
          primary key (space_id, user_id, points_system, at, seq, ordinal, fact_id)) without rowid;
        create table achievement_resets (
          space_id integer not null, user_id text not null, achievement text not null, at bigint not null, seq bigint not null,
          ordinal integer not null, times integer not null, fact_id blob not null, input_id blob, parent_id blob,
          primary key (space_id, user_id, achievement, at, seq, ordinal, fact_id)) without rowid;
        """,
        """
        create table webhook_endpoints (
          space_id integer not null, endpoint_id blob not null, name text not null, url text not null, types text not null,
          secret text not null, previous_secret text, rotated_at bigint, enabled integer not null,
          created_at bigint not null, updated_at bigint not null,
          primary key (space_id, endpoint_id)) without rowid;
        create table webhook_messages (
          message_id integer primary key autoincrement, space_id integer not null, user_id text, type text not null, subject text not null,
          message_key blob not null, body text not null, at bigint not null, dispatched integer not null);
        create index webhook_messages_pending on webhook_messages (message_id) where dispatched = 0;
        create index webhook_messages_by_at on webhook_messages (space_id, at);
        create table webhook_deliveries (
          space_id integer not null, endpoint_id blob not null, message_id bigint not null, user_id text, state text not null,
          attempts integer not null, next_at bigint, sent_at bigint, status integer, answer text, error text,
          primary key (space_id, endpoint_id, message_id)) without rowid;
        create index webhook_deliveries_due on webhook_deliveries (space_id, endpoint_id, next_at, message_id) where next_at is not null;
        create index webhook_deliveries_by_user on webhook_deliveries (space_id, endpoint_id, user_id, message_id) where next_at is not null;
        create table webhook_throttles (
          space_id integer not null, subject text not null, user_id text, type text not null, sent_at bigint not null, due_at bigint, body text,
          primary key (space_id, subject)) without rowid;
        create index webhook_throttles_by_due on webhook_throttles (space_id, due_at) where due_at is not null;
        create table webhook_timers (
          space_id integer not null, user_id text not null, type text not null, subject text not null, due_at bigint not null,
          primary key (space_id, user_id, type, subject)) without rowid;
        create index webhook_timers_by_due on webhook_timers (space_id, due_at);
        create table webhook_ranks (
          space_id integer not null, leaderboard text not null, run_on text not null, group_key text not null, user_id text not null,
          rank integer, value text, sent_at bigint,
          primary key (space_id, leaderboard, run_on, group_key, user_id)) without rowid;
        create table webhook_cursors (space_id integer not null primary key, scheduled_to bigint not null);
        create table notifications (
          space_id integer not null, user_id text not null, at bigint not null, seq bigint not null, ordinal integer not null,
          type text not null, subject text not null, amount bigint not null, detail text, read_at bigint,
          primary key (space_id, user_id, at, seq, ordinal)) without rowid;
        create index notifications_by_at on notifications (space_id, at);
        """,
        """
        alter table spaces add column clock_offset bigint not null default 0;
        """,
        $"""
        {ForFiles}
        create table staged_batches (batch integer primary key, rows blob not null);
        """,
    ];
}
