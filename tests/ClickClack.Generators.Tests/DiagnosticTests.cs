namespace ClickClack.GeneratorTests;

/// <summary>One mistake, one error: where it is, and saying what to do.</summary>
public sealed class DiagnosticTests
{
    [Theory]
    [InlineData("CC1001", "interface [|IHandler|] { [OnDm] void Handle(); }",
        "'IHandler' cannot handle messages: it is an interface; put the attribute on a class")]
    [InlineData("CC1001", "[OnDm] class [|Handler|]<T> { public void Handle() { } }",
        "'Handler' cannot handle messages: it is generic, and nothing says with what; make it not generic")]
    [InlineData("CC1001", "class Outer<T> { internal class [|Inner|] { [OnDm] public static void Handle() { } } }",
        "'Inner' cannot handle messages: it is in 'Outer<T>', which is generic, and nothing says with what; move it out of there")]
    [InlineData("CC1001", "file class Outer { internal class [|Inner|] { [OnDm] public static void Handle() { } } }",
        "'Inner' cannot handle messages: it is in 'Outer', which is local to its file; make that internal or public")]
    [InlineData("CC1001", "ref struct [|Handler|] { [OnDm] public void Handle() { } }",
        "'Handler' cannot handle messages: it is a ref struct; make it a class")]
    [InlineData("CC1001", "[OnDm] file class [|Handler|] { public void Handle() { } }",
        "'Handler' cannot handle messages: it is local to its file; make it internal or public")]
    [InlineData("CC1001", "class Handler { [OnDm] public void [|Handle|]<T>() { } }",
        "'Handle' cannot handle messages: it is generic, and nothing says with what; make it not generic")]
    [InlineData("CC1001", "class Handler { public string Text { [OnDm] [|get|] => \"\"; } }",
        "'get_Text' cannot handle messages: only an ordinary method can; accessors, operators and local functions cannot")]
    [InlineData("CC1001", "interface I { void Go(); } class Handler : I { [OnDm] void I.[|Go|]() { } }",
        "'I.Go' cannot handle messages: it can be called through its interface only; make it an ordinary method")]
    [InlineData("CC1001", "class Program { public static void Go() { Local(); [OnDm] void [|Local|]() { } } }",
        "'Local' cannot handle messages: it belongs to the code around it; make it a method of a class")]
    [InlineData("CC1001", "class Program { public static Action Go() => [|[OnDm]|] () => { }; }",
        "'A lambda' cannot handle messages: it belongs to the code around it; make it a method of a class")]
    [InlineData("CC1002", "[OnDm] class [|Handler|] { public void Run() { } }",
        "'Handler' needs a method Handle or HandleAsync, or attributes on its methods")]
    [InlineData("CC1003", "[OnDm] class [|Handler|] { public void Handle() { } public Task HandleAsync() => Task.CompletedTask; }",
        "'Handler' has several methods Handle or HandleAsync: keep one, or put the attributes on the methods")]
    [InlineData("CC1003", "[OnDm] class [|Handler|] { public void Handle() { } public void Handle(Message message) { } }", null)]
    [InlineData("CC1012", "class Handler { [OnError, OnCommand(\"x\")] public void [|Failed|]() { } }",
        "'Failed' cannot handle errors: it listens to nothing else; move the other attributes to a method of their own")]
    [InlineData("CC1012", "class Handler { [OnError] public void [|Failed|](TimeoutException one, Exception other) { } }",
        "'Failed' cannot handle errors: it takes one exception")]
    [InlineData("CC1012", "class Handler { [OnError] public IAsyncEnumerable<string>? [|Failed|]() => null; }",
        "'Failed' cannot handle errors: its answer cannot grow; return a text or a Reply")]
    [InlineData("CC1013", "class Handler { [OnReaction([|\"\"|])] public void Handle() { } }",
        "Invalid emoji: it must not be empty or blank; leave it out to listen to any")]
    [InlineData("CC1013", "class Handler { [OnReaction([|\"👍 🚀\"|])] public void Handle() { } }",
        "Invalid emoji: it contains a blank or a control character; give each emoji a text of its own")]
    [InlineData("CC1013", "class Handler { [OnReaction(\"👍\", [|\" \"|])] public void Handle() { } }", null)]
    [InlineData("CC1027", "class Handler { [OnReaction([|\":rocket:\"|])] public void Handle() { } }",
        "\":rocket:\" is a name, and reactions are the emoji itself: write \"🚀\"")]
    [InlineData("CC1027", "class Handler { [OnReaction(\"👍\", [|\"ThumbsUp\"|])] public void Handle() { } }",
        "\"ThumbsUp\" is a name, and reactions are the emoji itself: write \"👍\"")]
    [InlineData("CC1027", "class Handler { [OnReaction([|\":party-parrot:\"|], Removed = true)] public void Handle() { } }",
        "\":party-parrot:\" is a name, and reactions are the emoji itself: write the emoji")]
    [InlineData("CC1028", "class Handler { [OnDm] public string Handle() => Go(); [[|AllowFrom(\"@alice\")|]] internal static string Go() => \"\"; }",
        "[AllowFrom] on 'Go' has no effect: it listens to nothing; put it on a handler, or give the method a route such as [OnCommand]")]
    [InlineData("CC1028", "class Handler { [[|Cooldown(5)|]] public void Go() { } }", null)]
    [InlineData("CC1028", "class Handler { [[|Lane(By.User)|]] public void Go() { } }", null)]
    [InlineData("CC1028", "class Handler { [[|RequiresScope(\"x\")|]] public void Go() { } }", null)]
    [InlineData("CC1028", "class Handler { [[|RequireMention|]] public void Go() { } }", null)]
    [InlineData("CC1028", "class Handler { [[|Account(\"x\")|]] public void Go() { } }", null)]
    [InlineData("CC1028", "class Handler { [[|AllowBots(\"@ci\")|]] public void Go() { } }", null)]
    [InlineData("CC1028", "class G : IMessageFilter { public ValueTask<FilterResult> CheckAsync(Message message, CancellationToken cancellationToken) => default; } class Handler { [[|UseFilter<G>|]] public void Go() { } }",
        "[UseFilter] on 'Go' has no effect: it listens to nothing; put it on a handler, or give the method a route such as [OnCommand]")]
    [InlineData("CC1028", "[[|AllowFrom(\"@alice\")|]] static class Admin { [OnDm] internal class Wipe { public void Handle() { } } }",
        "[AllowFrom] on 'Admin' has no effect: nothing in it listens, and classes within it or derived from it do not inherit it; put it on these")]
    [InlineData("CC1028", "[[|AllowFrom(\"@alice\")|]] abstract class Base { public abstract void Handle(); } [OnDm] class Handler : Base { public override void Handle() { } }", null)]
    [InlineData("CC1028", "class Handler { [OnEvent, [|Cooldown(5)|], Account(\"x\")] public void Seen(PinAdded pin) { } }",
        "[Cooldown] on 'Seen' has no effect: an observer has no message to judge; read the event, and return")]
    [InlineData("CC1028", "class Handler { [OnError, [|AllowFrom(\"@alice\")|], Lane(By.User)] public void Failed() { } }",
        "[AllowFrom] on 'Failed' has no effect: the handler that failed had its guards, and an error handler has none")]
    [InlineData("CC1009", "class Handler { [OnReaction(\"👍\")] public void One() { } [[|OnReaction(\"🚀\", \"👍\")|]] public void Two() { } }",
        "'Handler.One' (Bot.cs, line 1) listens to reactions 👍 already")]
    [InlineData("CC1009", "class Handler { [OnReaction(\"❤\"), [|OnReaction(\"❤\uFE0F\")|]] public void One() { } }", null)]
    [InlineData("CC2002", "class Handler { [OnCommand(\"x\"), OnReaction] public void Handle([|Reaction|] reaction) { } }",
        "'reaction' cannot be filled: only what is marked [OnReaction], and nothing else, takes a Reaction")]
    [InlineData("CC2002", "class Handler { [OnPattern(\"(?<who>.+)\")] public void Handle([|UserRef|] who) { } }",
        "'who' cannot be filled: only a command looks users and channels up; take a string, or write a command")]
    [InlineData("CC2003", "class Handler { [OnReaction] public void Handle([|string|] text) { } }", null)]
    [InlineData("CC1014", "class Handler { [OnEvent] public string? [|Seen|](MessageEdited edited) => null; }",
        "'Seen' cannot observe events: it answers nobody; return void, Task or ValueTask, and send with IBot.SendAsync and an idempotencyKey")]
    [InlineData("CC1014", "class Handler { [OnEvent] public void [|Seen|](CancellationToken cancellationToken) { } }",
        "'Seen' cannot observe events: none of its parameters is an event, such as MessageEdited, PinAdded or ConnectionGap")]
    [InlineData("CC1014", "class Handler { [OnEvent] public void [|Seen|](ServerEvent any) { } }", null)]
    [InlineData("CC1014", "class Handler { [OnEvent] public void [|Seen|](PinAdded one, PinRemoved other) { } }",
        "'Seen' cannot observe events: it takes one event; write an observer for each")]
    [InlineData("CC1014", "class Handler { [OnEvent, OnDm] public void [|Seen|](PinAdded pin) { } }",
        "'Seen' cannot observe events: it hears of the whole workspace and of nothing else; move the other attributes to a method of their own")]
    [InlineData("CC1015", "class Handler { [OnMessage, [|FollowEdits|]] public string Answer() => \"\"; }",
        "'Answer' cannot follow edits: only the answer to a command can change with its message; take the attribute off, or make it an [OnCommand]")]
    [InlineData("CC1015", "class Handler { [OnPattern(\"x\"), [|FollowEdits|]] public string Answer() => \"\"; }", null)]
    [InlineData("CC1015", "class Handler { [OnReaction, [|FollowEdits|]] public void Ship() { } }", null)]
    [InlineData("CC1015", "class Handler { [OnEvent, [|FollowEdits|]] public void Seen(PinAdded pin) { } }", null)]
    [InlineData("CC1015", "class Handler { [OnCommand(\"x\")] public void X() { } [[|FollowEdits|]] public void Idle() { } }", null)]
    [InlineData("CC1015", "[OnDm, [|FollowEdits|]] class Handler { public string Handle() => \"\"; }",
        "'Handler' cannot follow edits: there is no command in it; take the attribute off, or make it an [OnCommand]")]
    [InlineData("CC2001", "class Handler { [OnEvent] public [|int|] Seen(PinAdded pin) => 1; }", null)]
    [InlineData("CC2002", "class Handler { [OnEvent] public void Seen(PinAdded pin, [|Message|] message) { } }",
        "'message' cannot be filled: an observer is told of an event, which has ids only; take an IBot and ask its Client")]
    [InlineData("CC2002", "class Handler { [OnDm] public void Handle([|PinAdded|] pin) { } }",
        "'pin' cannot be filled: only an observer, which is marked [OnEvent], takes an event")]
    [InlineData("CC1002", "[OnDm] class [|Handler|] { [OnError] public void Failed() { } }", null)]
    [InlineData("CC1009", "class Handler { [OnError] public void Failed() { } } class Other { [[|OnError|]] public void Failed(Exception error) { } }",
        "'Handler.Failed' (Bot.cs, line 1) listens to errors already")]
    [InlineData("CC2002", "class Handler { [OnCommand(\"x\")] public void Handle([|Exception|] error) { } }",
        "'error' cannot be filled: only an error handler, which is marked [OnError], takes an exception")]
    [InlineData("CC2003", "class Handler { [OnError] public void Failed([|string|] text) { } }", null)]
    [InlineData("CC1004", "class Handler { [OnDm] void [|Hello|]() { } }",
        "'Hello' is private without an access modifier and out of reach: make it internal or public")]
    [InlineData("CC1004", "class Handler { [OnDm] private void [|Hello|]() { } }", "'Hello' is private and out of reach: make it internal or public")]
    [InlineData("CC1004", "class Handler { [OnDm] protected void [|Hello|]() { } }", "'Hello' is protected and out of reach: make it internal or public")]
    [InlineData("CC1004", "[OnDm] class Handler { void [|Handle|]() { } }", null)]
    [InlineData("CC1004", "class Outer { [OnDm] class [|Inner|] { public void Handle() { } } }",
        "'Inner' is private without an access modifier and out of reach: make it internal or public")]
    [InlineData("CC1004", "class Outer { private class [|Inner|] { public class Most { [OnDm] public void Handle() { } } } }", null)]
    [InlineData("CC1005", "[OnDm] class [|Handler|] { private Handler() { } public void Handle() { } }",
        "'Handler' cannot be constructed: it has no internal or public constructor")]
    [InlineData("CC1005", "[OnDm] abstract class [|Handler|] { public void Handle() { } }",
        "'Handler' cannot be constructed: it is abstract; make the handler static, or the class not abstract")]
    [InlineData("CC1005", "[OnDm] class [|Handler|] { public required string Name { get; init; } public void Handle() { } }",
        "'Handler' cannot be constructed: 'Name' is required; take it in the constructor instead")]
    [InlineData("CC1006", "[[|OnCommand(\"a\")|]] class Handler { [OnDm] public void Hello() { } }",
        "Move this attribute from 'Handler' to a method: its methods carry attributes of their own, so the class can only name places")]
    [InlineData("CC1006", "[[|OnCommand(\"deploy\")|]] class Handler { [OnDm] public void Hello() { } [OnCommand(\"start\")] public void Start() { } }",
        "Move this attribute from 'Handler' to a method: its methods carry attributes of their own, so the class can only name places; for sub-commands write all words on each, as in [OnCommand(\"deploy start\")]")]
    [InlineData("CC1007", "class Handler { [OnCommand([|\"/roll\"|])] public void Roll() { } }",
        "\"/roll\" is not a command name: write \"roll\" without the slash")]
    [InlineData("CC1007", "class Handler { [OnCommand([|\"Roll\"|])] public void Roll() { } }",
        "\"Roll\" is not a command name: write \"roll\"; users may write it in any case")]
    [InlineData("CC1007", "class Handler { [OnCommand([|\"ro.ll\"|])] public void Roll() { } }",
        "\"ro.ll\" is not a command name: '.' cannot be part of one; letters a to z, digits, '_' and '-' can")]
    [InlineData("CC1007", "class Handler { [OnCommand([|\"roll  dice\"|])] public void Roll() { } }",
        "\"roll  dice\" is not a command name: its words are separated by one blank each")]
    [InlineData("CC1007", "class Handler { [OnCommand([|\"a b c d e\"|])] public void Roll() { } }",
        "\"a b c d e\" is not a command name: it has 5 words, more than 4")]
    [InlineData("CC1007", "class Handler { [OnCommand(\"roll\", \"r\", [|\"R2\"|])] public void Roll() { } }",
        "\"R2\" is not a command name: write \"r2\"; users may write it in any case")]
    [InlineData("CC1007", "class Handler { [OnCommand(\"roll dice\", [|\"rd\"|])] public void Roll() { } }",
        "\"rd\" is not a command name: an alias has as many words as the command; give \"rd\" an [OnCommand] of its own")]
    [InlineData("CC1007", "class Handler { [OnCommand([|\"\"|])] public void Roll() { } }", "\"\" is not a command name: it must not be empty")]
    [InlineData("CC1007", "class Handler { [OnCommand([|\"a123456789012345678901234567890123\"|])] public void Roll() { } }",
        "\"a123456789012345678901234567890123\" is not a command name: it has 34 characters, more than 32")]
    [InlineData("CC1008", "[OnChannel([|\"#general\"|])] class Handler { public void Handle() { } }",
        "Invalid channel: write \"general\" without the '#'")]
    [InlineData("CC1007", "class Handler { [OnCommand([|null!|])] public void Roll() { } }", "\"\" is not a command name: it must not be empty")]
    [InlineData("CC1008", "[OnChannel([|null!|])] class Handler { public void Handle() { } }", "Invalid channel: the channel is missing")]
    [InlineData("CC1008", "[OnChannel([|\"General\"|])] class Handler { [OnCommand(\"x\")] public void X() { } }", null)]
    [InlineData("CC1009", "class A { [OnCommand(\"x\")] public void X() { } } class B { [[|OnCommand(\"x\")|]] public void Y() { } }",
        "'A.X' (Bot.cs, line 1) listens to /x already")]
    [InlineData("CC1009", "class A { [OnCommand(\"x\"), [|OnCommand(\"x\")|]] public void X() { } }", "'A.X' listens to /x already")]
    [InlineData("CC1009", "[OnDm] class A { public void Handle() { } } [[|OnDm|]] class B { public void Handle() { } }",
        "'A.Handle' (Bot.cs, line 1) listens to direct messages already")]
    [InlineData("CC1009", "[OnChannel(\"a\")] class A { public void Handle() { } } [[|OnChannel(\"a\")|], OnChannel(\"b\")] class B { public void Handle() { } }",
        "'A.Handle' (Bot.cs, line 1) listens to #a already")]
    [InlineData("CC1009", "class A { [OnMention] public void One() { } [[|OnMention|]] public void Two() { } }", "'A.One' (Bot.cs, line 1) listens to mentions already")]
    [InlineData("CC1009", "[OnChannel(\"x\"), [|OnChannel(\"x\")|]] class A { public void Handle() { } }", "'Handle' listens to #x already")]
    [InlineData("CC1009", "[OnChannel(\"*\"), [|OnChannel(\"*\")|]] class A { [OnMention] public void X() { } [OnMessage] public void Y() { } }", "'A' listens to any channel already")]
    [InlineData("CC1009", "class A { [OnCommand(\"x\"), OnCommand(\"y\"), OnChannel(\"x\"), [|OnChannel(\"x\")|]] public void X() { } }", "'X' listens to #x already")]
    [InlineData("CC1008", "class A { [OnChannel([|\"{Room}\"|])] public void X() { } }", "Invalid channel: write \"{Config:Room}\" for a key of the configuration")]
    [InlineData("CC1008", "class A { [OnChannel([|\"{config:Room}\"|])] public void X() { } }", "Invalid channel: write \"{Config:Room}\" for a key of the configuration")]
    [InlineData("CC1008", "class A { [OnChannel([|\"{Config:Room\"|])] public void X() { } }", "Invalid channel: write \"{Config:Room}\" for a key of the configuration")]
    [InlineData("CC1008", "class A { [OnChannel([|\"{}\"|])] public void X() { } }", "Invalid channel: a part of the key in \"{Config:Key}\" is missing")]
    [InlineData("CC1008", "class A { [OnChannel([|\"ops-{Config:Room}\"|])] public void X() { } }", "Invalid channel: \"{Config:Key}\" is all of a name, not a part of one")]
    [InlineData("CC1008", "class A { [OnChannel([|\"dm:usr_1\"|])] public void X() { } }",
        "Invalid channel: \"dm:usr_1\" is a person and no channel: write [OnDm, AllowFrom(\"usr_1\")] for their direct messages")]
    [InlineData("CC1008", "class A { [OnChannel([|\"@Bob\"|])] public void X() { } }",
        "Invalid channel: \"@Bob\" is a person and no channel: write [OnDm, AllowFrom(\"@bob\")] for their direct messages")]
    [InlineData("CC1008", "class A { [OnChannel([|\"dm_1\"|])] public void X() { } }",
        "Invalid channel: \"dm_1\" is a direct conversation and no channel: [OnDm] and [OnGroupDm] listen to these")]
    [InlineData("CC1008", "class A { [OnChannel([|\"thread:msg_1\"|])] public void X() { } }",
        "Invalid channel: \"thread:msg_1\" is a thread and no channel: [OnThread] listens to replies, beside an [OnChannel] to those in that channel")]
    [InlineData("CC1008", "class A { [OnChannel([|\"cc:general\"|])] public void X() { } }",
        "Invalid channel: \"cc:general\" is a target, and a channel goes by its name alone here: write \"general\"")]
    [InlineData("CC1008", "class A { [OnChannel([|\"general, random\"|])] public void X() { } }",
        "Invalid channel: \"general, random\" is not a channel name: names are lower-case letters and digits with single dashes between")]
    [InlineData("CC1008", "class A { [OnChannel([|\"{Config:A::B}\"|])] public void X() { } }", "Invalid channel: a part of the key in \"{Config:Key}\" is missing")]
    [InlineData("CC1008", "class A { [OnChannel([|\"{Config:a b}\"|])] public void X() { } }", "Invalid channel: \"a b\" is not a key of the configuration")]
    [InlineData("CC1009", "class A { [OnCommand(\"x\", \"y\")] public void X() { } [[|OnCommand(\"y\")|]] public void Y() { } }",
        "'A.X' (Bot.cs, line 1) listens to /y already")]
    [InlineData("CC1009", "class A { [OnCommand(\"x\", [|\"x\"|])] public void X() { } }", "'A.X' listens to /x already")]
    [InlineData("CC1009", "class A { [OnCommand(\"deploy\", \"d\", [|\"d\"|])] public void H() { } }", "'A.H' listens to /d already")]
    [InlineData("CC1009", "class A { [OnCommand(\"deploy\", \"d\"), OnChannel(\"ops\")] public void X() { } [OnCommand(\"drop\", \"u\", [|\"d\"|], \"e\"), OnChannel(\"ops\")] public void Y() { } }",
        "'A.X' (Bot.cs, line 1) listens to /d in #ops already")]
    [InlineData("CC1009", "class A { const string D = \"d\"; [[|OnCommand(\"deploy\", D, D)|]] public void H() { } }", "'A.H' listens to /d already")]
    [InlineData("CC1009", "class A { [OnCommand(\"a b\")] public void X() { } [[|OnCommand(\"a b\")|]] public void Y() { } }", null)]
    [InlineData("CC1009", "class A { [OnPattern(\"x\")] public void X() { } [[|OnPattern(\"x\")|]] public void Y() { } }",
        "'A.X' (Bot.cs, line 1) listens to pattern x already")]
    [InlineData("CC1009", "class A { [OnGroupDm] public void X() { } [[|OnGroupDm|]] public void Y() { } }", null)]
    [InlineData("CC1009", "class A { [OnChannel(\"{Config:K}\")] public void X() { } [[|OnChannel(\"{Config:K}\")|]] public void Y() { } }", null)]
    [InlineData("CC1010", "[OnDm] class A { [OnGroupDm] public void [|X|]() { } }", null)]
    [InlineData("CC1010", "class A { [OnMention, OnDm] public void [|X|]() { } }", null)]
    [InlineData("CC1021", "class A { [OnPattern(@\"roll (\\d[|+|]\")] public void X() { } }", null)]
    [InlineData("CC1021", "class A { [OnPattern(@\"(\\w+) and [|\\1|]\")] public void X() { } }",
        "\"(\\w+) and \\1\" cannot be a pattern: a back reference cannot be matched in linear time; write it without, or name a [GeneratedRegex] of your own (at character 11)")]
    [InlineData("CC1021", "class A { [OnPattern(\"[(?=]x[|(?=|]y)\")] public void X() { } }",
        "\"[(?=]x(?=y)\" cannot be a pattern: a lookahead cannot be matched in linear time; write it without, or name a [GeneratedRegex] of your own (at character 7)")]
    [InlineData("CC1021", "class A { [OnPattern(\"a[|(?<!|]b)c\")] public void X() { } }", null)]
    [InlineData("CC1021", "class A { [OnPattern(\"[|(?>|]a+)b\")] public void X() { } }", null)]
    [InlineData("CC1021", "class A { [OnPattern(@\"[|\\G|]a\")] public void X() { } }", null)]
    [InlineData("CC1021", "class A { [OnPattern(\"(a)?[|(?(|]1)b|c)\")] public void X() { } }", null)]
    [InlineData("CC1021", "class A { [OnPattern([|\"\\t(?=y)\"|])] public void X() { } }", null)]
    [InlineData("CC1021", "class A { [OnPattern([|\"\"|])] public void X() { } }", "\"\" cannot be a pattern: it must not be empty; [OnMessage] listens to everything")]
    [InlineData("CC1022", "class A { [OnPattern(typeof(A), [|\"No\"|])] public void X() { } }", "'No' cannot be a pattern: 'A' has no such method or property")]
    [InlineData("CC1022", "class A { internal static System.Text.RegularExpressions.Regex R() => null!; [OnPattern(typeof(A), [|nameof(R)|])] public void X() { } }",
        "'R' cannot be a pattern: it has no [GeneratedRegex]")]
    [InlineData("CC1022", "using System.Text.RegularExpressions; partial class A { [GeneratedRegex(\"x\")] internal static partial Regex R(); internal static partial Regex R() => null!; [[|OnPattern(typeof(A), nameof(R))|]] public void X() { } }",
        "'R' cannot be a pattern: somebody can write a text on which it never ends; give it a matchTimeoutMilliseconds of at most 1000, or RegexOptions.NonBacktracking")]
    [InlineData("CC1022", "using System.Text.RegularExpressions; partial class A { [GeneratedRegex(\"x\", RegexOptions.None, 5000)] internal static partial Regex R(); internal static partial Regex R() => null!; [[|OnPattern(typeof(A), nameof(R))|]] public void X() { } }", null)]
    [InlineData("CC1022", "using System.Text.RegularExpressions; partial class A { [GeneratedRegex(\"x\", RegexOptions.None, 500)] private static partial Regex R(); private static partial Regex R() => null!; [[|OnPattern(typeof(A), nameof(R))|]] public void X() { } }",
        "'R' cannot be a pattern: it is out of reach: make it internal or public")]
    [InlineData("CC1023", "class A { [OnPattern(\"(?<no>\\\\d)(?<other>x)\")] public void X(int [|number|]) { } }",
        "'number' cannot be filled: the pattern has no group of that name, its groups are no, other; add (?<number>…), or take a Message and read its Text")]
    [InlineData("CC1023", "class A { [OnPattern(\"(?<idd>x)\")] public void X(int [|id|]) { } }",
        "'id' cannot be filled: the pattern has no group of that name, its groups are idd; rename the group 'idd', or the parameter")]
    [InlineData("CC1023", "class A { [OnPattern(\"x\")] public void X(string [|text|]) { } }", null)]
    [InlineData("CC1024", "class A { [OnDm, AllowFrom([|\"alice\"|])] public void X() { } }",
        "Invalid guard: \"alice\" is neither a user id (usr_…) nor a handle (@bob); did you mean \"@alice\"?")]
    [InlineData("CC1024", "class A { [OnDm, [|AllowFrom|]] public void X() { } }", "Invalid guard: name the people, or \"*\" for everybody: nobody would be answered")]
    [InlineData("CC1024", "[OnDm, [|AllowBots(\"*\")|]] class A { public void Handle() { } }",
        "Invalid guard: name the bots, not \"*\": two bots that answer every bot answer each other without end")]
    [InlineData("CC1024", "[OnDm, [|Cooldown(0)|]] class A { public void Handle() { } }", "Invalid guard: a cooldown takes more than 0 seconds, and at most a year of them")]
    [InlineData("CC1024", "[OnDm, [|Cooldown(1, Messages = 0)|]] class A { public void Handle() { } }", "Invalid guard: a cooldown lets at least 1 message through")]
    [InlineData("CC1024", "[OnDm, [|Cooldown(1, (Per)9)|]] class A { public void Handle() { } }", "Invalid guard: there is no such member of Per")]
    [InlineData("CC1024", "[OnDm, [|Account(\" \")|]] class A { public void Handle() { } }", "Invalid guard: the account has no name")]
    [InlineData("CC1024", "[OnDm, [|RequiresScope(\"\")|]] class A { public void Handle() { } }", "Invalid guard: the scope has no name")]
    [InlineData("CC1010", "[OnDm] class A { [OnChannel(\"x\")] public void [|X|]() { } }", "'X' never receives a message: its places exclude one another (direct messages on the class, #x on the method)")]
    [InlineData("CC1010", "[OnChannel(\"x\")] class A { [OnCommand(\"c\"), OnChannel(\"y\")] public void [|X|]() { } }", null)]
    [InlineData("CC1010", "[OnDm] class A { [OnMention] public void [|X|]() { } }",
        "'X' never receives a message: a direct message is not a mention, so [OnMention] cannot be narrowed to direct messages")]
    [InlineData("CC1011", "[OnDm] class A { [OnCommand(\"x\")] public void X() { } public void [|Handle|](Message message) { } }",
        "'Handle' listens to nothing: the attributes of 'A' only narrow its attributed methods; give 'Handle' an attribute of its own, or remove it")]
    [InlineData("CC2001", "[OnDm] class A { public [|int|] Handle() => 1; }",
        "'int' cannot be a reply: return void, string, Reply, IEnumerable<Reply>, a Task or ValueTask of these, or IAsyncEnumerable<string>")]
    [InlineData("CC2001", "[OnDm] class A { public [|Task<int>|] Handle() => Task.FromResult(1); }", null)]
    [InlineData("CC2001", "[OnDm] class A { public [|Task<string>?|] Handle() => null; }", null)]
    [InlineData("CC2001", "[OnDm] class A { public [|IEnumerable<int>|] Handle() => [1]; }", null)]
    [InlineData("CC2001", "[OnDm] class A { public [|Reply[,]|] Handle() => new Reply[0, 0]; }", null)]
    [InlineData("CC2001", "[OnDm] class A { public [|IAsyncEnumerable<Reply>|] Handle() => throw new Exception(); }", null)]
    [InlineData("CC2001", "[OnDm] class A { public [|Task<IAsyncEnumerable<string>>|] Handle() => throw new Exception(); }", null)]
    [InlineData("CC2001", "abstract class Both : IEnumerable<string>, IEnumerable<Reply> { public abstract IEnumerator<string> GetEnumerator(); IEnumerator<Reply> IEnumerable<Reply>.GetEnumerator() => null!; System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => null!; } [OnDm] class A { internal [|Both|] Handle() => null!; }", null)]
    [InlineData("CC2001", "[OnDm] class A { private string _text = \"\"; public [|ref string|] Handle() => ref _text; }", null)]
    [InlineData("CC2002", "[OnDm] class A { public void Handle([|int|] number) { } }",
        "'number' cannot be filled: only a command has arguments; mark it [FromServices] if it is a service")]
    [InlineData("CC2002", "struct S; class A { [OnCommand(\"x\")] public void X([|S|] value) { } }",
        "'value' cannot be filled: 'S' does not implement IParsable<S>; implement it, or take what it is made of")]
    [InlineData("CC2002", "struct S<T>; class A { [OnCommand(\"x\")] public void X([|S<int>?|] value) { } }",
        "'value' cannot be filled: 'S<int>' does not implement IParsable<S<int>>; implement it, or take what it is made of")]
    [InlineData("CC2002", "struct S; [OnDm] class A { public void Handle([|S|] value) { } }", "'value' cannot be filled: 'S' is no service, and only a command has arguments")]
    [InlineData("CC2002", "class A { [OnCommand(\"x\")] public void X([|(int, int)|] pair) { } }",
        "'pair' cannot be filled: no word can be a tuple; take its parts as parameters of their own")]
    [InlineData("CC2002", "class A { [OnCommand(\"x\")] public void X([|CancellationToken?|] stop) { } }",
        "'stop' cannot be filled: there is always a token; take a CancellationToken that is not nullable")]
    [InlineData("CC2002", "[OnDm] class A { public void Handle([|CancellationToken?|] stop) { } }", null)]
    [InlineData("CC2002", "class A { [OnCommand(\"x\")] public void X([|KeyValuePair<string, int>|] pair) { } }",
        "'pair' cannot be filled: no word can be 'KeyValuePair<string, int>'; take a string, a [Rest] string or a type that implements IParsable<T>, or mark it [FromServices] if it is a service")]
    [InlineData("CC2002", "class A { [OnCommand(\"x\")] public void X([|Action|] go) { } }",
        "'go' cannot be filled: no word can be 'Action'; take a string, a [Rest] string or a type that implements IParsable<T>, or mark it [FromServices] if it is a service")]
    [InlineData("CC2002", "class A { [OnCommand(\"x\")] public void X([|Dictionary<string, int>|] values) { } }",
        "'values' cannot be filled: no word can be 'Dictionary<string, int>'; take a string, a [Rest] string or a type that implements IParsable<T>, or mark it [FromServices] if it is a service")]
    [InlineData("CC2002", "class A { [OnCommand(\"x\")] public void X([|int[][]|] values) { } }", null)]
    [InlineData("CC2002", "class A { [OnCommand(\"x\")] public void X([|List<object>|] values) { } }", null)]
    [InlineData("CC2002", "class A { [OnCommand(\"x\")] public void X(params [|object[]|] values) { } }", null)]
    [InlineData("CC2002", "class A { [OnCommand(\"x\")] public void X([Option(\"o\")] [|object|] value) { } }", null)]
    [InlineData("CC2002", "class A { [OnCommand(\"x\")] public void X([Option(\"o\")] [|IDisposable|] value) { } }",
        "'value' cannot be filled: no word can be 'IDisposable'; take a string, a [Rest] string or a type that implements IParsable<T>, or mark it [FromServices] if it is a service")]
    [InlineData("CC2002", "class A { [OnCommand(\"x\")] public void X([|System.Text.StringBuilder|] value) { } }", null)]
    [InlineData("CC2002", "class A { [OnCommand(\"x\")] public void X([|Exception|] value) { } }", null)]
    [InlineData("CC2002", "[OnDm] class A { public void Handle([|int[]|] values) { } }",
        "'values' cannot be filled: 'int[]' is neither an argument nor a service; mark it [FromServices] if it is a service")]
    [InlineData("CC2002", "class A { [OnCommand(\"x\")] public void X(ref [|int|] value) { } }", null)]
    [InlineData("CC2002", "class A { [OnCommand(\"x\")] public void X([|object|] value) { } }", null)]
    [InlineData("CC2002", "class A { [OnCommand(\"x\"), OnMention] public void X([|Target|] value) { } }", null)]
    [InlineData("CC2002", "enum E; class A { [OnCommand(\"x\")] public void X([|E|] value) { } }", "'value' cannot be filled: the enum has no members")]
    [InlineData("CC2002", "class Money { public static bool TryParse(string? text, out Money? money) => (money = null) is not null; } class A { [OnCommand(\"x\")] public void X([|Money|] value) { } }",
        "'value' cannot be filled: 'Money' has a TryParse, which only counts with the interface: implement IParsable<Money>, or mark it [FromServices] if it is a service")]
    [InlineData("CC2002", "record struct Money(int Cents) { public static bool TryParse(ReadOnlySpan<char> text, IFormatProvider? provider, out Money money) => (money = default) is { Cents: 0 }; } class A { [OnCommand(\"x\")] public void X([|Money?|] value) { } }", null)]
    [InlineData("CC2002", "record Money(int Cents) { public static bool TryParse(string text, out Money? money) => (money = null) is not null; } class A { [OnPattern(\"(?<value>.+)\")] public void X([|Money|] value) { } }", null)]
    [InlineData("CC2002", "class A { [OnCommand(\"x\")] public void X([|System.IO.Stream|] value) { } }",
        "'value' cannot be filled: no word can be 'Stream'; take a string, a [Rest] string or a type that implements IParsable<T>, or mark it [FromServices] if it is a service")]
    [InlineData("CC2002", "class A { [OnCommand(\"x\")] public void X([|Type|] value) { } }", null)]
    [InlineData("CC2002", "class A { [OnCommand(\"x\")] public void X([|System.IO.TextReader|] value) { } }", null)]
    [InlineData("CC2002", "class A { [OnCommand(\"x\")] public void X([|Delegate|] value) { } }", null)]
    [InlineData("CC2014", "enum Stage { Prod, PROD } class A { [OnCommand(\"x\")] public void X([|Stage|] stage) { } }",
        "No word means 'Stage.PROD': case does not matter in a command, and 'Stage.Prod' is meant by the same word; rename one of them")]
    [InlineData("CC2014", "enum Stage { Prod, Test, TEST } class A { [OnCommand(\"x\")] public void X([Option(\"o\")] [|List<Stage>|] stage) { } }", null)]
    [InlineData("CC2014", "enum Stage { Prod, PROD } class A { [OnPattern(\"(?<stage>.+)\")] public void X([|Stage?|] stage) { } }", null)]
    [InlineData("CC2003", "[OnDm] class A { public void Handle([|string|] text) { } }",
        "'text' cannot be filled: only a command has arguments; take a Message and read its Text")]
    [InlineData("CC2004", "class A { [OnCommand(\"x\")] public void X([Rest] string [|text|], int number) { } }",
        "[Rest] cannot be on 'text': 'number' follows it; make it the last argument")]
    [InlineData("CC2004", "class A { [OnCommand(\"x\")] public void X([Rest] int [|number|]) { } }", "[Rest] cannot be on 'number': the rest of a text is a string")]
    [InlineData("CC2004", "[OnDm] class A { public void Handle([Rest] string [|text|]) { } }", "[Rest] cannot be on 'text': only a command has arguments")]
    [InlineData("CC2005", "class A { [OnCommand(\"x\")] public void X(int? first, int [|second|]) { } }",
        "'second' is required, but 'first' before it is optional: swap them, or make both optional")]
    [InlineData("CC2006", "[OnDm] class A([|string|] name) { public string Handle() => name; }", "'name' cannot be filled: a constructor takes services only")]
    [InlineData("CC2006", "[OnDm] class A([|Message|] message) { public string Handle() => message.Text; }",
        "'message' cannot be filled: a constructor takes services only; take it in the method")]
    [InlineData("CC2007", "class A { [OnCommand(\"x\")] public void X([Option([|\"--dry\"|])] bool a) { } }", "\"--dry\" is not an option name: write \"dry\" without dashes")]
    [InlineData("CC2007", "class A { [OnCommand(\"x\")] public void X([Option([|\"\"|])] bool a) { } }", "\"\" is not an option name: it is empty")]
    [InlineData("CC2007", "class A { [OnCommand(\"x\")] public void X([Option([|\"dryRun\"|])] bool a) { } }",
        "\"dryRun\" is not an option name: names are lower-case letters and digits with single dashes between, a letter first")]
    [InlineData("CC2007", "class A { [OnCommand(\"x\")] public void X([Option([|\"a--b\"|])] bool a) { } }", null)]
    [InlineData("CC2007", "class A { [OnCommand(\"x\")] public void X([Option([|\"a-\"|])] bool a) { } }", null)]
    [InlineData("CC2007", "class A { [OnCommand(\"x\")] public void X([Option([|\"5\"|])] bool a) { } }", null)]
    [InlineData("CC2007", "class A { [OnCommand(\"x\")] public void X([Option([|\"abcdefghijklmnopqrstuvwxyzabcdefg\"|])] bool a) { } }",
        "\"abcdefghijklmnopqrstuvwxyzabcdefg\" is not an option name: it has 33 characters, more than 32")]
    [InlineData("CC2007", "class A { [OnCommand(\"x\")] public void X([Option(\"x\", [|'-'|])] bool a) { } }",
        "\"-\" is not an option name: the short form is one letter, a to z or A to Z")]
    [InlineData("CC2007", "class A { [OnCommand(\"x\")] public void X([Option(\"five\", [|'5'|])] bool a) { } }",
        "\"5\" is not an option name: the short form is one letter, a to z or A to Z")]
    [InlineData("CC2008", "class A { [OnCommand(\"x\")] public void X([Option(\"a\")] bool first, int number, [Option(\"a\")] string [|second|]) { } }",
        "--a is 'first' already: give 'second' another name")]
    [InlineData("CC2008", "class A { [OnCommand(\"x\")] public void X([Option(\"a\", 'a')] bool first, [Option(\"b\", 'a')] bool [|second|]) { } }",
        "-a is 'first' already: give 'second' another name")]
    [InlineData("CC2009", "[OnDm] class A { public void Handle([Option(\"a\")] bool [|loud|]) { } }", "[Option] cannot be on 'loud': only a command has arguments")]
    [InlineData("CC2009", "class A { [OnCommand(\"x\")] public void X([Option(\"a\")] Message [|message|]) { } }", "[Option] cannot be on 'message': it does not come from the text")]
    [InlineData("CC2009", "class A { [OnCommand(\"x\")] public void X([Option(\"a\"), FromServices] TimeProvider [|time|]) { } }", null)]
    [InlineData("CC2009", "class A { [OnCommand(\"x\")] public void X([Option(\"a\"), Rest] string [|text|]) { } }", "[Option] cannot be on 'text': it is [Rest]")]
    [InlineData("CC2010", "class A { [OnCommand(\"x\")] public void X(List<int> [|all|], int one) { } }",
        "'all' takes all words that are left, and 'one' follows it; make it the last argument, or an [Option]")]
    [InlineData("CC2010", "class A { [OnCommand(\"x\")] public void X(int[] [|all|], [Rest] string text) { } }", null)]
    [InlineData("CC2011", "class A { [OnCommand(\"x\")] public void X([[|System.ComponentModel.DataAnnotations.Range(1, 300)|]] byte a) { } }",
        "[Range] cannot check 'a': its limits are no values of 'byte'")]
    [InlineData("CC2011", "class A { [OnCommand(\"x\")] public void X([[|System.ComponentModel.DataAnnotations.Range(0.5, 3)|]] int a) { } }", null)]
    [InlineData("CC2011", "class A { [OnPattern(\"(?<a>\\\\d+)\")] public void X([[|System.ComponentModel.DataAnnotations.Range(1, 3)|]] int a) { } }",
        "[Range] cannot check 'a': it is a group of a pattern; let the expression say what fits, or check it in the handler")]
    [InlineData("CC2011", "class A { [OnCommand(\"x\")] public void X([[|System.ComponentModel.DataAnnotations.Range(3, 1)|]] int a) { } }",
        "[Range] cannot check 'a': its first limit is above the second")]
    [InlineData("CC2011", "class A { [OnCommand(\"x\")] public void X([[|System.ComponentModel.DataAnnotations.Range(1, 3)|]] string a) { } }", null)]
    [InlineData("CC2011", "class A { [OnCommand(\"x\")] public void X([[|System.ComponentModel.DataAnnotations.Range(typeof(TimeSpan), \"1:00\", \"x\")|]] TimeSpan a) { } }", null)]
    [InlineData("CC2011", "class A { [OnCommand(\"x\")] public void X([[|System.ComponentModel.DataAnnotations.MaxLength(3)|]] int a) { } }",
        "[MaxLength] cannot check 'a': only texts and lists have a length")]
    [InlineData("CC2011", "class A { [OnCommand(\"x\")] public void X([[|System.ComponentModel.DataAnnotations.Length(3, 2)|]] string a) { } }", null)]
    [InlineData("CC2011", "class A { [OnCommand(\"x\")] public void X([[|System.ComponentModel.DataAnnotations.StringLength(3)|]] string[] a) { } }", null)]
    [InlineData("CC2011", "class A { [OnCommand(\"x\")] public void X([[|System.ComponentModel.DataAnnotations.RegularExpression(\"(\")|]] string a) { } }", null)]
    [InlineData("CC2011", "class A { [OnCommand(\"x\")] public void X([[|System.ComponentModel.DataAnnotations.RegularExpression(\"(?=a)a\")|]] string a) { } }",
        "[RegularExpression] cannot check 'a': it cannot be matched without going back, which could take for ever; do without lookarounds, back references and atomic groups")]
    [InlineData("CC2011", "class A { [OnCommand(\"x\")] public void X([[|System.ComponentModel.DataAnnotations.RegularExpression(\"a\")|]] int a) { } }",
        "[RegularExpression] cannot check 'a': it is for texts")]
    [InlineData("CC2011", "class A { [OnCommand(\"x\")] public void X([[|System.ComponentModel.DataAnnotations.AllowedValues(1, \"b\")|]] int a) { } }",
        "[AllowedValues] cannot check 'a': \"b\" is no value of 'int' that a word can be")]
    [InlineData("CC2011", "class A { [OnCommand(\"x\")] public void X([[|System.ComponentModel.DataAnnotations.EmailAddress|]] string a) { } }",
        "[EmailAddress] cannot check 'a': only Range, MinLength, MaxLength, Length, StringLength, AllowedValues and RegularExpression are known; check it in the handler")]
    [InlineData("CC2011", "class Own : System.ComponentModel.DataAnnotations.ValidationAttribute; class A { [OnCommand(\"x\")] public void X([[|Own|]] string a) { } }", null)]
    [InlineData("CC2011", "class A { [OnCommand(\"x\")] public void X([[|System.ComponentModel.DataAnnotations.Required|]] int? a) { } }", null)]
    [InlineData("CC3001", "static partial class T { [Target(\"channel:[|Ops|]\")] public static partial Target Ops { get; } }",
        "Invalid target: \"Ops\" is not a channel name: names are lower-case letters and digits with single dashes between; write \"ops\"")]
    [InlineData("CC3001", "static partial class T { [Target([|\"\"|])] public static partial Target Ops { get; } }", null)]
    [InlineData("CC3001", "static partial class T { [Target(@\"dm:[|x y|]\")] public static partial Target Ops { get; } }", null)]
    [InlineData("CC3001", "class T { public static Target Ops() => Target.Parse(\"cc:[|room:ops|]\"); }",
        "Invalid target: unknown kind \"room\"; expected channel:<name>, dm:@<handle>, dm:<usr_ id> or thread:<msg_ id>")]
    [InlineData("CC3002", "static partial class T { [Target(\"ops\")] public static Target [|Ops|] { get; } = Target.Parse(\"ops\"); }",
        "'Ops' must be declared as 'static partial Target Ops { get; }'")]
    [InlineData("CC3002", "partial class T { [Target(\"ops\")] public partial Target [|Ops|] { get; } }", null)]
    [InlineData("CC3002", "static partial class T { [Target(\"ops\")] public static partial string [|Ops|] { get; } }", null)]
    [InlineData("CC3002", "static partial class T { [Target(\"ops\")] public static partial Target [|Ops|] { get; private set; } }", null)]
    [InlineData("CC5001", "[OnDm] class A { public async void [|Handle|]() => await Task.Yield(); }",
        "'Handle' is async void: nobody can wait for it or see it fail; return Task")]
    [InlineData("CC1018", "[OnThread] class A { public void Handle() { } } [OnThread] class B { [[|OnMessage|]] public void X() { } }",
        "'B.X' is never called: wherever it listens, 'A.Handle' (Bot.cs, line 1) goes first")]
    [InlineData("CC1018", "class A { [OnPattern(\".*\")] public void Any() { } [[|OnMention|], OnChannel(\"x\")] public void X() { } }",
        "'A.X' is never called: wherever it listens, 'A.Any' (Bot.cs, line 1) goes first")]
    [InlineData("CC1018", "class A { [OnPattern(\"a*\")] public void Any() { } } [OnDm] class B { public void [|Handle|]() { } }", null)]
    [InlineData("CC1018", "[OnDm] class A { [OnCommand(\"x\")] public void X() { } } [OnGroupDm] class B { [OnCommand(\"x\")] public void X() { } } [OnChannel(\"*\")] class C { [OnCommand(\"x\", \"y\")] public void X() { } } class D { [[|OnCommand(\"x\")|]] public void X() { } }",
        "'D.X' is never called: wherever it listens, 'C.X' (Bot.cs, line 1) and 'A.X' (Bot.cs, line 1) and 'B.X' (Bot.cs, line 1) go first")]
    [InlineData("CC1018", "[OnChannel(\"ops\")] class B { [OnChannel(\"ops\")] public void Y() { } [[|OnMessage|]] public void Z() { } [OnThread] public void T() { } }", null)]
    [InlineData("CC1019", "class [|A|] { public string? Handle(Message message) => null; }",
        "'Handle' is never called: put [OnDm], [OnChannel(\"…\")], [OnMention] or another place on 'A'")]
    [InlineData("CC1019", "static class [|A|] { internal static async Task HandleAsync(Reaction reaction, CancellationToken stop) => await Task.Yield(); }",
        "'HandleAsync' is never called: put [OnReaction] on 'A'")]
    [InlineData("CC1019", "sealed class [|A|] : IDisposable { public A(TimeProvider time) { } public void Handle(Message message) { } public void Dispose() { } }", null)]
    [InlineData("CC1026", "class A { [OnPattern(@\"ticket (?<[|id|]>\\d+)\")] public void X(Message message) { } }",
        "No parameter takes the group 'id': add a parameter of that name, or write (?:…) for a group that only holds together")]
    [InlineData("CC1026", "class A { [OnPattern(\"(?<a>x)(?'[|b|]'y)\")] public void X(string a) { } }", null)]
    [InlineData("CC1026", "class A { [OnPattern([|\"\\t(?<a>x)\"|])] public void X() { } }", null)]
    [InlineData("CC2013", "class A { [OnCommand(\"x\")] public void X([System.ComponentModel.DataAnnotations.Range(1, 5)] int n = [|9|]) { } }",
        "'n' is 9 if it is left out, which [Range] refuses when it is written: take a value that fits, or make it nullable")]
    [InlineData("CC2013", "class A { [OnCommand(\"x\")] public void X([System.ComponentModel.DataAnnotations.Range(1, 5, MaximumIsExclusive = true)] double? n = [|5|]) { } }", null)]
    [InlineData("CC2013", "class A { [OnCommand(\"x\")] public void X([System.ComponentModel.DataAnnotations.MaxLength(2)] string n = [|\"abc\"|]) { } }",
        "'n' is \"abc\" if it is left out, which [MaxLength] refuses when it is written: take a value that fits, or make it nullable")]
    [InlineData("CC2013", "class A { [OnCommand(\"x\")] public void X([System.ComponentModel.DataAnnotations.StringLength(9, MinimumLength = 2)] string n = [|\"a\"|]) { } }", null)]
    [InlineData("CC2013", "enum E { One, Two } class A { [OnCommand(\"x\")] public void X([System.ComponentModel.DataAnnotations.AllowedValues(E.One)] E n = [|E.Two|]) { } }",
        "'n' is E.Two if it is left out, which [AllowedValues] refuses when it is written: take a value that fits, or make it nullable")]
    public async Task A_mistake_is_one_error(string id, string source, string? message)
    {
        string reported = await Analyzers.AssertOneAsync(id, source);
        if (message is not null)
        {
            Assert.Equal(message, reported);
        }
    }

    [Theory]
    [InlineData("CC1001", "abstract class A { [OnDm] public static void Handle() { } } struct S { [OnThread] public void Handle() { } }")]
    [InlineData("CC1001", "class Program { public static void Go() { Local(); [System.Diagnostics.Conditional(\"X\")] static void Local() { } } }")]
    [InlineData("CC1002", "class Base { public void Handle() { } } [OnDm] class A : Base;")]
    [InlineData("CC1003", "[OnDm] class A { public void Handle() { } private void Handle(int number) { } void HandleAsync() { } }")]
    [InlineData("CC1004", "class A { [OnDm] protected internal void Handle() { } void Helper() { } protected internal class B { [OnThread] internal void Handle() { } } }")]
    [InlineData("CC1005", "[OnDm] class A { private A(int x) { } internal A() { } public void Handle() { } }")]
    [InlineData("CC1005", "[OnDm] class A { [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public A() => Name = \"\"; public required string Name { get; init; } public void Handle() { } }")]
    [InlineData("CC1006", "[OnDm, OnChannel(\"x\")] class A { [OnCommand(\"a\")] public void Hello() { } public void Run() { } }")]
    [InlineData("CC1007", "class A { [OnCommand(\"roll_2-d\"), OnCommand(\"2\")] public void Roll() { } }")]
    [InlineData("CC1008", "class A { [OnChannel(\"a-1\"), OnChannel(\"chn_X\"), OnChannel(\"*\")] public void Roll() { } }")]
    [InlineData("CC1009", "class A { [OnCommand(\"x\")] public void X() { } } [OnChannel(\"ops\")] class B { [OnCommand(\"x\")] public void Y() { } [OnCommand(\"y\")] public void Z() { } }")]
    [InlineData("CC1009", "[OnChannel(\"ops\")] class B { [OnChannel(\"ops\")] public void Y() { } [OnMessage] public void Z() { } }")]
    [InlineData("CC1009", "class A { [OnPattern(\"x\")] public void X() { } [OnPattern(\"y\", Order = 1), OnPattern(\"X\")] public void Y() { } [OnGroupDm] public void Z() { } [OnDm] public void W() { } }")]
    [InlineData("CC1009", "class A { [OnCommand(\"a\"), Account(\"x\")] public void X() { } [OnCommand(\"a\")] public void Y() { } [OnCommand(\"a b\")] public void Z() { } }")]
    [InlineData("CC1021", "class A { [OnPattern(@\"[\\]\\1(?=]\\(?=(?#(?=)(?<a>x)(?:y)(?i)(?'b'z)\")] public void X(string a, string? b) { } }")]
    [InlineData("CC1022", "using System.Text.RegularExpressions; partial class A { [GeneratedRegex(\"x(?<y>z)\", RegexOptions.NonBacktracking)] internal static partial Regex R { get; } internal static partial Regex R => new(\"x\"); [OnPattern(typeof(A), \"R\")] public void X(string y) { } }")]
    [InlineData("CC1023", "class A { [OnPattern(\"(?<x>y)\")] public void X(string x, Message message, TimeProvider time) { } }")]
    [InlineData("CC1024", "[AllowFrom(\"*\", \"@a-b\", \"usr_1\"), AllowBots(\"@ab\"), Cooldown(0.5, Per.Everyone, Messages = 3), Account(\"x\"), RequiresScope(\"y\"), RequireMention(false)] class A { [OnDm] public void X() { } }")]
    [InlineData("CC1010", "[OnChannel(\"x\"), OnDm] class A { [OnChannel(\"x\")] public void X() { } [OnMention] public void Y() { } [OnDm] public void Z() { } }")]
    [InlineData("CC1011", "class A { [OnDm] public void X() { } public void Handle() { } } [OnChannel(\"x\")] class B { [OnMention, OnThread] public void Handle() { } void HandleAsync() { } }")]
    [InlineData("CC2001", "class A { [OnDm] public ValueTask<Reply?> X() => default; }")]
    [InlineData("CC2001", "class A { [OnDm] public IEnumerable<Reply> X() => []; }")]
    [InlineData("CC2001", "class A { [OnDm] public async IAsyncEnumerable<string> X() { await Task.Yield(); yield return \"\"; } }")]
    [InlineData("CC2002", "class A { [OnCommand(\"x\")] public void X(int a, [FromServices] Func<int> service, TimeProvider time, IServiceProvider services) { } }")]
    [InlineData("CC2002", "class Own; class A { [OnCommand(\"x\")] public void X(Own own, System.Net.Http.HttpClient client, Random random, [FromServices] System.IO.Stream stream, System.IO.TextWriter writer, IList<Own> list, [FromServices] List<string> marked) { } }")]
    [InlineData("CC2002", "class A { [OnCommand(\"x\")] public void X(Microsoft.Extensions.Logging.ILogger<A> log, Microsoft.Extensions.Options.IOptions<A> options, System.Diagnostics.Metrics.Meter meter) { } }")]
    [InlineData("CC2002", "[OnDm] class A(List<string> all) { public void Handle(List<string> values) => all.AddRange(values); }")]
    [InlineData("CC2002", "class Money { public static bool TryParse(string text) => true; public static bool TryParse(int text, out Money? money) => (money = null) is not null; } class A { [OnCommand(\"x\")] public void X(Money value) { } } class B { [OnDm] public void X(System.IO.Stream stream) { } }")]
    [InlineData("CC2014", "enum Stage { Prod, prod = Prod, Dry_Run, DryRun } enum Other { X, x } class A { [OnCommand(\"x\")] public void X(Stage stage) { } public void Y(Other other) { } }")]
    [InlineData("CC2003", "class A { [OnDm] public void X([FromServices] string text) { } [OnCommand(\"x\")] public void Y(string text) { } }")]
    [InlineData("CC2004", "class A { [OnCommand(\"x\")] public void X(int number, [Rest] string text, CancellationToken cancellationToken) { } }")]
    [InlineData("CC2005", "class A { [OnCommand(\"x\")] public void X(int first, TimeProvider? time, int second, int? third = null) { } }")]
    [InlineData("CC2006", "[OnDm] class A(TimeProvider time, [FromServices] string name) { public string Handle() => time + name; }")]
    [InlineData("CC2007", "class A { [OnCommand(\"x\")] public void X([Option(\"dry-run-2\", 'D')] bool a, [Option(\"d\", 'd')] bool b) { } }")]
    [InlineData("CC2008", "class A { [OnCommand(\"x\")] public void X([Option(\"a\", 'b')] bool a, [Option(\"b\", 'a')] bool b) { } }")]
    [InlineData("CC2009", "class A { [OnCommand(\"x\")] public void X([Option(\"a\")] string a, [Rest] string text, [Option(\"b\")] List<Target> b, CancellationToken c) { } }")]
    [InlineData("CC2010", "class A { [OnCommand(\"x\")] public void X(int one, [Option(\"a\")] int[] some, int? two, List<UserRef> all, [Option(\"b\")] int b = 1, CancellationToken c = default) { } }")]
    [InlineData("CC2010", "class A { [OnCommand(\"x\")] public void X(params string[] all) { } [OnCommand(\"y\")] public void Y(IReadOnlyList<Guid>? all = null) { } }")]
    [InlineData("CC2011", "class A([System.ComponentModel.DataAnnotations.EmailAddress, FromServices] string mail) { [OnDm] public string Handle() => mail; }")]
    [InlineData("CC2011", "class A { [OnCommand(\"x\")] public void X([System.ComponentModel.DataAnnotations.Required] string b, [System.ComponentModel.DataAnnotations.Range(0.5, double.MaxValue)] decimal? a) { } }")]
    [InlineData("CC3001", "static partial class T { [Target(\"cc:dm:@bob\")] public static partial Target Bob { get; } public static Target Ops(string text) => Target.Parse(text); }")]
    [InlineData("CC3002", "partial struct T<X> { partial record R { [Target(\"ops\")] internal static partial Target @event { get; } } }")]
    [InlineData("CC5001", "[OnDm] class A { public async Task Handle() => await Task.Yield(); async void Other() => await Task.Yield(); }")]
    [InlineData("CC1012", "class Handler { [OnError] public string Failed(TimeoutException error) => \"\"; [OnError] public static Task Rest(Exception error, Message message) => Task.CompletedTask; }")]
    [InlineData("CC1013", "class Handler { [OnReaction(\"👍\", \"❤\")] public void Some(Reaction reaction) { } [OnReaction] public void Any(Author author, Message message) { } }")]
    [InlineData("CC1027", "class Handler { [OnReaction(\"👍\", \"100\", \"::\", \":)\", \"x\", \"custom\")] public void Some(Reaction reaction) { } }")]
    [InlineData("CC1028", "class Base { [Cooldown(5)] public void Handle() { } } [AllowFrom(\"@alice\")] class More : Base { [OnDm] public void X() { } } [OnThread] class Handler : Base;")]
    [InlineData("CC1028", "[AllowFrom(\"@alice\")] class Base { public void Handle() { } } [OnThread] class Handler : Base; [Cooldown(5)] public class Lent { public void Handle() { } } [Account(\"x\")] class Seen { [OnEvent] public void X(PinAdded pin) { } [OnDm, Lane(By.User)] public void Y() { } }")]
    [InlineData("CC1014", "class Handler { [OnEvent] public void Seen(PinAdded pin, IBot bot) { } [OnEvent] public ValueTask Lost(ConnectionGap gap) => default; [OnDm] public void Handle() { } }")]
    [InlineData("CC1015", "class Handler { [OnCommand(\"x\"), FollowEdits] public string X() => \"\"; } [FollowEdits] class More { [OnCommand(\"y\")] public string Y() => \"\"; [OnDm] public void Z() { } }")]
    [InlineData("CC1018", "[OnThread] class A { public void Handle() { } } [OnThread, OnChannel(\"x\")] class B { [OnMessage] public void X() { } } class C { [OnMessage] public void X() { } [OnMention] public void Y() { } }")]
    [InlineData("CC1018", "[OnThread, Account(\"x\")] class A { public void Handle() { } } [OnThread] class B { [OnMessage] public void X() { } }")]
    [InlineData("CC1018", "class A { [OnPattern(\".*\"), OnChannel(\"x\")] public void Any() { } [OnMention] public void X() { } } [OnChannel(\"x\")] class B { [OnCommand(\"x\")] public void X() { } }")]
    [InlineData("CC1018", "[OnDm] class A { [OnCommand(\"x\")] public void X() { } } [OnGroupDm] class B { [OnCommand(\"x\")] public void X() { } } class D { [OnCommand(\"x\", \"z\")] public void X() { } }")]
    [InlineData("CC1019", "class A { public string? Handle(Message message) => null; } class B { public static string? Go(Message message) => new A().Handle(message); }")]
    [InlineData("CC1019", "interface I { void Handle(Message message); } class A : I { public void Handle(Message message) { } } class Base { public void Handle(Message message) { } } [OnDm] class C : Base;")]
    [InlineData("CC1019", "class A { public void Handle(string text) { } } class B { void Handle(Message message) { } } class C { public int Handle(Message message) => 1; } abstract class D { public void Handle(Message message) { } } class E { public void Handle(Message message) { } public void Handle(Reaction reaction) { } }")]
    [InlineData("CC1026", "using System.Text.RegularExpressions; partial class A { [GeneratedRegex(\"(?<y>z)\", RegexOptions.NonBacktracking)] internal static partial Regex R { get; } internal static partial Regex R => new(\"x\"); [OnPattern(typeof(A), \"R\")] public void X() { } [OnPattern(\"(a)(?:b)(?<x>c)\")] public void Y(string x) { } }")]
    [InlineData("CC2013", "class A { [OnCommand(\"x\")] public void X([System.ComponentModel.DataAnnotations.Range(1, 5)] int a = 5, [System.ComponentModel.DataAnnotations.Range(1, 5)] int? b = null, [System.ComponentModel.DataAnnotations.Range(0.5, double.MaxValue)] double c = 1e300, [System.ComponentModel.DataAnnotations.Length(1, 2)] string d = \"ab\", [System.ComponentModel.DataAnnotations.AllowedValues(1, 2)] byte e = 2, [System.ComponentModel.DataAnnotations.Range(typeof(decimal), \"1\", \"2\")] decimal f = 3) { } }")]
    public async Task What_is_right_is_no_error(string id, string source)
    {
        Assert.Contains(Analyzers.All, analyzer => analyzer.SupportedDiagnostics.Any(descriptor => descriptor.Id == id));
        await Analyzers.AssertNoneAsync(source);
    }

    [Fact]
    public async Task The_hundred_and_first_command_has_no_room_in_the_menu()
    {
        string commands = string.Concat(Enumerable.Range(0, 100).Select(i => $"[OnCommand(\"c{i}\", \"alias{i}\")] [OnCommand(\"c{i} sub\")] public void C{i}() {{ }} "));
        await Analyzers.AssertNoneAsync($"class A {{ {commands} }}");
        Assert.Equal(
            "'/z' is command number 101: the server's menu shows at most 100; make some of them sub-commands",
            await Analyzers.AssertOneAsync("CC1025", $"class A {{ {commands} }} class B {{ [OnCommand(\"z\")] public void [|Z|]() {{ }} }}"));
    }

    [Theory]
    [InlineData("[OnDm] class A { public void Handle(Missing missing) { } }", "CS0246")]
    [InlineData("[OnDm] class A { public Task<Missing> Handle() => null!; }", "CS0246")]
    [InlineData("[OnDm] class A(Missing missing) { public string Handle() => $\"{missing}\"; }", "CS0246")]
    [InlineData("class A { const int X = 1; [OnCommand(X)] public void Handle() { } }", "CS1503")]
    [InlineData("class A { [OnChannel] public void Handle() { } }", "CS7036")]
    public async Task What_the_compiler_reports_is_not_reported_again(string source, string id) =>
        Assert.Equal([id], (await Analyzers.RunAsync(source)).Select(diagnostic => diagnostic.Id).Distinct());
}
