#pragma warning disable xUnit1051 // The calls are as bots write them; what never ends is found by the limit of a wait.
using System.Security.Cryptography;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using ClickClack.Replies;

namespace ClickClack.Framework.Tests.Replies;

public sealed class FileTests : IDisposable
{
    private readonly TemporaryDirectory state = new();
    private int runs;

    private string[] Journal => Directory.Exists(state.File("journal")) ? Directory.GetFiles(state.File("journal"), "*.json") : [];

    private Task<RunningBot> StartAsync(ScriptedServer server, Func<int, IEnumerable<Reply?>?> replies) => RunningBot.StartLiveAsync(
        server,
        ScriptedRoutes.Several(_ => replies(Interlocked.Increment(ref runs))),
        options =>
        {
            options.StateDirectory = state.Path;
            options.ShutdownTimeout = TimeSpan.FromMilliseconds(200);
        });

    [Fact]
    public void A_reply_with_files_is_equal_by_value()
    {
        Func<CancellationToken, ValueTask<Stream>> open = _ => new(Stream.Null);

        Assert.Equal(Reply.Plain("x").WithFile("a", [1, 2]), Reply.Plain("x").WithFile("a", [1, 2]));
        Assert.Equal(Reply.Plain("x").WithFile("a", open), Reply.Plain("x").WithFile("a", open));
        Assert.NotEqual(Reply.Plain("x").WithFile("a", [1, 2]), Reply.Plain("x").WithFile("a", [1, 3]));
        Assert.NotEqual(Reply.Plain("x").WithFile("a", [1]), Reply.Plain("x"));
        Assert.Equal(Reply.Plain("x").WithFile("a", [1]).GetHashCode(), Reply.Plain("x").WithFile("a", [1]).GetHashCode());
        Assert.False(Reply.Plain("").WithFile("a", [1]).IsBlank);
    }

    [Fact]
    public async Task Rule06_a_file_is_uploaded_under_its_bytes_and_attached_after_the_message()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await StartAsync(server, _ => [Reply.InPlace("here").WithFile("report.txt", "the text"u8, "text/plain")]);

        string cause = server.Say("hello");
        await Eventually.True(() => server.Attachments.Count == 1, $"the attachment\n{bot.Log}");

        Assert.Equal(["here"], server.PostedBodies);
        (string nonce, string form) = Assert.Single(server.Uploads.Values);
        Assert.Equal(Nonce.Of("usr_echo", "wsp_1", $"m:{cause}", $"u0/{Convert.ToHexStringLower(SHA256.HashData("the text"u8))}"), nonce);
        Assert.Contains("the text", form, StringComparison.Ordinal);
        Assert.Contains("filename=\"report.txt\"", form, StringComparison.Ordinal);
        Assert.Equal(ScriptedServer.Text(server.Posted[0], "id"), server.Attachments[0].Message);
        await Eventually.True(() => Journal.Length == 0, "the journal is empty");
        Assert.Empty(Directory.GetFiles(state.File("spool")));
    }

    [Fact]
    public async Task Rule06_files_without_a_text_are_named()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await StartAsync(server, _ => [Reply.InPlace(null).WithFile("a.txt", [1]).WithFile("b.txt", [2])]);

        server.Say("hello");
        await Eventually.True(() => server.Attachments.Count == 2, "the attachments");

        Assert.Equal(["a.txt, b.txt"], server.PostedBodies);
    }

    [Fact]
    public async Task Rule06_a_file_is_opened_while_the_handler_runs_and_its_failure_is_the_handlers()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await StartAsync(server, run => [Reply.InPlace("here").WithFile(
            "a.txt", _ => run == 1 ? throw new TimeoutException() : new ValueTask<Stream>(new MemoryStream([1, 2, 3])))]);

        server.Say("hello");
        await Eventually.True(() => server.Attachments.Count == 1, "the attachment");

        Assert.Equal(2, runs);
        Assert.Equal(1, bot.Log.Count("attempt 1 of 3"));
    }

    [Theory]
    [InlineData("/api/uploads")]
    [InlineData("/api/channels/*")]
    [InlineData("/api/messages/*")]
    public async Task Rule06_whatever_dies_on_the_way_there_is_one_message_with_one_file(string cut)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        bool closed = true;
        server.Script("POST", cut, _ => closed ? Answer.Silence() : null);
        Func<int, IEnumerable<Reply?>?> handler = _ => [Reply.InPlace("here").WithFile("a.txt", [1, 2, 3])];
        await using (RunningBot bot = await StartAsync(server, handler))
        {
            server.Say("hello");
            await Eventually.True(() => server.CountRequests("POST", cut) > 0, "the write that is cut");
        }

        closed = false;
        await using RunningBot again = await StartAsync(server, handler);
        await Eventually.True(() => server.Attachments.Count == 1 && Journal.Length == 0, $"the attachment\n{again.Log}");

        Assert.Equal(["here"], server.PostedBodies);
        Assert.Single(server.Uploads);
        Assert.Equal(cut == "/api/uploads" ? 2 : 1, runs);
    }

    [Fact]
    public async Task Rule06_a_send_with_a_file_is_attached_once()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await StartAsync(server, _ => null);
        Reply reply = Reply.To(Target.Parse("channel:ops"), "here").WithFile("a.txt", [1]);

        await bot.Bot.SendAsync(reply, idempotencyKey: "x");
        await bot.Bot.SendAsync(reply, idempotencyKey: "x");

        Assert.Single(server.Posted);
        Assert.Single(server.Attachments);
        Assert.Single(server.Uploads);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rule06_a_plan_that_comes_back_uses_the_group_it_made(bool made)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        bool closed = true;
        server.Script("POST", "/api/dms", request =>
        {
            if (closed && made)
            {
                server.AnswerFromModel(request);
            }

            return closed ? Answer.Silence() : null;
        });
        Target group = Target.Group(new UserId("usr_alice"), new UserId("usr_bob"));
        Func<int, IEnumerable<Reply?>?> handler = _ => [Reply.To(group, "one"), Reply.To(group, "two")];
        await using (RunningBot bot = await StartAsync(server, handler))
        {
            server.Say("hello");
            await Eventually.True(() => server.CountRequests("POST", "/api/dms") == 1, "the group");
        }

        closed = false;
        await using RunningBot again = await StartAsync(server, handler);
        await Eventually.True(() => server.Posted.Count == 2 && Journal.Length == 0, $"the messages\n{again.Log}");

        Assert.Single(server.MadeAt);
        Assert.All(server.Posted, message => Assert.Equal(server.MadeAt.Keys.Single(), ScriptedServer.Text(message, "direct_conversation_id")));
        Assert.Equal(1, runs);
    }

    public void Dispose() => state.Dispose();
}
