using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Hosting;
using ClickClack.Realtime;
using ClickClack.State;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClickClack.Framework.Tests.Hosting;

public sealed class OwnershipTests : IDisposable
{
    private static readonly BotIdentity Bot = new(new UserId("usr_echo"), "echo", "Echo", new WorkspaceId("wsp_1"), "ClickClack");
    private readonly StorageHealth health = new(new LogLines());
    private readonly TemporaryDirectory directory = new();

    private FileStateStore Store => new(directory.Path);

    [Fact]
    public void Rule20_the_second_owner_refuses_and_names_the_first()
    {
        using AccountState first = AccountState.Open(Store, Bot, health, TimeProvider.System, NullLogger.Instance);

        string message = Assert.Throws<AccountStoppedException>(() => AccountState.Open(Store, Bot, health, TimeProvider.System, NullLogger.Instance)).Message;

        Assert.Equal(
            $"another process already runs this bot with the same state (process {Environment.ProcessId} on {Environment.MachineName}); "
            + "stop it, or give this one its own ClickClack:StateDirectory",
            message);
    }

    [Fact]
    public void Rule20_once_the_first_is_gone_the_next_may_have_it()
    {
        AccountState.Open(Store, Bot, health, TimeProvider.System, NullLogger.Instance).Dispose();
        AccountState.Open(Store, Bot, health, TimeProvider.System, NullLogger.Instance).Dispose();
    }

    [Fact]
    public void Rule20_another_bot_or_workspace_has_a_state_of_its_own()
    {
        using AccountState first = AccountState.Open(Store, Bot, health, TimeProvider.System, NullLogger.Instance);
        using AccountState other = AccountState.Open(Store, Bot with { UserId = new UserId("usr_other") }, health, TimeProvider.System, NullLogger.Instance);
        using AccountState elsewhere = AccountState.Open(Store, Bot with { WorkspaceId = new WorkspaceId("wsp_2") }, health, TimeProvider.System, NullLogger.Instance);

        Assert.Equal(3, Directory.GetDirectories(directory.Path).Length);
    }

    [Fact]
    public void An_id_cannot_lead_out_of_the_directory()
    {
        using AccountState state = AccountState.Open(Store, Bot with { UserId = new UserId("../../x"), WorkspaceId = new WorkspaceId("a/b\0") }, health, TimeProvider.System, NullLogger.Instance);

        Assert.Equal([Path.Combine(directory.Path, "------x-a-b-")], Directory.GetDirectories(directory.Path));
    }

    [Fact]
    public void Only_the_owner_may_enter()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "modes are Unix's");
        string root = Path.Combine(directory.Path, "state");
        using AccountState state = AccountState.Open(new FileStateStore(root), Bot, health, TimeProvider.System, NullLogger.Instance);
#pragma warning disable CA1416
        UnixFileMode mode = File.GetUnixFileMode(Path.Combine(root, "usr_echo-wsp_1"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, mode);
        Assert.All(
            Directory.GetFiles(Path.Combine(root, "usr_echo-wsp_1")),
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
#pragma warning restore CA1416
    }

    [Fact]
    public async Task Rule20_a_second_bot_of_the_same_token_ends_with_one_line_and_the_first_goes_on()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        ScriptedRoutes routes = ScriptedRoutes.Everywhere(message => message.Text);
        await using RunningBot first = await RunningBot.StartLiveAsync(server, routes, options => options.StateDirectory = directory.Path);
        await using RunningBot second = await RunningBot.StartAsync(server, routes, options => options.StateDirectory = directory.Path);
        await second.EndsAsync();

        Assert.StartsWith("the bot stops: another process already runs this bot", Assert.Single(second.Log.Complaints), StringComparison.Ordinal);
        Assert.Equal(1, second.ExitCode);
        server.Say("hello");
        await Time.Eventually.True(() => server.Posted.Count == 1, "an answer of the first");
    }

    public void Dispose() => directory.Dispose();
}
