using System.Collections.Concurrent;

namespace ChaosBot;

/// <summary>Which attempts fail: the number of the message decides, so that each one that may be tried three times comes to an answer.</summary>
internal sealed class Failures
{
    private readonly ConcurrentDictionary<int, int> attempts = new();

    /// <summary>Fails the first attempt, or the first two.</summary>
    public void FailAtFirst(int number)
    {
        if (attempts.AddOrUpdate(number, 1, (_, before) => before + 1) <= 1 + (number % 2))
        {
            throw new InvalidOperationException($"not yet: {number}");
        }
    }
}
