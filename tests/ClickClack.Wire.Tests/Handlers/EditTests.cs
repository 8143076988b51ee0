using ClickClack.Wire.Tests.Bot;
using ClickClack.Wire.Tests.Time;

namespace ClickClack.Wire.Tests.Handlers;

/// <summary>Edits and deletions on the local server, whose clock stamps the edit and its event, with handlers as authors write them.</summary>
public sealed class EditTests
{
    private static async Task EditAsync(Scene scene, LocalMessage message, string text) =>
        await scene.AskAsync(scene.Olivia.Token, HttpMethod.Patch, $"/api/messages/{message.Id}", new { body = text });

    private static async Task DeleteAsync(Scene scene, LocalMessage message) =>
        await scene.AskAsync(scene.Olivia.Token, HttpMethod.Delete, $"/api/messages/{message.Id}");

    private static string[] Words(IEnumerable<LocalMessage> messages, Scene scene) =>
        [.. messages.Where(message => message.AuthorId == scene.Echo.Id && message.Body.Length > 0).Select(message => message.Body.Split(' ')[0])];

    private static Task SeesAsync(Func<Task<IReadOnlyList<LocalMessage>>> read, Scene scene, RunningBot bot, params string[] words) =>
        Eventually.TrueAsync(async () => Words(await read(), scene).SequenceEqual(words), string.Join(' ', words), bot.Log.ToString);

    [Fact]
    public async Task Rule07_an_edit_changes_the_answer_in_a_channel_and_a_deletion_takes_it_back()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        Task<IReadOnlyList<LocalMessage>> Read() => scene.Olivia.ReadAsync(scene.Random);
        LocalMessage asked = await scene.Olivia.SayAsync(scene.Random, "/words a b");
        await SeesAsync(Read, scene, bot, "a", "b");

        await EditAsync(scene, asked, "/words c d e");
        await SeesAsync(Read, scene, bot, "c", "d", "e");
        await EditAsync(scene, asked, "/words f");
        await SeesAsync(Read, scene, bot, "f");
        await EditAsync(scene, asked, "/words g h");
        await SeesAsync(Read, scene, bot, "g", "h");
        await DeleteAsync(scene, asked);
        await SeesAsync(Read, scene, bot);
    }

    [Fact]
    public async Task Rule07_in_threads_and_direct_conversations()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        LocalConversation direct = await scene.Olivia.OpenConversationAsync(scene.Echo.Id);
        LocalMessage root = await scene.Olivia.SayAsync(scene.Random, "root");
        LocalMessage inThread = await scene.Olivia.ReplyAsync(root, "/words a"), inDirect = await scene.Olivia.SayAsync(direct, "/words a");
        Task<IReadOnlyList<LocalMessage>> ReadThread() => scene.Olivia.ReadRepliesAsync(root);
        Task<IReadOnlyList<LocalMessage>> ReadDirect() => scene.Olivia.ReadAsync(direct);
        await SeesAsync(ReadThread, scene, bot, "a");
        await SeesAsync(ReadDirect, scene, bot, "a");

        await EditAsync(scene, inThread, "/words b c");
        await EditAsync(scene, inDirect, "/words d e");
        await SeesAsync(ReadThread, scene, bot, "b", "c");
        await SeesAsync(ReadDirect, scene, bot, "d", "e");
        await DeleteAsync(scene, inThread);
        await DeleteAsync(scene, inDirect);
        await SeesAsync(ReadThread, scene, bot);
        await SeesAsync(ReadDirect, scene, bot);
    }

    [Fact]
    public async Task Rule07_wrong_arguments_are_answered_in_the_place_of_the_answer_and_the_other_way_round()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        LocalMessage asked = await scene.Olivia.SayAsync(scene.Random, "/slowly");
        LocalMessage usage = await scene.AnswerAsync(scene.Random, asked);
        Assert.Contains("usage: `/slowly <word>`", usage.Body);

        await EditAsync(scene, asked, "/slowly one");
        await SeesAsync(() => scene.Olivia.ReadAsync(scene.Random), scene, bot, "one");
        await EditAsync(scene, asked, "/slowly one two");
        await Eventually.TrueAsync(async () => (await scene.AnswersAsync(scene.Random))[0].Body.Contains("usage: ", StringComparison.Ordinal), "usage", bot.Log.ToString);

        Assert.Equal(usage.Id, Assert.Single(await scene.AnswersAsync(scene.Random)).Id);
    }

    [Fact]
    public async Task Rule07_what_happens_while_nobody_runs_is_followed_at_the_next_start()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        Task<IReadOnlyList<LocalMessage>> Read() => scene.Olivia.ReadAsync(scene.Random);
        LocalMessage edited = await scene.Olivia.SayAsync(scene.Random, "/words a"), deleted = await scene.Olivia.SayAsync(scene.Random, "/words b");
        await SeesAsync(Read, scene, bot, "a", "b");
        await bot.DisposeAsync();

        await EditAsync(scene, edited, "/words c");
        await DeleteAsync(scene, deleted);
        LocalMessage both = await scene.Olivia.SayAsync(scene.Random, "/words d");
        await EditAsync(scene, both, "/words e");
        await SeesAsync(Read, scene, await scene.StartLiveBotAsync(), "c", "e");
    }
}
