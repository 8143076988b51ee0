namespace ClickClack.GeneratorTests;

public sealed class OptionTests
{
    private const string Source = """
        enum Stage { Staging, Production }
        static class Commands
        {
            [OnCommand("deploy")]
            public static string Deploy(
                Stage stage, int replicas = 1, [Option("dry-run", 'n')] bool dryRun = false, [Option("tag", 't')] List<string>? tags = null,
                [Option("wait", 'w')] TimeSpan? wait = null, [Option("loud", 'l')] bool? loud = null, [Rest] string? reason = null) =>
                FormattableString.Invariant($"{stage} {replicas} {dryRun} [{string.Join('|', tags ?? [])}] {wait} {loud} {reason}");

            [OnCommand("move")] public static string Move([Option("to")] int to, [Option("from", 'f')] int from, double by = 1) => FormattableString.Invariant($"{from} {to} {by}");
            [OnCommand("sum")] public static string Sum([Option("all", 'a')] bool all, params int[] numbers) => $"{all} {string.Join('+', numbers)}";
            [OnCommand("say")] public static string Say([Option("loud")] bool loud, [Rest] string text) => $"{loud}:{text}";
            [OnCommand("plain")] public static string Plain(string first, [Rest] string? text = null) => $"{first}:{text}";
            [OnCommand("on")] public static string On([Option("on")] bool on = true) => $"{on}";
            [OnCommand("flags")] public static string Flags([Option("some")] List<bool> some, [Option("level")] List<Stage> levels) => $"{string.Join(',', some)} {string.Join(',', levels)}";
        }
        """;

    [Theory]
    [InlineData("/deploy staging", "Staging 1 False []   ")]
    [InlineData("/deploy staging --dry-run", "Staging 1 True []   ")]
    [InlineData("/deploy --dry-run staging 3", "Staging 3 True []   ")]
    [InlineData("/deploy --DRY-RUN=yes staging", "Staging 1 True []   ")]
    [InlineData("/deploy —dry-run staging", "Staging 1 True []   ")]
    [InlineData("/deploy –dry-run staging", "Staging 1 True []   ")]
    [InlineData("/deploy --dry-run=false staging", "Staging 1 False []   ")]
    [InlineData("/deploy --dry-run=\"off\" staging", "Staging 1 False []   ")]
    [InlineData("/deploy -n staging", "Staging 1 True []   ")]
    [InlineData("/deploy -nl staging", "Staging 1 True []  True ")]
    [InlineData("/deploy -nl=no staging", "Staging 1 True []  False ")]
    [InlineData("/deploy -nw5m staging", "Staging 1 True [] 00:05:00  ")]
    [InlineData("/deploy -w 5m staging", "Staging 1 False [] 00:05:00  ")]
    [InlineData("/deploy -w -5m staging", "Staging 1 False [] -00:05:00  ")]
    [InlineData("/deploy -w=5m staging", "Staging 1 False [] 00:05:00  ")]
    [InlineData("/deploy staging --tag a -tb --tag=\"c d\" -t “e f” -t=g 2", "Staging 2 False [a|b|c d|e f|g]   ")]
    [InlineData("/deploy staging 2 because it --dry-run", "Staging 2 False []   because it --dry-run")]
    [InlineData("/deploy staging 2 -n  because \"it\" -n ", "Staging 2 True []   because \"it\" -n")]
    [InlineData("/deploy staging 2 -- --dry-run it", "Staging 2 False []   --dry-run it")]
    [InlineData("/deploy staging -- 2 -- it", "Staging 2 False []   -- it")]
    [InlineData("/deploy staging 2 -n", "Staging 2 True []   ")]
    [InlineData("/deploy \"staging\" 2 \"rest begins\" with a quote", "Staging 2 False []   \"rest begins\" with a quote")]
    [InlineData("/deploy staging 2 \"never closed", "Staging 2 False []   \"never closed")]
    [InlineData("/move --to 1 --from -5", "-5 1 1")]
    [InlineData("/move -f-5 --to=-1 -2.5", "-5 -1 -2.5")]
    [InlineData("/sum 1 -2 3", "False 1+-2+3")]
    [InlineData("/sum 1 -a -2", "True 1+-2")]
    [InlineData("/sum", "False ")]
    [InlineData("/say -5 is a number", "False:-5 is a number")]
    [InlineData("/say --- x", "False:--- x")]
    [InlineData("/say - x", "False:- x")]
    [InlineData("/say \"--loud\" x", "False:\"--loud\" x")]
    [InlineData("/plain --x -y", "--x:-y")]
    [InlineData("/plain -- --x", "--:--x")]
    [InlineData("/on", "True")]
    [InlineData("/on --on=false", "False")]
    [InlineData("/flags --some yes --level Production --some no", "True,False Production")]
    public async Task An_option_is_found_wherever_it_is(string text, string reply) => Assert.Equal(reply, await Bot.Of(Source).SayAsync(text));

    [Theory]
    [InlineData("/move", "--to is missing: a whole number\n--from is missing: a whole number")]
    [InlineData("/move --to", "--to has no value: a whole number\n--from is missing: a whole number")]
    [InlineData("/move --to --from 1", "--to has no value: a whole number")]
    [InlineData("/move --to -- --from 1", "--to has no value: a whole number\n--from is missing: a whole number\n`--from` is not a number, such as 2.5 (by)\n`1` is one word too many")]
    [InlineData("/move --to= --from x 1", "a blank text is not a whole number (--to)\n`x` is not a whole number (--from)")]
    [InlineData("/move --to 1 --from 2 --to 3 -f4", "--to is there more than once\n--from is there more than once")]
    [InlineData("/move --to 1 --form 2", "--from is missing: a whole number\n`--form` is no option of /move; did you mean `--from`?")]
    [InlineData("/move --to 1 -f2 -x", "`-x` is no option of /move")]
    [InlineData("/move --to 1 -f2 --@bob", "`--@\u200Bbob` is not a number, such as 2.5 (by)")]
    [InlineData("/move --to 1 -f2 --b@bob", "`--b@\u200Bbob` is no option of /move")]
    [InlineData("/deploy -nx5 prod", "`prod` is not one of staging, production (stage)\n`-nx5` is no option of /deploy")]
    [InlineData("/deploy stagign x --wiat", "`stagign` is not one of staging, production (stage); did you mean `staging`?\n`x` is not a whole number (replicas)\n`--wiat` is no option of /deploy; did you mean `--wait`?")]
    [InlineData("/deploy staging --dry-run=maybe", "`maybe` is not yes or no (--dry-run)")]
    [InlineData("/sum -a -b -c -d -e -f", "`-b` is no option of /sum\n`-c` is no option of /sum\n`-d` is no option of /sum\nand 2 more that are no options")]
    [InlineData("/sum 1 x 2 y", "`x` is not a whole number (numbers)")]
    [InlineData("/move --to \"1 --from 2", "`1 --from 2` has no closing quote")]
    [InlineData("/flags --some", "--some has no value: yes or no")]
    public async Task Everything_that_is_wrong_is_said_at_once(string text, string reply) =>
        Assert.Equal(reply, (await Bot.Of(Source).SayAsync(text))?.Split("\nusage: ")[0]);

    [Theory]
    [InlineData("deploy", "/deploy <stage> [replicas] [-n|--dry-run] [-t|--tag <tags>]... [-w|--wait <wait>] [-l|--loud] [reason...]")]
    [InlineData("move", "/move --to <to> -f|--from <from> [by]")]
    [InlineData("sum", "/sum [-a|--all] [numbers...]")]
    [InlineData("say", "/say [--loud] <text...>")]
    public void The_usage_line_shows_options(string command, string usage) =>
        Assert.Equal(usage, Bot.Of(Source).Routes.Routes.Single(route => route.Command!.Name == command).Command!.Usage);
}
