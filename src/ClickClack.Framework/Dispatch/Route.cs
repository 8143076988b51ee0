using ClickClack.Handlers;

namespace ClickClack.Dispatch;

/// <summary>One route of one module.</summary>
internal sealed class Route(IRouteModule module, int index)
{
    public RouteDescription Description => module.Routes[index];

    public ValueTask<Answer> InvokeAsync(RouteContext context) => module.InvokeAsync(index, context);

    public override string ToString() => $"{Description.Handler} ({Description.Cause})";
}
