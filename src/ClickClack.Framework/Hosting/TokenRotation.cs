using System.Threading.Channels;
using ClickClack.Client;
using ClickClack.Dispatch;
using ClickClack.Realtime;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace ClickClack.Hosting;

/// <summary>
/// Puts a token into use that was configured while the bot runs: once the server says that it is the same bot's in the same workspace.
/// Until then, and if not, the old one stays.
/// </summary>
internal sealed class TokenRotation : IDisposable
{
    private readonly BotToken token;
    private readonly IOptionsFactory<ClickClackOptions> factory;
    private readonly Func<BotToken, ClickClackClient> connect;
    private readonly ILogger logger;
    private readonly List<IDisposable> subscriptions = [];
    private readonly SemaphoreSlim gate = new(1);
    private readonly Channel<object> changes = Channel.CreateBounded<object>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private string? refused;
    private string? lastReason;

    /// <summary>Listens to changes of the configuration from here on.</summary>
    /// <param name="token">The token in use.</param>
    /// <param name="factory">Makes the settings from what is configured at the moment.</param>
    /// <param name="sources">Tell of changes.</param>
    /// <param name="connect">Makes a client of the same server.</param>
    /// <param name="logger">The log.</param>
    public TokenRotation(
        BotToken token,
        IOptionsFactory<ClickClackOptions> factory,
        IEnumerable<IOptionsChangeTokenSource<ClickClackOptions>> sources,
        Func<BotToken, ClickClackClient> connect,
        ILogger logger)
    {
        this.token = token;
        this.factory = factory;
        this.connect = connect;
        this.logger = logger;
        token.Renew = RenewAsync;
        foreach (IOptionsChangeTokenSource<ClickClackOptions> source in sources)
        {
            subscriptions.Add(ChangeToken.OnChange(source.GetChangeToken, () => changes.Writer.TryWrite(source)));
        }
    }

    /// <summary>Whose the token must be; null as long as that is unknown, when the login will tell.</summary>
    public BotIdentity? Expected { get; set; }

    /// <summary>Called after a new token was put into use.</summary>
    public Action? Replaced { get; set; }

    /// <summary>Looks at every change until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (object _ in changes.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                // What was refused before may be right by now: somebody says so by touching the configuration.
                refused = null;
                await TryConfiguredAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                gate.Release();
            }
        }
    }

    public void Dispose()
    {
        token.Renew = null;
        subscriptions.ForEach(subscription => subscription.Dispose());
        gate.Dispose();
    }

    /// <summary>The server refuses a token for good: what the configuration holds by now is tried.</summary>
    private async Task<bool> RenewAsync(string old, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return token.Current != old || await TryConfiguredAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Puts the configured token into use, if it is another than the one in use, and right.</summary>
    private async Task<bool> TryConfiguredAsync(CancellationToken cancellationToken)
    {
        ClickClackOptions configured;
        try
        {
            configured = factory.Create(Options.DefaultName);
        }
        catch (OptionsValidationException error)
        {
            Refuse(logger.ConfigurationNotUsed, string.Join("; ", error.Failures));
            return false;
        }
#pragma warning disable CA1031 // Reading the settings runs code of the application.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Refuse(logger.ConfigurationNotUsed, ServerText.Clean(error.Message));
            return false;
        }

        string candidate = configured.Token!;
        if (candidate == token.Current || candidate == refused)
        {
            return false;
        }

        try
        {
            if (Expected is { } expected)
            {
                using ClickClackClient client = connect(new BotToken(candidate));
                await BotLogin.VerifyAsync(client, expected, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (AccountStoppedException error)
        {
            refused = candidate;
            Refuse(reason => logger.TokenNotUsed(configured.TokenSource, reason), error.Message);
            return false;
        }

        token.Replace(candidate);
        lastReason = null;
        logger.TokenReplaced(configured.TokenSource);
        Replaced?.Invoke();
        return true;
    }

    /// <summary>One line, however often the same thing is found wrong.</summary>
    private void Refuse(Action<string> log, string reason)
    {
        if (lastReason != reason)
        {
            lastReason = reason;
            log(reason);
        }
    }
}
