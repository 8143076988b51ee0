using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ClickClack.Dispatch;

/// <summary>The routes of the program as they are now. A hot reload replaces all that belongs to a route at once.</summary>
internal sealed class CurrentRoutes : IDisposable
{
    private readonly Lock gate = new();
    private volatile RouteEdition edition;

    /// <summary>Begins with the routes of the start.</summary>
    /// <param name="modules">The routes of the assemblies, the application's first.</param>
    public CurrentRoutes(IReadOnlyList<IRouteModule> modules)
    {
        edition = new RouteEdition(modules);
        RouteUpdates.Applied += Reload;
    }

    /// <summary>The routes.</summary>
    public RouteEdition Edition => edition;

    public void Dispose()
    {
        RouteUpdates.Applied -= Reload;
        edition.Dispose();
    }

    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "Nothing is reloaded in a program that was trimmed.")]
    private void Reload(IReadOnlyList<Type> types)
    {
        lock (gate)
        {
            List<IRouteModule> modules = [.. edition.Modules];
            bool any = false;
            foreach (Type type in types.Where(static type => type.IsAssignableTo(typeof(IRouteModule))))
            {
                int index = modules.FindIndex(module => Origin(module.GetType()) == Origin(type));
                if (index >= 0)
                {
                    modules[index] = (IRouteModule)Activator.CreateInstance(type)!;
                    any = true;
                }
                else if (Origin(type) == type && type.Assembly == Assembly.GetEntryAssembly() && type.IsDefined(typeof(CreateNewOnMetadataUpdateAttribute)))
                {
                    // Generated, and no other before it: the program had no handlers of its own.
                    modules.Insert(0, (IRouteModule)Activator.CreateInstance(type)!);
                    any = true;
                }
            }

            if (any)
            {
                RouteEdition before = edition;
                edition = new RouteEdition(modules);
                before.Replace();
            }
        }
    }

    /// <summary>The type as it was at the start: each hot reload makes a new one of it.</summary>
    private static Type Origin(Type type) => type.GetCustomAttribute<MetadataUpdateOriginalTypeAttribute>()?.OriginalType ?? type;
}
