using System.Buffers;
using System.Text.Json.Serialization.Metadata;
using ClickClack.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace ClickClack.Local.Http;

internal sealed record ErrorAnswer(string Error);

/// <summary>What an endpoint says: decided while the database works, written to the client only after the commit.</summary>
internal abstract class Answer(int status)
{
    public int Status => status;

    public static Answer Json<T>(int status, T value, JsonTypeInfo<T> type) => new JsonAnswer<T>(status, value, type);

    public static Answer Empty(int status) => new EmptyAnswer(status);

    public static Answer Error(int status, string text) => Json(status, new ErrorAnswer(text), WireJson.Default.ErrorAnswer);

    /// <summary>Nothing to say yet: once the work is committed, this goes on and finds the answer.</summary>
    public static Answer After(Func<CancellationToken, Task<Answer>> rest) => new LaterAnswer(rest);

    /// <summary>The answer to be written.</summary>
    public virtual Task<Answer> CompleteAsync(CancellationToken cancellationToken) => Task.FromResult(this);

    public abstract Task SendAsync(HttpContext context);

    private sealed class JsonAnswer<T>(int status, T value, JsonTypeInfo<T> type) : Answer(status)
    {
        public override async Task SendAsync(HttpContext context)
        {
            var body = new ArrayBufferWriter<byte>(1024);
            Wire.Json.Write(body, value, type);
            body.Write("\n"u8);
            var response = context.Response;
            response.StatusCode = Status;
            response.ContentType = "application/json";
            response.ContentLength = body.WrittenCount;
            await response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted);
        }
    }

    private sealed class LaterAnswer(Func<CancellationToken, Task<Answer>> rest) : EmptyAnswer(500)
    {
        public override Task<Answer> CompleteAsync(CancellationToken cancellationToken) => rest(cancellationToken);
    }

    private class EmptyAnswer(int status) : Answer(status)
    {
        public override Task SendAsync(HttpContext context)
        {
            context.Response.StatusCode = Status;
            return Task.CompletedTask;
        }
    }
}
