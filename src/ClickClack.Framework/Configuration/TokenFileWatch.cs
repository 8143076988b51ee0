using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace ClickClack.Configuration;

/// <summary>
/// Tells that the token's file has another content. It is read every few seconds: a mounted secret is replaced by links that change their
/// target, which the system's notifications do not report.
/// </summary>
/// <param name="options">The settings, which name the file.</param>
/// <param name="time">The clock.</param>
internal sealed class TokenFileWatch(IOptions<ClickClackOptions> options, TimeProvider time) : IOptionsChangeTokenSource<ClickClackOptions>, IDisposable
{
    /// <summary>How long a new token may go unseen.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private CancellationTokenSource changed = new();
    private ITimer? timer;
    private string? last;

    public string Name => Options.DefaultName;

    public IChangeToken GetChangeToken()
    {
        lock (gate)
        {
            if (timer is null && options.Value.TokenPath is { } path)
            {
                last = Read(path);
                timer = time.CreateTimer(static watch => ((TokenFileWatch)watch!).Look(), this, Interval, Interval);
            }

            return new CancellationChangeToken(changed.Token);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            timer?.Dispose();
            changed.Dispose();
        }
    }

    private void Look()
    {
        CancellationTokenSource before;
        lock (gate)
        {
            string? now = Read(options.Value.TokenPath!);
            if (now == last)
            {
                return;
            }

            last = now;
            before = changed;
            changed = new CancellationTokenSource();
        }

        before.Cancel();
        before.Dispose();
    }

    private static string? Read(string path) => TokenFile.TryRead(path, out string? token, out _) ? token : null;
}
