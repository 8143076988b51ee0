using System.Runtime.InteropServices;
using EchoBot.Tests.Processes;

namespace ClickClack.PackageTests;

/// <summary>What somebody gets who has the package only: a bot that builds, without a warning of the strictest rules, runs and answers.</summary>
public sealed class ConsumerTests(PackedFramework framework)
{
    [Fact]
    public async Task A_bot_builds_without_a_warning_and_every_route_answers()
    {
        Consumer consumer = await framework.CreateConsumerAsync("strict");
        await AssertCleanAsync(await consumer.BuildAsync());
        await BotConversation.EveryRouteAnswersAsync("dotnet", "exec", consumer.Assembly);

        // The runtime is the program's own affair, unless it asks for less memory.
        Assert.DoesNotContain("Gen0MaxBudget", await ReadRuntimeSettingsAsync(), StringComparison.Ordinal);
        await AssertCleanAsync(await consumer.BuildAsync("-p:ClickClackTuneRuntime=true"));
        Assert.Contains("\"System.GC.Gen0MaxBudget\": 4194304", await ReadRuntimeSettingsAsync(), StringComparison.Ordinal);
        Assert.Contains("\"System.Runtime.TieredPGO\": false", await ReadRuntimeSettingsAsync(), StringComparison.Ordinal);

        Task<string> ReadRuntimeSettingsAsync() => File.ReadAllTextAsync(
            Path.ChangeExtension(consumer.Assembly, ".runtimeconfig.json"), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_bot_published_with_Native_AOT_builds_without_a_warning_and_every_route_answers()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64, "published for linux-x64 only");
        Assert.SkipUnless(File.Exists("/usr/bin/clang") || File.Exists("/usr/bin/gcc"), "no linker on this machine; ./test --install installs clang");
        Assert.SkipUnless(File.Exists("/usr/include/zlib.h"), "no zlib to link with on this machine; ./test --install installs zlib1g-dev");

        Consumer consumer = await framework.CreateConsumerAsync("native");
        (RunningProgram build, string program) = await consumer.PublishAsync("linux-x64");
        await AssertCleanAsync(build);
        await BotConversation.EveryRouteAnswersAsync(program);
    }

    [Fact]
    public async Task What_is_too_old_is_one_error_that_says_what_to_do()
    {
        Consumer consumer = await framework.CreateConsumerAsync("old");
        await AssertOneErrorAsync(
            consumer,
            "error CC0001: ClickClack.Framework needs the C# compiler 4.14 or newer, and this build uses 4.13 (.NET SDK ",
            "-p:CompilerApiVersion=roslyn4.13");
        await AssertOneErrorAsync(
            consumer,
            "error CC0002: ClickClack.Framework writes C# 12 into this project, and its LangVersion is 7.3.",
            "-p:LangVersion=7.3",
            "--no-restore");
    }

    [Fact]
    public async Task Settings_files_are_shown_to_the_compiler()
    {
        Consumer consumer = await framework.CreateConsumerAsync("settings");
        consumer.Add("appsettings.json", """{ "ClickClack": { "DefaultAccount": "service" } }""");
        consumer.Add("Accounts.cs", """
            namespace Bot;
            [OnGroupDm, Account("servise")] internal static class Groups { public static string Handle() => ""; }
            """);
        await AssertOneErrorAsync(consumer, "error CC3005: No account is called \"servise\" in appsettings.json: did you mean \"service\"?");
    }

    [Fact]
    public async Task In_another_language_the_library_is_there_without_the_plug_in()
    {
        Consumer consumer = (await framework.CreateConsumerAsync("basic")).With(
            "Bot.vbproj",
            ("Bot.vbproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <ImplicitUsings>enable</ImplicitUsings>
                    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                  </PropertyGroup>
                  <ItemGroup><PackageReference Include="ClickClack.Framework" Version="$(ClickClackVersion)" /></ItemGroup>
                </Project>
                """),
            ("Room.vb", """
                Imports ClickClack
                Public Class Room
                    Public Function Greeting(message As Message) As Reply
                        Return Reply.InThread($"hi {message.Author.Mention}")
                    End Function
                End Class
                """));
        await AssertCleanAsync(await consumer.BuildAsync());
    }

    private static async Task AssertOneErrorAsync(Consumer consumer, string error, params string[] arguments)
    {
        await using RunningProgram build = await consumer.BuildAsync(arguments);
        Assert.NotEqual(0, build.ExitCode);

        // Once as it happens and once in the summary.
        string line = Assert.Single(build.Output.Where(line => line.Contains(": error ", StringComparison.Ordinal)).Distinct());
        Assert.Contains(error, line, StringComparison.Ordinal);
    }

    private static async Task AssertCleanAsync(RunningProgram build)
    {
        await using (build)
        {
            Assert.True(build.ExitCode == 0, build.ToString());
            Assert.DoesNotContain(build.Output, line => line.Contains(": warning ", StringComparison.Ordinal));
        }
    }
}
