using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;
using ClickClack.Dispatch;
using ClickClack.Handlers;
using Microsoft.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace ClickClack.GeneratorTests;

/// <summary>A bot compiled with the generator and loaded: what its routes really do.</summary>
internal sealed class Bot
{
    /// <summary>The handle it is mentioned by.</summary>
    public const string Handle = "echo";

    private static readonly ConcurrentDictionary<string, Lazy<Assembly>> Compiled = new();

    private Bot(Assembly assembly)
    {
        Type module = assembly.GetCustomAttribute<RouteModuleAttribute>()!.Module;
        Assert.True(module.IsPublic);
        Routes = (IRouteModule)Activator.CreateInstance(module)!;
    }

    /// <summary>Its routes.</summary>
    public IRouteModule Routes { get; }

    /// <summary>What its routes are given at start.</summary>
    public RouteSettings Settings { get; set; } = new(null, new Dictionary<string, string>());

    /// <summary>Its services.</summary>
    public ServiceCollection Services { get; } = new();

    /// <summary>Who and what there is in its workspace.</summary>
    public IWorkspaceNames? Names { get; init; }

    /// <summary>Compiles a bot, which must give no warning, and loads it; once for each source.</summary>
    public static Bot Of(string source, IWorkspaceNames? names = null) =>
        new(Compiled.GetOrAdd(source, static text => new Lazy<Assembly>(() => Load(text))).Value) { Names = names };

    /// <summary>The handler that wins a message, or null.</summary>
    public string? Winner(Message message, bool mentioned = false) =>
        Match(message, mentioned) is { Found: true } match ? Routes.Routes[match.Route].Handler : null;

    /// <summary>The route that wins a message.</summary>
    public RouteMatch Match(Message message, bool mentioned = false)
    {
        Evidence evidence = EvidenceOf(message, mentioned).With(Settings);
        RouteMatch match = Routes.Match(in evidence, message.Text, Handle);

        // Whatever matches may match, however little of it is known.
        if (match.Found)
        {
            Assert.True(Routes.MayMatch(in evidence));
            var unknown = new Evidence(Places.Anywhere, message.Channel?.Id.ToString() ?? "chn_x", channelName: null, mentionsBot: true, Settings);
            Assert.True(Routes.MayMatch(in unknown));
        }

        // The emitted decision and the data that explains it say the same.
        Assert.Same(match.Found ? Routes.Routes[match.Route] : null, Explain(message, mentioned).Winner);
        return match;
    }

    /// <summary>Why a route wins a message.</summary>
    public RouteExplanation Explain(Message message, bool mentioned = false) =>
        new ClickClackRoutes(() => new RouteTable([Routes], Settings)).Explain(message, mentioned, Handle);

    /// <summary>The reply to a message, or null.</summary>
    public async Task<Reply?> AnswerAsync(Message message, bool mentioned = false) =>
        (await AnswersAsync(message, mentioned)).SingleOrDefault();

    /// <summary>The replies to a message; a text that grows is one for each of its pieces.</summary>
    public async Task<IReadOnlyList<Reply>> AnswersAsync(Message message, bool mentioned = false)
    {
        RouteMatch match = Match(message, mentioned);
        if (!match.Found)
        {
            return [];
        }

        await using ServiceProvider services = Services.BuildServiceProvider();
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        Answer answer = await InvokeAsync(match, message, scope.ServiceProvider);
        if (answer.Stream is null)
        {
            return answer.Replies;
        }

        var pieces = new List<Reply>();
        await foreach (string? piece in answer.Stream)
        {
            pieces.Add(Reply.InPlace(piece));
        }

        return pieces;
    }

    /// <summary>What the handler that wins a message returns.</summary>
    public async Task<Answer> InvokeAsync(Message message)
    {
        await using ServiceProvider services = Services.BuildServiceProvider();
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        return await InvokeAsync(Match(message), message, scope.ServiceProvider);
    }

    private ValueTask<Answer> InvokeAsync(RouteMatch match, Message message, IServiceProvider services) =>
        Routes.InvokeAsync(match.Route, new RouteContext(message, services, TestContext.Current.CancellationToken) { Names = Names });

    /// <summary>The text of the reply to a message in a channel, or null.</summary>
    public async Task<string?> SayAsync(string text) => (await AnswerAsync(Message.Of(text)))?.Text;

    /// <summary>The routes of a source that may have mistakes, which are left out.</summary>
    public static IRouteModule Roughly(string source) => ModuleOf(Load(Compile.Generate(Compile.Project(source), out _)));

    /// <summary>The routes of a compiled project.</summary>
    public static IRouteModule ModuleOf(Assembly assembly) =>
        (IRouteModule)Activator.CreateInstance(assembly.GetCustomAttribute<RouteModuleAttribute>()!.Module)!;

    private static Assembly Load(string source) => Load(Compile.Clean(Compile.Project(source)));

    private static Assembly Load(Compilation project)
    {
        using var stream = new MemoryStream();
        var result = project.Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        stream.Position = 0;
        return new AssemblyLoadContext("bot").LoadFromStream(stream);
    }

    /// <summary>What is known of a message once it was fetched.</summary>
    public static Evidence EvidenceOf(Message message, bool mentioned = false)
    {
        Places places = (message.Channel, message.Conversation, message.IsReply) switch
        {
            ({ }, _, false) => Places.ChannelRoot,
            ({ }, _, true) => Places.ChannelThread,
            (_, { IsGroup: false }, false) => Places.DmRoot,
            (_, { IsGroup: false }, true) => Places.DmThread,
            (_, _, false) => Places.GroupDmRoot,
            (_, _, true) => Places.GroupDmThread,
        };
        return new Evidence(places, message.Channel?.Id.ToString(), message.Channel?.Name, mentioned);
    }
}
