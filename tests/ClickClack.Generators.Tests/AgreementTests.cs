using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ClickClack.Dispatch;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClickClack.GeneratorTests;

/// <summary>
/// The emitted decision and the interpreter of the routes' data agree on random messages over random routes, alone and joined with
/// another assembly's. <c>CLICKCLACK_AGREEMENT_ASSEMBLIES=334 CLICKCLACK_AGREEMENT_SEED=1</c> makes it a million messages from another seed.
/// </summary>
public sealed class AgreementTests
{
    private const int Messages = 3_000;

    private static readonly string[] Places =
    [
        "OnChannel(\"a\")", "OnChannel(\"b\")", "OnChannel(\"chn_a\")", "OnChannel(\"chn_b\")", "OnChannel(\"*\")", "OnChannel(\"{Config:Room}\")",
        "OnChannel(\"{Config:Other}\")", "OnDm", "OnGroupDm", "OnThread",
    ];

    private static readonly string[] Causes =
    [
        "OnMessage", "OnMention", "OnCommand(\"a\")", "OnCommand(\"b\", \"c\")", "OnCommand(\"a b\")", "OnCommand(\"a b c\", \"b c a\")", "OnCommand(\"c a\")",
        "OnCommand(\"c-1 x\")", "OnPattern(@\"x(\\d+)\")", "OnPattern(\"^h\", Order = -1)", "OnPattern(\"(?i)HELLO\", Order = 1)", "OnPattern(\"o$\")",
        "OnPattern(\"z*\", Order = 5)",
    ];

    private static readonly string[] Words = ["a", "b", "c", "A", "B", "c-1", "x", "x1", "hello", "h", "o", "\u212A", "\"a\"", "/", "a,", new('a', 33)];

    [Fact]
    public async Task What_is_said_never_to_win_never_wins()
    {
        int assemblies = Setting("CLICKCLACK_AGREEMENT_ASSEMBLIES", 30);
        int seed = Setting("CLICKCLACK_AGREEMENT_SEED", 20261122);
        int said = 0;
        for (int i = 0; i < assemblies; i++)
        {
            var random = new Random(seed + i);
            string source = Source(random);
            IReadOnlyList<RouteDescription> never = await NeverWinAsync(source, Bot.Roughly(source), out RouteTable table);
            said += never.Count;
            for (int j = 0; j < Messages && never.Count > 0; j++)
            {
                Message message = Say(random);

                // What one person writes to the bot alone is never a mention.
                bool mentioned = random.Next(3) == 0 && message.Conversation is not { IsGroup: false };
                Evidence evidence = Bot.EvidenceOf(message, mentioned);
                RouteDescription? winner = table.Match(in evidence, message.Text, Bot.Handle)?.Description;
                Assert.False(winner is not null && never.Contains(winner), $"{winner?.Cause} {winner?.Handler} wins {message.Text} in {evidence.Places} {message.Channel}\nseed {seed + i}\n{source}");
            }
        }

        Assert.True(said > assemblies / 2, $"only {said} were said never to win");
    }

    [Fact]
    public void Emitted_code_and_interpreter_choose_the_same_route()
    {
        int assemblies = Setting("CLICKCLACK_AGREEMENT_ASSEMBLIES", 30);
        int seed = Setting("CLICKCLACK_AGREEMENT_SEED", 20261122);
        IRouteModule? before = null;
        int found = 0;
        for (int i = 0; i < assemblies; i++)
        {
            var random = new Random(seed + i);
            string source = Source(random);
            IRouteModule module = Bot.Roughly(source);
            IReadOnlyList<IRouteModule> modules = before is null || random.Next(2) == 0 ? [module] : [module, before];
            before = module;
            found += Compare(modules, random, $"seed {seed + i}\n{source}");
        }

        // Most messages must find a route, or little was compared.
        Assert.True(found > assemblies * Messages / 4, $"only {found} matches");
    }

    /// <summary>The routes that the rule names; of handlers with several routes it names the handler only, so these are left out.</summary>
    private static Task<IReadOnlyList<RouteDescription>> NeverWinAsync(string source, IRouteModule module, out RouteTable table)
    {
        table = new RouteTable([module], new RouteSettings(null, new Dictionary<string, string> { ["Room"] = "a", ["Other"] = "general" }));
        return ReadAsync();

        async Task<IReadOnlyList<RouteDescription>> ReadAsync()
        {
            ImmutableArray<Diagnostic> found = await Compile.Project(source)
                .WithAnalyzers([new HiddenRouteAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
            return [.. module.Routes.Where(route => module.Routes.Count(other => other.Handler == route.Handler) == 1
                && found.Any(one => one.GetMessage(CultureInfo.InvariantCulture).StartsWith($"'{route.Handler}' ", StringComparison.Ordinal)))];
        }
    }

    private static int Compare(IReadOnlyList<IRouteModule> modules, Random random, string about)
    {
        int found = 0;
        for (int i = 0; i < Messages; i++)
        {
            var channels = new Dictionary<string, string> { ["Room"] = random.Next(2) == 0 ? "a" : "chn_b", ["Other"] = "general" };
            var table = new RouteTable(modules, new RouteSettings(random.Next(3) switch { 0 => null, 1 => "one", _ => "TWO" }, channels));
            Message message = Say(random);
            bool mentioned = random.Next(3) == 0;
            Evidence evidence = Bot.EvidenceOf(message, mentioned);
            RouteDescription? winner = table.Match(in evidence, message.Text, Bot.Handle)?.Description;
            RouteExplanation explanation = new ClickClackRoutes(() => table).Explain(message, mentioned, Bot.Handle);
            string what = $"{message.Text} in {evidence.Places} {message.Channel} mentioned: {mentioned} account: {table.Settings.Account}\n{explanation}\n{about}";
            Assert.True(ReferenceEquals(winner, explanation.Winner), $"{winner?.Cause} {winner?.Handler} wins {what}");
            Assert.True(winner is null || table.MayMatch(in evidence), what);
            found += winner is null ? 0 : 1;
        }

        return found;
    }

    private static Message Say(Random random)
    {
        var text = new StringBuilder();
        if (random.Next(2) == 0)
        {
            text.Append('/');
        }

        for (int i = random.Next(5); i >= 0; i--)
        {
            text.Append(Words[random.Next(random.Next(3) == 0 ? Words.Length : 6)]);
            text.Append(random.Next(12) switch { 0 => "@echo ", 1 => "@other ", 2 => "\t", 3 => "  ", 4 => "@", 5 => "", _ => " " });
        }

        string channel = random.Next(3) switch { 0 => "a", 1 => "b", _ => "general" };
        string? thread = random.Next(3) == 0 ? "msg_1" : null;
        int place = random.Next(5);
        Message message = Message.Of(text.ToString(), channel: channel, dm: place == 0, threadRoot: thread);
        return place != 1 ? message : new Message
        {
            Id = message.Id,
            Author = message.Author,
            Body = message.Body,
            Text = message.Text,
            ThreadRoot = message.ThreadRoot,
            Conversation = new MessageConversation(new DirectConversationId("dm_group"), IsGroup: true),
        };
    }

    private static string Source(Random random)
    {
        var source = new StringBuilder();
        for (int type = random.Next(4, 12); type >= 0; type--)
        {
            source.Append(CultureInfo.InvariantCulture, $"{Account(random)}{List(random, Places, random.Next(3))}class C{type} {{ ");
            for (int method = random.Next(4); method >= 0; method--)
            {
                string places = List(random, Places, random.Next(5) == 0 ? 1 : 0);
                string cause = List(random, Causes, places.Length > 0 && random.Next(2) == 0 ? 0 : 1 + (random.Next(6) / 5));
                source.Append(CultureInfo.InvariantCulture, $"{Account(random)}{places}{cause}public void M{method}() {{ }} ");
            }

            source.Append("}\n");
        }

        return source.ToString();
    }

    private static string Account(Random random) => random.Next(8) switch { 0 => "[Account(\"one\")] ", 1 => "[Account(\"two\")] ", _ => "" };

    private static string List(Random random, string[] from, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => from[random.Next(from.Length)]).Distinct().Select(attribute => $"[{attribute}] "));

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
