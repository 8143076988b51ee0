namespace ClickClack.CodeFixTests;

/// <summary>A fix takes away the mistake, and nothing else that somebody has written.</summary>
public sealed class NothingIsLostTests
{
    private const string World = """

        static class Keep { public static string It() => ""; public static Task<string> ItAsync(CancellationToken cancellationToken = default) => Task.FromResult($"{cancellationToken}"); }
        """;

    public static TheoryData<string, string> Mistakes { get; } = new()
    {
        { "CC1001", "[OnDm] file class A { public string Handle() => Keep.It(); }" },
        { "CC1001", "namespace N { [OnDm] file class A { public string Handle() => Keep.It(); } class A<T> { public void X() => Keep.It(); } }" },
        { "CC1002", "[OnDm, AllowFrom(\"@ann\")] class A { public string Answer() => Keep.It(); }" },
        { "CC1002", "[OnDm] class A { public string One() => Keep.It(); public string Two() => Keep.It(); }" },
        { "CC1004", "class A { [OnDm] private string X() => Keep.It(); }" },
        { "CC1005", "[OnDm] class A { private A() { Keep.It(); } public string Handle() => Keep.It(); }" },
        { "CC1006", "[OnCommand(\"a\")] class A { [OnDm] public string X() => Keep.It(); public string Handle() => Keep.It(); }" },
        { "CC1007", "class A { [OnCommand(\"/Roll\", \"r\", Description = \"Keep\")] public string X() => Keep.It(); }" },
        { "CC1008", "class A { [OnChannel(\"#General\")] public string X() => Keep.It(); }" },
        { "CC1008", "class A { [OnChannel(\"{config:Keep}\")] public string X() => Keep.It(); }" },
        { "CC1008", "class A { [OnChannel(\"dm:@Ann\"), RequireMention(false)] public string X() => Keep.It(); }" },
        { "CC1008", "class A { [OnChannel(\"usr_1\"), OnMessage] public string X() => Keep.It(); }" },
        { "CC1008", "[OnChannel(\"dm:usr_1\")] class A { [OnCommand(\"x\")] public string X() => Keep.It(); [OnMessage, AllowFrom(\"*\")] public string Y() => Keep.It(); }" },
        { "CC1009", "class A { [OnCommand(\"deploy\", \"d\", \"d\")] public string H() => Keep.It(); }" },
        { "CC1009", "class A { [OnCommand(\"deploy\", \"d\")] public string H() => Keep.It(); } class B { [OnCommand(\"drop\", \"d\")] public string H() => Keep.It(); }" },
        { "CC1009", "class A { [OnCommand(\"deploy\")] public string H() => Keep.It(); } class B { [OnCommand(\"deploy\", \"d\")] public string H() => Keep.It(); }" },
        { "CC1009", "[OnDm] class A { public string Handle() => Keep.It(); } [OnDm] class B { public string Handle() => Keep.It() + Keep.It(); }" },
        { "CC1009", "[OnDm] class A { public void Handle() { } } [OnDm] class B { const string Keep = \"\"; public void Handle() { } }" },
        { "CC1009", "class A { [OnMention] public string X() => \"\"; [OnMention] public string Y() => Keep.It(); [OnMessage] public string Z() => \"\"; }" },
        { "CC1009", "class A { [OnMention] public string X() => Keep.It(); } class B { static string Keep() => \"\"; [OnMention] public string X() => Keep(); }" },
        { "CC1009", "class A { [OnChannel(\"a\"), OnChannel(\"a\")] public string X() => Keep.It(); }" },
        { "CC1010", "[OnDm] class A { [OnChannel(\"x\")] public string X() => Keep.It(); [OnMessage] public string Y() => Keep.It(); }" },
        { "CC1010", "[OnDm] class A { [OnMention] public string X() => Keep.It(); }" },
        { "CC1011", "[OnDm] class A { [OnCommand(\"x\")] public string X() => Keep.It(); public string Handle() => Keep.It(); }" },
        { "CC1011", "[OnDm] class A { [OnMessage] public string X() => Keep.It(); public string Handle() => Keep.It(); }" },
        { "CC1017", "class A { [OnPattern(\".*\")] public string X() => Keep.It(); [OnPattern(\"b\", Order = 1)] public string Y() => Keep.It(); }" },
        { "CC1018", "[OnThread] class A { public string Handle() => Keep.It(); } [OnThread] class B { [OnMessage] public string X() => Keep.It(); }" },
        { "CC1019", "class A { public string Handle(Message message) => Keep.It() + message.Text; }" },
        { "CC1006", "[OnCommand(\"a\")] class A { [OnCommand(\"b\", \"c\", Description = \"Keep\")] public string X() => Keep.It(); [OnMention] public string Y() => Keep.It(); }" },
        { "CC1023", "class A { [OnPattern(@\"(?<idd>\\d+) (?<Keep>x)\")] public string X(int id, string Keep) => id + Keep; }" },
        { "CC1024", "class A { [OnDm, AllowFrom(\"*\", \"ann\")] public string X() => Keep.It(); }" },
        { "CC1027", "class A { [OnReaction(\"👍\", \":rocket:\"), AllowFrom(\"@ann\")] public string X() => Keep.It(); }" },
        { "CC2001", "[OnDm] class A { public int Handle() => throw new InvalidOperationException(Keep.It()); }" },
        { "CC2001", "[OnDm] class A { public object Handle() => Keep.It().Length > 1 ? Keep.It() : throw new InvalidOperationException(); }" },
        { "CC2001", "[OnDm] class A { public int Handle() => Keep.It().Length > 1 ? 1 : 2; }" },
        { "CC2003", "[OnDm] class A { public string Handle(string text) => Keep.It() + text; }" },
        { "CC2003", "[OnDm] class A { public string Handle([System.ComponentModel.Description(nameof(Keep))] string text) => Keep.It() + text; }" },
        { "CC2004", "class A { [OnCommand(\"x\")] public string X([Rest] string a, int b) => Keep.It() + a + b; }" },
        { "CC2005", "class A { [OnCommand(\"x\")] public string X(int? a, int b) => Keep.It() + a + b; }" },
        { "CC2007", "class A { [OnCommand(\"x\")] public string X([Option(\"dryRun\", 'n')] bool a) => Keep.It() + a; }" },
        { "CC2007", "class A { [OnCommand(\"x\")] public string X([Option(\"dry\", '-')] bool a) => Keep.It() + a; }" },
        { "CC2010", "class A { [OnCommand(\"x\")] public string X(int[] a, int b) => Keep.It() + a + b; }" },
        { "CC2012", "[OnDm] class A { public async Task<string> Handle() => await Keep.ItAsync(); }" },
        { "CC3001", "class A { static Target Keep => Target.Parse(\"channel:#Ops\"); }" },
        { "CC3002", "static class A { [Target(\"ops\")] public static Target Ops => Target.Parse(\"Keep\"); }" },
        { "CC3002", "static class A { [Target(\"ops\")] public static Target Ops { get { Keep.It(); return Target.Parse(\"ops\"); } } }" },
        { "CC3002", "static class A { [Target(\"ops\")] public static Target Ops { get; set; } = Target.Parse(\"ops\"); public static void X() => Ops = Target.Parse(Keep.It()); }" },
        { "CC3002", "class A { [Target(\"ops\")] public Target Ops { get; } = Target.Parse(\"ops\"); public string Keep => $\"{this.Ops}\"; }" },
        { "CC3003", "class A { static MessageId Keep => MessageId.Parse(\"01k3b7\"); }" },
        { "CC3005", "class A { [OnDm, Account(\"servise\")] public string X() => Keep.It(); }" },
        { "CC5001", "[OnDm] class A { public async void Handle() => await Keep.ItAsync(); }" },
        { "CC5002", "[OnDm] class A { public string Handle() => Keep.ItAsync().Result; }" },
        { "CC5002", "[OnDm] class A { public Task<string> Handle(Message message) => Keep.ItAsync().Result.Length > 1 ? Task.FromResult(message.Text) : Keep.ItAsync(); }" },
        { "CC5002", "[OnDm] class A { public Task<string> Handle(Message message) { Keep.ItAsync().Wait(); return message.Text switch { \"a\" => Keep.ItAsync(), _ => throw new InvalidOperationException() }; } }" },
        { "CC5002", "class F : IMessageFilter { public ValueTask<FilterResult> CheckAsync(Message message, CancellationToken cancellationToken) { Keep.ItAsync(cancellationToken).Wait(cancellationToken); return default; } }" },
        { "CC5002", "class F : IMessageFilter { public ValueTask<FilterResult> CheckAsync(Message message, CancellationToken cancellationToken) { Keep.ItAsync(cancellationToken).Wait(cancellationToken); return new(FilterResult.Pass); } }" },
        { "CC5002", "[OnDm] class A { public string Handle() { try { return Keep.ItAsync().Result; } catch (AggregateException error) { return Keep.It() + error.InnerException; } } }" },
        { "CC5002", "[OnDm] class A { public string Handle(Message message) { ReadOnlySpan<char> text = message.Text; Keep.ItAsync().Wait(); return text.ToString(); } }" },
        { "CC5003", "[OnDm] class A { public void Handle(IBot bot) { Keep.It(); _ = bot.SendAsync(\"x\"); } }" },
        { "CC5004", "[OnDm] class A { public string Handle() { Thread.Sleep(1000); return Keep.It(); } }" },
        { "CC5005", "[OnDm] class A { public async Task Handle(CancellationToken stop) { try { await Keep.ItAsync(stop); } catch { Keep.It(); } } }" },
        { "CC5009", "class A { [OnEvent] public async Task Seen(PinAdded pin, IBot bot) => await bot.SendAsync(Keep.It()); }" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public Task A_fix_removes_the_mistake_only(string id, string text) => Fixes.AssertNothingIsLostAsync(id, text + World);

    [Fact]
    public void Every_fix_is_tried() =>
        Assert.Equal(Fixes.Ids.Order(StringComparer.Ordinal), Mistakes.Select(row => row.Data.Item1).Distinct().Order(StringComparer.Ordinal));
}
