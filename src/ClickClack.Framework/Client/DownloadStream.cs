namespace ClickClack.Client;

/// <summary>The bytes of a download: bounded, and never waited for without end.</summary>
/// <param name="inner">What comes over the network.</param>
/// <param name="call">The call, for messages.</param>
/// <param name="token">The token that was sent.</param>
/// <param name="time">The clock.</param>
internal sealed class DownloadStream(Stream inner, ApiCall call, BotToken token, TimeProvider time) : ForwardOnlyStream
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly BoundedStream bytes = new(inner, call.LargestAnswer);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var stalled = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stalled.Token, cancellationToken);
        try
        {
            return await bytes.ReadAsync(buffer, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Broken($"{call.Endpoint}: nothing came for {Patience.TotalSeconds:0} s", null);
        }
        catch (OperationCanceledException error)
        {
            throw new OperationCanceledException(error.Message, error, cancellationToken);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            var fault = NetworkFault.Of(error, token);
            throw Broken($"{call.Endpoint}: the file broke off: {fault.Text}", fault.Inner);
        }
        catch (AnswerTooLargeException error)
        {
            throw new ProtocolException($"{call.Endpoint}: the file is larger than any of a ClickClack server ({error.Message})", error)
            {
                Endpoint = call.Endpoint,
                CorrelationId = call.CorrelationId,
            };
        }
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            bytes.Dispose();
        }

        base.Dispose(disposing);
    }

    private UnavailableException Broken(string message, Exception? error) =>
        new(message, error) { Endpoint = call.Endpoint, CorrelationId = call.CorrelationId };
}
