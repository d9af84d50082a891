using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Laurel.Core;
using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Core.Leaderboards;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Changes;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Notifications;
using Laurel.Runtime.Points;
using Laurel.Runtime.Users;
using Laurel.Runtime.Webhooks;
using NodaTime;

namespace Laurel.Runtime.Processing;

/// <summary>
/// One transaction's worth of inputs: loads their users, evaluates in order of arrival, and writes everything that follows.
/// Nothing outside the transaction changes before <see cref="Publish"/>.
/// </summary>
internal sealed class Batch(DatabaseWriter writer, UserCache cache, RulebookTimelines timelines, Projections? projections, LaneOptions options)
{
    // The document is stored and never part of a page: only what JSON itself demands is escaped. The writer's calls are checked by tests.
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly Instant now = Calendar.ToMillisecond(options.Clock.GetCurrentInstant());
    private readonly Dictionary<UserKey, StoredUser> users = [];

    // With what is stored of them; null for new ones.
    private readonly Dictionary<UserKey, StoredUser?> changed = [];
    private IReadOnlyDictionary<UserKey, long> versions = BatchStart.Alone.Versions;
    private readonly Dictionary<(int Space, ScoreKey Key), ScoreChanged> scores = [];
    private readonly List<(UserKey User, int Bytes)> written = [];
    private readonly Change announcement = new();
    private readonly HashSet<(int Space, string Achievement)> restated = [];
    private BatchOutbox? outbox;
    private readonly HashSet<UserKey> notified = [];
    private readonly HashSet<(int Space, string Leaderboard, LocalDate Run)> closedRuns = [];
    private Answer[] answers = [];
    private int[] spaces = [];

    /// <summary>Users whose state was in memory.</summary>
    public int HitCount { get; private set; }

    /// <summary>Users whose state was not.</summary>
    public int MissCount { get; private set; }

    /// <summary>Evaluates all, writes all. Runs inside a transaction.</summary>
    public void Run(IReadOnlyList<Submission> submissions)
    {
        users.EnsureCapacity(submissions.Count);
        changed.EnsureCapacity(submissions.Count);
        scores.EnsureCapacity(submissions.Count);
        Load(submissions, Start(submissions));
        outbox = projections?.Outbox.Begin(now);
        var given = new Answer?[submissions.Count];
        var late = LateInputs.Of(submissions, users.GetValueOrDefault);
        for (var i = 0; i < given.Length; i++)
        {
            if (late.Count == 0 || !late.TryGetValue(KeyOf(submissions[i]), out var places))
            {
                given[i] = Apply(submissions[i]);
            }
            else if (given[i] is null)
            {
                ApplyTogether(KeyOf(submissions[i]), [.. places.Select(place => submissions[place])], (i, answer) => given[places[i]] = answer);
            }
        }

        WriteUsers();
        WriteScores();
        outbox?.Write(writer);
        Announce();
        answers = [.. given.OfType<Answer>()];
        spaces = [.. submissions.Select(submission => submission.Space.Id)];
    }

    private Instant NowOf(int space) => now + options.ClockOffsetOf(space);

    private static UserKey KeyOf(Submission submission) => new(submission.Space.Id, submission.Input.User);

    // All inputs of a user who must be derived again: once, however many they are.
    private void ApplyTogether(UserKey key, IReadOnlyList<Submission> submissions, Action<int, Answer> answer)
    {
        var group = new LateGroup(writer, timelines.Of(key.Space), key, NowOf(key.Space))
        {
            LateWindow = options.LateWindow,
            IsOpen = score => timelines.IsOpen(writer, key.Space, score.Leaderboard, score.Run),
            TellsDetails = projections is not null,
        };
        var result = group.Run(users.GetValueOrDefault(key), submissions);
        for (var i = 0; i < submissions.Count; i++)
        {
            answer(i, result.Answers[i]);
            if (writer.IsShared && result.Answers[i] is Answer.Accepted accepted)
            {
                announcement.Add(key.Space, accepted.State, accepted.Facts);
            }
        }

        Tell(key, result);

        if (result.Rederived is { User: { } user } rederived)
        {
            changed.TryAdd(key, users.GetValueOrDefault(key));
            users[key] = user with { Version = versions.GetValueOrDefault(key) };
            announcement.Restated.UnionWith(rederived.Restated.Select(achievement => (key.Space, achievement)));
            restated.UnionWith(rederived.Restated.Select(achievement => (key.Space, achievement)));
            foreach (var score in rederived.Scores)
            {
                scores[(key.Space, new ScoreKey(key.User, score.Leaderboard, score.Run, score.Group))] = score;
            }
        }
    }

    // What became true or false with hindsight is told as well.
    private void Tell(UserKey key, GroupResult result)
    {
        var ordinal = 0;
        foreach (var accepted in result.Answers.OfType<Answer.Accepted>())
        {
            outbox?.Add(key.Space, accepted);
            foreach (var fact in accepted.Facts)
            {
                Notify(key, new LedgerKey(key.Space, key.User, result.Rederived?.User?.Seq ?? 0, ordinal++), accepted.State.At, fact);
            }
        }
    }

    private void Notify(UserKey key, LedgerKey place, Instant at, Fact fact)
    {
        if (projections is not null && NotificationTable.Write(writer, place, at, fact))
        {
            notified.Add(key);
        }
    }

    /// <summary>After the commit: the next batch goes on from the new states.</summary>
    public void Remember()
    {
        foreach (var (user, bytes) in written)
        {
            cache.Set(user, users[user], bytes);
        }
    }

    /// <summary>When all is durable: makes the new ranks visible. One answer per submission, with how the ranks moved.</summary>
    public Answer[] Publish()
    {
        for (var i = 0; projections is not null && i < answers.Length; i++)
        {
            answers[i] = projections.Publish(spaces[i], answers[i], closedRuns);
        }

        projections?.Tallies.Restate(restated);
        foreach (var key in notified)
        {
            projections?.Notifications.Signal(key.Space, key.User);
        }

        return answers;
    }

    /// <summary>After a failure: what the cache holds of these users is read again.</summary>
    public void Forget()
    {
        foreach (var user in users.Keys)
        {
            cache.Remove(user);
        }
    }

    private void Load(IReadOnlyList<Submission> submissions, BatchStart start)
    {
        var missing = new Dictionary<int, HashSet<string>>();
        foreach (var submission in submissions)
        {
            var key = new UserKey(submission.Space.Id, submission.Input.User);
            if (users.ContainsKey(key))
            {
                continue;
            }

            if (cache.Find(key) is { } cached && start.IsCurrent(key, cached))
            {
                users.Add(key, start.Renew(key, cached, cache));
                HitCount++;
            }
            else if (missing.TryGetValue(key.Space, out var ids))
            {
                ids.Add(key.User);
            }
            else
            {
                missing.Add(key.Space, [key.User]);
            }
        }

        foreach (var (space, ids) in missing)
        {
            MissCount += ids.Count;
            foreach (var (user, bytes) in UserTable.Find(writer.ConnectionOf(space, ids), space, ids, timelines.Of(space).Version))
            {
                var key = new UserKey(space, user.State.Profile.Id);
                var held = user with { Version = start.VersionOf(key) };
                users.Add(key, held);
                cache.Set(key, held, bytes);
            }
        }
    }

    private BatchStart Start(IReadOnlyList<Submission> submissions)
    {
        if (!writer.IsShared)
        {
            return BatchStart.Alone;
        }

        var start = writer.Start(
            submissions.Select(submission => new UserKey(submission.Space.Id, submission.Input.User)).ToHashSet(),
            [.. submissions.Where(submission => submission.IsKeyed)
                .Select(submission => new InputKey(submission.Space.Id, submission.Input.User, submission.Input.Id.Value))]);
        versions = start.Versions;
        foreach (var (space, epoch) in start.Epochs)
        {
            if (timelines.Renew(space, epoch))
            {
                // A user may have been erased, and have begun anew with the versions that the cache knows.
                cache.Clear();
            }
        }

        return start;
    }

    private Answer Apply(Submission submission)
    {
        var timeline = timelines.Of(submission.Space.Id);
        var key = new UserKey(submission.Space.Id, submission.Input.User);
        var stored = users.GetValueOrDefault(key);
        var input = submission.AtArrival ? At(NowOf(key.Space), submission.Input, stored)
            : submission.Input is Tick ? At(submission.Input.At, submission.Input, stored)
            : submission.Input;
        if (input is Tick && stored is not null && !IsDue(timeline, stored.State, input.At))
        {
            return Answer.Applied.Instance;
        }

        if (submission.IsKeyed && !writer.Claim(new(key.Space, input.User, input.Id.Value), (stored?.Seq ?? 0) + 1))
        {
            return Replayed(timeline, input, stored);
        }

        if (TransferTable.RefusalOf(writer, key.Space, input) is { } closed)
        {
            return Refuse(submission, input, closed);
        }

        return Evaluate(timeline, key, stored, input) switch
        {
            Evaluated.Accepted accepted => Keep(key, (input, stored, accepted)),
            Evaluated.Rejected rejected => Refuse(submission, input, rejected),
            _ => throw new InvalidOperationException("The history was given and is asked for again."),
        };
    }

    private static bool IsDue(Timeline timeline, UserState state, Instant at) =>
        state.NextDueAt <= at || timeline.After(state.Version)?.EffectiveAt <= at;

    private static Answer.Replayed Replayed(Timeline timeline, Input input, StoredUser? stored) => stored is null
        ? throw new InvalidOperationException($"The journal knows an input of the user {input.User}, who is not stored.")
        : new Answer.Replayed(input, stored.State, timeline.Version(stored.State.Version));

    private Answer.Rejected Refuse(Submission submission, Input input, Evaluated.Rejected rejected)
    {
        if (submission.IsKeyed)
        {
            writer.Release(new(submission.Space.Id, input.User, input.Id.Value));
        }

        return new(rejected.Reason, rejected.Detail);
    }

    private Evaluated Evaluate(Timeline timeline, UserKey key, StoredUser? stored, Input input)
    {
        var evaluated = Evaluator.Evaluate(timeline, stored?.State, input);
        return evaluated is Evaluated.NeedsHistory
            ? Evaluator.Evaluate(timeline, stored?.State, input, JournalTable.Read(writer.ConnectionOf(key.Space, [key.User]), key.Space, key.User))
            : evaluated;
    }

    // Never before what the state covers already: two requests may overtake each other on their way here.
    private static Input At(Instant at, Input input, StoredUser? stored) =>
        input with { At = stored is null ? at : Instant.Max(at, stored.State.At) };

    private Answer Keep(UserKey key, (Input Input, StoredUser? Stored, Evaluated.Accepted Result) applied)
    {
        var (input, stored, result) = applied;
        var seq = stored?.Seq ?? 0;
        if (input is not Tick)
        {
            seq++;
            JournalTable.Write(writer, key.Space, input, (seq, NowOf(key.Space), result.Next.Version));
        }

        WriteFacts(key, seq, result);
        if (writer.IsShared)
        {
            announcement.Add(key.Space, result.Next, result.Facts);
        }

        changed.TryAdd(key, stored);
        users[key] = new StoredUser(result.Next, seq) { Version = versions.GetValueOrDefault(key) };
        if (projections is null)
        {
            return Answer.Applied.Instance;
        }

        var accepted = new Answer.Accepted(input, result.Next, timelines.Of(key.Space).Version(result.Next.Version), result.Facts, []);
        outbox?.Add(key.Space, accepted);
        return accepted;
    }

    private void WriteFacts(UserKey key, long seq, Evaluated.Accepted result)
    {
        for (var i = 0; i < result.Facts.Count; i++)
        {
            if (result.Facts[i] is ScoreChanged score)
            {
                scores[(key.Space, new ScoreKey(key.User, score.Leaderboard, score.Run, score.Group))] = score;
            }
            else
            {
                var ledgerKey = new LedgerKey(key.Space, key.User, seq, i);
                Ledgers.Write(writer, ledgerKey, result.Facts[i]);
                Notify(key, ledgerKey, result.Next.At, result.Facts[i]);
            }
        }
    }

    private void WriteUsers()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer, JsonOptions);
        foreach (var (key, before) in changed)
        {
            buffer.ResetWrittenCount();
            json.Reset();
            var user = users[key];
            UserStateJson.Write(json, user.State, timelines.Of(key.Space).Version(user.State.Version));
            json.Flush();
            UserTable.Write(writer, key.Space, (before, user), buffer.WrittenSpan);
            written.Add((key, buffer.WrittenCount));
        }
    }

    private void Announce()
    {
        if (writer.IsShared)
        {
            announcement.Users.UnionWith(changed.Keys);
        }

        if (!announcement.IsEmpty)
        {
            writer.Announce(ChangeBytes.Write(announcement));
        }
    }

    private void WriteScores()
    {
        foreach (var ((space, key), change) in scores)
        {
            if (timelines.IsOpen(writer, space, key.Leaderboard, key.Run))
            {
                ScoreTable.Write(writer, space, key, change);
                if (writer.IsShared)
                {
                    announcement.Add(space, key, change);
                }
            }
            else
            {
                closedRuns.Add((space, key.Leaderboard, key.Run));
            }
        }
    }
}
