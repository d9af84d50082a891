using System.Text.Json.Nodes;
using Laurel.Core;
using Laurel.Core.Achievements;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Rulebooks;
using Laurel.Server.Bulk;
using Laurel.Server.Http;

namespace Laurel.Server.Achievements;

/// <summary>Configuring achievements, with the fields that they have in a rulebook.</summary>
internal static class AchievementAdminEndpoints
{
    public static void Map(Routes admin) => DefinitionEndpoints.Map(
        admin, "/achievements", new AchievementKind(), new("Achievements", "achievements", typeof(IReadOnlyList<JsonObject>), typeof(IReadOnlyList<JsonObject>))
        {
            Example = """{"key": "hundred-pages", "name": "A hundred pages", "when": {"metric": "pages-read", "reaches": 100}}""",
        });

    private sealed class AchievementKind : DocumentKind<AchievementDefinition>
    {
        public override string Thing => "Achievement";

        public override ValueList<AchievementDefinition> All(Revision revision) => revision.Rulebook.Achievements;

        public override Rulebook With(Revision revision, ValueList<AchievementDefinition> all) => revision.Rulebook with { Achievements = all };

        protected override string KeyOf(AchievementDefinition definition) => definition.Key;

        protected override string Write(AchievementDefinition definition) => DefinitionJson.Write(definition);

        protected override (AchievementDefinition Definition, IReadOnlyList<RulebookProblem> Problems) Read(string json) => DefinitionJson.ReadAchievement(json);
    }
}
