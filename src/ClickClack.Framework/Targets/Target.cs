using System.Diagnostics.CodeAnalysis;
using ClickClack.Targets;

namespace ClickClack;

/// <summary>
/// A place a message can be sent to: <c>channel:general</c>, <c>dm:@alice</c>, <c>dm:usr_…</c>, <c>dm:dm_…</c>, <c>thread:msg_…</c>.
/// The prefix <c>clickclack:</c> or <c>cc:</c> may stand in front; a text without a kind is a channel. Closed: the nested
/// records are all the forms there are.
/// </summary>
public abstract record Target : IParsable<Target>
{
    private protected Target()
    {
    }

    /// <summary>A channel by its name, looked up in the bot's workspace when it is used.</summary>
    /// <param name="Name">The channel's name: lower-case letters, digits and dashes.</param>
    public sealed record ChannelByName(string Name) : Target
    {
        /// <inheritdoc/>
        public override string ToString() => $"channel:{Name}";
    }

    /// <summary>A channel by its id.</summary>
    /// <param name="Id">The channel's id.</param>
    public sealed record Channel(ChannelId Id) : Target
    {
        /// <inheritdoc/>
        public override string ToString() => $"channel:{Id}";
    }

    /// <summary>The direct conversation with one user; opened if there is none yet.</summary>
    /// <param name="Id">The user's id.</param>
    public sealed record User(UserId Id) : Target
    {
        /// <inheritdoc/>
        public override string ToString() => $"dm:{Id}";
    }

    /// <summary>The direct conversation with the user of that handle, looked up in the bot's workspace when it is used.</summary>
    /// <param name="Handle">The handle in lower case, without the <c>@</c>.</param>
    public sealed record UserByHandle(string Handle) : Target
    {
        /// <inheritdoc/>
        public override string ToString() => $"dm:@{Handle}";
    }

    /// <summary>A direct conversation by its own id; also how a group is addressed.</summary>
    /// <param name="Id">The conversation's id.</param>
    public sealed record Conversation(DirectConversationId Id) : Target
    {
        /// <inheritdoc/>
        public override string ToString() => $"dm:{Id}";
    }

    /// <summary>A thread.</summary>
    /// <param name="Root">The id of the message the thread hangs on.</param>
    public sealed record Thread(MessageId Root) : Target
    {
        /// <inheritdoc/>
        public override string ToString() => $"thread:{Root}";
    }

    /// <summary>A new group of the bot and some users, made for the message that is sent there. It has no text form.</summary>
    public sealed record NewGroup : Target
    {
        private readonly UserId[] members;

        internal NewGroup(UserId[] members) => this.members = members;

        /// <summary>The others, sorted, each once.</summary>
        public IReadOnlyList<UserId> Members => members;

        /// <inheritdoc/>
        public bool Equals(NewGroup? other) => other is not null && members.AsSpan().SequenceEqual(other.members);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (UserId member in members)
            {
                hash.Add(member);
            }

            return hash.ToHashCode();
        }

        /// <inheritdoc/>
        public override string ToString() => "group:" + string.Join(',', members);
    }

    /// <summary>A new group of the bot and some users. Each message, or answer, that is sent there makes a group of its own.</summary>
    /// <param name="users">The others, 2 to 31; the bot itself need not be among them.</param>
    /// <returns>The target.</returns>
    /// <exception cref="ArgumentException">Fewer than two others: that is no group, but <see cref="User"/>.</exception>
    public static Target Group(params UserId[] users)
    {
        ArgumentNullException.ThrowIfNull(users);
        UserId[] members = [.. users.Distinct().OrderBy(user => user.Value, StringComparer.Ordinal)];
        return members.Length is >= 2 and <= 31
            ? new NewGroup(members)
            : throw new ArgumentException("a group needs 2 to 31 others", nameof(users));
    }

    /// <summary>Reads a target. A literal given here is checked while compiling.</summary>
    /// <param name="text">For example <c>channel:general</c>.</param>
    /// <returns>The target.</returns>
    /// <exception cref="FormatException">The text is no target; the message says where and why.</exception>
    public static Target Parse(string text) => Read(text, out Target? target) is { } error ? throw new FormatException(error) : target!;

    /// <summary>Reads a target without throwing.</summary>
    /// <param name="text">The text; may be null.</param>
    /// <param name="target">The target, or null.</param>
    /// <param name="error">Where and why the text is wrong, or null.</param>
    /// <returns>Whether the text is a target.</returns>
    public static bool TryParse(
        [NotNullWhen(true)] string? text,
        [NotNullWhen(true)] out Target? target,
        [NotNullWhen(false)] out string? error)
    {
        error = Read(text, out target);
        return target is not null;
    }

    /// <inheritdoc/>
    static Target IParsable<Target>.Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc/>
    static bool IParsable<Target>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Target result)
        => TryParse(s, out result, out _);

    private static string? Read(string? text, out Target? target)
    {
        string? reason = TargetGrammar.Read(text, out TargetKind kind, out string value, out int position);
        target = reason is not null ? null : kind switch
        {
            TargetKind.ChannelName => new ChannelByName(value),
            TargetKind.ChannelId => new Channel(new ChannelId(value)),
            TargetKind.DmUser => new User(new UserId(value)),
            TargetKind.DmHandle => new UserByHandle(value),
            TargetKind.DmConversation => new Conversation(new DirectConversationId(value)),
            TargetKind.Thread => new Thread(new MessageId(value)),
            _ => throw new InvalidOperationException($"unknown target kind {kind}"),
        };

        return reason is null ? null : $"invalid target {IdGrammar.Quoted(text ?? "")} at character {position + 1}: {reason}";
    }
}
