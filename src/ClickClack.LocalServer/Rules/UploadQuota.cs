using ClickClack.Local.Http;
using ClickClack.Local.Storage;

namespace ClickClack.Local.Rules;

/// <summary>Room that an upload on its way has been promised.</summary>
internal sealed record UploadReservation(string WorkspaceId, string OwnerId, string? Nonce, long Bytes)
{
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the upload has succeeded or failed.</summary>
    public Task Ended => ended.Task;

    public void End() => ended.TrySetResult();
}

/// <summary>
/// How much a user may upload to a workspace, for good: nothing deletes uploads. Nobody knows how long an upload on its way will be, so
/// it holds as much as it may have until it ends. Used on the database's queue only, so its memory needs no lock.
/// </summary>
internal sealed class UploadQuota
{
    public const string NonceConflict = "upload nonce was already used in another workspace";

    /// <summary>64 MiB, of a whole request as of the file in it.</summary>
    public const long MaxUploadBytes = 64 << 20;

    private const long MaxBytes = 512 << 20;
    private const long MaxCount = 64;

    private readonly List<UploadReservation> reservations = [];

    /// <summary>413 when nothing more may be uploaded. A refusal costs less before the file has come than after.</summary>
    public void RequireRoom(Transaction db, string workspaceId, string ownerId) => RemainingBytes(db, workspaceId, ownerId);

    /// <summary>The upload on its way that uses the nonce already; null when there is none.</summary>
    public UploadReservation? Underway(string ownerId, string nonce) =>
        reservations.Find(reservation => reservation.OwnerId == ownerId && reservation.Nonce == nonce);

    public UploadReservation Reserve(Transaction db, string workspaceId, string ownerId, string? nonce)
    {
        var reservation = new UploadReservation(
            workspaceId, ownerId, nonce, Math.Min(MaxUploadBytes, RemainingBytes(db, workspaceId, ownerId)));
        reservations.Add(reservation);
        return reservation;
    }

    public void Release(UploadReservation reservation)
    {
        reservations.Remove(reservation);
        reservation.End();
    }

    public static Refusal Exceeded() => new(413, "upload quota exceeded");

    private long RemainingBytes(Transaction db, string workspaceId, string ownerId)
    {
        var usage = UploadStore.Usage(db, workspaceId, ownerId);
        var underway = reservations.FindAll(reservation => reservation.WorkspaceId == workspaceId && reservation.OwnerId == ownerId);
        return usage.Count + underway.Count < MaxCount
            ? Math.Max(0, MaxBytes - usage.Bytes - underway.Sum(reservation => reservation.Bytes))
            : throw Exceeded();
    }
}
