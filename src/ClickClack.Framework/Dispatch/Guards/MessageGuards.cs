using ClickClack.Client;
using Microsoft.Extensions.Logging;

namespace ClickClack.Dispatch;

/// <summary>
/// Who is answered: the settings of the whole bot, and those of single routes. What the event tells is judged first, so that whoever is
/// not admitted costs no request.
/// </summary>
internal sealed class MessageGuards
{
    private readonly WorkspaceDirectory directory;
    private readonly Addressing addressing;
    private readonly LoopGuard loops;
    private readonly UserList people;
    private readonly UserList bots;
    private readonly UserList botsOfAnyRoute;
    private readonly bool requireMention;
    private readonly RateWindow<string>? cooldown;
    private readonly Dictionary<RouteDescription, RouteRules> rules = new(ReferenceEqualityComparer.Instance);

    public MessageGuards(GuardSettings settings, RouteTable routes, WorkspaceDirectory directory, Addressing addressing, ILogger logger)
    {
        this.directory = directory;
        this.addressing = addressing;
        loops = new LoopGuard(logger);
        people = new UserList(settings.AllowFrom ?? [UserList.Everybody]);
        bots = new UserList(settings.AllowBots);
        requireMention = settings.RequireMention;
        cooldown = Window(settings.Cooldown);
        var ofAnyRoute = new List<string>(settings.AllowBots);
        NeedsMention = true;
        foreach (RouteDescription route in routes.Routes)
        {
            if (route.Guards is { } own)
            {
                rules.TryAdd(route, new RouteRules(own));
                ofAnyRoute.AddRange(own.AllowBots ?? []);
            }

            // A command that names the bot is no mention to the server: only its text shows it.
            NeedsMention &= (route.Guards?.RequireMention ?? requireMention) && route.Kind is not (RouteKind.Command or RouteKind.CommandGroup);
        }

        botsOfAnyRoute = new UserList(ofAnyRoute);
    }

    /// <summary>Whether a root message of a channel that does not mention the bot is nobody's business, whatever its text.</summary>
    public bool NeedsMention { get; }

    /// <summary>Why an author is certainly not answered, judged by what is known of them; null if they may be.</summary>
    /// <param name="author">The author's id.</param>
    /// <param name="conversation">The channel or direct conversation.</param>
    /// <param name="at">When the message was made.</param>
    public string? WhyNotKnown(UserId author, string conversation, DateTimeOffset at)
    {
        if (directory.Seen(author) is not { } seen)
        {
            // A person or a bot: whoever is on neither list is not answered in either case.
            return people.Names(author, null) == false && botsOfAnyRoute.Names(author, null) == false ? DropReason.NotAllowed : null;
        }

        return !seen.IsBot ? (people.Names(author, seen.Handle) == false ? DropReason.NotAllowed : null)
            : botsOfAnyRoute.Names(author, seen.Handle) == false ? DropReason.Bot
            : loops.IsMuted(author.Value, conversation, at) ? DropReason.LoopGuard
            : null;
    }

    /// <summary>Why an author is not answered by any route; null if some may.</summary>
    public string? WhyNot(UserId author, string handle, bool isBot) =>
        isBot ? (botsOfAnyRoute.Names(author, handle) == true ? null : DropReason.Bot)
        : people.Names(author, handle) == true ? null
        : DropReason.NotAllowed;

    /// <summary>Whether an author's handle, rather than the id, may be what admits them, to the bot or to a route.</summary>
    public bool NamesByHandle(Author author) => people.NamesHandle(author.Handle)
        || botsOfAnyRoute.NamesHandle(author.Handle)
        || rules.Values.Any(rule => rule.People?.NamesHandle(author.Handle) == true);

    /// <summary>Why a route does not answer a message; null if it does. What is asked last is what counts messages.</summary>
    public async ValueTask<string?> WhyNotAsync(Route route, Message message, bool mentioned, CancellationToken cancellationToken)
    {
        RouteRules? rule = rules.GetValueOrDefault(route.Description);
        Author author = message.Author;
        if (author.IsBot ? bots.Names(author.Id, author.Handle) != true && rule?.Bots?.Names(author.Id, author.Handle) != true
            : rule?.People?.Names(author.Id, author.Handle) == false)
        {
            return author.IsBot ? DropReason.Bot : DropReason.NotAllowed;
        }

        if ((rule?.RequireMention ?? requireMention) && !await addressing.IsForBotAsync(message, mentioned, cancellationToken).ConfigureAwait(false))
        {
            return DropReason.NotMentioned;
        }

        string conversation = message.HomeId;
        if (author.IsBot && !loops.TryAdd(author, conversation, message.CreatedAt))
        {
            return DropReason.LoopGuard;
        }

        if (cooldown?.TryAdd(author.Id.Value, message.CreatedAt) == false)
        {
            return DropReason.Cooldown;
        }

        if (rule?.TryAdd(message) != false)
        {
            return null;
        }

        // A message counts only if it is handled: what one limit refuses must not use up another.
        cooldown?.TakeBack(author.Id.Value);
        return DropReason.Cooldown;
    }

    private static RateWindow<string>? Window(MessageRate? rate) => rate is null ? null : new RateWindow<string>(rate.Messages, rate.Per);

    /// <summary>What one route asks for itself.</summary>
    private sealed class RouteRules(RouteGuards own)
    {
        public UserList? People { get; } = own.AllowFrom is null ? null : new UserList(own.AllowFrom);

        public UserList? Bots { get; } = own.AllowBots is null ? null : new UserList(own.AllowBots);

        public bool? RequireMention => own.RequireMention;

        private readonly RateWindow<string>? cooldown = Window(own.Cooldown);

        public bool TryAdd(Message message) => cooldown?.TryAdd(Key(message), message.CreatedAt) != false;

        private string Key(Message message)
        {
            string channel = message.Conversation?.Id.Value ?? message.Channel!.Id.Value;
            return own.CooldownPer switch
            {
                Per.User => message.Author.Id.Value,
                Per.Conversation => message.ThreadRoot?.Value ?? channel,
                Per.Channel => channel,
                _ => "",
            };
        }
    }
}
