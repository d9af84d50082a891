using System.Text.Json.Nodes;
using Laurel.Core;
using Laurel.Core.Rulebooks;
using Laurel.Core.Streaks;
using Laurel.Runtime.Rulebooks;
using Laurel.Server.Bulk;
using Laurel.Server.Http;

namespace Laurel.Server.Streaks;

/// <summary>Configuring streaks and their freezes, with the fields that they have in a rulebook.</summary>
internal static class StreakAdminEndpoints
{
    public static void Map(Routes admin) => DefinitionEndpoints.Map(
        admin, "/streaks", new StreakKind(), new("Streaks", "streaks", typeof(IReadOnlyList<JsonObject>), typeof(IReadOnlyList<JsonObject>))
        {
            Example = """{"key": "reading", "frequency": "daily", "mode": "any", "metrics": [{"metric": "pages-read", "threshold": 10}]}""",
            Change = "\"freezes\": {\"initial\": 1, \"max\": 3}",
        });

    private sealed class StreakKind : DocumentKind<StreakDefinition>
    {
        public override string Thing => "Streak";

        public override ValueList<StreakDefinition> All(Revision revision) => revision.Rulebook.Streaks;

        public override Rulebook With(Revision revision, ValueList<StreakDefinition> all) => revision.Rulebook with { Streaks = all };

        protected override string KeyOf(StreakDefinition definition) => definition.Key;

        protected override string Write(StreakDefinition definition) => DefinitionJson.Write(definition);

        protected override (StreakDefinition Definition, IReadOnlyList<RulebookProblem> Problems) Read(string json) => DefinitionJson.ReadStreak(json);
    }
}
