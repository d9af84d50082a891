using Laurel.Core;
using Laurel.Core.Leaderboards;
using Laurel.Runtime.Leaderboards;
using Xunit;

namespace Laurel.Runtime.Tests.Leaderboards;

/// <summary>Random histories against a plain sort. A failure names the seed; put it into the seeds to see it again.</summary>
public sealed class StandingPropertyTests
{
    private const int UsersCount = 1_500;

    // Enough leaves for several branches.
    private const int ManyUsersCount = 9_000;

    // The last two make values that the number they are sorted by does not tell apart.
    private static readonly decimal[] Units = [0.5m, 1.00m, 0.000_1m, 10_000_000_000_000_000m];

    public static TheoryData<RankKind, bool, int, int> Histories()
    {
        var rows = new TheoryData<RankKind, bool, int, int>();
        foreach (RankKind kind in Enum.GetValues<RankKind>())
        {
            int seed = Random.Shared.Next();
            rows.Add(kind, false, 0, seed);
            rows.Add(kind, true, 1, seed);
            rows.Add(kind, false, 2, seed);
            rows.Add(kind, false, 0, 20_260_105);
        }

        return rows;
    }

    // Grows past several splits, churns, then shrinks through merges to nothing. Few values and instants, so ties abound.
    [Theory]
    [MemberData(nameof(Histories), DisableDiscoveryEnumeration = true)]
    public void Standing_RandomHistory_AgreesWithPlainSortAtEveryStep(RankKind kind, bool isAscending, int tieBreakers, int seed)
    {
        var history = new History(kind, isAscending, tieBreakers, new Random(seed), UsersCount);
        Reproducible($"kind {kind}, ascending {isAscending}, tie-breakers {tieBreakers}, seed {seed}", () =>
        {
            history.Run(steps: 60, changesPerStep: 40, setsOfTen: 9);
            history.Run(steps: 400, changesPerStep: 1, setsOfTen: 7);
            history.Run(steps: 150, changesPerStep: 40, setsOfTen: 1);
            history.Run(steps: 60, changesPerStep: 40, setsOfTen: 10);
            history.RemoveAll();
        });
    }

    [Theory]
    [MemberData(nameof(Histories), DisableDiscoveryEnumeration = true)]
    public void Standing_ManyUsersComeAndGo_AgreesWithPlainSort(RankKind kind, bool isAscending, int tieBreakers, int seed)
    {
        var history = new History(kind, isAscending, tieBreakers, new Random(seed), ManyUsersCount);
        Reproducible($"kind {kind}, ascending {isAscending}, tie-breakers {tieBreakers}, seed {seed}", () =>
        {
            history.Run(steps: 12, changesPerStep: 1_000, setsOfTen: 9);
            history.Run(steps: 20, changesPerStep: 1_000, setsOfTen: 1);
            history.Run(steps: 6, changesPerStep: 1_000, setsOfTen: 10);
            history.RemoveAll();
        });
    }

    private static void Reproducible(string arguments, Action run)
    {
        try
        {
            run();
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"Reproduce with {arguments}.", failure);
        }
    }

    private sealed class History
    {
        private readonly Random random;
        private readonly Members members = new();
        private readonly RankOrder[] ties;
        private readonly Standing standing;
        private readonly SortedModel model;

        public History(RankKind kind, bool isAscending, int tieBreakers, Random random, int usersCount)
        {
            this.random = random;
            ties = [.. Enumerable.Range(0, tieBreakers).Select(_ => (RankOrder)random.Next(2))];
            for (int i = 0; i < usersCount; i++)
            {
                members.NumberOf($"user-{random.Next()}-{i}");
            }

            standing = new Standing(members, kind, isAscending, ties);
            model = new SortedModel(members, kind, isAscending, ties);
        }

        public void Run(int steps, int changesPerStep, int setsOfTen)
        {
            int valuesCount = random.Next(2) == 0 ? 40 : 4_000;
            for (int step = 0; step < steps; step++)
            {
                for (int i = 0; i < changesPerStep; i++)
                {
                    Change(random.Next(10) < setsOfTen, valuesCount);
                }

                Check(model.Sorted());
            }
        }

        public void RemoveAll()
        {
            foreach (Place place in model.Sorted())
            {
                Assert.Equal(model.Remove(place.Member), standing.Remove(place.Member));
            }

            Check([]);
        }

        private void Change(bool isSet, int valuesCount)
        {
            int member = random.Next(members.Count);
            if (isSet)
            {
                decimal value = random.Next(-valuesCount, valuesCount) * Units[random.Next(Units.Length)];
                long reachedAtMs = random.Next(5);
                ValueList<decimal?> row = [.. ties.Select(_ => random.Next(4) is > 0 and var tie ? (decimal?)tie : null)];
                standing.Set(member, value, reachedAtMs, row);
                model.Set(member, value, reachedAtMs, row);
            }
            else
            {
                Assert.Equal(model.Remove(member), standing.Remove(member));
            }
        }

        private void Check(Place[] expected)
        {
            Assert.Equal(expected.Length, standing.Count);
            Assert.Equal(expected, standing.Page(0, int.MaxValue));
            int offset = random.Next(expected.Length + 2);
            int limit = random.Next(30);
            Assert.Equal(expected.Skip(offset).Take(limit), standing.Page(offset, limit));
            CheckMember(random.Next(members.Count), expected);
            foreach (Place place in expected.Where(_ => random.Next(20) == 0))
            {
                CheckMember(place.Member, expected);
            }

            decimal from = random.Next(-50, 50);
            decimal to = from + random.Next(-2, 50);
            Assert.Equal(model.CountInRange(from, to), standing.CountInRange(from, to));
        }

        private void CheckMember(int member, Place[] expected)
        {
            int at = Array.FindIndex(expected, place => place.Member == member);
            Assert.Equal(at >= 0, standing.TryGet(member, out Place found));
            int count = random.Next(1, 30);
            Place[] window = standing.Around(member, count);
            if (at < 0)
            {
                Assert.Empty(window);
                return;
            }

            Assert.Equal(expected[at], found);
            Assert.Equal(expected[at].Value, standing.ValueAt(at + 1));
            int first = Math.Max(0, Math.Min(at - ((count - 1) / 2), expected.Length - count));
            Assert.Equal(expected.Skip(first).Take(count), window);
        }
    }
}
