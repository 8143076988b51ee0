namespace ClickClack.CodeFixTests;

public sealed class DeliveryFixTests
{
    [Fact]
    public Task An_async_void_handler_returns_Task() => Fixes.AssertAsync(
        "CC5001",
        """
        // A bot.
        namespace Bot;

        using System;
        using ClickClack;

        [OnDm]
        class A
        {
            // Waits.
            public async void Handle() => await System.Threading.Tasks.Task.Yield();
            [OnError] internal static async  void Failed() { await System.Threading.Tasks.Task.Yield(); }
        }
        """,
        """
        // A bot.
        namespace Bot;

        using System;
        using System.Threading.Tasks;
        using ClickClack;

        [OnDm]
        class A
        {
            // Waits.
            public async Task Handle() => await System.Threading.Tasks.Task.Yield();
            [OnError] internal static async  Task Failed() { await System.Threading.Tasks.Task.Yield(); }
        }
        """,
        "Return Task",
        globalUsings: false);

    [Fact]
    public Task A_namespace_is_used_where_code_goes_on_in_the_line() => Fixes.AssertAsync(
        "CC5001",
        "using ClickClack; [OnDm] class A { public async void Handle() => await System.Threading.Tasks.Task.Yield(); }\n",
        "using System.Threading.Tasks; using ClickClack; [OnDm] class A { public async Task Handle() => await System.Threading.Tasks.Task.Yield(); }\n",
        globalUsings: false);

    [Fact]
    public Task Another_Task_is_told_apart() => Fixes.AssertAsync(
        "CC5001",
        "class Task; [OnDm] class A { public async void Handle() => await System.Threading.Tasks.Task.Yield(); }",
        "class Task; [OnDm] class A { public async global::System.Threading.Tasks.Task Handle() => await System.Threading.Tasks.Task.Yield(); }");

    [Fact]
    public Task What_a_base_class_says_stays() => Fixes.AssertNoneAsync(
        "CC5001",
        "class B { public virtual void Handle() { } } [OnDm] class A : B { public override async void Handle() => await Task.Yield(); }");

    [Fact]
    public Task What_blocks_is_awaited() => Fixes.AssertAsync(
        "CC5002",
        """
        using System.Net.Http;

        internal sealed class Weather(HttpClient http)
        {
            // Where.
            [OnCommand("weather")]
            public string Today(string city)
            {
                var response = http.GetAsync(city).Result; // once
                response.Content.ReadAsStringAsync().Wait();
                return http.GetAsync(city).Result.Content.ReadAsStringAsync().GetAwaiter().GetResult();
            }

            [OnDm] public void Direct(CancellationToken stop) => http.GetStringAsync("").Wait(stop);
            [OnThread] public Reply Thread() => Reply.InThread(http.GetStringAsync("").ConfigureAwait(false).GetAwaiter().GetResult());

            [OnMention]
            public Task<string> Mention(Message message)
            {
                if (message.IsReply)
                {
                    return http.GetStringAsync("x");
                }

                return Task.FromResult(http.GetStringAsync("").Result + "!");
            }

            [OnChannel("a")]
            public Task A(Message message)
            {
                if (message.IsReply) { return Task.CompletedTask; }
                Task.WaitAll(http.GetStringAsync("a"), http.GetStringAsync("b"));
                return Task.CompletedTask;
            }
        }
        """,
        """
        using System.Net.Http;

        internal sealed class Weather(HttpClient http)
        {
            // Where.
            [OnCommand("weather")]
            public async Task<string> Today(string city)
            {
                var response = await http.GetAsync(city); // once
                await response.Content.ReadAsStringAsync();
                return await (await http.GetAsync(city)).Content.ReadAsStringAsync();
            }

            [OnDm] public async Task Direct(CancellationToken stop) => await http.GetStringAsync("").WaitAsync(stop);
            [OnThread] public async Task<Reply> Thread() => Reply.InThread(await http.GetStringAsync("").ConfigureAwait(false));

            [OnMention]
            public async Task<string> Mention(Message message)
            {
                if (message.IsReply)
                {
                    return await http.GetStringAsync("x");
                }

                return await http.GetStringAsync("") + "!";
            }

            [OnChannel("a")]
            public async Task A(Message message)
            {
                if (message.IsReply) { return; }
                await Task.WhenAll(http.GetStringAsync("a"), http.GetStringAsync("b"));
            }
        }
        """,
        "Await it");

    [Fact]
    public Task What_waits_for_a_gate_or_a_program_is_awaited() => Fixes.AssertAsync(
        "CC5002",
        """
        using System.Diagnostics;

        internal sealed class Deploys(SemaphoreSlim gate)
        {
            [OnDm]
            public async Task<string> Deploy(CancellationToken stop)
            {
                gate.Wait();
                if (!gate.Wait(1000, stop)) { return "later"; }
                using var deploy = Process.Start("deploy");
                deploy.WaitForExit();
                await Task.Yield();
                return "done";
            }
        }
        """,
        """
        using System.Diagnostics;

        internal sealed class Deploys(SemaphoreSlim gate)
        {
            [OnDm]
            public async Task<string> Deploy(CancellationToken stop)
            {
                await gate.WaitAsync();
                if (!await gate.WaitAsync(1000, stop)) { return "later"; }
                using var deploy = Process.Start("deploy");
                await deploy.WaitForExitAsync();
                await Task.Yield();
                return "done";
            }
        }
        """,
        "Await it");

    [Theory]
    [InlineData("class A { [OnDm] public void X(ManualResetEventSlim done) => done.Wait(); }")]
    [InlineData("class A { [OnDm] public void X(CountdownEvent done, CancellationToken stop) => done.Wait(stop); }")]
    [InlineData("class A { [OnDm] public string X() => Console.ReadLine() ?? \"\"; }")]
    [InlineData("class A { [OnDm] public string X() { lock (this) { return Task.FromResult(\"\").Result; } } }")]
    [InlineData("class A { [OnDm] public string X() { Func<string> f = () => Task.FromResult(\"\").Result; return f(); } }")]
    [InlineData("class A { [OnDm] public string X() { return L(); string L() => Task.FromResult(\"\").Result; } }")]
    [InlineData("class A { [OnDm] public IEnumerable<string> X() { yield return Task.FromResult(\"\").Result; } }")]
    [InlineData("class A { [OnDm] public string X() => Task.FromResult(\"\").Wait(5) ? \"\" : \"late\"; }")]
    [InlineData("class A { [OnDm] public string X() => Task.FromResult(\"\").Result; string Y() => X(); }")]
    [InlineData("class A { [OnDm] public string X() => $\"{Task.WaitAny(Task.Delay(1))}\"; }")]
    public Task What_cannot_await_stays(string text) => Fixes.AssertNoneAsync("CC5002", text);

    [Fact]
    public Task What_is_sent_is_awaited() => Fixes.AssertAsync(
        "CC5003",
        """
        using ClickClack;
        class A
        {
            [OnDm] public void X(IBot bot) => bot.SendAsync("x");

            [OnThread]
            public string Y(IBot bot)
            {
                // Elsewhere, too.
                _ = bot.SendAsync("y"); // later
                return "y";
            }

            [OnMention] public void Z(IBot bot) { bot.SendAsync("z").ConfigureAwait(false); }
        }
        """,
        """
        using System.Threading.Tasks;
        using ClickClack;
        class A
        {
            [OnDm] public async Task X(IBot bot) => await bot.SendAsync("x");

            [OnThread]
            public async Task<string> Y(IBot bot)
            {
                // Elsewhere, too.
                await bot.SendAsync("y"); // later
                return "y";
            }

            [OnMention] public async Task Z(IBot bot) { await bot.SendAsync("z").ConfigureAwait(false); }
        }
        """,
        "Await it",
        globalUsings: false);

    [Theory]
    [InlineData("class A { [OnDm] public void X(IBot bot) { var sent = bot.SendAsync(\"x\"); } }")]
    [InlineData("class A { [OnDm] public void X(IBot bot) { bot.SendAsync(\"x\").ContinueWith(_ => { }); } }")]
    [InlineData("class A { [OnDm] public void X(IBot? bot) { _ = bot?.SendAsync(\"x\"); } }")]
    public Task What_is_kept_or_goes_on_stays(string text) => Fixes.AssertNoneAsync("CC5003", text);

    [Fact]
    public Task A_sleep_becomes_a_delay() => Fixes.AssertAsync(
        "CC5004",
        """
        using System;
        using System.Threading;
        using ClickClack;
        class A
        {
            [OnDm] public void X(CancellationToken stop) => Thread.Sleep(10 /* ms */);

            [OnThread]
            public string Y()
            {
                Thread.Sleep(timeout: TimeSpan.FromSeconds(1)); // a while
                System.Threading.Thread.Sleep(5);
                return "y";
            }
        }
        """,
        """
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using ClickClack;
        class A
        {
            [OnDm] public async Task X(CancellationToken stop) => await Task.Delay(10 /* ms */, stop);

            [OnThread]
            public async Task<string> Y()
            {
                await Task.Delay(TimeSpan.FromSeconds(1)); // a while
                await Task.Delay(5);
                return "y";
            }
        }
        """,
        "Await Task.Delay",
        globalUsings: false);

    [Fact]
    public Task What_an_observer_sends_is_named() => Fixes.AssertAsync(
        "CC5009",
        """
        class Pins(IBot bot)
        {
            [OnEvent]
            public async Task Pinned(PinAdded pin)
            {
                await bot.SendAsync("a pin");
                await bot.SendAsync("another", target: null, idempotencyKey: null /* none */);
            }

            [OnEvent]
            public async Task Deleted(MessageDeleted @event) => await bot.SendAsync(
                "gone",
                null /* here */);
        }
        """,
        """
        class Pins(IBot bot)
        {
            [OnEvent]
            public async Task Pinned(PinAdded pin)
            {
                await bot.SendAsync("a pin", idempotencyKey: $"Pins.Pinned-{pin.Id}");
                await bot.SendAsync("another", target: null, idempotencyKey: $"Pins.Pinned-2-{pin.Id}" /* none */);
            }

            [OnEvent]
            public async Task Deleted(MessageDeleted @event) => await bot.SendAsync(
                "gone",
                null /* here */, idempotencyKey: $"Pins.Deleted-{@event.Id}");
        }
        """,
        "Add an idempotencyKey with the event's Id");

    [Theory]
    [InlineData("class A { [OnEvent] public async Task X(TypingStarted typing, IBot bot) => await bot.SendAsync(\"x\"); }")]
    [InlineData("class A { [OnEvent] public async Task X(ConnectionGap gap, IBot bot) => await bot.SendAsync(\"x\"); }")]
    [InlineData("class A { [OnEvent] public async Task X(PinAdded pin, IBot bot) { while (true) { await bot.SendAsync(\"x\"); } } }")]
    [InlineData("class A { [OnEvent] public async Task X(PinAdded pin, IBot bot) => await bot.SendAsync(\"x\", null, null); }")]
    public Task What_has_no_name_stays(string text) => Fixes.AssertNoneAsync("CC5009", text);

    [Fact]
    public Task A_cancellation_passes_the_catch() => Fixes.AssertAsync(
        "CC5005",
        """
        class A
        {
            [OnDm]
            public async Task X(CancellationToken stop)
            {
                try { await Task.Delay(1, stop); }
                catch (Exception) // all
                {
                    return;
                }

                try { await Task.Delay(1, stop); } catch { }
                try { await Task.Delay(1, stop); } catch (Exception error) when (error is System.IO.IOException || error is OperationCanceledException) { }
            }
        }
        """,
        """
        class A
        {
            [OnDm]
            public async Task X(CancellationToken stop)
            {
                try { await Task.Delay(1, stop); }
                catch (Exception) when (!stop.IsCancellationRequested) // all
                {
                    return;
                }

                try { await Task.Delay(1, stop); } catch when (!stop.IsCancellationRequested) { }
                try { await Task.Delay(1, stop); } catch (Exception error) when (!stop.IsCancellationRequested && (error is System.IO.IOException || error is OperationCanceledException)) { }
            }
        }
        """,
        "Let the cancellation pass: when (!stop.IsCancellationRequested)");
}
