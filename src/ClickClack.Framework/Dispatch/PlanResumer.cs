using System.Collections.Concurrent;
using ClickClack.Client;
using ClickClack.Replies;
using Microsoft.Extensions.Logging;

namespace ClickClack.Dispatch;

/// <summary>
/// Carries out what earlier runs planned (delivery rule 4): all of it, whether or not the server still knows the events, and each once
/// for whoever waits for it.
/// </summary>
internal sealed class PlanResumer(Journal journal, PlanWriter writer, DeadLetters deadLetters, TimeProvider time, ILogger logger) : IDisposable
{
    /// <summary>So many at once: a bot that comes back is not to fall over its server.</summary>
    private const int AtOnce = 4;

    private readonly SemaphoreSlim slots = new(AtOnce);
    private readonly ConcurrentDictionary<string, Lazy<Task>> resumed = new(StringComparer.Ordinal);

    /// <summary>Begins.</summary>
    /// <param name="abandon">Ends the attempts; what is left stays in the journal.</param>
    /// <returns>Ends with the last of them, and does not throw.</returns>
    public Task ResumeAll(CancellationToken abandon)
    {
        var all = new List<Task>();
        foreach (Plan plan in journal.Unfinished)
        {
            if (plan.State != PlanState.Open)
            {
                all.Add(ResumeAsync(plan, abandon));
            }
        }

        return Task.WhenAll(all).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Whether an earlier run planned what is to be answered to a trigger. A text that was only begun is no plan.</summary>
    public bool IsPlanned(string trigger) => journal.Find(trigger) is { State: not PlanState.Open };

    /// <summary>Carries out the plan of a trigger, if an earlier run made one.</summary>
    /// <returns>Whether there is one. A text that was only begun is none: its handler has to run.</returns>
    /// <exception cref="UnauthorizedException">The token is dead.</exception>
    public async Task<bool> TryResumeAsync(string trigger, CancellationToken cancellationToken)
    {
        if (journal.Find(trigger) is not { State: not PlanState.Open } plan)
        {
            return false;
        }

        await ResumeAsync(plan, cancellationToken).ConfigureAwait(false);
        return true;
    }

    public void Dispose() => slots.Dispose();

    private Task ResumeAsync(Plan plan, CancellationToken cancellationToken) =>
        resumed.GetOrAdd(plan.Trigger, _ => new Lazy<Task>(() => RunAsync(plan, cancellationToken))).Value;

    private async Task RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        if (!plan.IsErrorAnswer && deadLetters.Contains(plan.Cause))
        {
            // Given up, by a run that died before it could say so here.
            journal.Finish(plan.Trigger);
            return;
        }

        await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            logger.Resuming(plan.Trigger);
            await writer.WriteAsync(plan, isFresh: false, cancellationToken).ConfigureAwait(false);
        }
        catch (PlanRefusedException refused)
        {
            logger.Unanswerable(plan.Trigger, refused.Message);
            if (!plan.IsErrorAnswer)
            {
                deadLetters.Add(new DeadLetter(time.GetUtcNow(), plan.Cause, null, refused.Message.ReplaceLineEndings(" "), refused.Left));
            }

            journal.Finish(plan.Trigger);
        }
        catch
        {
            // Whoever comes for it next tries again.
            resumed.TryRemove(plan.Trigger, out _);
            throw;
        }
        finally
        {
            slots.Release();
        }
    }
}
