using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using ClickClack.Dispatch;
using ClickClack.Handlers;

namespace ClickClack.Benchmarks;

/// <summary>The same for a reaction, whose emoji alone decides.</summary>
[MemoryDiagnoser]
public class ReactionBenchmark
{
    private IRouteModule routes = null!;
    private Func<Reaction, bool, ValueTask<string?>> byHand = null!;
    private Reaction reaction = null!;
    private Evidence evidence;
    private RouteContext context;

    /// <summary>How many commands the bot has, and half as many emojis. It is the one in the middle.</summary>
    [Params(10, 50, 1000)]
    public int Commands { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        (routes, _, byHand) = CompiledBot.Of(Commands, "echo");
        evidence = new Evidence(Places.ChannelRoot, "chn_general", "general", mentionsBot: false);
        int middle = Commands / 2;
        string[] emojis = ["nobody", $"emoji{middle - (middle % 2)}"];
        foreach (string emoji in emojis)
        {
            reaction = Reaction.Of(emoji);
            context = new RouteContext(Message.Of(""), NoServices.Instance, CancellationToken.None) { Reaction = reaction };
            if (MatchAndCall().Replies.SingleOrDefault()?.Text != ByHand())
            {
                throw new InvalidOperationException($"not the same answer to {emoji}");
            }
        }

        WarmUp.Call(() => (Match(), MatchAndCall(), ByHand()));
    }

    /// <summary>Which route it is.</summary>
    [Benchmark]
    public int Match() => Find();

    /// <summary>The same, and the answer of its handler.</summary>
    [Benchmark]
    public Answer MatchAndCall()
    {
        int route = Find();
        if (route < 0)
        {
            return default;
        }

        ValueTask<Answer> answer = routes.InvokeAsync(route, in context);
        return answer.IsCompletedSuccessfully ? answer.Result : throw new InvalidOperationException("the handlers wait for nothing");
    }

    /// <summary>The same by hand.</summary>
    [Benchmark(Baseline = true)]
    public string? ByHand()
    {
        ValueTask<string?> answer = byHand(reaction, false);
        return answer.IsCompletedSuccessfully ? answer.Result : throw new InvalidOperationException("the handlers wait for nothing");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Find()
    {
        ReactionMatch match = routes.MatchReaction(in evidence, reaction.Emoji, removed: false);
        return match.Found ? match.Route : -1;
    }
}
