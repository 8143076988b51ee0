using ClickClack.Wire.Tests.Bot;

namespace ClickClack.Wire.Tests.Handlers;

/// <summary>People and channels as arguments, looked up on the server.</summary>
public sealed class NamedArgumentTests
{
    [Fact]
    public async Task Names_and_ids_are_found_and_what_is_not_there_is_said()
    {
        await using Scene scene = await Scene.StartAsync();
        await scene.StartLiveBotAsync();
        string random = scene.Random.Id;

        Assert.Equal($"{scene.Max.Id} is {scene.Max.DisplayName}, {random}", await AskAsync($"/name @{scene.Max.Handle} #random"));
        Assert.Equal($"{scene.Max.Id} is {scene.Max.DisplayName}, {random}", await AskAsync($"/name {scene.Max.Id} {random}"));
        Assert.Equal($"{scene.Echo.Id} is Echo, nowhere", await AskAsync("/name @ECHO"));
        // What is repeated mentions nobody.
        Assert.Contains("there is no user `@\u200Bnobody`", await AskAsync("/name @nobody"), StringComparison.Ordinal);
        Assert.Contains("there is no channel `#nowhere`", await AskAsync("/name @max #nowhere"), StringComparison.Ordinal);

        async Task<string> AskAsync(string text) => (await scene.AnswerAsync(scene.General, await scene.Olivia.SayAsync(scene.General, text))).Body;
    }
}
