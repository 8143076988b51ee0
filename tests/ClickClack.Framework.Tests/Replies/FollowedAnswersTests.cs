using ClickClack.Replies;
using ClickClack.State;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClickClack.Framework.Tests.Replies;

/// <summary>What is remembered of answers that follow their messages, and for how long.</summary>
public sealed class FollowedAnswersTests
{
    private readonly MemoryStateStore store = new();

    private static FollowedAnswers Open(IOwnedState state) => new(state, new StorageHealth(NullLogger.Instance));

    private static string File(IOwnedState state)
    {
        using var reader = new StreamReader(state.Read("followed.log")!);
        return reader.ReadToEnd();
    }

    [Fact]
    public void It_is_known_to_the_next_run()
    {
        using IOwnedState state = store.Open("a");
        FollowedAnswers first = Open(state);
        first.Add("m:1");
        first.Add("m:2");
        first.Add("m:2");
        first.UseUp("m:1", "r0.1");
        first.UseUp("m:1", "r0.1");
        first.UseUp("m:1", "r0.1~1");
        first.Remove("m:2");
        Assert.Equal(
            ["+ m:1", "+ m:2", "x r0.1 m:1", "x r0.1~1 m:1", "- m:2"],
            File(state).TrimEnd('\n').Split('\n').Select(static line => line["01234567 ".Length..]));

        FollowedAnswers next = Open(state);
        Assert.Equal((true, false), (next.Contains("m:1"), next.Contains("m:2")));
        Assert.Equal(("r0", "r0.1~2", "r0.1"), (next.NameOf("m:1", "r0"), next.NameOf("m:1", "r0.1"), next.NameOf("m:2", "r0.1")));
        Assert.Equal("r0.1~3", next.NameOf("m:1", "r0.1", used: "r0.1~2"));
    }

    [Fact]
    public void A_line_that_a_crash_cut_off_is_no_part_of_the_next()
    {
        using IOwnedState state = store.Open("a");
        state.Write("followed.log", "+ m:1\n+ m"u8, durable: false);
        Open(state).Add("m:2");

        FollowedAnswers next = Open(state);
        Assert.Equal((true, true), (next.Contains("m:1"), next.Contains("m:2")));
    }

    [Fact]
    public void The_oldest_are_forgotten_and_the_file_stays_small()
    {
        using IOwnedState state = store.Open("a");
        FollowedAnswers followed = Open(state);
        for (int i = 0; i <= 40_000; i++)
        {
            followed.Add($"m:msg_{i:D26}");
        }

        Assert.InRange(File(state).Length, 1, (1024 * 1024) + 100);
        FollowedAnswers next = Open(state);
        foreach (FollowedAnswers one in (FollowedAnswers[])[followed, next])
        {
            Assert.True(one.Contains($"m:msg_{40_000:D26}"));
            Assert.True(one.Contains($"m:msg_{40_001 - FollowedAnswers.Most:D26}"));
            Assert.False(one.Contains($"m:msg_{40_000 - FollowedAnswers.Most:D26}"));
        }
    }
}
