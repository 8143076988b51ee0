using System.Text.RegularExpressions;
using EchoBot.Tests.Processes;
using Microsoft.Playwright;

namespace EchoBot.Tests;

/// <summary>The playground, in a real browser: a person opens the printed address, types, and sees the answer.</summary>
public sealed class BrowserTests
{
    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    [Fact]
    public async Task A_person_types_into_the_page_and_sees_the_answer()
    {
        string? chromium = Array.Find(Browsers, File.Exists);
        Assert.SkipWhen(chromium is null, "no Chromium on this machine; ./test --install installs it");

        await using var echo = new EmbeddedEcho();
        await echo.RunAsync();
        string playground = (await echo.Program.WaitForLineAsync("playground: ")).Split("playground: ")[1].Trim();

        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        IPage page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1200, Height = 800 } });
        var errors = new List<string>();
        page.Console += (_, line) =>
        {
            if (line.Type == "error")
            {
                errors.Add(line.Text);
            }
        };
        page.PageError += (_, error) => errors.Add(error);

        await page.GotoAsync(playground);
        await page.GetByTestId("channel-general").ClickAsync();
        await page.GetByTestId("composer").FillAsync("hello from a browser <b>not bold</b>");
        await page.GetByTestId("composer").PressAsync("Enter");

        ILocator answer = page.GetByTestId("message").Filter(new() { HasText = "echo: hello from a browser <b>not bold</b>" });
        await Assertions.Expect(answer).ToHaveCountAsync(1, new() { Timeout = (float)RunningProgram.Patience.TotalMilliseconds });
        await Assertions.Expect(answer.GetByTestId("message-quote")).ToBeVisibleAsync();
        Assert.DoesNotContain('#', page.Url);

        string screenshots = Path.Combine(Repository.Root, "artifacts", "screenshots");
        await page.ScreenshotAsync(new() { Path = Path.Combine(screenshots, "playground.png") });
        Assert.Empty(errors);

        await page.GetByTestId("dm-echo").ClickAsync();
        await Assertions.Expect(page.GetByTestId("composer")).ToHaveAttributeAsync("aria-label", new Regex("Echo"));
        await page.GetByTestId("composer").FillAsync("just us");
        await page.GetByTestId("composer").PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("message").Filter(new() { HasText = "echo (dm): just us" }))
            .ToHaveCountAsync(1, new() { Timeout = (float)RunningProgram.Patience.TotalMilliseconds });

        // The address was used: who finds it later, in a history or a log, gets nothing.
        IPage second = await browser.NewPageAsync();
        await second.GotoAsync(playground);
        await Assertions.Expect(second.GetByTestId("composer")).ToHaveCountAsync(0);

        // The terminal shows a new one, for a reload.
        await Eventually.TrueAsync(
            () => echo.Program.Output.Count(line => line.StartsWith("playground: ", StringComparison.Ordinal)) == 2, () => echo.ToString());
    }
}
