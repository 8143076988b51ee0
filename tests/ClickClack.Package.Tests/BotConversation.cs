using System.Text.Json.Nodes;
using EchoBot.Tests;
using EchoBot.Tests.Chat;
using EchoBot.Tests.Processes;

namespace ClickClack.PackageTests;

/// <summary>Talks to a bot, a real process on a real server, until each kind of route has answered.</summary>
internal static class BotConversation
{
    public static async Task EveryRouteAnswersAsync(string program, params string[] arguments)
    {
        await using var server = new ServerProgram();
        await server.RunAsync();
        JsonNode bot = server.Start["bots"]![0]!;
        string handle = (string)bot["handle"]!;
        string state = Directory.CreateTempSubdirectory("clickclack-bot-").FullName;
        try
        {
            await using RunningProgram running = RunningProgram.Start(program, arguments, new Dictionary<string, string?>
            {
                ["ClickClack__BaseUrl"] = (string)server.Start["base_url"]!,
                ["ClickClack__Token"] = (string)bot["token"]!,
                ["ClickClack__StateDirectory"] = state,
                ["ClickClack__MaxAttempts"] = "1",
            });
            using var olivia = ChatPerson.Of(server.Start);
            string general = (string)server.Start["channels"]!["general"]!;
            string watched = await olivia.CreateChannelAsync("watched");
            await running.WaitForLineAsync($"live: @{handle}");

            string hello = await olivia.SayAsync(general, "hello");
            await AnsweredAsync(() => olivia.ReadChannelAsync(general), "channel: hello");
            await SaidAsync("/deploy prod 3 --dry-run because it is friday", "command: Prod 3 True because it is friday");
            await SaidAsync("/deploy prod three", "three");
            await SaidAsync("/count", "piece 1 piece 2 piece 3");
            await SaidAsync("/several", "first");
            await SaidAsync("/several", "second");
            await SaidAsync("/fail", "error: InvalidOperationException");
            await SaidAsync("see ticket 42, please", "pattern: 42");
            await SaidAsync($"@{handle} hi", "mention: hi");
            await SaidAsync($"@{handle} /help", "/deploy");

            await olivia.ReactAsync(hello, "🚀");
            await AnsweredAsync(() => olivia.ReadChannelAsync(general), "reaction: 🚀");

            await olivia.EditAsync(hello, "hello again");
            await AnsweredAsync(() => olivia.ReadChannelAsync(watched), "event: edited");

            await olivia.ReplyAsync(hello, "in here");
            await AnsweredAsync(() => olivia.ReadThreadAsync(hello), "thread: in here");

            string direct = await olivia.OpenConversationAsync((string)bot["id"]!);
            await olivia.SayDirectlyAsync(direct, "psst");
            await AnsweredAsync(() => olivia.ReadConversationAsync(direct), "dm: psst");

            await running.InterruptAsync();
            Assert.Equal(0, running.ExitCode);

            async Task SaidAsync(string text, string answer)
            {
                string said = await olivia.SayAsync(watched, text);
                await AnsweredAsync(async () => [.. (await olivia.ReadChannelAsync(watched)).Where(message => message.QuotedId == said)], answer);
            }

            Task AnsweredAsync(Func<Task<List<ChatMessage>>> read, string answer) => Eventually.TrueAsync(
                async () => (await read()).Any(message => message.AuthorId != olivia.Id && message.Body.Contains(answer, StringComparison.Ordinal)),
                async () => $"{answer}\n{string.Join('\n', (await read()).Select(message => message.Body))}\n{running}");
        }
        finally
        {
            Directory.Delete(state, recursive: true);
        }
    }
}
