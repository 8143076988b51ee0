using ClickClack.Realtime;

namespace ClickClack.Dispatch;

/// <summary>
/// Passes root messages on in the order of their numbers, which is the order people see; live events may come in another (delivery rule
/// 14). A number that is missing is waited for, but not for long; then the log is asked for it, once.
/// </summary>
/// <param name="pass">Takes a message whose turn it is: the conversation, and the event.</param>
/// <param name="fill">Begins to read the log for what did not come, and adds what it finds. It does not throw.</param>
/// <param name="time">The clock.</param>
internal sealed class RootOrder(Action<string, EventEntry> pass, Func<Task> fill, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    /// <summary>For so long the log is not asked after it was asked in vain; each further time for twice as long.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    /// <summary>
    /// So many conversations' numbers are remembered; strangers can make any number of conversations. In one that was forgotten the next message
    /// counts as its first.
    /// </summary>
    private const int MostConversations = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Conversation> conversations = new(StringComparer.Ordinal);
    private bool disposed;
    private Task filling = Task.CompletedTask;
    private TimeSpan pause = FirstPause;
    private DateTimeOffset? noFillBefore;

    /// <summary>Takes a root message.</summary>
    /// <param name="conversation">The channel or direct conversation.</param>
    /// <param name="number">The message's number in it, or null if the event tells none.</param>
    /// <param name="entry">The event, or null if only its number counts because nothing is to be done for it.</param>
    public void Add(string conversation, long? number, EventEntry? entry)
    {
        lock (gate)
        {
            if (!conversations.TryGetValue(conversation, out Conversation? state))
            {
                MakeRoom();
                conversations.Add(conversation, state = new Conversation());
            }

            if (number is not { } n)
            {
                Pass(conversation, entry);
            }
            else if (state.Next is not { } next || n <= next)
            {
                // The first of its conversation, the one that is due, or one that was given up waiting for.
                state.Next = Math.Max(state.Next ?? 0, n + 1);
                Pass(conversation, entry);
                PassDue(conversation, state);
            }
            else
            {
                state.Waiting[n] = new Held(entry, time.GetTimestamp());
                state.Timer ??= time.CreateTimer(_ => WaitEnded(conversation), null, LongestWait, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Passes everything on that waits, in order: no event comes any more that it could wait for, once the log is read.</summary>
    public async Task PassAllAsync()
    {
        Task last;
        lock (gate)
        {
            last = filling;
        }

        await last.ConfigureAwait(false);
        lock (gate)
        {
            foreach ((string conversation, Conversation state) in conversations)
            {
                PassUpTo(conversation, state, long.MaxValue);
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            foreach (Conversation state in conversations.Values)
            {
                state.Timer?.Dispose();
            }
        }
    }

    private void MakeRoom()
    {
        if (conversations.Count < MostConversations)
        {
            return;
        }

        foreach ((string conversation, Conversation state) in conversations)
        {
            if (state.Waiting.Count == 0)
            {
                conversations.Remove(conversation);
            }
        }
    }

    private void WaitEnded(string conversation)
    {
        lock (gate)
        {
            // While the log is read, everything waits for its end.
            if (disposed || !filling.IsCompleted || !conversations.TryGetValue(conversation, out Conversation? state) || state.Waiting.Count == 0)
            {
                return;
            }

            if (IsOver(state, time.GetTimestamp()) && (noFillBefore is not { } before || time.GetUtcNow() >= before))
            {
                filling = FillAsync(state);
                return;
            }

            PassOver(conversation, state);
        }
    }

    private async Task FillAsync(Conversation first)
    {
        await fill().ConfigureAwait(false);
        lock (gate)
        {
            filling = Task.CompletedTask;
            if (disposed)
            {
                return;
            }

            if (IsOver(first, time.GetTimestamp()))
            {
                // It was asked for in vain. A server whose numbers always have holes is not asked each second for ever.
                noFillBefore = time.GetUtcNow() + pause;
                pause = pause < LongestPause / 2 ? pause * 2 : LongestPause;
            }
            else
            {
                pause = FirstPause;
            }

            foreach ((string conversation, Conversation state) in conversations)
            {
                PassOver(conversation, state);
            }
        }
    }

    /// <summary>Whether something has waited for long enough.</summary>
    private bool IsOver(Conversation state, long now)
    {
        foreach (Held held in state.Waiting.Values)
        {
            if (time.GetElapsedTime(held.Since, now) >= LongestWait)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Passes on whatever has waited long enough, and with it what is before it in order. Each waits for itself: of many holes the last is
    /// not waited for longer than the first.
    /// </summary>
    private void PassOver(string conversation, Conversation state)
    {
        // One look at the clock: what passes and what waits on are then all there is.
        long now = time.GetTimestamp();
        long upTo = 0;
        foreach ((long number, Held held) in state.Waiting)
        {
            if (time.GetElapsedTime(held.Since, now) >= LongestWait)
            {
                upTo = number;
            }
        }

        PassUpTo(conversation, state, upTo);
        TimeSpan longest = TimeSpan.Zero;
        foreach (Held held in state.Waiting.Values)
        {
            TimeSpan waited = time.GetElapsedTime(held.Since, now);
            longest = waited > longest ? waited : longest;
        }

        state.Timer?.Change(LongestWait - longest, Timeout.InfiniteTimeSpan);
    }

    private void PassUpTo(string conversation, Conversation state, long last)
    {
        while (state.Waiting.Count > 0 && state.Waiting.First() is var (number, _) && number <= last)
        {
            state.Next = number;
            PassDue(conversation, state);
        }
    }

    private void PassDue(string conversation, Conversation state)
    {
        while (state.Waiting.Count > 0 && state.Waiting.First() is var (number, held) && number <= state.Next)
        {
            state.Waiting.Remove(number);
            state.Next = Math.Max(state.Next.Value, number + 1);
            Pass(conversation, held.Entry);
        }

        if (state.Waiting.Count == 0)
        {
            state.Timer?.Dispose();
            state.Timer = null;
        }
    }

    private void Pass(string conversation, EventEntry? entry)
    {
        if (entry is not null)
        {
            pass(conversation, entry);
        }
    }

    private sealed class Conversation
    {
        /// <summary>The number that is due; null before the first message.</summary>
        public long? Next { get; set; }

        public SortedDictionary<long, Held> Waiting => field ??= [];

        public ITimer? Timer { get; set; }
    }

    /// <summary>What waits for a lower number.</summary>
    /// <param name="Entry">The event, or null if only its number counts.</param>
    /// <param name="Since">When it came, as a timestamp of the clock.</param>
    private readonly record struct Held(EventEntry? Entry, long Since);
}
