using ClickClack.Client;
using ClickClack.Protocol;
using ClickClack.Replies;

namespace ClickClack.Dispatch;

/// <summary>What a program may do with the messages that were given up.</summary>
internal sealed class DeadLetterReplay(
    ClickClackClient client, DeadLetters letters, PlanWriter plans, MessageAnswerer answerer, TimeProvider time, CancellationToken abandon)
    : IDeadLetters, IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    public int Count => letters.Count;

    public IReadOnlyList<GivenUpMessage> List(int skip = 0, int take = IDeadLetters.Page)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfNegative(take);
        return [.. letters.List(skip, take).Select(static letter =>
            new GivenUpMessage(letter.Trigger, letter.At, letter.Route, letter.Error, letter.Plan?.Messages.Count ?? 0))];
    }

    public bool Drop(string trigger) => letters.Remove(trigger);

    public async Task<bool> ReplayAsync(string trigger, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, abandon);
        await turn.WaitAsync(either.Token).ConfigureAwait(false);
        try
        {
            DeadLetter letter = letters.Find(trigger) ?? throw new KeyNotFoundException($"{trigger} is not among the dead letters");
            DeadLetter? again = letter.Plan is null
                ? await HandleAsync(letter, either.Token).ConfigureAwait(false)
                : await WriteAsync(letter, letter.Plan, either.Token).ConfigureAwait(false);
            if (again is null)
            {
                letters.Remove(trigger);
            }
            else
            {
                letters.Replace(again);
            }

            return again is null;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<DeadLetter?> HandleAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        if (letter.Event is { } wire && MessageAnswerer.CanReplay(wire))
        {
            return await answerer.ReplayAsync(letter.Trigger, wire, cancellationToken).ConfigureAwait(false);
        }

        if (letter.Trigger is not ['m', ':', .. var message])
        {
            return letter;
        }

        WireMessage found;
        try
        {
            found = await client.GetMessageAsync(new MessageId(message), cancellationToken).ConfigureAwait(false);
        }
        catch (NotVisibleException)
        {
            // Nobody waits for an answer any more.
            return null;
        }

        return await answerer.ReplayAsync(letter.Trigger, found, cancellationToken).ConfigureAwait(false);
    }

    private async Task<DeadLetter?> WriteAsync(DeadLetter letter, Plan plan, CancellationToken cancellationToken)
    {
        try
        {
            await plans.WriteAsync(plan, isFresh: false, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (PlanRefusedException error)
        {
            return letter with { At = time.GetUtcNow(), Error = error.Message.ReplaceLineEndings(" "), Plan = error.Left };
        }
    }
}
