using Laurel.Core;

namespace Laurel.Runtime.Replay;

/// <summary>Refusals of rows as sentences, each behind its stable code.</summary>
internal static class RefusalText
{
    public static string Of(Rejection reason, string detail) => $"{reason.Code()}: {Sentence(reason, detail)}";

    private static string Sentence(Rejection reason, string detail) => reason switch
    {
        Rejection.UnknownUserAttribute => $"the rulebook declares no user attribute {detail}",
        Rejection.UnknownTimeZone => $"there is no time zone '{detail}'; write an IANA name such as Europe/Paris",
        Rejection.UnknownMetric => $"the rulebook has no metric '{detail}'",
        Rejection.CombinedMetric => $"{detail} is a sum of other metrics; events go to those",
        Rejection.UnknownEventAttribute => $"the rulebook declares no event attribute {detail}",
        Rejection.ValueOutOfRange => $"the value of {detail} must lie between -{Limits.ValueMax} and {Limits.ValueMax}, with at most {Limits.ValueScaleMax} decimals",
        Rejection.TotalOutOfRange => $"the total of {detail} would leave its range of {Limits.TotalMax}",
        Rejection.OutOfPoints => $"the user does not have enough points in {detail}",
        Rejection.UnknownPointsSystem => $"the rulebook has no points system '{detail}'",
        Rejection.TooLate => $"it lies before {detail}, the earliest that is still taken",
        _ => detail,
    };
}
