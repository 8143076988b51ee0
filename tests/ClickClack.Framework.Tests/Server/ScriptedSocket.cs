using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ClickClack.Framework.Tests.Server;

/// <summary>One socket of the server's side. Like the real server it never reads.</summary>
internal sealed class ScriptedSocket(HttpContext context, WebSocket socket, string? afterCursor)
{
    private readonly SemaphoreSlim sending = new(1);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The cursor it was asked to go on from; null if none was given.</summary>
    public string? AfterCursor { get; } = afterCursor;

    /// <summary>Whether events of the log are passed to it.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Ends when the server is done with it.</summary>
    public Task Ended => ended.Task;

    public Task SendAsync(JsonNode frame) => SendAsync(frame.ToJsonString());

    /// <summary>Sends a text frame, in so many fragments.</summary>
    public async Task SendAsync(string frame, int fragments = 1)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(frame);
        await sending.WaitAsync();
        try
        {
            int size = (bytes.Length + fragments - 1) / fragments;
            for (int i = 0; i < fragments; i++)
            {
                int from = Math.Min(i * size, bytes.Length);
                int to = Math.Min(from + size, bytes.Length);
                await socket.SendAsync(
                    bytes.AsMemory(from, to - from), WebSocketMessageType.Text, i == fragments - 1, context.RequestAborted);
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The bot is gone; the real server notices at the next write too.
            End();
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>Closes with a code, and waits for no answer.</summary>
    public async Task CloseAsync(int code, string reason)
    {
        await sending.WaitAsync();
        try
        {
            await socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, context.RequestAborted);
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException)
        {
            // The bot is gone.
        }
        finally
        {
            sending.Release();
        }

        End();
    }

    /// <summary>Reads what the bot sent, as the real server never does: how it closed, or null if it just went.</summary>
    public async Task<WebSocketCloseStatus?> ReadCloseAsync()
    {
        try
        {
            // Not until the request is aborted: it is as soon as the bot is gone, which may be before its last frame is read.
            WebSocketReceiveResult read = await socket.ReceiveAsync(new ArraySegment<byte>(new byte[16]), CancellationToken.None);
            return read.MessageType == WebSocketMessageType.Close ? socket.CloseStatus : throw new InvalidOperationException("the bot sent data");
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException)
        {
            return null;
        }
    }

    /// <summary>Cuts the connection without a close frame.</summary>
    public void Drop()
    {
        context.Abort();
        End();
    }

    private void End()
    {
        IsOpen = false;
        ended.TrySetResult();
    }
}
