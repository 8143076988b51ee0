using ClickClack.Client;
using ClickClack.Protocol;

namespace ClickClack.Replies;

/// <summary>Uploads files, each under a nonce that follows from its bytes: the server takes others under the same nonce for the same.</summary>
internal sealed class FileUploader(ClickClackClient client, WorkspaceId workspace)
{
    /// <summary>Uploads.</summary>
    /// <param name="files">The files.</param>
    /// <param name="nonceOf">The nonce for a number and a hash; null for a random one.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <returns>The files as a message can carry them; null for none.</returns>
    /// <exception cref="ApiException">The server does not take one.</exception>
    public async Task<IReadOnlyList<PlannedFile>?> UploadAsync(
        IReadOnlyList<SpooledFile> files, Func<int, string, string?> nonceOf, CancellationToken cancellationToken)
    {
        if (files.Count == 0)
        {
            return null;
        }

        var uploaded = new List<PlannedFile>();
        foreach (SpooledFile file in files)
        {
            file.Content.Position = 0;
            var upload = new UploadFile(file.Content, file.Name) { ContentType = file.ContentType, Nonce = nonceOf(uploaded.Count, file.Hash) };
            WireUpload stored = await client.UploadAsync(workspace, upload, progress: null, cancellationToken).ConfigureAwait(false);
            uploaded.Add(new PlannedFile(stored.Id.Value, file.Name));
        }

        return uploaded;
    }
}
