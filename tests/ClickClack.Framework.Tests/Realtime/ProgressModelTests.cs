using FsCheck;
using FsCheck.Fluent;

namespace ClickClack.Framework.Tests.Realtime;

/// <summary>Rule 9 against a model: whatever comes late, is done, saved or dies when, nothing is lost, and nothing that was saved as done runs again.</summary>
public sealed class ProgressModelTests
{
    private const int Histories = 3_000;
    private const int LongestHistory = 250;

    [Fact]
    public void Rule09_no_history_loses_an_event_or_runs_a_done_one_again()
    {
        Arbitrary<int[]> histories = Arb.From(
            Gen.Choose(0, int.MaxValue - 1).ArrayOf(), history => ArbMap.Default.ArbFor<int[]>().Shrinker(history));
        Prop.ForAll(histories, Happens).Check(Config.QuickThrowOnFailure.WithMaxTest(Histories).WithEndSize(LongestHistory));
    }

    private static void Happens(int[] history)
    {
        var model = new ProgressModel();
        foreach (int number in history)
        {
            model.Step(number);
        }

        model.End();
    }
}
