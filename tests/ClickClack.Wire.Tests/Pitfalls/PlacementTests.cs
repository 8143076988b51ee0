using System.Text;
using System.Text.Json.Nodes;
using ClickClack.Wire.Tests.Bot;
using ClickClack.Wire.Tests.Network;
using ClickClack.Wire.Tests.Time;

namespace ClickClack.Wire.Tests.Pitfalls;

/// <summary>Where answers go, and which messages get one, where the server makes that easy to get wrong.</summary>
public sealed class PlacementTests
{
    [Fact]
    public async Task An_answer_in_a_channel_is_a_quote_in_place_and_opens_no_thread()
    {
        await using Scene scene = await Scene.StartAsync();
        await scene.StartLiveBotAsync();
        LocalMessage asked = await scene.Olivia.SayAsync(scene.General, "hello");
        LocalMessage answer = await scene.AnswerAsync(scene.General, asked);

        Assert.Equal(answer.Id, answer.ThreadRootId);
        Assert.Empty(await scene.Olivia.ReadRepliesAsync(asked));
    }

    [Fact]
    public async Task A_reply_far_down_a_long_thread_is_answered()
    {
        await using Scene scene = await Scene.StartAsync();
        LocalMessage root = await scene.Olivia.SayAsync(scene.Random, "a long story");
        for (int n = 0; n < 250; n++)
        {
            await scene.Olivia.ReplyAsync(root, $"chapter {n}");
        }

        await scene.StartLiveBotAsync();
        await scene.Olivia.ReplyAsync(root, "the end");

        Assert.Equal("echo (thread): the end", Assert.Single(await scene.RepliesAsync(root, 1)).Body);
    }

    [Fact]
    public async Task A_file_that_is_attached_after_the_message_does_not_make_it_another_message()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes("a,b\n1,2\n")), "file", "table.csv" } };
        string upload = (string)(await scene.AskAsync(
            scene.Olivia.Token, HttpMethod.Post, $"/api/uploads?workspace_id={scene.Server.Workspace.Id}", form))["upload"]!["id"]!;
        LocalMessage message = await scene.Olivia.SayAsync(scene.General, "see the table");
        await scene.AskAsync(scene.Olivia.Token, HttpMethod.Post, $"/api/messages/{message.Id}/attachments", new { upload_id = upload });

        await scene.AnswerAsync(scene.General, message);
        await scene.WorksAsync();
        Assert.Equal(["see the table", "are you there?"], bot.Script.Ran);
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }

    [Fact]
    public async Task An_archived_channel_takes_messages_and_answers()
    {
        await using Scene scene = await Scene.StartAsync();
        await scene.StartLiveBotAsync();
        await scene.AskAsync(scene.Olivia.Token, HttpMethod.Patch, $"/api/channels/{scene.General.Id}", new { archived = true });
        await scene.WorksAsync();

        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }

    [Fact]
    public async Task Each_conversation_gets_its_own_answers_also_if_the_same_people_have_two()
    {
        await using Scene scene = await Scene.StartAsync();
        await scene.StartLiveBotAsync();
        LocalConversation one = await scene.Olivia.OpenConversationAsync(scene.Echo.Id, scene.Max.Id);
        LocalConversation other = await scene.Olivia.OpenConversationAsync(scene.Echo.Id, scene.Max.Id);
        Assert.NotEqual(one.Id, other.Id);
        await scene.Olivia.SayAsync(one, "@echo one");
        await scene.Olivia.SayAsync(other, "@echo other");

        foreach ((LocalConversation conversation, string text) in new[] { (one, "one"), (other, "other") })
        {
            await Eventually.TrueAsync(async () => (await scene.Olivia.ReadAsync(conversation)).Count == 2, "an answer");
            Assert.Equal($"echo (mention): {text}", (await scene.Olivia.ReadAsync(conversation))[1].Body);
        }
    }

    [Fact]
    public async Task A_message_with_nothing_but_its_keys_is_answered()
    {
        await using Scene scene = await Scene.StartAsync();
        await scene.StartLiveBotAsync();
        scene.Server.Faults.HoldEvents();
        LocalMessage asked = await scene.Olivia.SayAsync(scene.General, "hello");
        scene.Proxy.AnswerInstead(
            $"GET /api/messages/{asked.Id}",
            HttpText.Json(new JsonObject
            {
                ["message"] = new JsonObject
                {
                    ["id"] = asked.Id, ["channel_id"] = scene.General.Id, ["author_id"] = scene.Olivia.Id, ["body"] = "hello",
                },
            }));
        scene.Server.Faults.ReleaseEvents();

        Assert.Equal("echo: hello", (await scene.AnswerAsync(scene.General, asked)).Body);
    }
}
