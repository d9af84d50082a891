using System.Text;
using Laurel.Core;
using Laurel.Core.Rulebooks;

namespace Laurel.Runtime.Rulebooks;

/// <summary>Refuses documents that are too large before anything parses them.</summary>
internal static class DocumentSize
{
    public static bool Fits(string text, ProblemList problems)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes <= Limits.RulebookBytesMax)
        {
            return true;
        }

        problems.Add("document", $"{bytes} bytes", $"at most {Limits.RulebookBytesMax} bytes", "make it smaller");
        return false;
    }
}
