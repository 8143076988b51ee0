using System.ComponentModel;
using ClickClack.Dispatch;
using Microsoft.Extensions.Hosting;

namespace ClickClack.Hosting;

/// <summary>What the generated <c>AddClickClack</c> calls.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ClickClackHosting
{
    /// <summary>Adds the bot: its settings from section <c>ClickClack</c>, its routes, and the service that keeps it connected.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="modules">The routes of the assemblies of the bot; none means connected, but answering nothing.</param>
    /// <param name="configure">Changes settings after they were read from the configuration; or null.</param>
    public static void Add(IHostApplicationBuilder builder, IReadOnlyList<IRouteModule> modules, Action<ClickClackOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(modules);
        _ = configure;
    }
}
