namespace ClickClack.Dispatch;

/// <summary>The routes between two hot reloads.</summary>
internal sealed class RouteEdition : IDisposable
{
    private readonly CancellationTokenSource replaced = new();

    /// <summary>An edition that is the current one.</summary>
    /// <param name="modules">The routes of the assemblies, the application's first.</param>
    public RouteEdition(IReadOnlyList<IRouteModule> modules)
    {
        Modules = modules;
        Table = new RouteTable(modules);
        Replaced = replaced.Token;
    }

    /// <summary>The routes of the assemblies, the application's first.</summary>
    public IReadOnlyList<IRouteModule> Modules { get; }

    /// <summary>The same as one.</summary>
    public RouteTable Table { get; }

    /// <summary>Cancelled when there is a newer edition: nothing further may begin with this one.</summary>
    public CancellationToken Replaced { get; }

    /// <summary>There is a newer edition. What ends because of that ends elsewhere, not within this call.</summary>
    public void Replace() => _ = replaced.CancelAsync();

    public void Dispose() => replaced.Dispose();
}
