using System.Runtime.InteropServices;
using EchoBot.Tests.Chat;
using EchoBot.Tests.Processes;

namespace EchoBot.Tests;

/// <summary>EchoBot as one native file: nothing in it may need reflection.</summary>
public sealed class NativeAotTests
{
    [Fact]
    public async Task EchoBot_published_with_Native_AOT_runs_and_answers()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64, "published for linux-x64 only");
        Assert.SkipUnless(File.Exists("/usr/bin/clang") || File.Exists("/usr/bin/gcc"), "no linker on this machine; ./test --install installs clang");
        Assert.SkipUnless(File.Exists("/usr/include/zlib.h"), "no zlib to link with on this machine; ./test --install installs zlib1g-dev");

        string output = Directory.CreateTempSubdirectory("clickclack-aot-").FullName;
        try
        {
            await using RunningProgram publish = RunningProgram.Start(
                "dotnet",
                [
                    "publish", Repository.EchoBotProject, "-c", "Release", "-r", "linux-x64", "-p:ClickClackTargetFramework=net9.0",
                    "--artifacts-path", Path.Combine(output, "build"), "-o", Path.Combine(output, "bot"), "--nologo", "-v", "quiet",
                ]);
            await publish.ExitAsync(TimeSpan.FromMinutes(10));
            Assert.True(publish.ExitCode == 0, publish.ToString());
            Assert.DoesNotContain(publish.Output, line => line.Contains("warning", StringComparison.OrdinalIgnoreCase));

            await using var echo = new EmbeddedEcho();
            await echo.RunAsync(Path.Combine(output, "bot", "EchoBot"), "--environment", "Development");
            using var olivia = ChatPerson.Of(echo.Start);
            string general = (string)echo.Start["channels"]!["general"]!;
            string hello = await olivia.SayAsync(general, "hello");

            await Eventually.TrueAsync(
                async () => (await olivia.ReadChannelAsync(general)).Any(message => message.QuotedId == hello && message.Body == "echo: hello"),
                () => Task.FromResult(echo.ToString()));
            await echo.Program.InterruptAsync();
            Assert.Equal(0, echo.Program.ExitCode);
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }
}
