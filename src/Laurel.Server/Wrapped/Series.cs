using NodaTime;

namespace Laurel.Server.Wrapped;

/// <summary>How one total moved, by local date within a window.</summary>
internal sealed class Series(LocalDate firstOn, LocalDate lastOn)
{
    private readonly Dictionary<LocalDate, decimal> changes = [];
    private decimal before;

    /// <summary>Everything that was added, also outside the window.</summary>
    public decimal Total { get; private set; }

    public void Add(LocalDate on, decimal value)
    {
        Total += value;
        if (on < firstOn)
        {
            before += value;
        }
        else if (on <= lastOn)
        {
            changes[on] = changes.GetValueOrDefault(on) + value;
        }
    }

    /// <summary>Whether anything was added on a date from one to another, both inclusive.</summary>
    public bool IsActive(LocalDate from, LocalDate to) => changes.Keys.Any(on => on >= from && on <= to);

    public WrappedChange ChangeOf(LocalDate from, LocalDate to, decimal current)
    {
        var change = changes.Where(day => day.Key >= from && day.Key <= to).Sum(day => day.Value);
        return new(Http.WireText.Of(current), Http.WireText.Of(change), PercentOf(change, before + changes.Where(day => day.Key < from).Sum(day => day.Value)));
    }

    // For the eye only, and possibly larger than an exact number can be.
    private static double PercentOf(decimal change, decimal before) =>
        change == 0 ? 0
        : before == 0 ? 100
        : Math.Truncate(1_000 * (double)change / Math.Abs((double)before)) / 10;
}
