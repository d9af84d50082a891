using System.Globalization;

namespace Laurel.Core;

/// <summary>The one way a decimal is written: every digit it has, a point, no trailing zeros, no exponent. Equal numbers have equal texts.</summary>
public static class DecimalText
{
    public static string Of(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}
