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

    [Fact]
    public Task A_class_without_methods_gets_a_Handle() => Fixes.AssertAsync(
        "CC1002",
        """
        namespace Bot
        {
            [OnDm]
            internal sealed class Inbox
            {
            }

            [OnThread]
            internal sealed class Threads(TimeProvider time)
            {
                private DateTimeOffset Now => time.GetUtcNow();
            }

            [OnReaction("👍"), OnChannel("ops")] class Thumbs { }

            [OnMention]
            static class Mentions;
        }
        """,
        """
        namespace Bot
        {
            [OnDm]
            internal sealed class Inbox
            {
                public string? Handle(Message message) => null;
            }

            [OnThread]
            internal sealed class Threads(TimeProvider time)
            {
                private DateTimeOffset Now => time.GetUtcNow();

                public string? Handle(Message message) => null;
            }

            [OnReaction("👍"), OnChannel("ops")] class Thumbs { public string? Handle(Reaction reaction) => null; }

            [OnMention]
            static class Mentions
            {
                public static string? Handle(Message message) => null;
            }
        }
        """,
        "Add a Handle method");

    [Fact]
    public Task An_only_method_takes_the_attribute_of_its_class() => Fixes.AssertAsync(
        "CC1002",
        """
        /// <summary>Mail.</summary>
        [OnDm] // for one
        [AllowFrom("@ann"), OnThread]
        internal sealed class Inbox : IDisposable
        {
            /// <summary>Answers.</summary>
            [RequireMention]
            public string Answer(Message message) => Text(message);

            private static string Text(Message message) => message.Text;

            public void Dispose() { }
        }
        """,
        """
        /// <summary>Mail.</summary>
        // for one
        [AllowFrom("@ann")]
        internal sealed class Inbox : IDisposable
        {
            /// <summary>Answers.</summary>
            [OnDm, OnThread]
            [RequireMention]
            public string Answer(Message message) => Text(message);

            private static string Text(Message message) => message.Text;

            public void Dispose() { }
        }
        """,
        "Move the attribute to 'Answer'");

    [Fact]
    public Task The_attribute_of_a_class_goes_to_its_Handle() => Fixes.AssertAsync(
        "CC1006",
        """
        [OnChannel("ops")]
        [OnCommand("deploy", "d")]
        internal sealed class Deployments
        {
            [OnMention]
            public string Chat(Message message) => "hi";

            // What it is about.
            public string Handle() => "deployed";
        }
        """,
        """
        [OnChannel("ops")]
        internal sealed class Deployments
        {
            [OnMention]
            public string Chat(Message message) => "hi";

            // What it is about.
            [OnCommand("deploy", "d")]
            public string Handle() => "deployed";
        }
        """);

    [Fact]
    public Task An_attribute_without_a_method_stays() => Fixes.AssertNoneAsync(
        "CC1006", "[OnCommand(\"a\")] class A { [OnDm] public void Hello() { } private void Handle() { } }");

    [Fact]
    public Task Direct_messages_are_listened_to_without_a_mention() => Fixes.AssertAsync(
        "CC1010",
        """
        [OnDm]
        class A
        {
            [OnMention] // the bot
            public void X() { }
        }
        class B
        {
            [OnMention, OnDm, AllowFrom("*")]
            public void Y() { }
        }
        [OnDm, Account("other")]
        [OnMention]
        class C { public void Handle() { } }
        """,
        """
        [OnDm]
        class A
        {
            [OnMessage] // the bot
            public void X() { }
        }
        class B
        {
            [OnDm, AllowFrom("*")]
            public void Y() { }
        }
        [OnDm, Account("other")]
        class C { public void Handle() { } }
        """);

    [Fact]
    public Task Which_of_two_places_is_right_only_the_author_knows() => Fixes.AssertNoneAsync(
        "CC1010", "[OnDm] class A { [OnChannel(\"x\")] public void X() { } }");
}
