using NodaTime;

namespace Laurel.Core.Streaks;

/// <summary>A named list of dates (holidays) that streaks may call neutral.</summary>
public sealed record CalendarDefinition(string Key, string Name, ValueList<LocalDate> Dates);
