using ClickClack.Dispatch;
using Microsoft.Extensions.DependencyInjection;

namespace ClickClack.Hosting;

/// <summary>Checks once, at start, that everything the handlers take from the services is registered.</summary>
internal sealed class ServiceCheck(RouteTable routes, IServiceProviderIsService services)
{
    /// <summary>Names all that is missing in one message.</summary>
    /// <exception cref="InvalidOperationException">Something is missing.</exception>
    public void ThrowIfMissing()
    {
        var missing = new List<string>();
        foreach (RequiredService required in routes.RequiredServices)
        {
            bool registered = required.Key is null
                ? services.IsService(required.Type)
                : services is IServiceProviderIsKeyedService keyed && keyed.IsKeyedService(required.Type, required.Key);
            if (!registered)
            {
                missing.Add($"{required.DisplayName ?? required.Type.ToString()}{(required.Key is null ? "" : $" with key \"{required.Key}\"")} for {required.Handler}");
            }
        }

        if (missing.Count > 0)
        {
            throw new InvalidOperationException(
                $"handlers need services that nobody registered: {string.Join(", ", missing)}. Add them with builder.Services before Build().");
        }
    }
}
