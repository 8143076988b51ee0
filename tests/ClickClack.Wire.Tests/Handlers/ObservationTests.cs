using ClickClack.Wire.Tests.Bot;

namespace ClickClack.Wire.Tests.Handlers;

/// <summary>Reactions and observed events on the local server, with handlers as authors write them.</summary>
public sealed class ObservationTests
{
    [Fact]
    public async Task A_reaction_is_answered_where_the_message_is_when_it_is_given_and_when_it_is_taken_back()
    {
        await using Scene scene = await Scene.StartAsync();
        await scene.StartLiveBotAsync();
        LocalMessage root = await scene.Olivia.SayAsync(scene.Random, "good morning");
        LocalMessage reply = await scene.Max.ReplyAsync(root, "and good night");

        await scene.AskAsync(scene.Max.Token, HttpMethod.Post, $"/api/messages/{root.Id}/reactions", new { emoji = "👋" });
        Assert.Equal($"{scene.Max.Handle} waves at good morning (1)", (await scene.AnswerAsync(scene.Random, root)).Body);
        await scene.AskAsync(scene.Olivia.Token, HttpMethod.Post, $"/api/messages/{reply.Id}/reactions", new { emoji = "👋" });
        await scene.AskAsync(scene.Olivia.Token, HttpMethod.Delete, $"/api/messages/{reply.Id}/reactions/{Uri.EscapeDataString("👋")}");
        string[] replies = [.. (await scene.RepliesAsync(root, 3)).Select(answer => answer.Body)];

        Assert.Equal(
            ["echo (thread): and good night", $"{scene.Olivia.Handle} waves at and good night (1)", $"{scene.Olivia.Handle} waves no more"], replies);
    }

    [Fact]
    public async Task What_an_observer_sends_under_a_key_is_there_once_also_after_a_restart()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot first = await scene.StartLiveBotAsync();
        LocalMessage message = await scene.Olivia.SayAsync(scene.Random, "worth keeping");
        await scene.AskAsync(scene.Olivia.Token, HttpMethod.Post, $"/api/channels/{scene.Random.Id}/pins", new { message_id = message.Id });
        await scene.AnsweredAsync(scene.Random, 1);
        await first.DisposeAsync();

        await scene.StartLiveBotAsync();
        await scene.WorksAsync();

        Assert.Equal([$"pinned {message.Id}"], (await scene.AnswersAsync(scene.Random)).Select(answer => answer.Body));
    }
}
