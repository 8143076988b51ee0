using Microsoft.CodeAnalysis;

namespace ClickClack.GeneratorTests;

/// <summary>Handlers that wait for calls which take a token, and take none themselves.</summary>
public sealed class CancellationDiagnosticTests
{
    [Theory]
    [InlineData("class A { [OnDm] public async Task [|X|]() => await Task.Delay(1); }",
        "'X' waits for calls that take a CancellationToken, and takes none to give them: take one, so that they end when the bot is stopped")]
    [InlineData("[OnDm] class A { public async Task [|HandleAsync|]() { if (true) { await Task.Delay(TimeSpan.Zero).ConfigureAwait(false); } } }", null)]
    [InlineData("class A { [OnCommand(\"x\")] public async Task<string> [|X|](System.Net.Http.HttpClient http, string url) => await http.GetStringAsync(url); }", null)]
    [InlineData("class A { [OnDm] public async Task [|X|](IBot bot) => await bot.SendAsync(\"x\"); }", null)]
    [InlineData("class A { [OnDm] public async Task [|X|]() { await foreach (int i in All()) { } } static IAsyncEnumerable<int> All(CancellationToken stop = default) => null!; }", null)]
    [InlineData("class A { [OnError] public async Task [|X|]() => _ = await Generic(new List<int>()); static Task<T> Generic<T>(List<T> all) => null!; static Task<U> Generic<U>(List<U> all, CancellationToken stop) => null!; }", null)]
    [InlineData("class A { [OnEvent] public async Task [|X|](PinAdded pin) => await \"\".Own(); } static class E { public static Task Own(this string text, int i = 0, CancellationToken stop = default) => null!; }", null)]
    public async Task A_handler_that_waits_is_advised(string source, string? message)
    {
        string reported = await Analyzers.AssertOneAsync("CC2012", source, DiagnosticSeverity.Info);
        if (message is not null)
        {
            Assert.Equal(message, reported);
        }
    }

    [Theory]
    [InlineData("class A { [OnDm] public async Task X(CancellationToken cancellationToken) => await Task.Delay(1); }")]
    [InlineData("class A { public async Task X() => await Task.Delay(1); }")]
    [InlineData("class A { [OnDm] public async Task X() => await Task.Yield(); }")]
    [InlineData("class A { [OnDm] public Task X() => Task.Delay(1); }")]
    [InlineData("class A { [OnDm] public async Task X() => await Task.Delay(1, CancellationToken.None); }")]
    [InlineData("class A { [OnDm] public async Task X() { await Local(); async Task Local() => await Task.Delay(1); } }")]
    [InlineData("class A { [OnDm] public async Task X() => await Task.WhenAll(new[] { 1 }.Select(async i => await Task.Delay(i))); } static class E { public static IEnumerable<Task> Select(this int[] all, Func<int, Task> one) => []; }")]
    [InlineData("class B { public virtual Task X() => Task.CompletedTask; } class A : B { [OnDm] public override async Task X() => await Task.Delay(1); }")]
    [InlineData("interface I { Task X(); } class A : I { [OnDm] public async Task X() => await Task.Delay(1); }")]
    [InlineData("class A { [OnDm] public async Task X() => await Own(1); static Task Own(int i, int j = 0) => null!; static Task Own(int i, int j, CancellationToken stop) => null!; }")]
    [InlineData("class A { [OnDm] public async Task X() => await B.Own(); } class B { public static Task Own() => null!; private static Task Own(CancellationToken stop) => null!; }")]
    [InlineData("class A { [OnDm] public async Task X() => await Own(); static Task Own() => null!; static int Own(CancellationToken stop) => 1; }")]
    public Task What_needs_no_token_is_not(string source) => Analyzers.AssertNoneAsync(source, DiagnosticSeverity.Info);
}
