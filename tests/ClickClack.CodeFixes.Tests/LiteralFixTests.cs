namespace ClickClack.CodeFixTests;

public sealed class LiteralFixTests
{
    [Theory]
    [InlineData("CC1007", "[OnCommand(\"/roll\")] public void A() { }", "[OnCommand(\"roll\")] public void A() { }")]
    [InlineData("CC1007", "[OnCommand( @\"/Roll  Dice\" /* two words */)] public void A() { }", "[OnCommand( @\"roll dice\" /* two words */)] public void A() { }")]
    [InlineData("CC1007", "[OnCommand(\"roll\", \"r\", \"R2\")] public void A() { }", "[OnCommand(\"roll\", \"r\", \"r2\")] public void A() { }")]
    [InlineData("CC1008", "[OnChannel(\"#General\")] public void A() { }", "[OnChannel(\"general\")] public void A() { }")]
    [InlineData("CC1008", "[OnChannel(\"\"\"Our Room\"\"\")] public void A() { }", "[OnChannel(\"\"\"our-room\"\"\")] public void A() { }")]
    [InlineData("CC1008", "[OnChannel(\"{Room}\")] public void A() { }", "[OnChannel(\"{Config:Room}\")] public void A() { }")]
    [InlineData("CC1008", "[OnChannel(\"{config:Room}\")] public void A() { }", "[OnChannel(\"{Config:Room}\")] public void A() { }")]
    [InlineData("CC1008", "[OnChannel(\"{Config:Room\")] public void A() { }", "[OnChannel(\"{Config:Room}\")] public void A() { }")]
    [InlineData("CC1008", "[OnChannel(\"${ CONFIG : Rooms:Ops }\")] public void A() { }", "[OnChannel(\"{Config:Rooms:Ops}\")] public void A() { }")]
    [InlineData("CC1008", "[OnChannel(\"{Config:Config:Room}}\")] public void A() { }", "[OnChannel(\"{Config:Room}\")] public void A() { }")]
    [InlineData("CC1008", "[OnChannel(\"Configuration:Room\")] public void A() { }", "[OnChannel(\"{Config:Room}\")] public void A() { }")]
    [InlineData("CC1008", "[OnChannel(\"#{Config.Room}\")] public void A() { }", "[OnChannel(\"{Config:Room}\")] public void A() { }")]
    [InlineData("CC1008", "[OnChannel(\"channel:general\")] public void A() { }", "[OnChannel(\"general\")] public void A() { }")]
    [InlineData("CC1008", "[OnChannel(\"cc:chn_1\")] public void A() { }", "[OnChannel(\"chn_1\")] public void A() { }")]
    [InlineData("CC1008", "[OnChannel(\"channel:#Our Room\")] public void A() { }", "[OnChannel(\"our-room\")] public void A() { }")]
    [InlineData("CC1008", "[OnChannel(\"dm:usr_01k3\")] public void A() { }", "[OnDm, AllowFrom(\"usr_01k3\")] public void A() { }")]
    [InlineData("CC1008", "[OnChannel(\"dm:Ann\"), OnMessage] public void A() { }", "[OnDm, AllowFrom(\"@ann\"), OnMessage] public void A() { }")]
    [InlineData("CC1008", "[OnChannel(\"usr_1\")] public void A() { }", "[OnDm, AllowFrom(\"usr_1\")] public void A() { }")]
    [InlineData("CC1008", "[OnChannel(\"@bob\")] public void A() { }", "[OnDm, AllowFrom(\"@bob\")] public void A() { }")]
    [InlineData("CC1024", "[OnDm, AllowFrom(\"*\", \"alice\")] public void A() { }", "[OnDm, AllowFrom(\"*\", \"@alice\")] public void A() { }")]
    [InlineData("CC1027", "[OnReaction(\"👍\", \":rocket:\")] public void A() { }", "[OnReaction(\"👍\", \"🚀\")] public void A() { }")]
    [InlineData("CC2007", "[OnCommand(\"a\")] public void A([Option(\"--dryRun\")] bool dry) { }", "[OnCommand(\"a\")] public void A([Option(\"dry-run\")] bool dry) { }")]
    [InlineData("CC2007", "[OnCommand(\"a\")] public void A([Option(\"dry_run\", 'd')] bool dry) { }", "[OnCommand(\"a\")] public void A([Option(\"dry-run\", 'd')] bool dry) { }")]
    [InlineData("CC3001", "static Target A => Target.Parse(\"channel:#Ops\");", "static Target A => Target.Parse(\"channel:ops\");")]
    [InlineData("CC3001", "static Target A => Target.Parse(\"@alice\");", "static Target A => Target.Parse(\"dm:@alice\");")]
    [InlineData("CC3001", "static Target A => Target.Parse(\"dm:alice\");", "static Target A => Target.Parse(\"dm:@alice\");")]
    [InlineData("CC3001", "static Target A => Target.Parse(\"cc: room: usr_1\");", "static Target A => Target.Parse(\"cc:dm:usr_1\");")]
    [InlineData("CC3001", "static Target A => Target.Parse(\"cc:clickclack:ops\");", "static Target A => Target.Parse(\"clickclack:ops\");")]
    [InlineData("CC3001", "static Target A => Target.Parse(\":ops\");", "static Target A => Target.Parse(\"channel:ops\");")]
    [InlineData("CC3001", "static Target A => Target.Parse(\"channel:msg_1\");", "static Target A => Target.Parse(\"thread:msg_1\");")]
    [InlineData("CC3001", "[Target(\"General\")] public static partial Target A { get; }", "[Target(\"general\")] public static partial Target A { get; }")]
    [InlineData("CC3003", "static MessageId A => MessageId.Parse(\"01k3b7\");", "static MessageId A => MessageId.Parse(\"msg_01k3b7\");")]
    [InlineData("CC3003", "static UserId A => new(@\"01k3b7\");", "static UserId A => new(@\"usr_01k3b7\");")]
    [InlineData("CC3005", "[OnDm, Account(\"servise\")] public void A() { }", "[OnDm, Account(\"service\")] public void A() { }")]
    public Task What_was_meant_is_written(string id, string before, string after) =>
        Fixes.AssertAsync(id, $"partial class Code\n{{\n    {before} // end\n}}\n", $"partial class Code\n{{\n    {after} // end\n}}\n");

    [Theory]
    [InlineData("CC1007", "[OnCommand(\"de.ploy\")] public void A() { }")]
    [InlineData("CC1007", "[OnCommand(Name)] public void A() { }")]
    [InlineData("CC1007", "[OnCommand(\"/\" + \"roll\")] public void A() { }")]
    [InlineData("CC1007", "[OnCommand(\"roll dice\", \"RD\")] public void A() { }")]
    [InlineData("CC1008", "[OnChannel(\"#\")] public void A() { }")]
    [InlineData("CC1008", "[OnChannel(\"dm:dm_1\")] public void A() { }")]
    [InlineData("CC1008", "[OnChannel(\"thread:msg_1\")] public void A() { }")]
    [InlineData("CC1008", "[OnChannel(\"room:general\")] public void A() { }")]
    [InlineData("CC1008", "[OnChannel(\"https://example.org/general\")] public void A() { }")]
    [InlineData("CC1008", "[OnChannel(\"general, random\")] public void A() { }")]
    [InlineData("CC1008", "[OnChannel(\"ops-*\")] public void A() { }")]
    [InlineData("CC1008", "[OnChannel(\"ops-{Config:Room}\")] public void A() { }")]
    [InlineData("CC1008", "[OnChannel(\"{}\")] public void A() { }")]
    [InlineData("CC1008", "[OnChannel(\"ops\"), OnChannel(\"@bob\")] public void A() { }")]
    [InlineData("CC1008", "[OnChannel(\"@bob\"), AllowFrom(\"@ann\")] public void A() { }")]
    [InlineData("CC1008", "[OnChannel(\"{Config:A::B}\")] public void A() { }")]
    [InlineData("CC1024", "[OnDm, AllowFrom(\"a l\")] public void A() { }")]
    [InlineData("CC1024", "[OnDm, AllowFrom(new string[] { \"alice\" })] public void A() { }")]
    [InlineData("CC1024", "[OnDm, AllowFrom(new string[] { \"*\", \"alice\" })] public void A() { }")]
    [InlineData("CC1024", "[OnDm, AllowBots(\"*\")] public void A() { }")]
    [InlineData("CC1027", "[OnReaction(\":party-parrot:\")] public void A() { }")]
    [InlineData("CC2007", "[OnCommand(\"a\")] public void A([Option(\"ok\", '1')] bool dry) { }")]
    [InlineData("CC3001", "static Target A => Target.Parse(Name);")]
    [InlineData("CC3001", "static Target A => Target.Parse(\"channel:\" + \"Ops\");")]
    [InlineData("CC3001", "static Target A => Target.Parse($\"channel:{Name}\");")]
    [InlineData("CC3001", "static Target A => Target.Parse(\"room:ops\");")]
    [InlineData("CC3001", "static Target A => Target.Parse(\"@a\");")]
    [InlineData("CC3001", "static Target A => Target.Parse(\"группа\");")]
    [InlineData("CC3001", "static Target A => Target.Parse(\"usr_a/..\");")]
    [InlineData("CC3001", "static Target A => Target.Parse(\"\");")]
    [InlineData("CC3003", "static UserId A => new(\"alice\");")]
    [InlineData("CC3003", "static UserId A => new(\"msg_1\");")]
    [InlineData("CC3003", "static UserId A => UserId.Parse(\"\");")]
    [InlineData("CC3005", "[OnDm, Account(\"other\")] public void A() { }")]
    public Task What_was_meant_may_be_unknown(string id, string member) =>
        Fixes.AssertNoneAsync(id, $"partial class Code {{ private const string Name = \"/Ops\"; {member} }}");

    [Fact]
    public async Task All_files_of_a_project_are_fixed_at_once() => Assert.Equal(
        [
            "class A { [OnCommand(\"a\")] public void X() { } [OnCommand(\"b\")] public void Y() { } }",
            "class B { [OnCommand(\"c\")] public void X() { } }",
        ],
        await Fixes.InProjectAsync(
            "CC1007",
            "class A { [OnCommand(\"/a\")] public void X() { } [OnCommand(\"B\")] public void Y() { } }",
            "class B { [OnCommand(\"/c\")] public void X() { } }"));
}
