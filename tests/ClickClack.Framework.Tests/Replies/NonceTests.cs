using ClickClack.Replies;

namespace ClickClack.Framework.Tests.Replies;

public sealed class NonceTests
{
    /// <summary>
    /// Computed by another program: <c>"ccf1-" + b32encode(sha256(b"".join(pack(">I", len(t)) + t for t in texts))).lower().rstrip("=")</c>.
    /// A change here makes every running bot answer again what it answered before the update.
    /// </summary>
    [Theory]
    [InlineData("usr_echo", "wsp_1", "m:msg_1", "r0", "ccf1-5tfz4kpyaqek3of5s7girz5jk5rn6l2n6ap3tp4f46r5ik3izjyq")]
    [InlineData("usr_ü", "wsp_1", "-", "k/é", "ccf1-t6ycmcfpjallnhrpzf7md4yq7oxtxuhsmrvwgzq6s6b5wp6fz7lq")]
    public void Rule02_a_nonce_follows_from_its_cause_alone(string bot, string workspace, string trigger, string slot, string nonce) =>
        Assert.Equal(nonce, Nonce.Of(bot, workspace, trigger, slot));

    [Fact]
    public void Rule02_where_one_part_ends_and_the_next_begins_makes_a_difference()
    {
        string[] nonces =
        [
            Nonce.Of("a", "bc", "d", "e"),
            Nonce.Of("ab", "c", "d", "e"),
            Nonce.Of("a", "b", "cd", "e"),
            Nonce.Of("a", "b", "c", "de"),
            Nonce.Of("", "abcd", "", "e"),
        ];

        Assert.Distinct(nonces);
    }

    [Fact]
    public void Rule02_a_nonce_fits_what_the_server_takes() =>
        Assert.InRange(Nonce.Of(new string('x', 9999), "wsp_1", "m:msg_1", "r0").Length, 1, 128);
}
