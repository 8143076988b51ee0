using ClickClack.Dispatch;

namespace ClickClack.GeneratorTests;

public sealed class NameArgumentTests
{
    private const string Source = """
        using System.Linq;
        sealed class Invitations : IDisposable
        {
            public static int Made;
            public Invitations() => Made++;
            public void Dispose() { }
            [OnCommand("assign")] public string Assign(int number, UserRef user, ChannelRef? channel = null) => $"{number} {user.Id} {user.Handle} {user.DisplayName} {channel?.Name}";
            [OnCommand("invite")] public async Task<string> Invite(ChannelRef channel, params UserRef[] users) { await Task.Yield(); return $"{channel.Target} {string.Join(',', users.Select(user => user.Mention))}"; }
            [OnCommand("stream")] public async IAsyncEnumerable<string> Stream([Option("who", 'w')] List<UserRef> users) { await Task.Yield(); foreach (var user in users) yield return user.Handle; }
            [OnCommand("maybe")] public static void Maybe(UserRef? user) { }
            [OnCommand("names")] public static string Names(UserRef names, UserRef notFound) => names.Handle + notFound.Handle;
        }
        """;

    private readonly KnownNames names = new();

    [Theory]
    [InlineData("/assign 1 @Alice", "1 usr_alice alice The Alice ")]
    [InlineData("/assign 1 usr_alice #ops", "1 usr_alice alice The Alice ops")]
    [InlineData("/assign 1 @nobody #nowhere", "there is no user `@\u200Bnobody` (user); did you mean `@\u200Balice`, `@\u200Bbob`?\nthere is no channel `#nowhere` (channel)")]
    [InlineData("/assign 1 @alice #twice", "`#twice` is the name of several channels (channel): `chn_1 (#one)`, `chn_2 (#two)`; give the id")]
    [InlineData("/assign x @nobody", "`x` is not a whole number (number)")]
    [InlineData("/assign 1 alice", "`alice` is not a user: the handle with its @, or the id (usr_…) (user)")]
    [InlineData("/assign 1 @alice ops", "`ops` is not a channel, such as #general (channel)")]
    [InlineData("/assign 1 @a/../b", "`@\u200Ba/../b` is not a user: the handle with its @, or the id (usr_…) (user)")]
    [InlineData("/invite #ops @alice usr_bob", "channel:chn_ops @alice,@bob")]
    [InlineData("/invite #ops", "channel:chn_ops ")]
    [InlineData("/stream -w @alice --who=@bob", "alice|bob")]
    [InlineData("/stream -w @alice -w @eve", "there is no user `@\u200Beve` (--who); did you mean `@\u200Balice`, `@\u200Bbob`?")]
    [InlineData("/maybe", "")]
    [InlineData("/maybe @bob", "")]
    [InlineData("/names @alice @bob", "alicebob")]
    public async Task Who_is_named_is_looked_up(string text, string reply)
    {
        IReadOnlyList<Reply> replies = await Bot.Of(Source, names).AnswersAsync(Message.Of(text));
        Assert.Equal(reply, string.Join('|', replies.Select(one => one.Text)).Split("\nusage: ")[0]);
    }

    [Fact]
    public async Task Nobody_is_looked_up_and_no_handler_made_for_a_call_that_is_wrong()
    {
        Bot bot = Bot.Of(Source, names);
        var made = (int)bot.Routes.GetType().Assembly.GetType("Invitations")!.GetField("Made")!.GetValue(null)!;
        await bot.SayAsync("/assign x @alice");
        await bot.SayAsync("/invite #ops @alice bob");
        Assert.Equal(0, names.Asked);
        await bot.SayAsync("/assign 1 @nobody");
        Assert.Equal(1, names.Asked);
        Assert.Equal(made, (int)bot.Routes.GetType().Assembly.GetType("Invitations")!.GetField("Made")!.GetValue(null)!);
    }

    [Fact]
    public async Task A_thousand_names_are_too_many()
    {
        string text = "/invite #ops" + string.Concat(Enumerable.Range(0, 1000).Select(number => $" @user{number}"));
        Assert.StartsWith("users takes at most 20 values, not 1000\n", await Bot.Of(Source, names).SayAsync(text), StringComparison.Ordinal);
        Assert.Equal(1, names.Asked);
    }

    private sealed class KnownNames : IWorkspaceNames
    {
        public int Asked { get; private set; }

        public async ValueTask<NameSearch<UserRef>> FindUserAsync(string text, CancellationToken cancellationToken)
        {
            Asked++;
            await Task.Yield();
            string handle = text.Replace("usr_", "", StringComparison.Ordinal).TrimStart('@').ToLowerInvariant();
            return handle is "alice" or "bob"
                ? new(new UserRef(new UserId("usr_" + handle), handle, "The " + char.ToUpperInvariant(handle[0]) + handle[1..]), [])
                : new(null, ["@alice", "@bob"]);
        }

        public ValueTask<NameSearch<ChannelRef>> FindChannelAsync(string text, CancellationToken cancellationToken)
        {
            Asked++;
            return new(text switch
            {
                "#ops" => new NameSearch<ChannelRef>(new ChannelRef(new ChannelId("chn_ops"), "ops", "Operations"), []),
                "#twice" => new NameSearch<ChannelRef>(null, ["chn_1 (#one)", "chn_2 (#two)"], IsAmbiguous: true),
                _ => new NameSearch<ChannelRef>(null, []),
            });
        }
    }
}
