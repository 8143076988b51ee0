using System.Reflection.Metadata;
using ClickClack.Dispatch;

[assembly: MetadataUpdateHandler(typeof(RouteUpdates))]

namespace ClickClack.Dispatch;

/// <summary>Hears of each hot reload. The runtime finds it, and its method by its name.</summary>
internal static class RouteUpdates
{
    /// <summary>Code was changed while it runs; told of the types that are new or changed.</summary>
    public static event Action<IReadOnlyList<Type>>? Applied;

    /// <summary>Called after the code was changed.</summary>
    /// <param name="types">The types that are new or changed; null if they are not known.</param>
    public static void UpdateApplication(Type[]? types) => Applied?.Invoke(types ?? []);
}
