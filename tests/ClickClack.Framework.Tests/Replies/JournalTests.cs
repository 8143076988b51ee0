using ClickClack.Framework.Tests.Time;
using ClickClack.Replies;
using ClickClack.State;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClickClack.Framework.Tests.Replies;

/// <summary>When a plan may be forgotten.</summary>
public sealed class JournalTests
{
    [Fact]
    public async Task Rule07_a_plan_that_follows_an_edit_stays_until_the_edit_is_done_too()
    {
        using IOwnedState state = new MemoryStateStore().Open("a");
        var health = new StorageHealth(NullLogger.Instance);
        var journal = new Journal(new PlanStore(state), health, new ManualTime(), NullLogger.Instance);
        var plan = new Plan("m:1", DateTimeOffset.UnixEpoch, []) { State = PlanState.Change, Edit = "e:1", Surplus = [new PlannedDeletion("msg_2", "r0")] };
        await journal.PutAsync(plan, TestContext.Current.CancellationToken);
        Assert.True(journal.IsUnfinished("m:1"));
        Assert.Empty(journal.Removable(static _ => false));

        journal.Finish("m:1");
        Assert.False(journal.IsUnfinished("m:1"));
        Assert.Empty(journal.Removable(static trigger => trigger == "e:1"));
        Assert.Empty(journal.Removable(static trigger => trigger == "m:1"));
        Assert.Equal(["m:1"], journal.Removable(static _ => false));

        var next = new Journal(new PlanStore(state), health, new ManualTime(), NullLogger.Instance);
        Plan read = Assert.Single(next.Unfinished);
        Assert.Equal(("e:1", PlanState.Change, plan.Surplus.Single()), (read.Edit, read.State, read.Surplus!.Single()));
    }
}
