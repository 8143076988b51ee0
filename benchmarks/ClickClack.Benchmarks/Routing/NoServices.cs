namespace ClickClack.Benchmarks;

/// <summary>For handlers that take none.</summary>
internal sealed class NoServices : IServiceProvider
{
    public static readonly NoServices Instance = new();

    public object? GetService(Type serviceType) => null;
}
