using ClickClack.State;
using Microsoft.Extensions.Logging;

namespace ClickClack.Replies;

/// <summary>
/// The plans that are not carried out, or of which no saved checkpoint says yet that they are (delivery rule 4). A trigger with a plan
/// never runs its handler again.
/// </summary>
internal sealed class Journal
{
    /// <summary>What is said of it when it cannot be written.</summary>
    private const string Name = "the journal, for which answers of several messages wait";

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Plan> plans = new(StringComparer.Ordinal);
    private readonly HashSet<string> finished = new(StringComparer.Ordinal);
    private readonly PlanStore store;
    private readonly StorageHealth health;
    private readonly TimeProvider time;
    private readonly ILogger logger;

    /// <summary>Reads what an earlier run left.</summary>
    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    public Journal(PlanStore store, StorageHealth health, TimeProvider time, ILogger logger)
    {
        this.store = store;
        this.health = health;
        this.time = time;
        this.logger = logger;
        foreach (Plan plan in store.Load())
        {
            plans[plan.Trigger] = plan;
        }
    }

    /// <summary>The plans that are to be carried out.</summary>
    public IReadOnlyList<Plan> Unfinished
    {
        get
        {
            lock (gate)
            {
                return [.. plans.Values.Where(plan => !finished.Contains(plan.Trigger))];
            }
        }
    }

    /// <summary>Whether a trigger has a plan, carried out or not.</summary>
    public bool Contains(string trigger) => Find(trigger) is not null;

    /// <summary>Whether a trigger has a plan that is decided and not carried out.</summary>
    public bool IsUnfinished(string trigger)
    {
        lock (gate)
        {
            return plans.TryGetValue(trigger, out Plan? plan) && plan.State != PlanState.Open && !finished.Contains(trigger);
        }
    }

    /// <summary>The plan of a trigger, carried out or not; null if it has none.</summary>
    public Plan? Find(string trigger)
    {
        lock (gate)
        {
            return plans.GetValueOrDefault(trigger);
        }
    }

    /// <summary>
    /// Keeps a plan; once this returns it survives a crash. While it cannot be written, for example because the disk is full, nothing of
    /// it may become visible: that is waited out.
    /// </summary>
    public async Task PutAsync(Plan plan, CancellationToken cancellationToken)
    {
        for (TimeSpan delay = FirstDelay; ; delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay)
        {
            try
            {
                lock (gate)
                {
                    store.Save(plan);
                    plans[plan.Trigger] = plan;
                    finished.Remove(plan.Trigger);
                }

                health.Saved(Name);
                return;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                health.Failed(Name, error.Message);
                logger.AnswerWaits(plan.Trigger, error.Message);
            }

            await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The plan of a trigger, if it has one, needs nothing more. It stays until <see cref="Remove"/>.</summary>
    public void Finish(string trigger)
    {
        lock (gate)
        {
            if (plans.ContainsKey(trigger))
            {
                finished.Add(trigger);
            }
        }
    }

    /// <summary>
    /// The triggers whose plans need nothing more and whose events are done. What is begun and has no event any more, because the server
    /// forgot it, is among them.
    /// </summary>
    /// <param name="isUnfinished">Whether the event of a trigger is yet to be done.</param>
    public IReadOnlyList<string> Removable(Func<string, bool> isUnfinished)
    {
        lock (gate)
        {
            return plans.Count == 0
                ? []
                : [.. plans.Values
                    .Where(plan => (plan.State == PlanState.Open || finished.Contains(plan.Trigger))
                        && !isUnfinished(plan.Trigger)
                        && (plan.Edit is null || !isUnfinished(plan.Edit)))
                    .Select(plan => plan.Trigger)];
        }
    }

    /// <summary>Forgets plans: a saved checkpoint says that their triggers are done.</summary>
    public void Remove(IReadOnlyList<string> triggers)
    {
        lock (gate)
        {
            foreach (string trigger in triggers)
            {
                try
                {
                    store.Remove(trigger);
                }
                catch (Exception error) when (error is IOException or UnauthorizedAccessException)
                {
                    // It is tried again after the next checkpoint; until then it costs a few requests at the next start.
                    logger.JournalNotCleared(trigger, error.Message);
                    continue;
                }

                plans.Remove(trigger);
                finished.Remove(trigger);
            }
        }
    }
}
