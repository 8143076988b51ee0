namespace ClickClack.CodeFixTests;

public sealed class RouteFixTests
{
    [Fact]
    public Task A_handler_without_modifier_becomes_internal() => Fixes.AssertAsync(
        "CC1004",
        """
        internal sealed class Inbox
        {
            /// <summary>Says hello.</summary>
            [OnDm]
            string Hello(Message message) => "hi"; // short

            // And one more.
            [OnThread] private static async Task<string> Thread() { await Task.Yield(); return ""; }
            [OnMention] protected string Mention() => "";
            [OnChannel("a")] private protected string A() => "";
        }
        """,
        """
        internal sealed class Inbox
        {
            /// <summary>Says hello.</summary>
            [OnDm]
            internal string Hello(Message message) => "hi"; // short

            // And one more.
            [OnThread] internal static async Task<string> Thread() { await Task.Yield(); return ""; }
            [OnMention] protected internal string Mention() => "";
            [OnChannel("a")] internal string A() => "";
        }
        """,
        "Make 'Hello' internal");

    [Fact]
    public Task A_type_around_a_handler_becomes_internal() => Fixes.AssertAsync(
        "CC1004",
        """
        class Outer
        {
            private sealed class Inner { [OnDm] public string Hello() => ""; }
            [OnThread]
            record Other { internal string Handle() => ""; }
        }
        """,
        """
        class Outer
        {
            internal sealed class Inner { [OnDm] public string Hello() => ""; }
            [OnThread]
            internal record Other { internal string Handle() => ""; }
        }
        """);

    [Fact]
    public Task A_handler_that_shows_what_is_out_of_reach_stays() => Fixes.AssertNoneAsync(
        "CC1004", "class A { private enum Own { X } [OnCommand(\"x\")] void X(Own own) { } } ");

    [Fact]
    public Task A_type_of_a_file_becomes_internal() => Fixes.AssertAsync(
        "CC1001",
        "[OnDm] file sealed class Inbox { public string Handle() => \"\"; }",
        "[OnDm] internal sealed class Inbox { public string Handle() => \"\"; }");

    [Fact]
    public Task An_only_constructor_becomes_internal() => Fixes.AssertAsync(
        "CC1005",
        """
        [OnDm]
        class A
        {
            A(TimeProvider time) => Time = time;
            TimeProvider Time { get; }
            public string Handle() => $"{Time.GetUtcNow()}";
        }
        [OnThread]
        class B { private B() { } public void Handle() { } }
        """,
        """
        [OnDm]
        class A
        {
            internal A(TimeProvider time) => Time = time;
            TimeProvider Time { get; }
            public string Handle() => $"{Time.GetUtcNow()}";
        }
        [OnThread]
        class B { internal B() { } public void Handle() { } }
        """);

    [Fact]
    public Task An_idle_Handle_gets_the_other_messages() => Fixes.AssertAsync(
        "CC1011",
        """
        [OnChannel("ops")]
        internal sealed class Operations
        {
            [OnCommand("status")]
            public string Status() => "fine";

            /// <summary>All others.</summary>
            public string Handle(Message message) => "hi"; // never called
        }
        [OnDm] class Direct { [OnCommand("x")] public void X() { } public void Handle() { } }
        """,
        """
        [OnChannel("ops")]
        internal sealed class Operations
        {
            [OnCommand("status")]
            public string Status() => "fine";

            /// <summary>All others.</summary>
            [OnMessage]
            public string Handle(Message message) => "hi"; // never called
        }
        [OnDm] class Direct { [OnCommand("x")] public void X() { } [OnMessage] public void Handle() { } }
        """);

    [Fact]
    public Task A_repeated_attribute_goes() => Fixes.AssertAsync(
        "CC1009",
        """
        class A
        {
            [OnCommand("x")]
            // Twice.
            [OnCommand("x")]
            public void X() { }

            [OnChannel("a"), OnChannel("a"), OnChannel("b")]
            public void Y() { }

            [OnMention] [OnMention] public void Z() { }
        }
        """,
        """
        class A
        {
            [OnCommand("x")]
            // Twice.
            public void X() { }

            [OnChannel("a"), OnChannel("b")]
            public void Y() { }

            [OnMention] public void Z() { }
        }
        """);

    [Theory]
    [InlineData("class A { [OnCommand(\"x\")] public void X() { } } class B { [OnCommand(\"x\")] public void Y() { } }")]
    [InlineData("class A { [OnCommand(\"x\", \"y\"), OnCommand(\"y\", \"x\")] public void X() { } }")]
    public Task Which_of_two_routes_is_right_only_the_author_knows(string text) => Fixes.AssertNoneAsync("CC1009", text);
}
