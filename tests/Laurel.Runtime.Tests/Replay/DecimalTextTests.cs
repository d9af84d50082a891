using System.Globalization;
using Xunit;

namespace Laurel.Runtime.Tests.Replay;

public sealed class DecimalTextTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("0.000", "0")]
    [InlineData("0e99999", "0")]
    [InlineData("3", "3")]
    [InlineData("-3", "-3")]
    [InlineData("+3", "3")]
    [InlineData("007", "7")]
    [InlineData("100", "100")]
    [InlineData("999999999", "999999999")]
    [InlineData("1234567890", "1234567890")]
    [InlineData("0.1", "0.1")]
    [InlineData("-0.10", "-0.1")]
    [InlineData("2.50", "2.5")]
    [InlineData("10.01", "10.01")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("1e3", "1000")]
    [InlineData("1.5E-3", "0.0015")]
    [InlineData("12.5e+1", "125")]
    [InlineData("9999999999999999999999999999", "9999999999999999999999999999")]
    [InlineData("-0.0000000000000000000000000001", "-0.0000000000000000000000000001")]
    [InlineData("1e27", "1000000000000000000000000000")]
    [InlineData("1.00000000000000000000000000000000000000000", "1")]
    public void Value_Number_IsExactWithoutTrailingZeros(string text, string expected)
    {
        var value = Files.Event($",a,m,2026-03-01T12:00:00Z,,{text},,\n").Value;

        Assert.Equal(expected, value.ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("NaN", "is not a number")]
    [InlineData("∞", "is not a number")]
    [InlineData("-", "is not a number")]
    [InlineData(".", "is not a number")]
    [InlineData("-.", "is not a number")]
    [InlineData("1.2.3", "is not a number")]
    [InlineData("1e", "is not a number")]
    [InlineData("1e+", "is not a number")]
    [InlineData("e5", "is not a number")]
    [InlineData("--1", "is not a number")]
    [InlineData(" 1", "is not a number")]
    [InlineData("1 ", "is not a number")]
    [InlineData("0x10", "is not a number")]
    [InlineData("1_000", "is not a number")]
    [InlineData("1e400", "needs more than 28 digits before or after the point")]
    [InlineData("1e-400", "needs more than 28 digits before or after the point")]
    [InlineData("1e99999999999", "needs more than 28 digits before or after the point")]
    [InlineData("1e28", "needs more than 28 digits before or after the point")]
    [InlineData("1e-29", "needs more than 28 digits before or after the point")]
    [InlineData("10000000000000000000000000000", "needs more than 28 digits before or after the point")]
    [InlineData("1.0000000000000000000000000001", "needs more than 28 digits before or after the point")]
    public void Value_NotExactlyANumber_IsAProblem(string text, string problem) =>
        Assert.Equal($"line 2: value: '{text}' {problem}", Files.Problem($"{Files.Header},a,m,2026-03-01T12:00:00Z,,{text},,\n"));
}
