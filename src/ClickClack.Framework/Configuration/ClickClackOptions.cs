namespace ClickClack;

/// <summary>How the bot connects: the configuration section <c>ClickClack</c>.</summary>
public sealed class ClickClackOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string SectionName = "ClickClack";

    /// <summary>The server's address, http or https, a path prefix included. Required.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>
    /// Whether <see cref="BaseUrl"/> may be plain http to another machine, which shows the token and every message to the network in
    /// between. Default false: http is for this machine only.
    /// </summary>
    public bool AllowInsecureHttp { get; set; }

    /// <summary>
    /// The bot's token (<c>ccb_…</c>). Required, unless <see cref="TokenFile"/> or the environment has it. The only setting that may change
    /// while the bot runs.
    /// </summary>
    public string? Token { get; set; }

    /// <summary>
    /// A file that holds the token and nothing else, in the place of <see cref="Token"/>; it is watched, so that the token can be replaced while the bot runs.
    /// Null for none; without both, the environment variables <c>CLICKCLACK_BOT_TOKEN_FILE</c> and <c>CLICKCLACK_BOT_TOKEN</c> are looked at.
    /// </summary>
    public string? TokenFile { get; set; }

    /// <summary>The workspace, by id, slug or name. A token sees one workspace only, so it may be left out.</summary>
    public string? Workspace { get; set; }

    /// <summary>The account's name, which <see cref="AccountAttribute"/> refers to. Default <c>default</c>.</summary>
    public string DefaultAccount { get; set; } = "default";

    /// <summary>
    /// Where the bot keeps what it must remember between runs: a directory, or <c>:memory:</c> to forget everything at exit. Default:
    /// <c>$STATE_DIRECTORY</c>, else <c>ClickClack</c> under the user's local application data.
    /// </summary>
    public string? StateDirectory { get; set; }

    /// <summary>How old a message may be to be answered after a restart. Default 1 day.</summary>
    public TimeSpan ResumeWithin { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long after the newest event an older one may still arrive. Default 30 seconds.</summary>
    public TimeSpan ReorderWindow { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many events may be unfinished before the bot leaves further ones on the server for later. Default 4096.</summary>
    public int MaxPending { get; set; } = 4096;

    /// <summary>How often a handler is tried before its message becomes a dead letter. Default 3.</summary>
    public int MaxAttempts { get; set; } = 3;

    /// <summary>
    /// After how many deaths of the process during its handling a message is handled while nothing else is, to find out whether it is
    /// the cause. Default 3.
    /// </summary>
    public int RunAloneAfterDeaths { get; set; } = 3;

    /// <summary>After how many deaths of the process during its handling a message becomes a dead letter. Default 10.</summary>
    public int GiveUpAfterDeaths { get; set; } = 10;

    /// <summary>How many handlers run at once, each for another conversation. Default 32.</summary>
    public int MaxConcurrency { get; set; } = 32;

    /// <summary>How long the bot works on what it has begun when it is asked to stop. Default 4 seconds.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// The people who are answered: user ids (<c>usr_…</c>), handles (<c>@bob</c>), or <c>*</c> for everybody. Null, the default, is
    /// everybody in the workspace. Bots are not among them: see <see cref="AllowBots"/>.
    /// </summary>
    public IReadOnlyList<string>? AllowFrom { get; set; }

    /// <summary>
    /// The bots that are answered: user ids (<c>usr_…</c>) or handles (<c>@rover</c>), never <c>*</c>. Null, the default, is none.
    /// </summary>
    public IReadOnlyList<string>? AllowBots { get; set; }

    /// <summary>
    /// Whether a message in a channel or a group conversation must mention the bot, or stand in a thread that began with a mention of it
    /// or with a message of its own. Default false.
    /// </summary>
    public bool RequireMention { get; set; }

    /// <summary>How often one user is answered; null, the default, for no limit.</summary>
    public CooldownOptions? Cooldown { get; set; }

    /// <summary>
    /// Where <see cref="IBot.SendAsync"/> sends to if nothing else says so, for example <c>channel:ops</c> or <c>dm:@alice</c>. Null for
    /// nowhere.
    /// </summary>
    public string? DefaultTo { get; set; }

    /// <summary>Whether a handler that takes a while is shown as typing. Default true.</summary>
    public bool Typing { get; set; } = true;

    /// <summary>
    /// Whether the bot's commands are kept in the server's command menu, from which people choose. Default true; it needs the scope
    /// <c>commands:write</c>. A bot without commands leaves its menu alone.
    /// </summary>
    public bool Menu { get; set; } = true;

    /// <summary>
    /// Whether <c>/help</c> is answered with the commands of a bot that has some, and none of that name: in direct messages, and where the
    /// bot is addressed. Default true.
    /// </summary>
    public bool Help { get; set; } = true;

    /// <summary>
    /// Whether the bot asks the server, once it is live, if its token has the scopes that its routes need, and warns of those that it lacks.
    /// Default true.
    /// </summary>
    public bool CheckScopes { get; set; } = true;

    /// <summary>
    /// Whether people see one short line where a handler failed for good and no <see cref="OnErrorAttribute"/> answers; it never says what
    /// went wrong. Null, the default: in the environment <c>Development</c> only.
    /// </summary>
    public bool? ShowFailures { get; set; }

    /// <summary>
    /// How many messages one text is cut into at most where it is too long for one, which takes about 1 MiB each; what is left over is not
    /// sent, and the last message says so. Default 10.
    /// </summary>
    public int MaxAnswerParts { get; set; } = 10;

    /// <summary>Where the token came from: a key of the configuration or an environment variable.</summary>
    internal string TokenSource { get; set; } = SectionName + ":Token";

    /// <summary>The file that the token came from; null if it came from none.</summary>
    internal string? TokenPath { get; set; }

    /// <summary>Why there is no token although one is configured, in words; null if there is one or none is configured.</summary>
    internal string? TokenProblem { get; set; }
}
