using ClickClack.Protocol;

namespace ClickClack.Client;

public sealed partial class ClickClackClient
{
    /// <summary>
    /// Uploads a file, as it is read: <c>POST /api/uploads</c>. Needs <c>uploads:write</c>. It is seen by nobody until a message carries it
    /// (<see cref="AttachAsync"/>), and counts against the quota all the same. The server takes 30 seconds for one, no longer.
    /// </summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="file">The file.</param>
    /// <param name="progress">Told how many bytes of it were sent; begins anew when it is sent again. Null for nobody.</param>
    /// <param name="cancellationToken">Ends the call; the file may have arrived all the same.</param>
    /// <returns>The file as stored; the one from before if the nonce was used already.</returns>
    /// <exception cref="TooLargeException">It does not fit into 64 MiB with the form around it.</exception>
    /// <exception cref="QuotaExceededException">64 files or 512 MiB were uploaded in this workspace, which is for good.</exception>
    /// <exception cref="NonceConflictException">The nonce was used in another workspace.</exception>
    /// <exception cref="UnavailableException">
    /// The file was sent three times without an answer, or once if its stream cannot seek, and is not on the server as far as that can be told.
    /// </exception>
    /// <exception cref="ArgumentException">The stream cannot be read, or the content type is none.</exception>
    /// <remarks>What the stream throws while it is read comes out as it is.</remarks>
    public Task<WireUpload> UploadAsync(
        WorkspaceId workspace, UploadFile file, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        (UploadSource source, Func<UploadContent> make) = UploadContent.Prepare(file, progress);
        string query = UploadQuery(workspace, NonceOr(file.Nonce));
        var call = new ApiCall(HttpMethod.Post, $"api/uploads{query}", Repeat.Freely)
        {
            Content = make,

            // So that what the server refuses is not sent.
            Prepare = static request => request.Headers.ExpectContinue = true,
        };
        var attempts = new UploadAttempts(call, UploadLookUp(query), source, asksFirst: !string.IsNullOrWhiteSpace(file.Nonce));
        return RunAsync(call, attempt => attempts.NextAsync(transport, attempt), cancellationToken);
    }

    /// <summary>The bot's own upload of a nonce: <c>GET /api/uploads/by-nonce</c>. Needs <c>uploads:write</c>.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="nonce">The nonce.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NotVisibleException">There is none.</exception>
    /// <exception cref="NonceConflictException">It is in another workspace.</exception>
    public async Task<WireUpload> GetUploadByNonceAsync(WorkspaceId workspace, string nonce, CancellationToken cancellationToken = default) =>
        (await CallAsync<UploadEnvelope>(UploadLookUp(UploadQuery(workspace, nonce)), cancellationToken).ConfigureAwait(false)).Upload;

    /// <summary>
    /// Lets one of the bot's messages carry a file: <c>POST /api/messages/{m}/attachments</c>. Needs <c>uploads:write</c> and
    /// <c>messages:write</c>, and <c>dms:write</c> in a direct conversation. Others see it as a change of the message. Again is no error.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="upload">The file.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NotVisibleException">There is no such message or file.</exception>
    /// <exception cref="AccessRefusedException">The message is another's, or the file is not visible.</exception>
    /// <exception cref="InvalidRequestException">The message is deleted.</exception>
    public Task AttachAsync(MessageId message, UploadId upload, CancellationToken cancellationToken = default) =>
        SendAsync<AttachRequest, Acknowledgement>(
            HttpMethod.Post, $"api/messages/{Segment(message.Value)}/attachments", new AttachRequest(upload), Repeat.Freely, cancellationToken);

    /// <summary>
    /// Begins to download a file: <c>GET /api/uploads/{u}</c>. Needs <c>messages:read</c>, and <c>dms:read</c> for what was sent in a direct conversation.
    /// </summary>
    /// <param name="upload">The file.</param>
    /// <param name="range">Which part; by default all of it.</param>
    /// <param name="cancellationToken">Ends the call. The reading has a cancellation of its own.</param>
    /// <returns>The file, to be read and disposed.</returns>
    /// <exception cref="NotVisibleException">There is none, or not for this bot.</exception>
    /// <exception cref="InvalidRequestException">The file has no such part.</exception>
    public Task<Download> DownloadAsync(UploadId upload, ByteRange range = default, CancellationToken cancellationToken = default)
    {
        var call = new ApiCall(HttpMethod.Get, $"api/uploads/{Segment(upload.Value)}", Repeat.Freely)
        {
            LargestAnswer = UploadContent.LargestRequest,
            Prepare = request => request.Headers.Range = range.Header,

            // It may be of any type, but the server always names it.
            IsAnswer = static response => response.Content.Headers.NonValidated.Contains("Content-Disposition"),
        };
        return RunAsync(call, attempt => transport.DownloadAsync(call, range, attempt), cancellationToken);
    }

    private static ApiCall UploadLookUp(string query) => new(HttpMethod.Get, $"api/uploads/by-nonce{query}", Repeat.Freely);

    private static string UploadQuery(WorkspaceId workspace, string nonce) => $"?workspace_id={Escape(workspace.Value)}&nonce={Escape(nonce)}";
}
