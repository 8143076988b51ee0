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

    [Fact]
    public Task A_command_with_the_name_of_another_gets_one_of_its_own() => Fixes.AssertAsync(
        "CC1009",
        """
        internal static class Deployments
        {
            [OnCommand("deploy", "d")] public static string Deploy() => "";
            [OnCommand("deploy3")] public static string Third() => "";
            [OnCommand("roll dice")] public static string Dice() => "";
        }
        internal static class More
        {
            /// <summary>Says what would be done.</summary>
            [OnCommand( @"deploy" /* a try */, "try", Description = "deploy")] // for now
            public static string Try() => "";

            [OnCommand(name: "deploy")] public static string Again() => "";
            [OnCommand("roll dice")] public static string Cheat() => "";
            [OnCommand("undo", "d" /* short */, "u")] public static string Undo() => "";
            [OnCommand("d2", "d2")] public static string Two() => "";
        }
        """,
        """
        internal static class Deployments
        {
            [OnCommand("deploy", "d")] public static string Deploy() => "";
            [OnCommand("deploy3")] public static string Third() => "";
            [OnCommand("roll dice")] public static string Dice() => "";
        }
        internal static class More
        {
            /// <summary>Says what would be done.</summary>
            [OnCommand( @"deploy2" /* a try */, "try", Description = "deploy")] // for now
            public static string Try() => "";

            [OnCommand(name: "deploy4")] public static string Again() => "";
            [OnCommand("roll dice2")] public static string Cheat() => "";
            [OnCommand("undo" /* short */, "u")] public static string Undo() => "";
            [OnCommand("d2")] public static string Two() => "";
        }
        """,
        "Rename the command to \"deploy2\"");

    [Fact]
    public Task A_route_that_another_takes_the_place_of_is_removed() => Fixes.AssertAsync(
        "CC1009",
        """
        internal sealed class Chat
        {
            [OnCommand("x")]
            public string X() => "";

            // About the next one.

            // Says more.
            /// <summary>The same again.</summary>
            [OnCommand("x")]
            [AllowFrom("*")]
            public string Again()
            {
                return "";
            } // never called

            [OnCommand("x"), OnMention]
            public string Both() => "";
        }

        /// <summary>Nothing else is in it.</summary>
        internal sealed class Other
        {
            [OnCommand("x")] public string Y() => "";
        }

        internal sealed class Last;
        """,
        """
        internal sealed class Chat
        {
            [OnCommand("x")]
            public string X() => "";

            // About the next one.

            [OnMention]
            public string Both() => "";
        }

        internal sealed class Last;
        """,
        "Remove 'Again'",
        variant: 1);

    [Fact]
    public Task A_class_whose_place_is_taken_is_removed() => Fixes.AssertAsync(
        "CC1009",
        """
        [OnDm] class A { public void Handle() { } }
        [OnDm] class B { public void Handle() { } }
        [OnChannel("a")] class C { public void Handle() { } }
        [OnChannel("a"), OnChannel("b")] class D { public void Handle() { } }
        [OnMention] class E { public void Handle() { } } [OnMention] class F { public void Handle() { } } // and more
        """,
        """
        [OnDm] class A { public void Handle() { } }
        [OnChannel("a")] class C { public void Handle() { } }
        [OnChannel("b")] class D { public void Handle() { } }
        [OnMention] class E { public void Handle() { } } 
        """,
        "Remove 'B'");

    [Fact]
    public Task A_copy_of_the_handler_that_goes_first_is_removed() => Fixes.AssertAsync(
        "CC1009",
        """
        class A
        {
            private int Count => 1;
            [OnMention] public string X(Message message) { return message.Text + Count; }
            [OnMention] public string Y(Message message) { return message.Text + Count; } // again
        }
        """,
        """
        class A
        {
            private int Count => 1;
            [OnMention] public string X(Message message) { return message.Text + Count; }
        }
        """,
        "Remove 'Y'");

    [Theory]
    [InlineData("class A { [OnCommand(\"deploy\")] public string X() => \"a\"; } class B { [OnCommand(\"deploy\", \"d\")] public string Y() => \"b\"; }", "Rename the command to \"deploy2\"")]
    [InlineData("class A { [OnCommand(\"deploy\", \"d\", \"d\")] public string H() => \"a\"; }", "Remove the alias \"d\"")]
    [InlineData("class A { [OnCommand(\"deploy\", \"d\")] public void X() { } [OnCommand(\"drop\", \"d\")] public void Y() { } }", "Remove the alias \"d\"")]
    public async Task Of_a_command_with_several_names_only_the_one_that_is_taken_goes(string text, string title) =>
        Assert.Equal([title], await Fixes.TitlesAsync("CC1009", text));

    [Fact]
    public Task A_pattern_that_never_wins_is_removed() => Fixes.AssertAsync(
        "CC1017",
        """
        class Chat
        {
            [OnPattern(".*")] public string Any() => "";

            [OnPattern("thank", Order = 1)] public string Thanks() => "";

            [OnPattern("bye", Order = 2), OnCommand("bye")] public string Bye() => "";
        }
        """,
        """
        class Chat
        {
            [OnPattern(".*")] public string Any() => "";

            [OnCommand("bye")] public string Bye() => "";
        }
        """,
        "Remove 'Thanks'");

    [Fact]
    public Task A_route_whose_places_exclude_one_another_is_removed() => Fixes.AssertAsync(
        "CC1010",
        """
        [OnDm]
        class A
        {
            [OnChannel("x")]
            public void X() { }

            [OnMessage] public void Y() { }
        }
        """,
        """
        [OnDm]
        class A
        {
            [OnMessage] public void Y() { }
        }
        """);

    [Fact]
    public Task A_route_that_never_wins_is_removed() => Fixes.AssertAsync(
        "CC1018",
        """
        [OnThread]
        class Threads { public void Handle() { } }

        [OnThread]
        class More
        {
            [OnMessage] // never
            public void Other() { }

            [OnMention] public void Asked() { }
        }
        """,
        """
        [OnThread]
        class Threads { public void Handle() { } }

        [OnThread]
        class More
        {
            [OnMention] public void Asked() { }
        }
        """,
        "Remove 'Other'");

    [Theory]
    [InlineData(0, "OnDm", "OnDm")]
    [InlineData(1, "OnChannel(\"*\")", "OnChannel(\"*\")")]
    [InlineData(2, "OnMention", "OnMention")]
    public Task A_class_written_like_a_handler_gets_a_place(int variant, string attribute, string title) => Fixes.AssertAsync(
        "CC1019",
        """
        /// <summary>Mail.</summary>
        internal sealed class Inbox // of the bot
        {
            public string? Handle(Message message) => null;
        }
        """,
        $$"""
        /// <summary>Mail.</summary>
        [{{attribute}}]
        internal sealed class Inbox // of the bot
        {
            public string? Handle(Message message) => null;
        }
        """,
        $"Add [{title}]",
        variant: variant);

    [Fact]
    public Task A_class_that_takes_a_reaction_gets_the_attribute_for_it() => Fixes.AssertAsync(
        "CC1019",
        "static class Thumbs\n{\n    internal static void Handle(Reaction reaction) { }\n}\n",
        "[OnReaction]\nstatic class Thumbs\n{\n    internal static void Handle(Reaction reaction) { }\n}\n");

    [Theory]
    [InlineData("CC1009", "class A { [OnMention] public void X() { } } class B { [OnMention] public void Y() { } public void Z() => Y(); }")]
    [InlineData("CC1009", "[OnDm] class A { public void Handle() { } } [OnDm] class B { public void Handle() { } } class C { public static void Go() => new B().Handle(); }")]
    [InlineData("CC1009", "[OnDm] class A { public void Handle() { } } [OnDm] partial class B { public void Handle() { } } partial class B { }")]
    [InlineData("CC1009", "interface I { void Y(); } class A : I { [OnMention] public void X() { } [OnMention] public void Y() { } }")]
    [InlineData("CC1009", "class A { [OnMention] public void X() { }\n#if true\n[OnMention] public void Y() { }\n#endif\n }")]
    [InlineData("CC1010", "[OnDm] class A { [OnChannel(\"x\")] public void X() { } static int I => 1; }")]
    public Task What_is_called_or_not_alone_stays(string id, string text) => Fixes.AssertNoneAsync(id, text);

    [Theory]
    [InlineData("class A { [OnCommand(\"x\")] public void X() { } } class B { const string N = \"x\"; [OnCommand(N)] public void Y() { } public void Z() => Y(); }")]
    [InlineData("class A { [OnCommand(\"abcdefghijklmnopqrstuvwxyzabcdef\")] public void X() { } [OnCommand(\"abcdefghijklmnopqrstuvwxyzabcdef\")] public void Y() { } public void Z() => Y(); }")]
    public Task A_name_that_is_no_literal_or_too_long_stays(string text) => Fixes.AssertNoneAsync("CC1009", text);

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
    public Task The_command_of_a_class_goes_before_the_sub_commands_of_its_methods() => Fixes.AssertAsync(
        "CC1006",
        """
        /// <summary>Deployments.</summary>
        [OnCommand("deploy")]
        [OnChannel("ops")]
        internal static class Deployments
        {
            [OnCommand("start", "go", Description = "Starts.")] public static string Start() => "";
            [OnCommand(@"deploy stop")] public static string Stop() => "";
            [OnCommand(@"undo")] public static string Undo() => "";
            [OnMention] public static string Asked() => "";
        }
        """,
        """
        /// <summary>Deployments.</summary>
        [OnChannel("ops")]
        internal static class Deployments
        {
            [OnCommand("deploy start", "deploy go", Description = "Starts.")] public static string Start() => "";
            [OnCommand(@"deploy stop")] public static string Stop() => "";
            [OnCommand(@"deploy undo")] public static string Undo() => "";
            [OnMention] public static string Asked() => "";
        }
        """,
        "Write \"deploy\" before each sub-command");

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
}
