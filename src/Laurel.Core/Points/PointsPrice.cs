namespace Laurel.Core.Points;

/// <summary>What something costs: points of one system.</summary>
/// <param name="Amount">1 to <see cref="Limits.PointsMax"/>.</param>
public sealed record PointsPrice(string System, long Amount)
{
    /// <summary>For people: <c>50 of xp</c>.</summary>
    public override string ToString() => $"{Amount} of {System}";
}
