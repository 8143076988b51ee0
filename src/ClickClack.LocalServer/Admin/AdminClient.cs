using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ClickClack.Local.Http;
using ClickClack.Local.Realtime;
using ClickClack.Local.Seeding;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Admin;

/// <summary>
/// Carries out a verb on a data directory: through the server that works there, so that its sockets hear of it at once, or, when none
/// does, on the data themselves.
/// </summary>
internal static class AdminClient
{
    // A server that is just starting has the directory already, but takes no requests yet; one that stops the other way round.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns what is to be printed.</summary>
    /// <exception cref="Refusal">The request makes no sense, or a rule forbids it.</exception>
    /// <exception cref="IOException">The directory is in use, but nobody there answers.</exception>
    public static async Task<string> RunAsync(string directory, AdminRequest request, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await RunAloneAsync(directory, request);
            }
            catch (DataDirectoryInUseException) when (TimeProvider.System.GetElapsedTime(start) < Patience)
            {
                if (await AskServerAsync(directory, request, cancellationToken) is { } output)
                {
                    return output;
                }
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    private static async Task<string> RunAloneAsync(string directory, AdminRequest request)
    {
        await using var taken = DataDirectory.Take(directory);
        var time = TimeProvider.System;
        var file = DataDirectory.DatabaseFile(directory);
        var seed = SeedFile.LoadOrCreate(directory, file, LocalSeed.Conformance, time);
        await using var database = Database.Open(file, new(new Hub(), time), time);
        return await database.RunAsync(db =>
        {
            Seeder.Apply(db, seed);
            return AdminVerbs.Run(db, request);
        });
    }

    // Null when the server is not there yet, or not any more.
    private static async Task<string?> AskServerAsync(string directory, AdminRequest request, CancellationToken cancellationToken)
    {
        AdminAddress address;
        try
        {
            var file = await File.ReadAllBytesAsync(Path.Combine(directory, AdminEndpoint.FileName), cancellationToken);
            address = JsonSerializer.Deserialize(file, AdminJson.Default.AdminAddress)!;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var message = new HttpRequestMessage(HttpMethod.Post, address.Url)
        {
            Content = new ByteArrayContent(Json.Bytes(request, WireJson.Default.AdminRequest)),
        };
        message.Headers.Authorization = new("Bearer", address.Secret);
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(message, cancellationToken);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError)
        {
            // The file is left over from a server that is gone; nothing was sent.
            return null;
        }
        using (response)
        {
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => JsonSerializer.Deserialize(body, WireJson.Default.AdminAnswer)!.Output,
                // Another program has got the port since.
                HttpStatusCode.Unauthorized or HttpStatusCode.NotFound when !IsRefusal(body) => null,
                var status => throw new Refusal((int)status, Error(body)),
            };
        }
    }

    private static bool IsRefusal(byte[] body) => Error(body) is not ("" or "route not found" or "this is not the operator's secret");

    private static string Error(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, WireJson.Default.ErrorAnswer)?.Error ?? "";
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
