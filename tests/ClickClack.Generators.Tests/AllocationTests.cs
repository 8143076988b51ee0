using ClickClack.Dispatch;
using ClickClack.Handlers;
using Microsoft.Extensions.DependencyInjection;

namespace ClickClack.GeneratorTests;

/// <summary>A command whose values are no texts is matched, read and called without a byte of memory.</summary>
public sealed class AllocationTests
{
    private const string Source = """
        using System.ComponentModel.DataAnnotations;
        enum Stage { Staging, Production }
        static class Commands
        {
            [OnCommand("none")] public static void None() { }
            [OnCommand("int")] public static void Int(int value) { }
            [OnCommand("numbers")] public static void Numbers(byte a, long b, double c, decimal d, Int128 e, Half? f) { }
            [OnCommand("enum")] public static void Enum(Stage value, bool sure) { }
            [OnCommand("guid")] public static void Guids(Guid value) { }
            [OnCommand("times")] public static void Times(DateTimeOffset a, DateTime b, DateOnly c, TimeOnly d, TimeSpan e) { }
            [OnCommand("checked")] public static void Checked([Range(1, 6)] int value, [AllowedValues(Stage.Staging)] Stage stage) { }
            [OnCommand("defaults")] public static void Defaults(int value = 3, Stage stage = Stage.Production, Guid? id = null) { }
            [OnCommand("options")] public static void Options(Stage stage, [Option("dry-run", 'n')] bool dryRun, [Option("count", 'c')] int count = 1, [Option("wait")] TimeSpan? wait = null) { }
            [OnCommand("async")] public static ValueTask Async(int value) => default;
        }
        """;

    [Theory]
    [InlineData("/none")]
    [InlineData("/int -5")]
    [InlineData("/int@echo \"5\"")]
    [InlineData("/numbers 1 2 2.5 -1.25 170141183460469231731687303715884105727 0.5")]
    [InlineData("/enum PRODUCTION “yes”")]
    [InlineData("/guid 6F9619FF-8B86-D011-B42D-00C04FC964FF")]
    [InlineData("/times 2026-01-31T18:30+01:00 2026-01-31 2026-01-31 18:30 1h30m")]
    [InlineData("/checked 6 staging")]
    [InlineData("/defaults")]
    [InlineData("/options staging -nc5 --wait=90s")]
    [InlineData("/options --count 7 -- staging")]
    [InlineData("/async 1")]
    public void Nothing_is_allocated(string text)
    {
        const int Calls = 100;
        IRouteModule routes = Bot.Of(Source).Routes;
        Message message = Message.Of(text);
        Evidence evidence = Bot.EvidenceOf(message);
        var context = new RouteContext(message, new ServiceCollection().BuildServiceProvider(), TestContext.Current.CancellationToken);
        Run();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int call = 0; call < Calls; call++)
        {
            Run();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run()
        {
            RouteMatch match = routes.Match(in evidence, message.Text, Bot.Handle);
            ValueTask<Answer> answer = routes.InvokeAsync(match.Route, context);
            if (!match.Found || !answer.IsCompletedSuccessfully || answer.Result.Replies.Count > 0)
            {
                Assert.Fail("not called: " + string.Concat(answer.Result.Replies));
            }
        }
    }
}
