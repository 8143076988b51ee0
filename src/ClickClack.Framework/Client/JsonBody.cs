using System.Net.Http.Headers;

namespace ClickClack.Client;

/// <summary>A body of JSON. Its length is known, so that it goes out in one piece.</summary>
internal sealed class JsonBody : ByteArrayContent
{
    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");

    /// <summary>Makes a body.</summary>
    public JsonBody(byte[] json)
        : base(json) => Headers.ContentType = Json;
}
