using Laurel.Runtime.Databases;

namespace Laurel.Runtime.Processing;

/// <summary>Something that waits in the processor's queue.</summary>
internal abstract class Work
{
    /// <summary>The inputs it brings; none for a job.</summary>
    public abstract IReadOnlyList<Submission> Submissions { get; }

    public int Count => Submissions.Count;

    /// <summary>Hands the caller its answers, one per submission.</summary>
    public abstract void Complete(ReadOnlySpan<Answer> answers);

    /// <summary>One input of one caller.</summary>
    public sealed class Single(Submission submission) : Work
    {
        public TaskCompletionSource<Answer> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override IReadOnlyList<Submission> Submissions { get; } = [submission];

        public override void Complete(ReadOnlySpan<Answer> answers) => Done.SetResult(answers[0]);
    }

    /// <summary>Many inputs of one caller, applied in their order.</summary>
    public sealed class Many(IReadOnlyList<Submission> submissions) : Work
    {
        public TaskCompletionSource<IReadOnlyList<Answer>> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override IReadOnlyList<Submission> Submissions { get; } = submissions;

        public override void Complete(ReadOnlySpan<Answer> answers) => Done.SetResult(answers.ToArray());
    }

    /// <summary>Maintenance in a transaction of its own.</summary>
    public sealed class Job(Action<DatabaseWriter> action, Action after) : Work
    {
        public Action<DatabaseWriter> Action { get; } = action;

        public Action After { get; } = after;

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override IReadOnlyList<Submission> Submissions { get; } = [];

        public override void Complete(ReadOnlySpan<Answer> answers)
        {
        }
    }
}
