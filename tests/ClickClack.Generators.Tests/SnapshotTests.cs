namespace ClickClack.GeneratorTests;

public sealed class SnapshotTests
{
    [Fact]
    public void EchoBot() => Snapshot.Verify(Sources.EchoBot);
}
