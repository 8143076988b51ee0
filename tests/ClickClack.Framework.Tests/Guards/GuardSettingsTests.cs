using System.Text;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ClickClack.Framework.Tests.Guards;

/// <summary>Who is answered, as an operator writes it: a slip must not admit anybody.</summary>
public sealed class GuardSettingsTests
{
    private static ClickClackOptions Read(string json)
    {
        (IHost host, _) = RunningBot.Build(new ScriptedRoutes(), configure: null, services: builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ClickClack:Token"] = ScriptedServer.Token,
                ["ClickClack:BaseUrl"] = "http://127.0.0.1:1",
            });
            builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes($"{{\"ClickClack\": {json}}}")));
        });
        using (host)
        {
            return host.Services.GetRequiredService<IOptions<ClickClackOptions>>().Value;
        }
    }

    [Fact]
    public void All_of_them_are_read()
    {
        ClickClackOptions options = Read(
            """{"AllowFrom": ["usr_alice", "@bob", "*"], "AllowBots": ["@rover"], "RequireMention": true, "Cooldown": {"Messages": 5, "Per": "00:01:00"}}""");

        Assert.Equal(["usr_alice", "@bob", "*"], options.AllowFrom!);
        Assert.Equal(["@rover"], options.AllowBots!);
        Assert.True(options.RequireMention);
        Assert.Equal((5, TimeSpan.FromMinutes(1)), (options.Cooldown!.Messages, options.Cooldown.Per));
    }

    [Fact]
    public void Without_any_everybody_is_answered_without_limit()
    {
        ClickClackOptions options = Read("{}");

        Assert.Null(options.AllowFrom);
        Assert.Null(options.AllowBots);
        Assert.False(options.RequireMention);
        Assert.Null(options.Cooldown);
    }

    [Theory]
    [InlineData("""{"AllowFrom": []}""", "ClickClack:AllowFrom is empty, so that nobody would be answered: name users (usr_… or @handle), or \"*\" for everybody, or leave it out")]
    [InlineData("""{"AllowFrom": "@bob"}""", "ClickClack:AllowFrom is a list: [\"@bob\"], or ClickClack__AllowFrom__0 in the environment")]
    [InlineData("""{"AllowFrom": ["@bob", "alice"]}""", "ClickClack:AllowFrom:1 must be a user id (usr_…), a handle (@bob), or \"*\" for everybody, not \"alice\"; did you mean \"@alice\"?")]
    [InlineData("""{"AllowFrom": ["dm:@bob"]}""", "ClickClack:AllowFrom:0 must be a user id (usr_…), a handle (@bob), or \"*\" for everybody, not \"dm:@bob\"")]
    [InlineData("""{"AllowFrom": [""]}""", "ClickClack:AllowFrom:0 must be a user id (usr_…), a handle (@bob), or \"*\" for everybody, not \"\"")]
    [InlineData("""{"AllowFrom": ["ccb_01secret"]}""", "ClickClack:AllowFrom:0 must be a user id (usr_…), a handle (@bob), or \"*\" for everybody")]
    [InlineData("""{"AllowBots": ["*"]}""", "ClickClack:AllowBots must name the bots (usr_… or @handle), not \"*\": two bots that answer every bot answer each other without end")]
    [InlineData("""{"AllowBots": "@rover"}""", "ClickClack:AllowBots is a list: [\"@rover\"], or ClickClack__AllowBots__0 in the environment")]
    [InlineData("""{"AllowBots": ["rover"]}""", "ClickClack:AllowBots:0 must be the user id (usr_…) or the handle (@rover) of a bot, not \"rover\"; did you mean \"@rover\"?")]
    [InlineData("""{"Cooldown": "5"}""", "ClickClack:Cooldown has two settings, ClickClack:Cooldown:Messages and ClickClack:Cooldown:Per, and is none itself")]
    [InlineData("""{"Cooldown": {"Messages": 5}}""", "ClickClack:Cooldown:Per must be more than zero")]
    [InlineData("""{"Cooldown": {"Messages": 0, "Per": "00:01:00"}}""", "ClickClack:Cooldown:Messages must be from 1 to 1000")]
    [InlineData("""{"Cooldown": {"Message": 5, "Per": "00:01:00"}}""", "there is no setting ClickClack:Cooldown:Message; did you mean ClickClack:Cooldown:Messages?")]
    [InlineData("""{"AllowForm": ["*"]}""", "there is no setting ClickClack:AllowForm; did you mean ClickClack:AllowFrom?")]
    public void A_mistake_is_one_line(string json, string line)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Read(json));

        Assert.Equal(line, Assert.Single(error.Failures));
    }

    [Fact]
    public void An_empty_list_of_bots_is_none() => Assert.Empty(Read("""{"AllowBots": []}""").AllowBots ?? []);
}
