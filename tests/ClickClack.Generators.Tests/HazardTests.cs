using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClickClack.GeneratorTests;

/// <summary>What compiles and goes wrong at run time: services, state and deliveries.</summary>
public sealed partial class HazardTests
{
    private const string Usings = """
        using System.Collections.Concurrent; using System.Linq; using System.Net.Http; using ClickClack.Client;

        """;

    /// <summary>What the examples take for granted.</summary>
    private const string World = """

        static class Rooms { public static Target Ops { get; } = Target.Parse("ops"); public static Target[] All { get; } = []; }
        interface IDeployer { Task<string> DeployAsync(); }
        interface IReports { Task<string> CreateAsync(CancellationToken cancellationToken); Task SaveAsync(string text, CancellationToken cancellationToken); }
        interface IOrders { Task<List<Order>> OpenAsync(); }
        sealed record Order(int Id, UserId Customer);
        """;

    public static TheoryData<string> Ids => [.. Analyzers.All.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id)
        .Where(id => id.StartsWith("CC4", StringComparison.Ordinal) || (id.StartsWith("CC5", StringComparison.Ordinal) && id != "CC5001")).Distinct()];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_page_shows_what_is_wrong_and_what_is_right(string id)
    {
        string page = await File.ReadAllTextAsync(DocumentationTests.Page($"diagnostics/{id}.md"), TestContext.Current.CancellationToken);
        string[] examples = [.. Example().Matches(page).Select(match => match.Groups[1].Value)];
        Assert.Equal(2, examples.Length);
        Assert.Contains(id, (await Analyzers.RunAsync(Program(examples[0]))).Select(diagnostic => diagnostic.Id));
        await Analyzers.AssertNoneAsync(Program(examples[1]));
    }

    [Theory]
    [InlineData("CC4001", "static class P { public static void Add(IServiceCollection all) => all.[|AddSingleton<A>|](); } [OnDm] class A { public void Handle() { } }",
        "'A' is made anew for each message, and this singleton is never asked: remove the registration, and keep what is to last in a singleton service that its constructor takes")]
    [InlineData("CC4001", "static class P { public static void Add(IServiceCollection all) => all.AddScoped<Db>().[|AddSingleton|](typeof(A)); } class Db; class A(Db db) { [OnDm] public string X() => $\"{db}\"; }",
        "'A' is made anew for each message, and this singleton is never asked: remove the registration, and keep what is to last in a singleton service that its constructor takes; it would also hold on to 'Db', which is scoped, so in the development environment the host does not start")]
    [InlineData("CC4001", "static class P { public static void Add(IServiceCollection all) => all.[|AddSingleton<A>|](_ => new A()); } [OnDm] class A { public void Handle() { } }", null)]
    [InlineData("CC4001", "static class P { public static void Add(IServiceCollection all) => all.[|AddSingleton<A, A>|](); } class Base { public void Handle() { } } [OnDm] class A : Base;", null)]
    [InlineData("CC4002", "class A { static int [|count|]; [OnDm] public static string X() => $\"{++count}\"; }",
        "'count' is shared by handlers that run at the same time: change it with Interlocked or under a lock, or keep it in a singleton service")]
    [InlineData("CC4002", "class A { static readonly List<string> [|all|] = []; [OnDm] public void X(Message message) { all.Add(message.Text); } }",
        "'all' is shared by handlers that run at the same time: use a ConcurrentDictionary or the like, change it under a lock, or keep it in a singleton service")]
    [InlineData("CC4002", "class A { static readonly int[] [|slots|] = new int[4]; [OnDm] public void X() => slots[1]++; }", null)]
    [InlineData("CC4002", "class A { static Dictionary<string, int>? [|all|]; [OnDm] public void X() => (all ??= [])[\"x\"] = 1; }", null)]
    [InlineData("CC4002", "class A { static readonly IDictionary<string, int> [|all|] = new Dictionary<string, int>(); [OnDm] public void X() { Put(); } void Put() => all[\"x\"] = 1; }", null)]
    [InlineData("CC4002", "class A { static readonly HashSet<string>? [|all|] = new(); [OnDm] public void X() => all?.Clear(); }", null)]
    [InlineData("CC4002", "class A { static string [|One|] { get; set; } = \"\"; static string [|Two|] { get; set; } = \"\"; [OnDm] public void X() => (One, Two) = (Two, One); }", null)]
    [InlineData("CC4002", "class A { internal static string [|Prefix|] = \"!\"; [OnDm] public string X() => Prefix; }", null)]
    [InlineData("CC4002", "[OnDm] class A { public static string? [|Last|] { get; private set; } public static void Handle(Message message) => Last = message.Text; }", null)]
    [InlineData("CC4002", "class A { static volatile int [|count|]; [OnDm] public void X() => count++; }", null)]
    [InlineData("CC4002", "class A { static int [|count|]; static readonly object Gate = new(); [OnDm] public void X() { lock (Gate) { Put(); } Put(); } private static void Put() => count++; }", null)]
    [InlineData("CC4002", "class A { static int [|count|]; static readonly object Gate = new(); [OnDm] public void X() { Action put = Put; lock (Gate) { Put(); } put(); void Put() => count++; } }", null)]
    [InlineData("CC4003", "[OnDm] class A { int count; public string Handle() => $\"{++[|count|]}\"; }",
        "'count' is gone with the next message, which gets a 'A' of its own: keep it in a singleton service that the constructor takes")]
    [InlineData("CC4003", "[OnDm] class A { string? last; public string? Handle(Message message) { if (message.Text == last) { return null; } [|last|] = message.Text; return last; } }", null)]
    [InlineData("CC4003", "[OnDm] class A { int count; public string Handle() { [|count|] = count + 1; return $\"{count}\"; } }", null)]
    [InlineData("CC4003", "[OnDm] class A { int count; public string Handle() => $\"{Interlocked.Increment(ref [|count|])}\"; }", null)]
    [InlineData("CC4003", "[OnDm] class A { readonly HashSet<string> seen = []; public string? Handle(Message message) => [|seen|].Add(message.Text) ? \"new\" : null; }", null)]
    [InlineData("CC4003", "[OnDm] class A { List<string> Seen { get; } = new(); public string Handle(Message message) { [|Seen|].Add(message.Text); return string.Join(' ', Seen); } }", null)]
    [InlineData("CC4003", "class A { string topic = \"\"; [OnCommand(\"set\")] public void Set(string text) => [|topic|] = text; [OnCommand(\"get\")] public string Get() => topic; }", null)]
    [InlineData("CC4003", "[OnDm] class A { Random? random; public string Handle() => $\"{([|random|] ??= new Random()).Next()}\"; }", null)]
    [InlineData("CC4004", "[OnDm] class A { public async Task Handle() { using var http = [|new HttpClient()|]; await http.GetStringAsync(\"\"); } }",
        "A new HttpClient for each message leaves connections behind: take an HttpClient or an IHttpClientFactory in the constructor, and register it with AddHttpClient")]
    [InlineData("CC4004", "[OnDm] class A { readonly HttpClient http = [|new()|]; public Task<string> Handle() => http.GetStringAsync(\"\"); }", null)]
    [InlineData("CC4004", "class A { readonly HttpClient http; public A() { http = [|new HttpClient { Timeout = TimeSpan.FromSeconds(1) }|]; } [OnDm] public Task<string> Handle() => http.GetStringAsync(\"\"); }", null)]
    [InlineData("CC4005", "record Deployment(string Service); class A { [OnCommand(\"x\")] public string X([|Deployment|] it) => it.Service; }",
        "'it' is taken for a service, and nothing in this project registers 'Deployment': implement IParsable<Deployment> if it is an argument, or mark it [FromServices] if it is a service")]
    [InlineData("CC4005", "class Deployment { public string? Service { get; set; } public override string ToString() => $\"{Service}\"; } [OnCommand(\"x\")] class A { public string Handle([|Deployment?|] it) => $\"{it}\"; /* Deployment */ }", null)]
    [InlineData("CC5002", "[OnDm] class A(IDeployer it) { public string Handle() => [|it.DeployAsync().Result|]; }",
        "'Result' holds a thread that other conversations need: await the task instead")]
    [InlineData("CC5002", "[OnDm] class A(IDeployer it) { public void Handle() { [|it.DeployAsync().Wait()|]; } }",
        "'Wait' holds a thread that other conversations need: await the task instead")]
    [InlineData("CC5002", "[OnDm] class A(IDeployer it) { public string Handle() => [|it.DeployAsync().ConfigureAwait(false).GetAwaiter().GetResult()|]; }", null)]
    [InlineData("CC5002", "[OnDm] class A { public string Handle(IAsyncEnumerator<int> all) => $\"{[|all.MoveNextAsync().Result|]}\"; }", null)]
    [InlineData("CC5002", "[OnDm] class A(IDeployer it) { public void Handle() => [|Task.WaitAll(it.DeployAsync(), it.DeployAsync())|]; }",
        "'WaitAll' holds a thread that other conversations need: await Task.WhenAll instead")]
    [InlineData("CC5002", "[OnDm] class A(IDeployer it) { public void Handle() { Go(); void Go() => [|Task.WaitAny(it.DeployAsync())|]; } }", null)]
    [InlineData("CC5002", "[OnDm] class A(IDeployer it) { public string Handle() { var task = it.DeployAsync(); var text = [|task.Result|]; return text; } }", null)]
    [InlineData("CC5002", "class F(IDeployer it) : IMessageFilter { public ValueTask<FilterResult> CheckAsync(Message message, CancellationToken cancellationToken) { [|it.DeployAsync().Wait(cancellationToken)|]; return default; } }", null)]
    [InlineData("CC5002", "class Base(IDeployer it) { public string Handle() => [|it.DeployAsync().Result|]; } [OnDm] class A(IDeployer it) : Base(it);", null)]
    [InlineData("CC5002", "[OnDm] class A(SemaphoreSlim gate) { public void Handle() { [|gate.Wait()|]; gate.Release(); } }",
        "'Wait' holds a thread that other conversations need: await WaitAsync instead")]
    [InlineData("CC5002", "[OnDm] class A(SemaphoreSlim gate) { public void Handle(CancellationToken stop) { if (!gate.Wait(0)) { [|gate.Wait(1000, stop)|]; } } }", null)]
    [InlineData("CC5002", "[OnDm] class A(ManualResetEvent done, ManualResetEventSlim more) { public void Handle() { [|done.WaitOne()|]; [|more.Wait(TimeSpan.FromSeconds(1))|]; [|WaitHandle.WaitAny([done])|]; } }",
        "'WaitOne' holds a thread that other conversations need: await a SemaphoreSlim or a TaskCompletionSource instead")]
    [InlineData("CC5002", "[OnDm] class A { public void Handle(CancellationToken stop) { [|stop.WaitHandle.WaitOne(1000)|]; } }", null)]
    [InlineData("CC5002", "using System.Diagnostics; [OnDm] class A { public void Handle() { using var it = Process.Start(\"ls\"); [|it.WaitForExit()|]; } }",
        "'WaitForExit' holds a thread that other conversations need: await WaitForExitAsync instead")]
    [InlineData("CC5002", "[OnDm] class A { public string? Handle() => [|Console.ReadLine()|] + [|Console.In.ReadLine()|] + [|Console.ReadKey()|].Key; }",
        "'ReadLine' holds a thread that other conversations need: take it as an argument of a command, or from the configuration, instead")]
    [InlineData("CC5003", "class A { public void Help(IBot bot) => [|bot.SendAsync(\"x\")|]; }",
        "'SendAsync' is not awaited: a restart loses it, and nobody sees it fail; await it")]
    [InlineData("CC5003", "class A(IBot bot) : BackgroundService { protected override Task ExecuteAsync(CancellationToken stoppingToken) { [|bot.SendAsync(\"x\")|]; _ = [|bot.Client.GetMeAsync(stoppingToken)|]; return Task.CompletedTask; } }", null)]
    [InlineData("CC5003", "class A(IBot bot) { readonly Timer timer = new(_ => [|bot.SendAsync(\"x\")|]); public override string ToString() => $\"{timer}\"; }", null)]
    [InlineData("CC5003", "[OnDm] class A { public void Handle(IBot bot) => [|bot.SendAsync(\"x\")|]; }",
        "'SendAsync' is not awaited: the message counts as handled before it is done, and nobody sees it fail; await it")]
    [InlineData("CC5003", "[OnDm] class A { public async Task Handle(IBot bot) { _ = [|bot.SendAsync(\"x\")|]; await Task.Yield(); } }", null)]
    [InlineData("CC5003", "[OnDm] class A { public Task Handle(IBot bot) { [|bot.SendAsync(\"x\")|].ConfigureAwait(false); return Task.CompletedTask; } }", null)]
    [InlineData("CC5003", "[OnDm] class A { public void Handle(IBot bot) { Array.ForEach([1, 2], i => [|bot.SendAsync($\"{i}\", idempotencyKey: $\"{i}\")|]); } }", null)]
    [InlineData("CC5003", "[OnDm] class A { public void Handle(IBot bot, Message message) { [|bot.Client.AddReactionAsync(message.Id, \"👍\")|]; } }",
        "'AddReactionAsync' is not awaited: the message counts as handled before it is done, and nobody sees it fail; await it")]
    [InlineData("CC5003", "[OnDm] class A { public void Handle(IBot bot) { var task = [|bot.SendAsync(\"x\")|]; } }", null)]
    [InlineData("CC5003", "[OnDm] class A { public async Task Handle(IBot? bot) { await Task.Yield(); bot?[|.SendAsync(\"x\")|]; } }", null)]
    [InlineData("CC5004", "[OnDm] class A { public void Handle() { [|Thread.Sleep(1000)|]; } }",
        "'Thread.Sleep' holds a thread that other conversations need, and does not end when the bot stops: await Task.Delay with the handler's CancellationToken instead")]
    [InlineData("CC5004", "[OnDm] class A { public void Handle() { Action go = () => [|Thread.Sleep(TimeSpan.FromSeconds(1))|]; go(); } }", null)]
    [InlineData("CC5002", "[OnDm] class A { public void Handle() { var drawing = new Thread(() => { }); drawing.Start(); [|drawing.Join()|]; } }", null)]
    [InlineData("CC5004", "[OnDm] class A { public async Task Handle() => await Task.WhenAll(new[] { 1 }.Select(async i => { [|Thread.Sleep(i)|]; await Task.Yield(); })); }", null)]
    [InlineData("CC5005", "[OnDm] class A(IReports it) { public async Task Handle(CancellationToken stop) { try { await it.CreateAsync(stop); } [|catch|] { } } }",
        "When the bot stops, this catch makes 'Handle' end as if it had finished, and its message is not handled again: let the cancellation pass, for example with 'when (!stop.IsCancellationRequested)'")]
    [InlineData("CC5005", "[OnDm] class A(IReports it) { public async Task<string> Handle(CancellationToken stop) { try { return await it.CreateAsync(stop).ConfigureAwait(false); } [|catch (OperationCanceledException)|] { return \"\"; } } }", null)]
    [InlineData("CC5005", "[OnDm] class A(IReports it) { public async Task Handle(CancellationToken stop) { try { await it.CreateAsync(stop); } [|catch (Exception error)|] when (error is not InvalidOperationException) { Console.Write(error); } } }", null)]
    [InlineData("CC5005", "[OnDm] class A(IReports it) { public async Task Handle(CancellationToken stop) { try { await it.CreateAsync(stop); } catch (InvalidOperationException) { } [|catch (OperationCanceledException)|] when (stop.IsCancellationRequested) { } } }", null)]
    [InlineData("CC5005", "[OnDm] class A(IReports it) { public async Task Handle(CancellationToken stop) { using var soon = CancellationTokenSource.CreateLinkedTokenSource(stop); try { await it.CreateAsync(soon.Token); } [|catch (TaskCanceledException)|] { } } }", null)]
    [InlineData("CC5005", "[OnDm] class A(IReports it) { public async Task Handle(CancellationToken stop) { for (int i = 0; i < 3; i++) { try { await it.SaveAsync(\"\", default); stop.ThrowIfCancellationRequested(); } [|catch (Exception)|] { } } } }", null)]
    [InlineData("CC5005", "[OnDm] class A(IReports it) { public async Task<string?> Handle(CancellationToken stop) { string? text = null; try { text = await it.CreateAsync(stop); } [|catch (Exception)|] { Console.Write(1); } return text; } }", null)]
    [InlineData("CC5005", "[OnDm] class A(IReports it) { public async Task<Reply?> Handle(CancellationToken stop) { try { await it.CreateAsync(stop); } [|catch (Exception)|] { return null; } return \"done\"; } }", null)]
    [InlineData("CC5005", "class F(IReports it) : IMessageFilter { public async ValueTask<FilterResult> CheckAsync(Message message, CancellationToken stop) { try { await it.CreateAsync(stop); return FilterResult.Pass; } [|catch (Exception)|] { return FilterResult.Refuse(); } } }", null)]
    [InlineData("CC5005", "[OnDm] class A(IReports it) { public async Task Handle(List<int> all, CancellationToken stop) => await Task.WhenAll(all.Select(async one => { try { await it.SaveAsync($\"{one}\", stop); } [|catch (Exception)|] { } })); }", null)]
    [InlineData("CC5005", "[OnDm] class A { public async Task Handle(IAsyncEnumerable<int> all, CancellationToken stop) { try { await foreach (int one in all.WithCancellation(stop)) { } } [|catch (SystemException)|] { } } }", null)]
    [InlineData("CC5006", "[OnDm] class A { public async Task Handle(IBot bot) { try { await bot.SendAsync(\"x\"); } catch { await [|bot.SendAsync(\"y\")|]; } } }",
        "The send that failed may be visible all the same, and this is another message: let the exception pass, then the handler runs again and the same message is sent once; or give both the same idempotencyKey")]
    [InlineData("CC5006", "[OnDm] class A(IDeployer it) { public async Task Handle(IBot bot) { try { await it.DeployAsync(); await bot.SendAsync(\"x\"); } catch (ApiException) { await [|bot.SendAsync(\"x\", Rooms.Ops)|]; } } }", null)]
    [InlineData("CC5006", "[OnDm] class A { public async Task Handle(IBot bot) { try { await bot.SendAsync($\"{1}\").ConfigureAwait(false); } catch (Exception error) when (error is not OperationCanceledException) { await [|bot.SendAsync(\"y\")|]; } } }", null)]
    [InlineData("CC5007", "[OnDm] class A(IDeployer it) { public void Handle() { [|Task.Run(() => it.DeployAsync())|]; } }",
        "'Run' goes on after the handler has returned: a restart loses it, and nobody sees it fail; await it")]
    [InlineData("CC5007", "[OnDm] class A(IDeployer it) { public void Handle() => _ = [|it.DeployAsync()|]; }", null)]
    [InlineData("CC5007", "[OnDm] class A(IDeployer it) { public void Handle() { _ = [|it.DeployAsync()|].ContinueWith(_ => { }, TaskScheduler.Default); } }", null)]
    [InlineData("CC5007", "[OnDm] class A { public void Handle() { [|ThreadPool.QueueUserWorkItem(_ => { })|]; } }", null)]
    [InlineData("CC5007", "[OnDm] class A { public void Handle() { [|new Thread(() => { })|].Start(); } }", null)]
    [InlineData("CC5007", "[OnDm] class A { public void Handle() { [|Go()|]; async void Go() => await Task.Yield(); } }",
        "'Go' goes on after the handler has returned: a restart loses it, and nobody sees it fail; return Task, and await it")]
    [InlineData("CC5007", "[OnDm] class A { public void Handle() => new List<int>().ForEach([|async i =>|] await Task.Yield()); }", null)]
    [InlineData("CC5008", "[OnDm] class A { public async Task Handle(IBot bot, List<int> all) { foreach (int one in all) { await [|bot.SendAsync($\"{one}\")|]; } } }",
        "Sends in a loop are told apart by their number only, which can differ when the handler runs again: give each an idempotencyKey")]
    [InlineData("CC5008", "[OnDm] class A { public async Task Handle(IBot bot, List<int> all) { await Task.WhenAll(all.Select(one => [|bot.SendAsync($\"{one}\", Rooms.Ops)|])); } }",
        "Sends in the lambda of Select are told apart by their number only, which can differ when the handler runs again: give each an idempotencyKey")]
    [InlineData("CC5008", "[OnDm] class A { public async Task Handle(IBot bot) { await Parallel.ForAsync(0, 3, async (i, stop) => await [|bot.SendAsync($\"{i}\", Rooms.Ops)|]); } }",
        "Sends in parallel are told apart by their number only, which can differ when the handler runs again: give each an idempotencyKey")]
    [InlineData("CC5008", "[OnDm] class A { public async Task Handle(IBot bot, Random random) { while (random.Next() > 1) { await [|bot.SendAsync(\"x\", idempotencyKey: null)|]; } } }", null)]
    [InlineData("CC5008", "[OnDm] class A { public async Task Handle(IBot bot, List<int> all) { for (int i = 0; i < all.Count; i++) { await [|bot.SendAsync(\"x\", Rooms.Ops)|]; } } }", null)]
    [InlineData("CC5008", "[OnDm] class A { public async Task Handle(IBot bot) { for (int i = 0; i < 3; i++) { try { await [|bot.SendAsync(\"x\")|]; break; } catch (ApiException) { } } } }", null)]
    [InlineData("CC5008", "[OnDm] class A(IDeployer it) { public Task Handle(IBot bot) => Task.WhenAll(new[] { 1, 2 }.Select(async i => { await it.DeployAsync(); await [|bot.SendAsync($\"{i}\")|]; })); }", null)]
    [InlineData("CC5008", "[OnDm] class A { public async Task Handle(IBot bot, List<Order> all) { foreach (var one in all) { await [|bot.SendAsync(Reply.To(Rooms.Ops, $\"{one.Id}\"))|]; } } }", null)]
    [InlineData("CC5009", "class A { [OnEvent] public Task Seen(PinAdded pin, IBot bot) => [|bot.SendAsync(\"x\")|]; }",
        "This throws: 'Seen' is an observer, and these send only with an idempotencyKey; add one, for example with the Id of the event in it")]
    [InlineData("CC5009", "class A { [OnEvent] public async Task Seen(ConnectionGap gap, IBot bot) { foreach (var one in Rooms.All) { await [|bot.SendAsync(\"x\", one)|]; } } }", null)]
    public async Task A_hazard_is_said_where_it_is(string id, string source, string? message)
    {
        IReadOnlyList<Diagnostic> found = [.. await Analyzers.RunAsync(Unmarked(Usings + source + World))];
        string text = Unmarked(Usings + source + World);
        Assert.All(found, diagnostic => Assert.Equal(id, diagnostic.Id));
        Assert.Equal(
            Marked().Matches(source).Select(match => match.Groups[1].Value),
            found.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).Select(diagnostic => text.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)));
        Assert.Equal(
            Marked().Matches(Usings + source).Select((match, number) => match.Index - (4 * number)),
            found.Select(diagnostic => diagnostic.Location.SourceSpan.Start).Order());
        if (message is not null)
        {
            Assert.Equal(message, found[0].GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [InlineData("CC4001", "static class P { public static void Add(IServiceCollection all) => all.AddScoped<A>().AddTransient<B>().AddSingleton<I, C>().AddSingleton<D>().AddSingleton<E>(); } interface I; [OnDm] class A { public void Handle() { } } [OnThread] class B { public void Handle() { } } [OnMention] class C : I { public void Handle() { } } class D { [OnCommand(\"d\")] public static void Handle() { } } class E;")]
    [InlineData("CC4002", "class A { const int One = 1; static readonly string Two = \"\"; static readonly ConcurrentDictionary<string, int> Three = new(); static readonly object Gate = new(); static readonly int[] Four = [1]; static readonly List<string> Five = []; static readonly IDictionary<string, int> Six = new ConcurrentDictionary<string, int>(); [OnDm] public string X() { Three[\"x\"] = 1; Six[\"x\"] = 2; lock (Gate) { Five.Add(\"\"); } return $\"{One}{Two}{Four[0]}{Five.Count}\"; } }")]
    [InlineData("CC4002", "class A { static int count; static long last = 1; static volatile bool paused; static readonly SemaphoreSlim Gate = new(1); static string text = \"\"; static Random? random; [OnDm] public async Task<string> X() { LazyInitializer.EnsureInitialized(ref random); paused = true; await Gate.WaitAsync(); text = \"x\"; Gate.Release(); return $\"{Interlocked.Increment(ref count)}{Volatile.Read(ref last)}{paused}{text}\"; } }")]
    [InlineData("CC4002", "class A { static string one; static readonly Dictionary<string, int> Two = new(); static A() { one = \"\"; Two[\"x\"] = 1; } static event EventHandler? Three; static int Four => Two.Count; static int Five { get; } = 5; [OnDm] public string X() { Three?.Invoke(this, EventArgs.Empty); return $\"{one}{Four}{Five}\"; } } class Other { public static int Count; public void X() => Count++; }")]
    [InlineData("CC4002", "class A { static System.Collections.Immutable.ImmutableList<int> all = []; static System.Collections.Immutable.ImmutableArray<int> some = []; [ThreadStatic] static int count; [field: ThreadStatic] static int Own { get; set; } static readonly AsyncLocal<int> Flow = new(); static readonly ThreadLocal<int> Local = new(); [OnDm] public void X() { System.Collections.Immutable.ImmutableInterlocked.Update(ref all, list => list.Add(1)); System.Collections.Immutable.ImmutableInterlocked.InterlockedExchange(ref some, []); count++; Own = 1; Flow.Value = 2; Local.Value = 3; } }")]
    [InlineData("CC4002", "class A { static int count; static readonly Lock Gate = new(); static readonly List<int> All = []; [OnDm] public void X() { lock (Gate) { Put(); Inner(); } using (Gate.EnterScope()) { count++; } void Inner() => count++; } private static void Put() { count++; All.Add(count); } }")]
    [InlineData("CC4002", "class A { static int count; static readonly List<int> All = []; [OnDm] public void X() => Put(); [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.Synchronized)] static void Put() { count++; All.Add(count); } }")]
    [InlineData("CC4003", "[OnDm] class A { Message? current; int parts; readonly List<string> lines = []; public string Handle(Message message) { current = message; foreach (var word in message.Text.Split(' ')) { parts++; lines.Add(word); } return Join(); } string Join() => $\"{current}{parts}{string.Join(' ', lines)}\"; }")]
    [InlineData("CC4003", "[OnDm] class A(List<string> all) { readonly List<string> seen = all; int next; public string Handle(Message message) { seen.Add(message.Text); return Next() + seen.Count; } string Next() => $\"{++next}\"; } class B { int count; public int X() => count++; }")]
    [InlineData("CC4003", "[OnDm] class A { readonly List<string> lines = []; int parts; public string Handle(Message message) { foreach (var word in message.Text.Split(' ')) { if (parts > 3 || lines.Contains(word)) { break; } parts++; lines.Add(word); } return Join(); } string Join() => string.Join(' ', lines); }")]
    [InlineData("CC4003", "class A { string topic = \"\"; [OnCommand(\"a\")] public string X() { topic = \"a\"; return Say(); } [OnCommand(\"b\")] public string Y() { topic = \"b\"; return Say(); } string Say() => topic; }")]
    [InlineData("CC4004", "[OnDm] class A { static class Held { public static HttpClient? Own { get; set; } } static readonly ConcurrentDictionary<string, HttpClient> Clients = new(); public async Task Handle() { await (Held.Own ??= new HttpClient()).GetStringAsync(\"\"); await Clients.GetOrAdd(\"x\", _ => new HttpClient()).GetStringAsync(\"\"); } }")]
    [InlineData("CC4004", "[OnDm] class A(HttpClient http, HttpMessageHandler handler) { static readonly HttpClient Shared = new(); public async Task Handle() { await Shared.GetStringAsync(\"\"); await http.GetStringAsync(\"\"); using var own = new HttpClient(handler, disposeHandler: false); } } class B { public HttpClient X() => new(); }")]
    [InlineData("CC5002", "[OnDm] class A(IDeployer it) { public async Task<string> Handle() { var a = it.DeployAsync(); var b = it.DeployAsync(); await Task.WhenAll(a, b); var all = new[] { a, b }; await Task.WhenAll(all); var first = await Task.WhenAny(all); foreach (var one in all) { Console.Write(one.Result); } return a.Result + b.GetAwaiter().GetResult() + first.Result + string.Concat(all.Select(one => one.Result)); } }")]
    [InlineData("CC5002", "[OnDm] class A(IDeployer it) { public async Task Handle() { var map = new Dictionary<string, Task<string>> { [\"x\"] = it.DeployAsync() }; await Task.WhenAll(map.Values); foreach (var pair in map) { Console.Write(pair.Value.Result); } foreach (var (_, task) in map) { Console.Write(task.Result); } var all = map.Values.ToArray(); await Task.WhenAll(all); Console.Write(all[0].Result + all.First().Result); } }")]
    [InlineData("CC5002", "[OnDm] class A(IDeployer it) { public Task<string> Handle() { var a = it.DeployAsync(); return a.IsCompletedSuccessfully ? Task.FromResult(a.Result) : a; } public void Other() => it.DeployAsync().Wait(); public bool Poll() => it.DeployAsync().Wait(0); } class R { public string Result => \"\"; public void Wait() { } } [OnThread] class B { public string Handle() { new R().Wait(); return new R().Result; } }")]
    [InlineData("CC5002", "[OnDm] class A(IDeployer it) { public async Task<string> Handle() { var a = new ValueTask<string>(\"\"); if (!a.IsCompletedSuccessfully) { return await a; } await it.DeployAsync().ContinueWith(done => Console.Write(done.Result), TaskScheduler.Default); return a.Result; } }")]
    [InlineData("CC4005", "record Deployment(string Service); class A { [OnCommand(\"x\")] public string X(Deployment it) => it.Service; } static class P { public static void Add(IServiceCollection all) => all.AddSingleton(new Deployment(\"x\")); }")]
    [InlineData("CC4005", "class Settings { public string? Name { get; set; } } class A { [OnCommand(\"x\")] public string? X(Settings it) => it.Name; } static class P { public static void Add(IServiceCollection all) => all.AddSingleton<Settings>(); }")]
    [InlineData("CC4005", "record One(string Name); class Two { public string Go() => \"\"; } class Three(TimeProvider time) { public string Now { get; } = $\"{time}\"; } [Obsolete] class Four { public string? Name { get; set; } } class A { [OnCommand(\"x\")] public string X([FromServices] One one, Two two, Three three) => one.Name + two.Go() + three.Now; }")]
    [InlineData("CC5002", "[OnDm] class A(SemaphoreSlim gate, ManualResetEvent done) { public async Task Handle() { if (gate.Wait(0) || gate.Wait(TimeSpan.Zero) || done.WaitOne(0)) { gate.Release(); } await Task.Run(() => done.WaitOne()); await gate.WaitAsync(); } public void Other() { gate.Wait(); Console.ReadLine(); } }")]
    [InlineData("CC5002", "using System.Diagnostics; using System.IO; [OnDm] class A(TextReader file) { public async Task<string?> Handle(CancellationToken stop) { using var it = Process.Start(\"ls\"); await it.WaitForExitAsync(stop); it.WaitForExit(); return file.ReadLine(); } }")]
    [InlineData("CC5003", "[OnDm] class A { public async Task Handle(IBot bot) { var task = bot.SendAsync(\"x\"); var all = new List<Task> { bot.SendAsync(\"y\") }; await task; await Task.WhenAll(all); await bot.SendAsync(\"z\").ConfigureAwait(false); } public Task Other(IBot bot) => bot.SendAsync(\"x\"); public async Task More(IBot bot) => await bot.SendAsync(\"y\"); } class B { [OnThread] public Task Handle(IBot bot) => bot.SendAsync(\"x\"); }")]
    [InlineData("CC5004", "[OnDm] class A { public async Task Handle() => await Task.Delay(1); public void Other() => Thread.Sleep(1); }")]
    [InlineData("CC5004", "[OnDm] class A { public async Task Handle() { await Task.Run(() => Thread.Sleep(1)); await Task.Run(() => { Thread.Sleep(TimeSpan.FromSeconds(1)); return 1; }).ConfigureAwait(false); await Task.Factory.StartNew(() => Thread.Sleep(1), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default); Thread.Sleep(0); Thread.Sleep(TimeSpan.Zero); } }")]
    [InlineData("CC5002", "[OnDm] class A(IDeployer it) { public async Task Handle() => await Task.Run(() => it.DeployAsync().Wait()); }")]
    [InlineData("CC5005", "[OnDm] class A(IReports it) { public async Task Handle(CancellationToken stop) { try { await it.CreateAsync(stop); } catch (Exception error) when (error is not OperationCanceledException) { } try { await it.CreateAsync(stop); } catch (OperationCanceledException) { throw; } catch (Exception) { } try { await it.CreateAsync(stop); } catch (Exception) when (!stop.IsCancellationRequested) { } } }")]
    [InlineData("CC5005", "[OnDm] class A(IReports it) { public async Task<string> Handle(CancellationToken stop) { using var soon = CancellationTokenSource.CreateLinkedTokenSource(stop); soon.CancelAfter(10); try { return await it.CreateAsync(soon.Token); } catch (OperationCanceledException) when (!stop.IsCancellationRequested) { return \"late\"; } } }")]
    [InlineData("CC5005", "[OnDm] class A(IReports it) { public async Task Handle(CancellationToken stop) { try { await it.CreateAsync(stop); } catch (Exception error) { if (error is OperationCanceledException) { throw; } } try { await it.CreateAsync(stop); } catch (Exception error) { throw new InvalidOperationException(\"\", error); } try { await it.CreateAsync(stop); } catch { await it.SaveAsync(\"failed\", stop); } } }")]
    [InlineData("CC5005", "[OnDm] class A(IReports it, IDeployer other) { public async Task Handle(CancellationToken stop) { try { await other.DeployAsync(); await it.CreateAsync(CancellationToken.None); } catch { } try { await it.CreateAsync(stop); } catch (InvalidOperationException) { } try { await it.CreateAsync(stop); } catch (Exception) { } stop.ThrowIfCancellationRequested(); } }")]
    [InlineData("CC5005", "[OnDm] class A(IReports it) { public async Task Handle(CancellationToken stop) { using var timer = new CancellationTokenSource(); try { await it.CreateAsync(stop); } catch (OperationCanceledException) when (timer.IsCancellationRequested) { } } public async Task Other(CancellationToken stop) { try { await it.CreateAsync(stop); } catch { } } }")]
    [InlineData("CC5005", "[OnDm] class A(IReports it) { public async Task<string?> Handle(List<int> all, CancellationToken stop) { foreach (int one in all) { try { await it.SaveAsync($\"{one}\", stop); } catch (Exception) { } } try { return await it.CreateAsync(stop); } catch (Exception) { return \"failed\"; } } }")]
    [InlineData("CC5006", "[OnDm] class A(IDeployer it) { public async Task Handle(IBot bot) { try { await it.DeployAsync(); await bot.SendAsync(\"deployed\"); } catch (Exception) { await bot.SendAsync(\"failed\"); } try { await bot.SendAsync(\"x\"); } catch (NotVisibleException) { await bot.SendAsync(\"y\", Rooms.Ops); } try { await bot.SendAsync(\"x\", idempotencyKey: \"k\"); } catch { await bot.SendAsync(\"x\", idempotencyKey: \"k\"); } } }")]
    [InlineData("CC5007", "[OnDm] class A(IDeployer it) { event EventHandler? Done; public async Task Handle() { await Task.Run(() => it.DeployAsync()); var task = it.DeployAsync(); await task; Done += async (_, _) => await Task.Yield(); Func<Task> go = async () => await Task.Yield(); await go(); Done?.Invoke(this, EventArgs.Empty); } public void Other() => _ = it.DeployAsync(); }")]
    [InlineData("CC5008", "[OnDm] class A { static readonly string[] Words = [\"a\", \"b\"]; public async Task Handle(IBot bot, List<int> all) { for (int i = 0; i < 3; i++) { await bot.SendAsync($\"{i}\"); } foreach (var word in Words) { await bot.SendAsync(word); } foreach (var word in new[] { \"a\" }) { await bot.SendAsync(word); } string[] some = [\"x\"]; foreach (var word in some) { await bot.SendAsync(word); } foreach (int i in Enumerable.Range(0, 3)) { await bot.SendAsync($\"{i}\"); } foreach (int one in all) { await bot.SendAsync($\"{one}\", idempotencyKey: $\"k{one}\"); } } }")]
    [InlineData("CC5008", "[OnDm] class A { public async Task Handle(IBot bot, List<Order> all) { foreach (var one in all) { await bot.SendAsync(\"ready\", new Target.User(one.Customer)); } foreach (var one in Rooms.All) { await bot.SendAsync(Reply.To(one, \"hi\")); } await Task.WhenAll(Rooms.All.Select(room => bot.SendAsync(\"x\", room))); await Task.WhenAll(new[] { 1, 2 }.Select(i => bot.SendAsync($\"{i}\"))); Func<Task> one2 = () => bot.SendAsync(\"x\"); await one2(); } public async Task Other(IBot bot, List<int> all) { foreach (int one in all) { await bot.SendAsync(\"x\"); } } }")]
    [InlineData("CC5008", "class A(IReports it) { [OnError] public async Task Failed(Exception error, IBot bot, List<int> all, CancellationToken stop) { foreach (int one in all) { await bot.SendAsync($\"{one}{error}\"); } try { await it.CreateAsync(stop); await bot.SendAsync(\"x\"); } catch (Exception) { await bot.SendAsync(\"x\"); } } }")]
    [InlineData("CC5009", "class A { [OnEvent] public void Seen(PinAdded pin, IBot bot) { bot.GapDetected += async (_, _) => await bot.SendAsync(\"x\"); } }")]
    [InlineData("CC5009", "class A { [OnEvent] public Task Seen(PinAdded pin, IBot bot) => bot.SendAsync(\"x\", idempotencyKey: pin.Id.Value); [OnDm] public Task Handle(IBot bot) => bot.SendAsync(\"x\"); }")]
    public async Task What_is_right_is_no_hazard(string id, string source)
    {
        Assert.Contains(Analyzers.All, analyzer => analyzer.SupportedDiagnostics.Any(descriptor => descriptor.Id == id));
        await Analyzers.AssertNoneAsync(Usings + source + World);
    }

    [Fact]
    public async Task What_the_compiler_says_is_not_said_again() =>
        Assert.Equal(["CS4014", "CS4014", "CS4014"], (await Analyzers.RunAsync(Usings + """
            [OnDm] class A(IDeployer it) { public async Task Handle(IBot bot) { bot.SendAsync("x"); bot.SendAsync("y").ConfigureAwait(false); it.DeployAsync(); await Task.Yield(); } }
            """ + World)).Select(diagnostic => diagnostic.Id));

    [Fact]
    public async Task A_pragma_turns_a_rule_off() => await Analyzers.AssertNoneAsync(Usings + """
        [OnDm] class A { public void Handle() {
        #pragma warning disable CC5004 // Nothing else helps against that driver.
            Thread.Sleep(1);
        #pragma warning restore CC5004
        } }
        """);

    [Theory]
    [InlineData(ReportDiagnostic.Error, DiagnosticSeverity.Error)]
    [InlineData(ReportDiagnostic.Suppress, null)]
    public async Task An_editorconfig_says_how_severe_a_rule_is(ReportDiagnostic option, DiagnosticSeverity? severity)
    {
        Compilation project = Compile.Project("[OnDm] class A { public void Handle() => Thread.Sleep(1); }");
        Compilation configured = project.WithOptions(project.Options.WithSyntaxTreeOptionsProvider(new EditorConfig("CC5004", option)));
        IEnumerable<Diagnostic> found = await Analyzers.RunAsync(Compile.Generate(configured, out _));
        Assert.Equal(severity is null ? [] : [severity.Value], found.Select(diagnostic => diagnostic.Severity));
    }

    [Fact]
    public async Task Nothing_is_said_where_the_framework_is_not()
    {
        Compilation project = Compile.Project("""
            namespace ClickClack { class OnDmAttribute : System.Attribute; }
            namespace Other { [ClickClack.OnDm] class A { static int count; public void Handle() { count++; System.Threading.Thread.Sleep(1); } } }
            """);
        project = project.RemoveSyntaxTrees(project.SyntaxTrees.First())
            .WithReferences(project.References.Where(reference => reference.Display?.Contains("ClickClack", StringComparison.Ordinal) != true));
        var rules = Analyzers.All.Where(analyzer => analyzer.SupportedDiagnostics.Any(rule => Ids.Any(row => row.Data == rule.Id)));
        Assert.Empty(await project.WithAnalyzers([.. rules]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Each cut leaves a text as it is while it is typed; a rule that throws fails the test.</summary>
    [Fact]
    public async Task Half_a_source_is_no_trouble()
    {
        const string Source = Usings + """
            [OnDm] class A(IReports it, IBot bot)
            {
                static int count; static readonly List<int> all = []; int own = 1; readonly HttpClient http = new();
                [OnCommand("x")] public async Task Handle(Message message, List<Order> orders, CancellationToken stop)
                {
                    count++; all.Add(own += 2); (own, count) = (1, 2); all[0] = 1;
                    try { await it.CreateAsync(stop).ConfigureAwait(false); await bot.SendAsync("x"); Thread.Sleep(1); }
                    catch (Exception e) when (e is not (OperationCanceledException or TimeoutException) && !stop.IsCancellationRequested) { await bot.SendAsync("x", Rooms.Ops); }
                    foreach (var one in orders) { _ = bot?.SendAsync(Reply.To(new Target.User(one.Customer), $"{one.Id}"), idempotencyKey: null).ContinueWith(x => x.Result); }
                    await Task.WhenAll(orders.Select(async x => await bot.SendAsync("y"))); _ = Task.Run(() => it.CreateAsync(stop).Wait());
                }
            }
            static class P { public static void Add(IServiceCollection services) => services.AddScoped<IReports>().AddSingleton<A>(); }
            """;
        for (int length = 0; length < Source.Length; length += 29)
        {
            await Analyzers.RunAsync(Source[..length]);
            if (length > Usings.Length)
            {
                await Analyzers.RunAsync(Source.Remove(length, Math.Min(5, Source.Length - length)));
            }
        }
    }

    /// <summary>An example of a page as a program: statements and methods get what has to be around them.</summary>
    private static string Program(string example)
    {
        string[] lines = example.Split('\n');
        string statements = string.Join('\n', lines.Where(line => line.StartsWith("builder.", StringComparison.Ordinal)));
        string rest = string.Join('\n', lines.Where(line => !line.StartsWith("builder.", StringComparison.Ordinal)));
        string members = rest.Contains("class ", StringComparison.Ordinal) ? rest : $"internal sealed class Example {{ {rest} }}";
        return $"{Usings}{members}{World} static class Startup {{ public static void Add(IHostApplicationBuilder builder) {{ {statements} }} }}";
    }

    private static string Unmarked(string source) => source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"\[\|(.*?)\|\]", RegexOptions.Singleline)]
    private static partial Regex Marked();

    /// <summary>Stands for an <c>.editorconfig</c> with one line.</summary>
    private sealed class EditorConfig(string id, ReportDiagnostic option) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = option;
            return diagnosticId == id;
        }

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = default;
            return false;
        }
    }
}
