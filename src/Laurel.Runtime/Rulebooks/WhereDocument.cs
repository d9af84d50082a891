using Laurel.Core;

namespace Laurel.Runtime.Rulebooks;

/// <summary>The attribute filters of achievements, triggers and boosts: <c>where: {user: {plan: pro}, event: {subject: physics}}</c>.</summary>
internal static class WhereDocument
{
    public static readonly Shape UserAndEvent = Shape.Of("where", "user? event?");

    public static readonly Shape User = Shape.Of("whereUser", "user?");

    public static DocumentNode.Map Write(ValueList<AttributeValue> user, ValueList<AttributeValue> @event) =>
        new MapWriter(UserAndEvent).Attributes("user", user).Attributes("event", @event).Map;
}
