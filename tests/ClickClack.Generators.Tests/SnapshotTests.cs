namespace ClickClack.Generators.Tests;

public sealed class SnapshotTests
{
    [Fact]
    public void EchoBot() => Snapshot.Verify(Sources.EchoBot);
}
