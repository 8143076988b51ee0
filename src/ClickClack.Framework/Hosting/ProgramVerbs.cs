using System.Reflection;

namespace ClickClack.Hosting;

/// <summary>The words that a bot's command line may begin with, besides settings such as <c>--ClickClack:BaseUrl</c>.</summary>
internal static class ProgramVerbs
{
    public const string Routes = "routes";
    public const string DeadLetters = "dead-letters";
    public const string Help = "help";

    private static readonly string[] All = [Routes, DeadLetters, Help];

    /// <summary>The words before the first setting; empty to run the bot, <see cref="Help"/> alone wherever help is asked for.</summary>
    public static string[] Read(string[] args)
    {
        if (args.Any(static arg => arg is "--help" or "-h" or "-?"))
        {
            return [Help];
        }

        string[] words = [.. args.TakeWhile(static arg => !arg.StartsWith('-') && !arg.Contains('=', StringComparison.Ordinal))];
        return words is [['/', ..], ..] ? [] : words;
    }

    /// <summary>What to say of words that mean nothing.</summary>
    public static string Unknown(IReadOnlyList<string> words) =>
        $"there is no verb \"{string.Join(' ', words)}\""
        + (NearMiss.Find(words[0], All) is { } nearest && nearest != words[0] ? $"; did you mean {nearest}?" : "")
        + Environment.NewLine + Environment.NewLine + Usage();

    /// <summary>All verbs, for people.</summary>
    public static string Usage() => $"""
        usage: {Assembly.GetEntryAssembly()?.GetName().Name ?? "bot"} [verb] [--ClickClack:Setting value ...]

          (none)                             runs the bot
          {Routes}                             lists what the bot listens to, with its guards
          {DeadLetters} list                  lists the messages that were given up
          {DeadLetters} replay TRIGGER|all    tries them again, while the bot runs for that long
          {DeadLetters} drop TRIGGER|all      takes them off the list
          {Help}                               shows this

        Settings come from appsettings.json, the environment (ClickClack__BaseUrl) and the command line.
        """;
}
