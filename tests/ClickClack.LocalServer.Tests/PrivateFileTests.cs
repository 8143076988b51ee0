using ClickClack.Local.Storage;

namespace ClickClack.Local.Tests;

/// <summary>In a directory that others may write to, nothing they put there is written through or keeps its mode.</summary>
public sealed class PrivateFileTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public PrivateFileTests() => Directory.CreateDirectory(directory.Path);

    private string Other => Path.Combine(directory.Path, "other");

    private string State => Path.Combine(directory.Path, "state.json");

    public void Dispose() => directory.Dispose();

    [Fact]
    public void A_file_that_everybody_may_read_is_replaced_by_a_private_one()
    {
        File.WriteAllText(State, "made before");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(State, (UnixFileMode)0b110_110_110);
        }

        PrivateFiles.Replace(State, "secret"u8);

        FileModes.IsOwnerOnly(State);
        Assert.Equal("secret", File.ReadAllText(State));
        Assert.Equal([State], Directory.GetFiles(directory.Path));
    }

    [Fact]
    public void A_link_is_replaced_and_what_it_points_to_stays()
    {
        File.WriteAllText(Other, "precious");
        File.CreateSymbolicLink(State, Other);

        PrivateFiles.Replace(State, "secret"u8);

        Assert.Equal("precious", File.ReadAllText(Other));
        Assert.Null(new FileInfo(State).LinkTarget);
    }

    [Fact]
    public void A_new_file_takes_the_place_of_nothing()
    {
        File.CreateSymbolicLink(State, Other);

        Assert.Throws<IOException>(() => PrivateFiles.Create(State));

        Assert.False(File.Exists(Other));
    }

    [Fact]
    public async Task A_lock_that_is_a_link_is_refused_by_name_and_its_target_stays()
    {
        File.WriteAllText(Other, "precious");
        var link = Path.Combine(directory.Path, "server.lock");
        File.CreateSymbolicLink(link, Other);

        var refused = await Assert.ThrowsAsync<IOException>(
            () => LocalServer.StartAsync(new() { DataDirectory = directory.Path }, TestContext.Current.CancellationToken));

        Assert.Contains(link, refused.Message, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(Other));
    }
}
