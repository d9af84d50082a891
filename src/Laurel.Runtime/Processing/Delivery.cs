namespace Laurel.Runtime.Processing;

/// <summary>The inputs of several works, and their answers, which come in parts and by several threads.</summary>
internal sealed class Delivery
{
    private readonly IReadOnlyList<Work> works;
    private readonly Answer[] answers;
    private int missing;

    public Delivery(IReadOnlyList<Work> works)
    {
        this.works = works;
        Submissions = [.. works.SelectMany(work => work.Submissions)];
        answers = new Answer[Submissions.Length];
        missing = answers.Length;
    }

    public Submission[] Submissions { get; }

    /// <summary>Answers the inputs from <paramref name="start"/> on. The last part hands every caller what is theirs.</summary>
    public void Answer(int start, ReadOnlySpan<Answer> part)
    {
        part.CopyTo(answers.AsSpan(start));
        if (Interlocked.Add(ref missing, -part.Length) == 0)
        {
            Complete();
        }
    }

    private void Complete()
    {
        var at = 0;
        foreach (var work in works)
        {
            work.Complete(answers.AsSpan(at, work.Count));
            at += work.Count;
        }
    }
}
