using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>The index of one compilation, read when it is first asked for. Unlike <see cref="Lazy{T}"/> it keeps no cancellation.</summary>
internal sealed class LazyRouteIndex
{
    private static readonly ConditionalWeakTable<Compilation, LazyRouteIndex> Known = new();

    private readonly object _lock = new();
    private RouteIndex? _index;

    /// <summary>The one of a compilation, for all rules the same.</summary>
    public static LazyRouteIndex For(Compilation compilation) => Known.GetValue(compilation, static _ => new LazyRouteIndex());

    /// <summary>The index of the compilation this belongs to.</summary>
    public RouteIndex Of(Compilation compilation, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _index ??= RouteIndex.Of(compilation, cancellationToken);
        }
    }
}
