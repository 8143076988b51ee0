using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>The index of one compilation, read when it is first asked for. Unlike <see cref="Lazy{T}"/> it keeps no cancellation.</summary>
internal sealed class LazyRouteIndex
{
    private readonly object _lock = new();
    private RouteIndex? _index;

    /// <summary>The index of the compilation this belongs to.</summary>
    public RouteIndex Of(Compilation compilation, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return _index ??= RouteIndex.Of(compilation, cancellation);
        }
    }
}
