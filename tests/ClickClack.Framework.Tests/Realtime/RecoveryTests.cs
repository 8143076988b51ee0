using ClickClack.Realtime;

namespace ClickClack.Framework.Tests.Realtime;

/// <summary>The whole table: what a socket's end, and what is known besides, lead to.</summary>
public sealed class RecoveryTests
{
    private const string Stop = nameof(RecoveryStep.Stop);
    private const string AskWhy = nameof(RecoveryStep.AskWhy);
    private const string CatchUp = nameof(RecoveryStep.CatchUp);
    private const string Reconnect = nameof(RecoveryStep.Reconnect);
    private const string Now = nameof(RecoveryDelay.None);
    private const string Backoff = nameof(RecoveryDelay.Backoff);

    /// <summary>The end, whether it progressed, whether something is held, seconds since the last overflow (-1 for none).</summary>
    public static TheoryData<string, bool, bool, int, string, string> Table()
    {
        var table = new TheoryData<string, bool, bool, int, string, string>();
        foreach (bool progressed in (bool[])[false, true])
        {
            foreach (bool held in (bool[])[false, true])
            {
                table.Add(nameof(SocketEndKind.AccessRevoked), progressed, held, -1, Stop, Now);
                table.Add(nameof(SocketEndKind.Refused), progressed, held, -1, AskWhy, Backoff);
                table.Add(nameof(SocketEndKind.Lost), progressed, held, -1, CatchUp, Backoff);
                table.Add(nameof(SocketEndKind.Stale), progressed, held, -1, CatchUp, Now);
                table.Add(nameof(SocketEndKind.Replaced), progressed, held, -1, CatchUp, Now);
                table.Add(nameof(SocketEndKind.ReplayRefused), progressed, held, -1, progressed && !held ? Reconnect : CatchUp, progressed ? Now : Backoff);
                table.Add(nameof(SocketEndKind.Overflow), progressed, held, -1, CatchUp, Now);
                table.Add(nameof(SocketEndKind.Overflow), progressed, held, 61, CatchUp, Now);
                table.Add(nameof(SocketEndKind.Overflow), progressed, held, 60, CatchUp, progressed ? Now : Backoff);
                table.Add(nameof(SocketEndKind.Overflow), progressed, held, 0, CatchUp, progressed ? Now : Backoff);
            }
        }

        return table;
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void Rule12_what_comes_after_the_end_of_a_socket(string end, bool progressed, bool held, int sinceOverflow, string step, string delay)
    {
        Recovery next = Recovery.After(
            Enum.Parse<SocketEndKind>(end), progressed, held, sinceOverflow < 0 ? null : TimeSpan.FromSeconds(sinceOverflow));

        Assert.Equal((step, delay), (next.Step.ToString(), next.Delay.ToString()));
    }

    [Fact]
    public void Every_end_is_in_the_table() => Assert.Equal(
        Enum.GetNames<SocketEndKind>().Order(), Table().Select(row => row.Data.Item1).Distinct().Order());
}
