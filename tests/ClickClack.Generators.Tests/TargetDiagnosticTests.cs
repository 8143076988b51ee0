namespace ClickClack.GeneratorTests;

/// <summary>Targets, ids and tokens that are written in the source: judged by the library's own grammar, at the characters that are wrong.</summary>
public sealed class TargetDiagnosticTests
{
    private const string Token = "ccb_01k3b7x9zq4m2v8n6p5r7t0w1y";

    [Theory]
    [InlineData("Target.Parse(\"channel:[|#Ops|]\")", "Invalid target: write \"ops\" without the '#'")]
    [InlineData("Target.Parse(\"[|@alice|]\")", "Invalid target: \"@alice\" is a person; write \"dm:@alice\"")]
    [InlineData("Target.Parse([|\"channel:\"|])", "Invalid target: the channel is missing; expected channel:<name> or channel:<chn_ id>")]
    [InlineData("Target.Parse(@\"channel:[|Ops|]\")", null)]
    [InlineData("Target.Parse(@\"cc:[|\"\"x\"\":ops|]\")", "Invalid target: unknown kind \"\"x\"\"; expected channel:<name>, dm:@<handle>, dm:<usr_ id> or thread:<msg_ id>")]
    [InlineData("Target.Parse(\"\"\"channel:[|Ops|]\"\"\")", null)]
    [InlineData("Target.Parse([|\"\"\"\n    channel:Ops\n    \"\"\"|])", null)]
    [InlineData("Target.Parse(\"\\u0063c:\\x20\\tchannel:\\U00000020[|Ops|]\")", null)]
    [InlineData("Target.Parse(\"\\tcc:[|\\U0001F600:ops|]\")", null)]
    [InlineData("Target.Parse([|\"channel:\" + \"Ops\"|])", null)]
    [InlineData("Target.Parse([|$\"channel:{Name}\"|])", null)]
    [InlineData("Target.Parse([|Name|])", null)]
    [InlineData("Target.Parse(text: \"[|Ops|]\")", null)]
    [InlineData("Target.TryParse(\"dm:[|alice|]\", out _, out _)", "Invalid target: write \"dm:@alice\" for a handle")]
    [InlineData("Target.TryParse(error: out _, target: out _, text: \"dm:[|alice|]\")", null)]
    [InlineData("Reply.To(Target.Parse(\"dm:[|alice|]\"), \"hi\")", null)]
    [InlineData("Alias.Parse(\"[|Ops|]\")", null)]
    [InlineData("Target.Parse($\"[|chanel:|]{Text}\")", "Invalid target: unknown kind \"chanel\"; expected channel:<name>, dm:@<handle>, dm:<usr_ id> or thread:<msg_ id>")]
    [InlineData("Target.Parse($\"[|room:|]{Text}-{Text}\")", null)]
    [InlineData("Target.Parse(\"channel:[|#|]\" + Text)", "Invalid target: write \"channel:\" without the '#'")]
    [InlineData("Target.Parse(\"cc:[|dn:@|]\" + Text + Text)", null)]
    [InlineData("Target.TryParse($\"[|channel:@|]{Text}\", out _, out _)", "Invalid target: no target begins with \"channel:@\"")]
    [InlineData("Target.Parse((\"channel:[|Ops-|]\" + Text))", null)]
    [InlineData("global::ClickClack.Target.Parse(\"[|Ops|]\")", null)]
    public Task A_wrong_target_is_an_error(string expression, string? message) => AssertOneAsync("CC3001", expression, message);

    [Theory]
    [InlineData("new UserId(\"[|msg_1|]\")", "Invalid UserId: \"msg_1\" is the id of a message (MessageId); expected usr_…")]
    [InlineData("new ClickClack.MessageId(\"[|01k3|]\")", "Invalid MessageId: \"01k3\" is not the id of a message; expected msg_…")]
    [InlineData("new UserId(Value: \"[|alice|]\")", null)]
    [InlineData("new UserId([|Name|])", "Invalid UserId: \"Ops\" is not the id of a user; expected usr_…")]
    [InlineData("(UserId)new(\"[|alice|]\")", null)]
    [InlineData("Take(new(@\"[|usr_a/..|]\"))", "Invalid UserId: \"usr_a/..\" is not an id: '/' cannot be part of one")]
    [InlineData("UserId.Parse(\"[|usr_|]\")", "Invalid UserId: \"usr_\" is only the prefix of an id")]
    [InlineData("UserId.Parse([|\"\"|])", "Invalid UserId: it is empty; expected usr_…")]
    [InlineData("BotCommandId.Parse(\"[|cmd_1|]\")", null)]
    [InlineData("new EventCursor(\"[|evt_1|]\")", "Invalid EventCursor: \"evt_1\" is the id of an event (ServerEventId); expected cur_…")]
    [InlineData("ServerEventId.Parse(\"[|cur_1|]\")", "Invalid ServerEventId: \"cur_1\" is a place in the log of events (EventCursor); expected evt_…")]
    [InlineData("ChannelId.Parse(\"[|general|]\")", null)]
    [InlineData("DirectConversationId.Parse(\"[|usr_1|]\")", null)]
    [InlineData("PinId.Parse(\"[|msg_1|]\")", null)]
    [InlineData("TopicId.Parse(\"[|topic|]\")", null)]
    [InlineData("UploadId.TryParse(\"[|file|]\", out _)", null)]
    [InlineData("WorkspaceId.TryParse(id: out _, text: \"[|home|]\")", null)]
    public Task A_wrong_id_is_an_error(string expression, string? message) => AssertOneAsync("CC3003", expression, message);

    [Theory]
    [InlineData("Target.Parse(\"channel:ops\")")]
    [InlineData("Target.Parse(\"\"\"\n    thread:msg_1\n    \"\"\")")]
    [InlineData("Target.Parse(Text)")]
    [InlineData("Target.Parse($\"channel:{Text}\")")]
    [InlineData("Target.TryParse(null, out _, out _)")]
    [InlineData("Target.Parse($\"{Text}:{Text}\")")]
    [InlineData("Target.Parse($\"{Name}\" + Text)")]
    [InlineData("Target.Parse($\"ops-{Text}\")")]
    [InlineData("Target.Parse(\"cc:\" + Text)")]
    [InlineData("Target.Parse(\"CC: channel: \" + Text)")]
    [InlineData("Target.Parse(\"channel:ops-\" + Text)")]
    [InlineData("Target.Parse(\"dm:@\" + Text)")]
    [InlineData("Target.Parse($\"dm:{Text}\")")]
    [InlineData("Target.Parse($\"dm:us{Text}\")")]
    [InlineData("Target.Parse(\"thread:msg_\" + Text)")]
    [InlineData("Target.Parse($\"thr{Text}\")")]
    [InlineData("Target.Parse(Text + \"chanel:\")")]
    [InlineData("new UserId(\"usr_1\")")]
    [InlineData("new UserId(\"\")")]
    [InlineData("new UserId(Text)")]
    [InlineData("new UserId() with { Value = Text }")]
    [InlineData("ServerEventId.Parse(\"eph_20261123031500.123456789\")")]
    [InlineData("UserId.Parse(\"usr_01K3-a_b\")")]
    [InlineData("int.Parse(\"Ops\", null)")]
    [InlineData("new Own.UserId(\"alice\")")]
    [InlineData("Own.UserId.Parse(\"alice\")")]
    public Task What_is_right_or_not_ours_is_no_error(string expression) => Analyzers.AssertNoneAsync(Source(expression));

    [Theory]
    [InlineData("class A { public const string Key = \"[|" + Token + "|]\"; }")]
    [InlineData("class A { public const string Key = \"\"\"Bearer [|" + Token + "|]\"\"\"; }")]
    [InlineData("class A { public static string Key(int i) => $\"{i}[|" + Token + "|]{i}\"; }")]
    [InlineData("class A { public static ReadOnlySpan<byte> Key => \"[|" + Token + "|]\"u8; }")]
    [InlineData("class A { public const string Key = [|\"ccb_\" + \"01k3b7x9zq4m2v8n6p5r7t0w1y\"|]; }")]
    [InlineData("class A { public const string Start = \"ccb_01k3b7x9zq\"; public static string Key => [|\"Bearer \" + (Start + \"4m2v8n6p5r7t0w1y\")|]; }")]
    [InlineData("class A { const string Start = \"ccb_01k3b7x9zq\"; public const string Key = [|$\"{Start}4m2v8n6p5r7t0w1y\"|]; }")]
    [InlineData("// was [|" + Token + "|]")]
    [InlineData("#if NEVER\nvar key = \"[|" + Token + "|]\";\n#endif")]
    public async Task A_token_in_the_source_is_a_warning_that_does_not_repeat_it(string source) =>
        Assert.DoesNotContain(Token, await Analyzers.AssertOneAsync("CC3004", source), StringComparison.Ordinal);

    [Fact]
    public async Task A_token_is_found_wherever_it_lies_in_a_long_file()
    {
        foreach (int length in (int[])[4080, 4086, 4087, 4088, 4089, 4090, 4091, 4092, 4093, 8179, 8182, 8185])
        {
            await Analyzers.AssertOneAsync("CC3004", $"//{new string(' ', length)}[|{Token}|]");
        }
    }

    [Theory]
    [InlineData("class A { public const string Key = \"ccb_\"; }")]
    [InlineData("class A { public static string Key(string rest) => \"ccb_\" + rest + \"01k3b7x9zq4m2v8n6p5r7t0w1y\"; }")]
    [InlineData("class A { public const string Key = \"ccb_\" + \"01k3b7x9zq\"; public const string Other = $\"{Key}{Key}\"; }")]
    [InlineData("class A { public const string Key = \"ccb_test\"; }")]
    [InlineData("class A { public const string Key = \"ccb_xxxxxxxxxxxxxxxxxxxxxxxxxx\"; }")]
    [InlineData("class A { public const string Key = \"ccb_00000000000000000000000000\"; }")]
    [InlineData("class A { public const string Key = \"…ccb_01k3b7…\"; }")]
    [InlineData("class ccb_01k3b7x9zq4m2v8n6p5r7t0w1y_x { }")]
    [InlineData("class A_ccb_01k3b7x9zq4m2v8n6p5r7t0w1y { }")]
    public Task What_is_no_token_is_no_warning(string source) => Analyzers.AssertNoneAsync(source);

    [Fact]
    public async Task Half_typed_code_is_judged_without_an_exception()
    {
        const string Typed = """"
            static partial class Rooms { [Target("channel:Ops")] public static partial Target Ops { get; } [Target(@"dm:alice")] public partial int Bob { get; }
            public static object All() => Reply.To(Target.Parse("\U0001F600\u0041:\x"), Target.TryParse(text: """x:y""", out _) + new UserId(@"a""b") + UserId.Parse(new("c"))); }
            """";
        for (int length = 1; length < Typed.Length; length += 4)
        {
            await Analyzers.RunAsync(Typed[..length]);
            await Analyzers.RunAsync(Typed[length..]);
        }
    }

    private static async Task AssertOneAsync(string id, string expression, string? message)
    {
        string reported = await Analyzers.AssertOneAsync(id, Source(expression));
        if (message is not null)
        {
            Assert.Equal(message, reported);
        }
    }

    private static string Source(string expression) => $$"""
        using Alias = ClickClack.Target;
        class Own { public record struct UserId(string Value) { public static UserId Parse(string text) => new(text); } }
        class Code
        {
            private const string Name = "Ops";
            public static string Text { get; } = "";
            public static object Take(UserId id) => id;
            public static object Go() => {{expression}};
        }
        """;
}
