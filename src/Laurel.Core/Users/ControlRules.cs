using Laurel.Core.Facts;
using Laurel.Core.Rulebooks;

namespace Laurel.Core.Users;

/// <summary>Who belongs to the control group. Decided once, by the user's id alone, when the user is first seen.</summary>
internal static class ControlRules
{
    private const string Scope = "control-group\0";

    /// <summary>Whether a new user is one of so many percent. Who is in a smaller share is in every larger one.</summary>
    public static bool IsControl(int percent, string user) => percent > 0 && FactId.Seed(Scope + user) % 100 < (ulong)percent;

    public static void Check(CheckContext context, int percent) => NumberCheck.Range(context, "experiments.control", percent, 0, 100);
}
