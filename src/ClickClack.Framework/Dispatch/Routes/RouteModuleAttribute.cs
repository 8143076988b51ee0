using System.ComponentModel;

namespace ClickClack.Dispatch;

/// <summary>Names the routes of an assembly. Written by the compiler plug-in.</summary>
/// <param name="module">The type that implements <see cref="IRouteModule"/>.</param>
[AttributeUsage(AttributeTargets.Assembly)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RouteModuleAttribute(Type module) : Attribute
{
    /// <summary>The type that implements <see cref="IRouteModule"/>.</summary>
    public Type Module { get; } = module;
}
