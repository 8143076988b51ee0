using ClickClack.Dispatch;
using ClickClack.Handlers;

namespace ClickClack.Framework.Tests.Bot;

/// <summary>Routes written by hand, in the place of generated ones: what they match and what they do are delegates.</summary>
internal sealed class ScriptedRoutes : IRouteModule
{
    private readonly List<Entry> entries = [];
    private readonly List<RouteDescription> descriptions = [];
    private readonly List<RequiredService> services = [];

    private int errorRoute = -1;

    private readonly List<ReactionCondition> reactions = [];

    private delegate bool Condition(in Evidence evidence);

    private delegate ReactionMatch ReactionCondition(in Evidence evidence, string emoji, bool removed);

    public IReadOnlyList<RouteDescription> Routes => descriptions;

    public IReadOnlyList<RequiredService> RequiredServices => services;

    /// <summary>Anything that is said anywhere.</summary>
    public static ScriptedRoutes Everywhere(Func<Message, Reply?> handler) =>
        new ScriptedRoutes().Add("*", RouteRank.Any, static (in Evidence _) => true, context => new(Answer.Of(handler(context.Message))));

    /// <inheritdoc cref="Everywhere(Func{Message, Reply})"/>
    public static ScriptedRoutes Everywhere(Func<Message, CancellationToken, Task<Reply?>> handler) =>
        new ScriptedRoutes().Add("*", RouteRank.Any, static (in Evidence _) => true, async context => Answer.Of(await handler(context.Message, context.Cancellation)));

    /// <summary>Anything that is said anywhere, answered in whatever form.</summary>
    public static ScriptedRoutes Answering(Func<Message, CancellationToken, ValueTask<Answer>> handler) =>
        new ScriptedRoutes().Add("*", RouteRank.Any, static (in Evidence _) => true, context => handler(context.Message, context.Cancellation));

    /// <summary>Anything that is said anywhere, answered with several replies.</summary>
    public static ScriptedRoutes Several(Func<Message, IEnumerable<Reply?>?> handler) => Answering((message, _) => new(Answer.Of(handler(message))));

    /// <summary>Anything that is said anywhere, answered with a text that grows.</summary>
    public static ScriptedRoutes Streaming(Func<Message, IAsyncEnumerable<string?>> handler) => Answering((message, _) => new(Answer.Of(handler(message))));

    public ScriptedRoutes Channel(string name, Func<Message, Reply?> handler) =>
        Add($"#{name}", RouteRank.Named, (in Evidence evidence) => evidence.In(Places.ChannelRoot) && evidence.InChannel(name), context => new(Answer.Of(handler(context.Message))));

    public ScriptedRoutes Dm(Func<Message, Reply?> handler) =>
        Add("dm", RouteRank.Exact, (in Evidence evidence) => evidence.In(Places.DmRoot), context => new(Answer.Of(handler(context.Message))));

    public ScriptedRoutes Group(Func<Message, Reply?> handler) =>
        Add("group", RouteRank.Exact, (in Evidence evidence) => evidence.In(Places.GroupDmRoot), context => new(Answer.Of(handler(context.Message))));

    public ScriptedRoutes Thread(Func<Message, Reply?> handler) =>
        Add("thread", RouteRank.Thread, (in Evidence evidence) => evidence.In(Places.Thread), context => new(Answer.Of(handler(context.Message))));

    public ScriptedRoutes Mention(Func<Message, Reply?> handler) =>
        Add("mention", RouteRank.Mention, (in Evidence evidence) => evidence.MentionsBot, context => new(Answer.Of(handler(context.Message))));

    public ScriptedRoutes WithServices(Func<Message, IServiceProvider, Answer> handler) =>
        Add("services", RouteRank.Any, static (in Evidence _) => true, context => new(handler(context.Message, context.Services)), usesServices: true);

    /// <summary>A command, with or without the bot's handle.</summary>
    public ScriptedRoutes Command(string name, Func<Message, Reply?> handler)
    {
        Add($"/{name}", RouteRank.Command, static (in Evidence _) => true, context => new(Answer.Of(handler(context.Message))));
        entries[^1] = entries[^1] with { Name = name };
        descriptions[^1] = descriptions[^1] with { Kind = RouteKind.Command, Commands = [name] };
        return this;
    }

    /// <summary>Anything that is said anywhere, by a handler that shows what it does.</summary>
    public static ScriptedRoutes Reporting(Func<Message, IAgentProgress, CancellationToken, Task<Reply?>> handler) => new ScriptedRoutes().Add(
        "*", RouteRank.Any, static (in Evidence _) => true, async context => Answer.Of(await handler(context.Message, context.Progress, context.Cancellation)));

    /// <summary>A command that is answered in whatever form.</summary>
    public ScriptedRoutes Command(string name, Func<RouteContext, ValueTask<Answer>> handler)
    {
        Command(name, static (Message _) => null);
        entries[^1] = entries[^1] with { Handler = handler };
        return this;
    }

    /// <summary>The route that was added last follows edits.</summary>
    public ScriptedRoutes Following()
    {
        descriptions[^1] = descriptions[^1] with { FollowsEdits = true };
        return this;
    }

    /// <summary>Describes the command that was added last.</summary>
    public ScriptedRoutes Describe(string usage, string? description, params ParameterDescription[] parameters)
    {
        descriptions[^1] = descriptions[^1] with { Command = new CommandDescription(descriptions[^1].Commands[0], usage, description, parameters) };
        return this;
    }

    /// <summary>Says which scopes the route that was added last needs beyond the usual.</summary>
    public ScriptedRoutes Needing(params string[] scopes)
    {
        descriptions[^1] = descriptions[^1] with { Scopes = scopes };
        return this;
    }

    /// <summary>Makes the route that was added last one of an account.</summary>
    public ScriptedRoutes OfAccount(string account)
    {
        descriptions[^1] = descriptions[^1] with { Account = account };
        return this;
    }

    /// <summary>Guards the route that was added last.</summary>
    public ScriptedRoutes With(RouteGuards guards)
    {
        descriptions[^1] = descriptions[^1] with { Guards = guards };
        return this;
    }

    /// <summary>Gives the route that was added last a lane.</summary>
    public ScriptedRoutes With(RouteLane lane)
    {
        descriptions[^1] = descriptions[^1] with { Lane = lane };
        return this;
    }

    /// <summary>Says where the route that was added last listens, as generated routes do.</summary>
    public ScriptedRoutes At(RoutePlace place)
    {
        descriptions[^1] = descriptions[^1] with { Places = [place] };
        return this;
    }

    public ScriptedRoutes Requiring(Type type, object? key = null, string handler = "Tests.Handler.Handle")
    {
        services.Add(new RequiredService(type, key, handler));
        return this;
    }

    public bool MayMatch(in Evidence evidence)
    {
        foreach (Entry entry in entries)
        {
            if (entry.Condition(evidence))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reactions with an emoji, or with any, where a condition holds.</summary>
    public ScriptedRoutes Reaction(
        string? emoji, Func<RouteContext, Reply?> handler, bool removed = false, Places places = Places.Anywhere, bool needsMessage = false, string? channel = null)
    {
        Add($"reaction {emoji}", RouteRank.None, static (in Evidence _) => false, context => new(Answer.Of(handler(context))));
        descriptions[^1] = descriptions[^1] with { Kind = RouteKind.Reaction, NeedsMessage = needsMessage };
        int route = entries.Count - 1;
        RouteRank rank = channel is not null ? RouteRank.Named : (places & ~Places.Thread) == 0 ? RouteRank.Thread : RouteRank.Any;
        reactions.Add((in Evidence evidence, string given, bool isRemoved) =>
            isRemoved == removed && (emoji is null || emoji == given) && evidence.In(places) && (channel is null || evidence.InChannel(channel))
                ? new ReactionMatch(route, rank, emoji is not null)
                : ReactionMatch.None);
        return this;
    }

    /// <summary>An observer.</summary>
    public ScriptedRoutes Observe<T>(Func<T, IServiceProvider, Task> observer)
    {
        Add($"event {typeof(T).Name}", RouteRank.None, static (in Evidence _) => false, async context =>
        {
            await observer((T)context.Event!, context.Services);
            return default;
        });
        descriptions[^1] = descriptions[^1] with { Kind = RouteKind.Event, Event = typeof(T) };
        return this;
    }

    /// <inheritdoc cref="Observe{T}(Func{T, IServiceProvider, Task})"/>
    public ScriptedRoutes Observe<T>(Action<T> observer) => Observe<T>((happened, _) =>
    {
        observer(happened);
        return Task.CompletedTask;
    });

    public ReactionMatch MatchReaction(in Evidence evidence, string emoji, bool removed)
    {
        ReactionMatch best = ReactionMatch.None;
        foreach (ReactionCondition condition in reactions)
        {
            ReactionMatch match = condition(evidence, emoji, removed);
            best = match.GoesBefore(best) ? match : best;
        }

        return best;
    }

    public RouteMatch Match(in Evidence evidence, string text, string handle)
    {
        RouteMatch best = RouteMatch.None;
        for (int i = 0; i < entries.Count; i++)
        {
            if (entries[i].Rank > best.Rank && entries[i].Condition(evidence) && (entries[i].Name is not { } name || IsCommand(text, name, handle)))
            {
                best = new RouteMatch(i, entries[i].Rank);
            }
        }

        return best;
    }

    public ValueTask<Answer> InvokeAsync(int route, in RouteContext context) => entries[route].Handler(context);

    private static bool IsCommand(string text, string name, string handle)
    {
        Span<char> buffer = stackalloc char[CommandLine.MaxNameLength];
        return CommandLine.TryReadName(text, handle, buffer, out ReadOnlySpan<char> found) && found.SequenceEqual(name);
    }

    private ScriptedRoutes Add(
        string cause, RouteRank rank, Condition condition, Func<RouteContext, ValueTask<Answer>> handler, bool usesServices = false)
    {
        entries.Add(new Entry(rank, condition, handler));
        descriptions.Add(new RouteDescription(cause, "Tests.Handler.Handle", usesServices));
        return this;
    }

    /// <summary>What is called when a handler of these routes has failed for good.</summary>
    public ScriptedRoutes OnError(Func<Message, Exception, CancellationToken, ValueTask<Answer>> handler)
    {
        errorRoute = entries.Count;
        Add("errors", RouteRank.None, static (in Evidence _) => false, context => handler(context.Message, context.Error!, context.Cancellation));
        descriptions[^1] = descriptions[^1] with { Kind = RouteKind.Error };
        return this;
    }

    /// <inheritdoc cref="OnError(Func{Message, Exception, CancellationToken, ValueTask{Answer}})"/>
    public ScriptedRoutes OnError(Func<Message, Exception, Reply?> handler) => OnError((message, error, _) => new(Answer.Of(handler(message, error))));

    public int ErrorRoute(int route, Exception thrown) => errorRoute;

    private sealed record Entry(RouteRank Rank, Condition Condition, Func<RouteContext, ValueTask<Answer>> Handler)
    {
        /// <summary>The name of a command; null for any text.</summary>
        public string? Name { get; init; }
    }
}
