using System.Net;
using ClickClack.Local.Callbacks;

namespace ClickClack.Local.Tests;

public sealed class CallbackTargetTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("192.0.2.1")]
    [InlineData("198.51.100.7")]
    [InlineData("203.0.113.9")]
    [InlineData("168.63.129.16")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("fe80::1%1")]
    [InlineData("fd00::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::a00:1")]
    public void Addresses_that_are_not_public_are_refused(string address) =>
        Assert.False(new CallbackTargets(allowLoopback: false).Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("168.63.129.17")]
    [InlineData("2606:4700:4700::1111")]
    public void Public_addresses_are_allowed(string address) =>
        Assert.True(new CallbackTargets(allowLoopback: false).Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("10.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    public void The_switch_for_this_machine_opens_nothing_else(string address, bool allowed) =>
        Assert.Equal(allowed, new CallbackTargets(allowLoopback: true).Allows(IPAddress.Parse(address)));

    [Fact]
    public async Task A_name_is_judged_by_its_addresses()
    {
        var error = await Assert.ThrowsAsync<IOException>(async () =>
            await new CallbackTargets(allowLoopback: false).ConnectAsync(new("localhost", 80), TestContext.Current.CancellationToken));

        Assert.Equal("callback host resolves to a non-public address", error.Message);
    }
}
