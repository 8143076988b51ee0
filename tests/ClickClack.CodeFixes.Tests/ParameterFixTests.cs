namespace ClickClack.CodeFixTests;

public sealed class ParameterFixTests
{
    [Fact]
    public Task A_group_gets_the_name_of_its_parameter() => Fixes.AssertAsync(
        "CC1023",
        """
        class A
        {
            [OnPattern(@"(?<idd>\d+) of (?'Who'\w+)")] public string X(int id, string who) => $"{id}{who}";
            [OnPattern("a (?<ticket>\\d+)|b (?<ticket>\\d+)")] public string Y(int ticketNumber) => $"{ticketNumber}";
        }
        [OnPattern("(?<nubmer>[0-9])")] class B { public string Handle(int number) => $"{number}"; }
        """,
        """
        class A
        {
            [OnPattern(@"(?<id>\d+) of (?'who'\w+)")] public string X(int id, string who) => $"{id}{who}";
            [OnPattern("a (?<ticketNumber>\\d+)|b (?<ticketNumber>\\d+)")] public string Y(int ticketNumber) => $"{ticketNumber}";
        }
        [OnPattern("(?<number>[0-9])")] class B { public string Handle(int number) => $"{number}"; }
        """,
        "Call the group 'id'");

    [Theory]
    [InlineData("class A { [OnPattern(\"(?<name>x)\")] public void X(int id) { } }")]
    [InlineData("class A { const string P = \"(?<idd>x)\"; [OnPattern(P)] public void X(int id) { } }")]
    [InlineData("class A { [OnPattern(\"(?<idd>x)\")] public void X(int id, string idd) { } }")]
    public Task A_group_of_another_name_stays(string text) => Fixes.AssertNoneAsync("CC1023", text);

    [Fact]
    public Task A_text_becomes_the_message() => Fixes.AssertAsync(
        "CC2003",
        """
        internal sealed class Inbox
        {
            /// <summary>Answers.</summary>
            /// <param name="text">What <paramref name="text"/> says.</param>
            [OnDm] public string Handle(string text /* all of it */, TimeProvider time)
            {
                // The text.
                var parts = new { text, Other = (text, time).text, Length = text?.Length };
                Func<string> later = () => $"{text}" + parts;
                return later();
            }

            [OnThread] public string Thread(Message message, string? other = null) => other ?? message.Body;
            [OnMention] public string Mention(string @event) { string message = @event; return message; }
        }
        """,
        """
        internal sealed class Inbox
        {
            /// <summary>Answers.</summary>
            /// <param name="message">What <paramref name="message"/> says.</param>
            [OnDm] public string Handle(Message message /* all of it */, TimeProvider time)
            {
                // The text.
                var parts = new { text = message.Text, Other = (text: message.Text, time).text, Length = message.Text?.Length };
                Func<string> later = () => $"{message.Text}" + parts;
                return later();
            }

            [OnThread] public string Thread(Message message) => message.Text ?? message.Body;
            [OnMention] public string Mention(Message @event) { string message = @event.Text; return message; }
        }
        """,
        "Take the Message, and read its Text");

    [Fact]
    public Task The_rest_outside_of_a_command_is_the_message() => Fixes.AssertAsync(
        "CC2004",
        "[OnDm] class A { public string Handle([Rest] string text) => text; }",
        "[OnDm] class A { public string Handle(Message message) => message.Text; }");

    [Theory]
    [InlineData("[OnDm] class A { public string Handle(string text) { text = text.Trim(); return text; } }")]
    [InlineData("[OnDm] class A { public string Handle(string text) { M(ref text); return text; void M(ref string x) { } } }")]
    [InlineData("[OnDm] class A { public string Handle(string text) { (text, _) = (\"\", 1); return text; } }")]
    [InlineData("[OnDm] class A { public string Handle(string text, string other) => text + other; }")]
    [InlineData("[OnDm] class A { public string Handle(TimeProvider? time = null, string text = \"\") => text; }")]
    [InlineData("[OnDm] class A { public string Handle(string text) => text; } class Test { string X() => new A().Handle(\"\"); }")]
    [InlineData("class B { public virtual string Handle(string text) => text; } [OnDm] class A : B { public override string Handle(string text) => text; }")]
    [InlineData("class A { [OnEvent] public void X(PinAdded pin, string text) { } }")]
    [InlineData("[OnCommand(\"x\"), OnMention] class A { public void Handle(string text) { } }")]
    public Task A_text_that_is_no_message_stays(string text) => Fixes.AssertNoneAsync("CC2003", text);

    [Theory]
    [InlineData("CC2004", "[Rest] string text, int minutes, CancellationToken stop", "int minutes, [Rest] string text, CancellationToken stop")]
    [InlineData("CC2004", "[Rest] string? text = null, TimeProvider? time = null, int a = 1, int b = 2", "int a = 1, TimeProvider? time = null, int b = 2, [Rest] string? text = null")]
    [InlineData("CC2004", "\n        // How long.\n        [Rest] string text,\n\n        // Why.\n        int minutes /* > 0 */", "\n        // Why.\n        int minutes /* > 0 */,\n\n        // How long.\n        [Rest] string text")]
    [InlineData("CC2005", "int? a, string b", "string b, int? a")]
    [InlineData("CC2005", "Message m, int? a, [Option(\"o\")] bool o, string b, int c", "Message m, string b, [Option(\"o\")] bool o, int c, int? a")]
    [InlineData("CC2010", "string[] all, int count", "int count, string[] all")]
    [InlineData("CC2010", "List<UserRef> all, ChannelRef one, [Option(\"o\")] int[] some", "ChannelRef one, List<UserRef> all, [Option(\"o\")] int[] some")]
    public Task Arguments_are_put_in_order(string id, string before, string after) =>
        Fixes.AssertAsync(id, $"class A\n{{\n    [OnCommand(\"x\")]\n    public void X({before}) {{ }}\n}}\n", $"class A\n{{\n    [OnCommand(\"x\")]\n    public void X({after}) {{ }}\n}}\n");

    [Theory]
    [InlineData("CC2004", "class A { [OnCommand(\"x\")] public void X([Rest] string text, int minutes = 5) { } }")]
    [InlineData("CC2004", "class A { [OnCommand(\"x\")] public void X([Rest] string text, [Rest] string more) { } }")]
    [InlineData("CC2004", "class A { [OnCommand(\"x\")] public void X([Rest] int number) { } }")]
    [InlineData("CC2004", "class A { [OnCommand(\"x\")] public void X([Rest] string text, /* of what? */ int minutes) { } }")]
    [InlineData("CC2005", "class A { [OnCommand(\"x\")] public void X(int? a, string b) { } static void Test() => new A().X(1, \"\"); }")]
    [InlineData("CC2005", "interface I { void X(int? a, string b); } class A : I { [OnCommand(\"x\")] public void X(int? a, string b) { } }")]
    [InlineData("CC2010", "class A { [OnCommand(\"x\")] public void X(int[] all, [Rest] string text) { } }")]
    public Task Arguments_without_a_right_order_stay(string id, string text) => Fixes.AssertNoneAsync(id, text);

    [Fact]
    public Task A_number_is_returned_as_a_text() => Fixes.AssertAsync(
        "CC2001",
        """
        class Counter
        {
            [OnDm] public int Handle(Message message) => message.Text.Length; // how long
            [OnThread]
            public async Task<long> Thread(Message some)
            {
                await Task.Yield();
                if (some.IsReply) { return 0; }
                Func<int> later = () => { return 2; };
                return some.IsReply ? later() : 1;
            }
        }
        """,
        """
        class Counter
        {
            [OnDm] public string Handle(Message message) => $"{message.Text.Length}"; // how long
            [OnThread]
            public async Task<string> Thread(Message some)
            {
                await Task.Yield();
                if (some.IsReply) { return $"{0}"; }
                Func<int> later = () => { return 2; };
                return $"{(some.IsReply ? later() : 1)}";
            }
        }
        """,
        "Return the number as a text");

    [Fact]
    public Task What_is_returned_is_declared() => Fixes.AssertAsync(
        "CC2001",
        """
        class A
        {
            [OnDm] public object X() => "x";
            [OnThread] public async ValueTask<object?> Y(Message message) { await Task.Yield(); return message.IsReply ? Reply.InThread("y") : null; }
            [OnMention] public FormattableString Z(Message message) => $"{message.Text}";
        }
        """,
        """
        class A
        {
            [OnDm] public string X() => "x";
            [OnThread] public async ValueTask<Reply?> Y(Message message) { await Task.Yield(); return message.IsReply ? Reply.InThread("y") : null; }
            [OnMention] public string Z(Message message) => $"{message.Text}";
        }
        """);

    [Fact]
    public Task A_task_is_returned_always() => Fixes.AssertAsync(
        "CC2001",
        "class A { [OnDm] public Task<string>? W() => Task.FromResult(\"w\"); [OnMention] public Task? T() => Task.CompletedTask; }",
        "class A { [OnDm] public Task<string> W() => Task.FromResult(\"w\"); [OnMention] public Task T() => Task.CompletedTask; }",
        "Return a task always");

    [Theory]
    [InlineData("class A { [OnDm] public DateTime X() => default; }")]
    [InlineData("class A { [OnDm] public Task<string>? X() => null; }")]
    [InlineData("class A { [OnDm] public Task<int> X() => Task.FromResult(1); }")]
    [InlineData("class A { [OnDm] public object X(Message message) => message; }")]
    [InlineData("class A { [OnDm] public IEnumerable<int> X() { yield return 1; } }")]
    [InlineData("class A { [OnDm] public int X() => 1; int Y() => X(); }")]
    [InlineData("class A { [OnEvent] public int X(PinAdded pin) => 1; }")]
    public Task How_it_is_written_down_only_the_author_knows(string text) => Fixes.AssertNoneAsync("CC2001", text);

    [Fact]
    public Task A_token_is_taken_and_passed_on() => Fixes.AssertAsync(
        "CC2012",
        """
        class A
        {
            // Waits.
            [OnDm]
            public async Task X()
            {
                await Task.Delay(1 /* ms */); // a while
                await Task.Delay(TimeSpan.FromSeconds(
                    1)).ConfigureAwait(false);
            }

            [OnCommand("y")]
            public async Task Y(
                IBot bot,
                int times = 1)
            {
                await bot.SendAsync("y");
                await Own(await Own());
            }

            [OnCommand("z")] public async Task Z(params string[] all) { int cancellationToken = all.Length; await Task.Delay(cancellationToken); }
            static Task<int> Own(int i = 0, int j = 1, CancellationToken stop = default) => Task.FromResult(i + j);
        }
        """,
        """
        class A
        {
            // Waits.
            [OnDm]
            public async Task X(CancellationToken cancellationToken)
            {
                await Task.Delay(1 /* ms */, cancellationToken); // a while
                await Task.Delay(TimeSpan.FromSeconds(
                    1), cancellationToken).ConfigureAwait(false);
            }

            [OnCommand("y")]
            public async Task Y(
                IBot bot,
                int times = 1,
                CancellationToken cancellationToken = default)
            {
                await bot.SendAsync("y", cancellationToken: cancellationToken);
                await Own(await Own(stop: cancellationToken), stop: cancellationToken);
            }

            [OnCommand("z")] public async Task Z(CancellationToken cancellation, params string[] all) { int cancellationToken = all.Length; await Task.Delay(cancellationToken, cancellation); }
            static Task<int> Own(int i = 0, int j = 1, CancellationToken stop = default) => Task.FromResult(i + j);
        }
        """,
        "Take a CancellationToken, and pass it on");

    [Fact]
    public Task A_token_needs_its_namespace_and_callers_go_on() => Fixes.AssertAsync(
        "CC2012",
        """
        // A bot.

        using System.Collections.Generic;
        using System.Threading.Tasks;
        using ClickClack;

        class A
        {
            [OnDm] public async IAsyncEnumerable<string> X() { await Task.Delay(1); yield return ""; }
            [OnThread] public async Task Y() => await Task.Delay(1);
            public Task Test() => Y();
        }
        """,
        """
        // A bot.

        using System.Collections.Generic;
        using System.Runtime.CompilerServices;
        using System.Threading;
        using System.Threading.Tasks;
        using ClickClack;

        class A
        {
            [OnDm] public async IAsyncEnumerable<string> X([EnumeratorCancellation] CancellationToken cancellationToken) { await Task.Delay(1, cancellationToken); yield return ""; }
            [OnThread] public async Task Y(CancellationToken cancellationToken = default) => await Task.Delay(1, cancellationToken);
            public Task Test() => Y();
        }
        """,
        globalUsings: false);
}
