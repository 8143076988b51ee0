using Microsoft.Extensions.DependencyInjection;

namespace ClickClack.GeneratorTests;

public sealed class HandlerTests
{
    [Fact]
    public async Task Every_return_form_becomes_a_reply()
    {
        Bot bot = Bot.Of("""
            static class Returns
            {
                [OnCommand("void")] public static void Void() { }
                [OnCommand("string")] public static string String() => "text";
                [OnCommand("nullstring")] public static string? NullString() => null;
                [OnCommand("reply")] public static Reply Reply() => ClickClack.Reply.InThread("thread");
                [OnCommand("nullreply")] public static Reply? NullReply() => null;
                [OnCommand("task")] public static Task Task() => System.Threading.Tasks.Task.CompletedTask;
                [OnCommand("valuetask")] public static ValueTask ValueTask() => default;
                [OnCommand("taskstring")] public static async Task<string> TaskString() { await System.Threading.Tasks.Task.Yield(); return "text"; }
                [OnCommand("tasknullstring")] public static Task<string?> TaskNullString() => System.Threading.Tasks.Task.FromResult<string?>(null);
                [OnCommand("taskreply")] public static Task<Reply> TaskReply() => System.Threading.Tasks.Task.FromResult(ClickClack.Reply.InThread("thread"));
                [OnCommand("tasknullreply")] public static Task<Reply?> TaskNullReply() => System.Threading.Tasks.Task.FromResult<Reply?>(null);
                [OnCommand("valuetaskstring")] public static ValueTask<string> ValueTaskString() => new("text");
                [OnCommand("valuetasknullstring")] public static ValueTask<string?> ValueTaskNullString() => default;
                [OnCommand("valuetaskreply")] public static ValueTask<Reply> ValueTaskReply() => new(ClickClack.Reply.InThread("thread"));
                [OnCommand("valuetasknullreply")] public static ValueTask<Reply?> ValueTaskNullReply() => default;
            }
            """);
        string[] texts = ["string", "taskstring", "valuetaskstring"];
        string[] replies = ["reply", "taskreply", "valuetaskreply"];
        Assert.Equal(15, bot.Routes.Routes.Count);
        foreach (string command in bot.Routes.Routes.Select(route => route.Cause))
        {
            Reply? expected = texts.Contains(command[1..]) ? Reply.InPlace("text") : replies.Contains(command[1..]) ? Reply.InThread("thread") : null;
            Assert.Equal(expected, await bot.AnswerAsync(Message.Of(command)));
        }
    }

    [Fact]
    public async Task Several_replies_come_in_order_in_every_form()
    {
        Bot bot = Bot.Of("""
            static class Several
            {
                [OnCommand("enumerable")] public static IEnumerable<Reply> Enumerable() { yield return "one"; yield return "two"; }
                [OnCommand("nullable")] public static IEnumerable<Reply?>? Nullable() { yield return "one"; yield return null; yield return " "; yield return "two"; }
                [OnCommand("array")] public static Reply[] Array() => ["one", "two"];
                [OnCommand("list")] public static List<Reply> List() => ["one", "two"];
                [OnCommand("interface")] public static IReadOnlyList<Reply?> Interface() => ["one", null, "two"];
                [OnCommand("struct")] public static System.Collections.Immutable.ImmutableArray<Reply> Struct() => ["one", "two"];
                [OnCommand("texts")] public static IEnumerable<string> Texts() => ["one", "two"];
                [OnCommand("textarray")] public static string?[] TextArray() => ["one", null, "two"];
                [OnCommand("task")] public static async Task<IEnumerable<Reply>> Task() { await System.Threading.Tasks.Task.Yield(); return ["one", "two"]; }
                [OnCommand("taskarray")] public static Task<Reply[]> TaskArray() => System.Threading.Tasks.Task.FromResult<Reply[]>(["one", "two"]);
                [OnCommand("tasktexts")] public static Task<List<string>?> TaskTexts() => System.Threading.Tasks.Task.FromResult<List<string>?>(["one", "two"]);
                [OnCommand("valuetask")] public static ValueTask<IReadOnlyCollection<Reply>> ValueTask() => new(["one", "two"]);
                [OnCommand("stream")] public static async IAsyncEnumerable<string> Stream() { await System.Threading.Tasks.Task.Yield(); yield return "one"; yield return "two"; }
                [OnCommand("nullablestream")] public static async IAsyncEnumerable<string?> NullableStream() { await System.Threading.Tasks.Task.Yield(); yield return "one"; yield return "two"; }
            }
            [OnCommand("class")] class Answer { public IEnumerable<Reply> Handle() => ["one", "two"]; }
            class Named { [OnCommand("named")] public IEnumerable<Reply> Answer(int count = 2) => ["one", "two"]; }
            """);
        Assert.Equal(16, bot.Routes.Routes.Count);
        foreach (string command in bot.Routes.Routes.Select(route => route.Cause))
        {
            Assert.Equal(["one", "two"], (await bot.AnswersAsync(Message.Of(command))).Select(reply => reply.Text));
        }
    }

    [Fact]
    public async Task Null_in_the_place_of_several_is_none()
    {
        Bot bot = Bot.Of("""
            static class None
            {
                [OnCommand("a")] public static IEnumerable<Reply>? A() => null;
                [OnCommand("b")] public static Task<string[]?> B() => Task.FromResult<string[]?>(null);
                [OnCommand("c")] public static IAsyncEnumerable<string>? C() => null;
            }
            sealed class Disposed : IDisposable { [OnCommand("d")] public IAsyncEnumerable<string>? D() => null; public void Dispose() { } }
            """);
        foreach (string command in bot.Routes.Routes.Select(route => route.Cause))
        {
            Assert.Empty(await bot.AnswersAsync(Message.Of(command)));
        }
    }

    [Theory]
    [InlineData("IDisposable", "public void Dispose() => _disposed = true;")]
    [InlineData("IAsyncDisposable", "public ValueTask DisposeAsync() { _disposed = true; return default; }")]
    public async Task An_instance_lives_until_what_it_returned_is_read(string @interface, string dispose)
    {
        Bot bot = Bot.Of($$"""
            sealed class Handler : {{@interface}}
            {
                private bool _disposed;
                [OnCommand("replies")] public IEnumerable<Reply> Replies() { yield return $"{_disposed}"; }
                [OnCommand("stream")] public async IAsyncEnumerable<string> Stream(string chunk, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
                {
                    await Task.Yield();
                    yield return $"{_disposed} {chunk} {cancellationToken.CanBeCanceled}";
                }
                {{dispose}}
            }
            """);

        Assert.Equal("False", await bot.SayAsync("/replies"));
        Assert.Equal("False x True", await bot.SayAsync("/stream x"));
        Assert.Contains("/stream <chunk>", await bot.SayAsync("/stream"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_form_of_handler_is_called()
    {
        Bot bot = Bot.Of("""
            namespace Forms
            {
                public static class PublicStatic { [OnCommand("a")] public static string A() => "a"; }
                internal static class InternalStatic { [OnCommand("b")] internal static string B() => "b"; }
                class Outer { internal class Inner { [OnCommand("c")] internal string C() => "c"; } }
                internal sealed record Record { [OnCommand("d")] public string D() => "d"; }
                internal readonly struct Struct { [OnCommand("e")] public string E() => "e"; }
                internal abstract class Base { public string Handle() => "f"; }
                [OnCommand("f")] internal sealed class Derived : Base;
                internal class @class { [OnCommand("g")] public string @event() => "g"; }
                internal partial class Parts { [OnCommand("h")] public string H() => "h"; }
                internal partial class Parts { [OnCommand("i")] public string H(Message message) => "i"; }
                [OnCommand("j")] internal sealed class Asynchronous { public Task<string> HandleAsync() => Task.FromResult("j"); }
            }
            [OnCommand("k")] class Routes { public string Handle() => "k"; }
            """);
        foreach (char name in "abcdefghijk")
        {
            Assert.Equal(name.ToString(), await bot.SayAsync("/" + name));
        }
    }

    [Fact]
    public async Task Services_come_from_the_scope_of_the_call()
    {
        Bot bot = Bot.Of("""
            interface IMissing;
            [OnCommand("a")]
            internal sealed class A(TimeProvider time, [FromKeyedServices("key")] Uri keyed, IMissing? missing = null)
            {
                public string Handle(IComparer<string?> comparer, [FromServices] Uri address, [FromKeyedServices("key")] Uri? again, IMissing? none) =>
                    $"{time.GetType().Name} {keyed} {missing is null} {comparer.Compare("a", "a")} {address} {again} {none is null}";
            }
            internal static class B { [OnCommand("b")] public static string Handle(IMissing? none) => $"{none is null}"; }
            """);
        bot.Services.AddSingleton(TimeProvider.System);
        bot.Services.AddSingleton<IComparer<string?>>(StringComparer.Ordinal);
        bot.Services.AddSingleton(new Uri("https://example.org/a"));
        bot.Services.AddKeyedSingleton("key", new Uri("https://example.org/key"));

        Assert.Equal("SystemTimeProvider https://example.org/key True 0 https://example.org/a https://example.org/key True", await bot.SayAsync("/a"));
        Assert.Equal("True", await bot.SayAsync("/b"));
        Assert.All(bot.Routes.Routes, route => Assert.True(route.UsesServices));
        Assert.Equal(
            [
                new(typeof(TimeProvider), null, "A", "System.TimeProvider"),
                new(typeof(Uri), "key", "A", "System.Uri"),
                new(typeof(IComparer<string>), null, "A.Handle", "System.Collections.Generic.IComparer<string?>"),
                new Dispatch.RequiredService(typeof(Uri), null, "A.Handle", "System.Uri"),
            ],
            bot.Routes.RequiredServices);
    }

    [Fact]
    public async Task The_constructor_with_the_most_parameters_in_reach_is_called()
    {
        Bot bot = Bot.Of("""
            [OnDm]
            class A
            {
                private readonly string _which;
                public A() => _which = "none";
                public A(TimeProvider time) => _which = "one";
                private A(TimeProvider time, IServiceProvider services) => _which = "two";
                public string Handle() => _which;
                public static A Make(TimeProvider time, IServiceProvider services) => new(time, services);
            }
            """);
        bot.Services.AddSingleton(TimeProvider.System);
        Assert.Equal("one", (await bot.AnswerAsync(Message.Of("hi", dm: true)))?.Text);
    }

    [Fact]
    public async Task A_handler_is_disposed_of_after_its_call()
    {
        Bot bot = Bot.Of("""
            class Log { public string Text = ""; }
            class Sync(Log log) : IDisposable
            {
                [OnCommand("sync")] public async Task Run() { await Task.Yield(); log.Text += "run "; }
                public void Dispose() => log.Text += "disposed ";
            }
            class Async(Log log) : IAsyncDisposable, IDisposable
            {
                [OnCommand("async")] public void Run() => log.Text += "run ";
                public void Dispose() => log.Text += "wrong ";
                public ValueTask DisposeAsync() { log.Text += "disposed "; return default; }
            }
            class Show { [OnCommand("show")] public static string Run(Log log) => log.Text; }
            """);
        Type log = bot.Routes.RequiredServices[0].Type;
        bot.Services.AddSingleton(log, Activator.CreateInstance(log)!);
        await bot.SayAsync("/sync");
        await bot.SayAsync("/async");
        Assert.Equal("run disposed run disposed ", await bot.SayAsync("/show"));
    }

    [Fact]
    public async Task Framework_values_are_handed_on()
    {
        Bot bot = Bot.Of("""
            class A
            {
                [OnMention] public static string Handle(CancellationToken cancellationToken, Author author, Message message) =>
                    $"{author.Handle} {message.Text} {cancellationToken.CanBeCanceled}";
            }
            """);
        Assert.Equal("alice hi True", (await bot.AnswerAsync(Message.Of("hi"), mentioned: true))?.Text);
    }

    [Fact]
    public async Task A_handler_of_two_causes_is_two_routes()
    {
        Bot bot = Bot.Of("""
            class A { [OnCommand("x"), OnMention, OnDm] public static string Handle(Message message) => message.Text; }
            class B { [OnCommand("y"), OnCommand("z")] public static string Handle(int number) => $"{number}"; }
            """);
        Assert.Equal(["/x in direct messages", "/y", "/z"], bot.Routes.Routes.Select(route => route.Cause).Where(cause => cause[0] == '/'));
        Assert.Equal("7", await bot.SayAsync("/z 7"));
        Assert.EndsWith("usage: `/z <number>`", await bot.SayAsync("/z"), StringComparison.Ordinal);
        Assert.EndsWith("usage: `/y <number>`", await bot.SayAsync("/y"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_handler_throws_reaches_the_caller()
    {
        Bot bot = Bot.Of("""class A { [OnCommand("x")] public static string Handle() => throw new InvalidOperationException("broken"); }""");
        Assert.Equal("broken", (await Assert.ThrowsAsync<InvalidOperationException>(() => bot.SayAsync("/x"))).Message);
    }

    [Fact]
    public void An_obsolete_handler_gives_no_warning_in_emitted_code() =>
        Bot.Of("""class A { [Obsolete("later"), OnCommand("x")] public static string Handle() => ""; }""");
}
