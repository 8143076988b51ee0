using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>Every rule there is. Each has a page in <c>docs/diagnostics</c> with wrong, right and why.</summary>
internal static class DiagnosticDescriptors
{
    private const string HelpLink = "https://github.com/clickclack/clickclack-framework/blob/main/docs/diagnostics/";

    /// <summary>A route attribute sits on something that cannot be called or constructed.</summary>
    public static readonly DiagnosticDescriptor CannotHandle = Error(
        "CC1001", "Routes", "This cannot handle messages", "'{0}' cannot handle messages: {1}");

    /// <summary>A class with a route attribute has no method for it.</summary>
    public static readonly DiagnosticDescriptor NoHandleMethod = Error(
        "CC1002", "Routes", "The class has no Handle method", "'{0}' needs a method Handle or HandleAsync, or attributes on its methods");

    /// <summary>A class with a route attribute has more than one method for it.</summary>
    public static readonly DiagnosticDescriptor SeveralHandleMethods = Error(
        "CC1003",
        "Routes",
        "The class has several Handle methods",
        "'{0}' has several methods Handle or HandleAsync: keep one, or put the attributes on the methods");

    /// <summary>A handler cannot be called from the assembly.</summary>
    public static readonly DiagnosticDescriptor NotReachable = Error(
        "CC1004", "Routes", "The handler is not reachable", "'{0}' is {1} and out of reach: make it internal or public");

    /// <summary>The type of an instance handler cannot be constructed.</summary>
    public static readonly DiagnosticDescriptor NotConstructible = Error(
        "CC1005", "Routes", "The handler cannot be constructed", "'{0}' cannot be constructed: {1}");

    /// <summary>A class carries a cause, and so do its methods.</summary>
    public static readonly DiagnosticDescriptor CauseBesideMethods = Error(
        "CC1006",
        "Routes",
        "The attribute belongs on a method",
        "Move this attribute from '{0}' to a method: its methods carry attributes of their own, so the class can only name places{1}");

    /// <summary>The name of a command is no name.</summary>
    public static readonly DiagnosticDescriptor InvalidCommand = Error(
        "CC1007", "Routes", "Invalid command name", "\"{0}\" is not a command name: {1}");

    /// <summary>The name of a channel is no name.</summary>
    public static readonly DiagnosticDescriptor InvalidChannel = Error(
        "CC1008", "Routes", "Invalid channel", "Invalid channel: {0}");

    /// <summary>Two routes listen to the same thing in the same place.</summary>
    public static readonly DiagnosticDescriptor DuplicateRoute = Error(
        "CC1009", "Routes", "The same route twice", "'{0}'{2} listens to {1} already");

    /// <summary>The places of a route exclude one another.</summary>
    public static readonly DiagnosticDescriptor NeverMatches = Error(
        "CC1010", "Routes", "The route never matches", "'{0}' never receives a message: {1}");

    /// <summary>A Handle method beside attributed ones, which nothing calls.</summary>
    public static readonly DiagnosticDescriptor IdleHandle = Error(
        "CC1011",
        "Routes",
        "The Handle method listens to nothing",
        "'{0}' listens to nothing: the attributes of '{1}' only narrow its attributed methods; give '{0}' an attribute of its own, "
        + "or remove it");

    /// <summary><c>[OnError]</c> on a method that cannot be an error handler.</summary>
    public static readonly DiagnosticDescriptor InvalidErrorHandler = Error(
        "CC1012", "Routes", "This cannot handle errors", "'{0}' cannot handle errors: {1}");

    /// <summary>An emoji is none.</summary>
    public static readonly DiagnosticDescriptor InvalidEmoji = Error(
        "CC1013", "Routes", "Invalid emoji", "Invalid emoji: {0}");

    /// <summary><c>[OnEvent]</c> on a method that cannot be an observer.</summary>
    public static readonly DiagnosticDescriptor InvalidObserver = Error(
        "CC1014", "Routes", "This cannot observe events", "'{0}' cannot observe events: {1}");

    /// <summary><c>[FollowEdits]</c> on what is no command.</summary>
    public static readonly DiagnosticDescriptor CannotFollow = Error(
        "CC1015", "Routes", "Only commands follow edits", "'{0}' cannot follow edits: {1}");

    /// <summary>Two patterns of one order match one text.</summary>
    public static readonly DiagnosticDescriptor OverlappingPatterns = Warning(
        "CC1016",
        "Routes",
        "Another pattern goes first",
        "\"{0}\" goes to '{1}'{2}, whose pattern matches it too and goes first: give the pattern that should have it a lower Order");

    /// <summary>A pattern in front takes all that a pattern matches.</summary>
    public static readonly DiagnosticDescriptor HiddenPattern = Warning(
        "CC1017", "Routes", "The pattern never wins", "'{0}' is never called: the pattern of '{1}'{2} goes first and matches {3}");

    /// <summary>Wherever a route listens, others go first.</summary>
    public static readonly DiagnosticDescriptor HiddenRoute = Warning(
        "CC1018", "Routes", "The route never wins", "'{0}' is never called: wherever it listens, {1} {2} first");

    /// <summary>A class that looks like a handler has no attribute that would make it one.</summary>
    public static readonly DiagnosticDescriptor NoPlace = Warning(
        "CC1019",
        "Routes",
        "The class listens to nothing",
        "'{0}' is never called: put {1} on '{2}'");

    /// <summary>A regular expression is wrong, or can take any time.</summary>
    public static readonly DiagnosticDescriptor InvalidPattern = Error(
        "CC1021", "Routes", "Invalid pattern", "\"{0}\" cannot be a pattern: {1}");

    /// <summary>A member is no regular expression, or one that can take any time.</summary>
    public static readonly DiagnosticDescriptor InvalidPatternMember = Error(
        "CC1022", "Routes", "Invalid pattern member", "'{0}' cannot be a pattern: {1}");

    /// <summary>A parameter of a pattern's handler has no group.</summary>
    public static readonly DiagnosticDescriptor NoSuchGroup = Error(
        "CC1023",
        "Routes",
        "The pattern has no such group",
        "'{0}' cannot be filled: the pattern has no group of that name, {1}; {2}");

    /// <summary>A guard says what cannot be.</summary>
    public static readonly DiagnosticDescriptor InvalidGuard = Error(
        "CC1024", "Routes", "Invalid guard", "Invalid guard: {0}");

    /// <summary>A bot has more commands than the server's menu.</summary>
    public static readonly DiagnosticDescriptor TooManyCommands = new(
        "CC1025",
        "More commands than the menu takes",
        "'{0}' is command number {1}: the server's menu shows at most {2}; make some of them sub-commands",
        "Routes",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "CC1025.md");

    /// <summary>A group of a pattern has a name that no parameter has.</summary>
    public static readonly DiagnosticDescriptor UnusedGroup = Warning(
        "CC1026",
        "Routes",
        "The group is never used",
        "No parameter takes the group '{0}': add a parameter of that name, or write (?:…) for a group that only holds together");

    /// <summary>A reaction is compared with the name of an emoji.</summary>
    public static readonly DiagnosticDescriptor EmojiName = Warning(
        "CC1027", "Routes", "A name in place of an emoji", "\"{0}\" is a name, and reactions are the emoji itself: write {1}");

    /// <summary>A guard where nothing is called for a message.</summary>
    public static readonly DiagnosticDescriptor IdleGuard = Warning(
        "CC1028", "Routes", "A guard without effect", "[{0}] on '{1}' has no effect: {2}");

    /// <summary>A program with handlers that never become part of it.</summary>
    public static readonly DiagnosticDescriptor NoEntry = Warning(
        "CC1029",
        "Routes",
        "The program does not call AddClickClack",
        "'{0}' and every other handler of this program is never called: nothing in it calls builder.AddClickClack()");

    /// <summary>An application is given the bot again.</summary>
    public static readonly DiagnosticDescriptor SecondEntry = Warning(
        "CC1030",
        "Routes",
        "AddClickClack is called twice",
        "This throws: the application has the bot already, from {0}; keep one call, which adds the handlers of all assemblies");

    /// <summary>A handler returns what cannot be a reply.</summary>
    public static readonly DiagnosticDescriptor UnsupportedReturn = Error(
        "CC2001",
        "Parameters",
        "Unsupported return type",
        "'{0}' cannot be a reply: return void, string, Reply, IEnumerable<Reply>, a Task or ValueTask of these, or "
        + "IAsyncEnumerable<string>");

    /// <summary>A parameter has no source.</summary>
    public static readonly DiagnosticDescriptor UnsupportedParameter = Error(
        "CC2002", "Parameters", "The parameter has no source", "'{0}' cannot be filled: {1}");

    /// <summary>A text is wanted where there are no arguments.</summary>
    public static readonly DiagnosticDescriptor TextOutsideCommand = Error(
        "CC2003",
        "Parameters",
        "Only commands have arguments",
        "'{0}' cannot be filled: only a command has arguments; take a Message and read its Text");

    /// <summary><c>[Rest]</c> where it cannot be.</summary>
    public static readonly DiagnosticDescriptor MisplacedRest = Error(
        "CC2004", "Parameters", "Misplaced [Rest]", "[Rest] cannot be on '{0}': {1}");

    /// <summary>A required argument follows an optional one.</summary>
    public static readonly DiagnosticDescriptor RequiredAfterOptional = Error(
        "CC2005",
        "Parameters",
        "A required argument after an optional one",
        "'{0}' is required, but '{1}' before it is optional: swap them, or make both optional");

    /// <summary>A constructor wants what is no service.</summary>
    public static readonly DiagnosticDescriptor ConstructorParameter = Error(
        "CC2006", "Parameters", "The constructor takes services only", "'{0}' cannot be filled: {1}");

    /// <summary>The name of an option is no name.</summary>
    public static readonly DiagnosticDescriptor InvalidOption = Error(
        "CC2007", "Parameters", "Invalid option name", "\"{0}\" is not an option name: {1}");

    /// <summary>Two options have the same name or letter.</summary>
    public static readonly DiagnosticDescriptor DuplicateOption = Error(
        "CC2008", "Parameters", "The same option twice", "{0} is '{1}' already: give '{2}' another name");

    /// <summary><c>[Option]</c> where it cannot be.</summary>
    public static readonly DiagnosticDescriptor MisplacedOption = Error(
        "CC2009", "Parameters", "Misplaced [Option]", "[Option] cannot be on '{0}': {1}");

    /// <summary>A list that is not the last argument.</summary>
    public static readonly DiagnosticDescriptor MisplacedList = Error(
        "CC2010",
        "Parameters",
        "A list before another argument",
        "'{0}' takes all words that are left, and '{1}' follows it; make it the last argument, or an [Option]");

    /// <summary>A validation attribute that cannot be turned into code.</summary>
    public static readonly DiagnosticDescriptor UnsupportedCheck = Error(
        "CC2011", "Parameters", "The argument cannot be checked so", "[{0}] cannot check '{1}': {2}");

    /// <summary>A handler waits, and cannot be told to stop.</summary>
    public static readonly DiagnosticDescriptor NoCancellation = new(
        "CC2012",
        "The handler takes no CancellationToken",
        "'{0}' waits for calls that take a CancellationToken, and takes none to give them: take one, so that they end when the bot is stopped",
        "Parameters",
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "CC2012.md");

    /// <summary>What an argument is if it is missing would be refused if it were written.</summary>
    public static readonly DiagnosticDescriptor UnfitDefault = Warning(
        "CC2013",
        "Parameters",
        "The default value does not fit",
        "'{0}' is {1} if it is left out, which [{2}] refuses when it is written: take a value that fits, or make it nullable");

    /// <summary>An enum has members that no word can tell apart.</summary>
    public static readonly DiagnosticDescriptor LostName = Warning(
        "CC2014",
        "Parameters",
        "Enum members that differ only in case",
        "No word means '{0}.{1}': case does not matter in a command, and '{0}.{2}' is meant by the same word; rename one of them");

    /// <summary>A literal is no target.</summary>
    public static readonly DiagnosticDescriptor InvalidTarget = Error(
        "CC3001", "Targets", "Invalid target", "Invalid target: {0}");

    /// <summary><c>[Target]</c> on a property that cannot be written.</summary>
    public static readonly DiagnosticDescriptor TargetProperty = Error(
        "CC3002", "Targets", "[Target] needs a partial property", "'{0}' must be declared as 'static partial Target {0} {{ get; }}'");

    /// <summary>A literal is no id of the kind it is given for.</summary>
    public static readonly DiagnosticDescriptor InvalidId = new(
        "CC3003",
        "Invalid id",
        "Invalid {0}: {1}",
        "Targets",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "CC3003.md");

    /// <summary>The token of a bot stands in the source. The message does not repeat it: it ends in the logs of builds.</summary>
    public static readonly DiagnosticDescriptor TokenInSource = new(
        "CC3004",
        "A token in the source",
        "The token of a bot stands here for everybody who sees the source: revoke it, and take the new one from the environment "
        + "variable CLICKCLACK_BOT_TOKEN or a user secret",
        "Targets",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "CC3004.md");

    /// <summary>A handler is kept to an account that no settings file names.</summary>
    public static readonly DiagnosticDescriptor UnknownAccount = Warning(
        "CC3005", "Targets", "Unknown account", "No account is called \"{0}\" in {1}: {2}");

    /// <summary>A handler registered as a singleton, which nobody asks for.</summary>
    public static readonly DiagnosticDescriptor SingletonHandler = Warning(
        "CC4001",
        "Services",
        "A handler registered as a singleton",
        "'{0}' is made anew for each message, and this singleton is never asked: remove the registration, and keep what is to last in "
        + "a singleton service that its constructor takes{1}");

    /// <summary>Handlers that run side by side change one thing.</summary>
    public static readonly DiagnosticDescriptor SharedState = Warning(
        "CC4002",
        "Services",
        "Mutable static state in a handler",
        "'{0}' is shared by handlers that run at the same time: {1}");

    /// <summary>A field that is to last from one message to the next, of an instance that does not.</summary>
    public static readonly DiagnosticDescriptor LostState = Warning(
        "CC4003",
        "Services",
        "State in a handler's instance is lost",
        "'{0}' is gone with the next message, which gets a '{1}' of its own: keep it in a singleton service that the constructor takes");

    /// <summary>A client, and with it connections, for each message.</summary>
    public static readonly DiagnosticDescriptor NewHttpClient = Warning(
        "CC4004",
        "Services",
        "A new HttpClient for each message",
        "A new HttpClient for each message leaves connections behind: take an HttpClient or an IHttpClientFactory in the constructor, and "
        + "register it with AddHttpClient");

    /// <summary>A class of values that is taken for a service.</summary>
    public static readonly DiagnosticDescriptor UnknownService = Warning(
        "CC4005",
        "Services",
        "Nothing registers the service",
        "'{0}' is taken for a service, and nothing in this project registers '{1}': implement IParsable<{1}> if it is an argument, "
        + "or mark it [FromServices] if it is a service");

    /// <summary>A handler nobody can wait for.</summary>
    public static readonly DiagnosticDescriptor AsyncVoid = new(
        "CC5001",
        "A handler must not be async void",
        "'{0}' is async void: nobody can wait for it or see it fail; return Task",
        "Delivery",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "CC5001.md");

    /// <summary>A handler holds a thread while it waits.</summary>
    public static readonly DiagnosticDescriptor BlockingWait = Warning(
        "CC5002",
        "Delivery",
        "A blocking wait in a handler",
        "'{0}' holds a thread that other conversations need: {1} instead");

    /// <summary>A send, or another call of the server, that nobody waits for.</summary>
    public static readonly DiagnosticDescriptor UnawaitedSend = Warning(
        "CC5003",
        "Delivery",
        "A send that is not awaited",
        "'{0}' is not awaited: {1}, and nobody sees it fail; await it");

    /// <summary>A handler sleeps on a thread.</summary>
    public static readonly DiagnosticDescriptor ThreadSleep = Warning(
        "CC5004",
        "Delivery",
        "Thread.Sleep in a handler",
        "'Thread.Sleep' holds a thread that other conversations need, and does not end when the bot stops: await Task.Delay with the "
        + "handler's CancellationToken instead");

    /// <summary>A handler that is told to end, and ends as if it were done.</summary>
    public static readonly DiagnosticDescriptor SwallowedCancellation = Warning(
        "CC5005",
        "Delivery",
        "A swallowed cancellation",
        "When the bot stops, this catch makes '{0}' end as if it had finished, and its message is not handled again: let the cancellation "
        + "pass, for example with 'when (!{1}.IsCancellationRequested)'");

    /// <summary>A send in the catch of another one.</summary>
    public static readonly DiagnosticDescriptor SendInCatch = Warning(
        "CC5006",
        "Delivery",
        "A send in place of one that failed",
        "The send that failed may be visible all the same, and this is another message: let the exception pass, then the handler runs "
        + "again and the same message is sent once; or give both the same idempotencyKey");

    /// <summary>Work that goes on, or fails, when the message is done.</summary>
    public static readonly DiagnosticDescriptor OutlivesHandler = Warning(
        "CC5007",
        "Delivery",
        "Work that outlives its handler",
        "'{0}' goes on after the handler has returned: a restart loses it, and nobody sees it fail; {1}");

    /// <summary>Sends whose order or number can differ from run to run.</summary>
    public static readonly DiagnosticDescriptor SendNeedsKey = Warning(
        "CC5008",
        "Delivery",
        "A repeated send without an idempotencyKey",
        "Sends in {0} are told apart by their number only, which can differ when the handler runs again: give each an idempotencyKey");

    /// <summary>What an observer sends without a key, which throws.</summary>
    public static readonly DiagnosticDescriptor ObserverSendNeedsKey = new(
        "CC5009",
        "A send of an observer without an idempotencyKey",
        "This throws: '{0}' is an observer, and these send only with an idempotencyKey; add one, for example with the Id of the event in it",
        "Delivery",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + "CC5009.md");

    // Without these errors the project would build, and the handler be missing: they cannot be turned off.
    private static DiagnosticDescriptor Error(string id, string category, string title, string message) => new(
        id,
        title,
        message,
        category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: $"{HelpLink}{id}.md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    private static DiagnosticDescriptor Warning(string id, string category, string title, string message) => new(
        id, title, message, category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: $"{HelpLink}{id}.md");
}
