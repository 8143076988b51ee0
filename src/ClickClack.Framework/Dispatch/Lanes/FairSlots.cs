namespace ClickClack.Dispatch;

/// <summary>
/// Places for so many runs at once. A conversation holds at most half of them, and so does a person, however slow their handlers are: somebody else
/// always finds one. Those who wait take turns, the conversations and in each of them its people, so that a thousand messages of one do not
/// keep another from its first.
/// </summary>
/// <param name="count">How many places there are.</param>
internal sealed class FairSlots(int count)
{
    private readonly Lock gate = new();
    private readonly int share = Math.Max(1, count / 2);
    private readonly Dictionary<string, int> heldByConversation = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> heldByPerson = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Conversation> waiting = new(StringComparer.Ordinal);
    private readonly Queue<Conversation> turns = new();
    private int free = count;

    /// <summary>Takes a place; to be given back by <see cref="Leave"/>.</summary>
    /// <param name="conversation">The id of the channel, with its threads, or of the direct conversation.</param>
    /// <param name="person">The id of the author.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public ValueTask EnterAsync(string conversation, string person, CancellationToken cancellationToken)
    {
        TaskCompletionSource turn;
        lock (gate)
        {
            if (free > 0 && MayHold(conversation, person))
            {
                Take(conversation, person);
                return ValueTask.CompletedTask;
            }

            if (!waiting.TryGetValue(conversation, out Conversation? queue))
            {
                waiting.Add(conversation, queue = new Conversation(conversation));
                turns.Enqueue(queue);
            }

            turn = queue.Add(person);
        }

        return new ValueTask(WaitAsync(turn, cancellationToken));
    }

    /// <summary>Gives a place back.</summary>
    /// <param name="conversation">As it was given to <see cref="EnterAsync"/>.</param>
    /// <param name="person">As it was given to <see cref="EnterAsync"/>.</param>
    public void Leave(string conversation, string person)
    {
        lock (gate)
        {
            free++;
            Release(heldByConversation, conversation);
            Release(heldByPerson, person);

            // Every conversation once. A place that comes back can let in more than one, if all that waited were over their share.
            for (int left = turns.Count; left > 0 && free > 0; left--)
            {
                Conversation next = turns.Dequeue();
                if (heldByConversation.GetValueOrDefault(next.Id) < share && next.TryAdmit(who => MayHold(next.Id, who)) is { } admitted)
                {
                    Take(next.Id, admitted);
                }

                if (next.IsEmpty)
                {
                    waiting.Remove(next.Id);
                }
                else
                {
                    turns.Enqueue(next);
                }
            }
        }
    }

    private bool MayHold(string conversation, string person) =>
        heldByConversation.GetValueOrDefault(conversation) < share && heldByPerson.GetValueOrDefault(person) < share;

    private void Take(string conversation, string person)
    {
        free--;
        heldByConversation[conversation] = heldByConversation.GetValueOrDefault(conversation) + 1;
        heldByPerson[person] = heldByPerson.GetValueOrDefault(person) + 1;
    }

    private static void Release(Dictionary<string, int> held, string key)
    {
        if (--held[key] == 0)
        {
            held.Remove(key);
        }
    }

    private static async Task WaitAsync(TaskCompletionSource turn, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration giveUp = cancellationToken.UnsafeRegister(
            static (waiting, token) => ((TaskCompletionSource)waiting!).TrySetCanceled(token), turn);
        await turn.Task.ConfigureAwait(false);
    }

    /// <summary>The people who wait in a conversation.</summary>
    private sealed class Conversation(string id)
    {
        private readonly Dictionary<string, Queue<TaskCompletionSource>> people = new(StringComparer.Ordinal);
        private readonly Queue<string> turns = new();

        public string Id { get; } = id;

        public bool IsEmpty => turns.Count == 0;

        public TaskCompletionSource Add(string person)
        {
            if (!people.TryGetValue(person, out Queue<TaskCompletionSource>? queue))
            {
                people.Add(person, queue = new Queue<TaskCompletionSource>());
                turns.Enqueue(person);
            }

            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            queue.Enqueue(turn);
            return turn;
        }

        /// <summary>Lets in the next of those who may hold a place.</summary>
        /// <returns>Who that is; null for nobody.</returns>
        public string? TryAdmit(Predicate<string> mayHold)
        {
            for (int left = turns.Count; left > 0; left--)
            {
                string person = turns.Dequeue();
                Queue<TaskCompletionSource> queue = people[person];
                bool admitted = false;
                while (!admitted && queue.Count > 0 && (queue.Peek().Task.IsCompleted || mayHold(person)))
                {
                    // Who was cancelled meanwhile takes no place.
                    admitted = queue.Dequeue().TrySetResult();
                }

                if (queue.Count > 0)
                {
                    turns.Enqueue(person);
                }
                else
                {
                    people.Remove(person);
                }

                if (admitted)
                {
                    return person;
                }
            }

            return null;
        }
    }
}
