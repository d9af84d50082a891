using Laurel.Runtime.Replay;

namespace Laurel.Server.Commands;

/// <summary>Broken and refused rows of files, as they are reported.</summary>
internal sealed class Problems(bool keepGoing)
{
    public int Count { get; private set; }

    /// <summary>Prints a problem; false when the work should stop.</summary>
    public bool Report(string file, RowProblem problem)
    {
        Count++;
        Console.Error.WriteLine($"{file}: {problem}");
        return keepGoing;
    }

    /// <summary>Prints a problem; throws when the work should stop.</summary>
    public void ReportOrStop(string file, RowProblem problem)
    {
        if (!Report(file, problem))
        {
            throw new CommandException("Nothing was applied. Mend the file, or use --keep-going to leave such rows out.");
        }
    }
}
