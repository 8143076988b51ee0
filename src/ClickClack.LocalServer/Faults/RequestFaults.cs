using Microsoft.AspNetCore.Http;

namespace ClickClack.Local.Faults;

/// <summary>The faults that wait for requests to the API; each request takes the first that matches.</summary>
internal sealed class RequestFaults
{
    private readonly Lock gate = new();
    private readonly List<RequestFault> armed = [];

    public void Arm(RequestFault fault)
    {
        lock (gate)
        {
            armed.Add(fault);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            armed.Clear();
        }
    }

    /// <summary>Takes one occurrence of the fault this request meets; null for none.</summary>
    public RequestFault? Take(HttpRequest request)
    {
        lock (gate)
        {
            var path = request.Path.Value ?? "";
            var index = armed.Count == 0 || !path.StartsWith("/api/", StringComparison.Ordinal)
                ? -1
                : armed.FindIndex(fault =>
                    (fault.Method is null || string.Equals(fault.Method, request.Method, StringComparison.OrdinalIgnoreCase))
                    && (fault.PathPrefix is null || path.StartsWith(fault.PathPrefix, StringComparison.Ordinal)));
            if (index < 0)
            {
                return null;
            }
            var taken = armed[index];
            if (taken.Count > 1)
            {
                armed[index] = taken with { Count = taken.Count - 1 };
            }
            else
            {
                armed.RemoveAt(index);
            }
            return taken;
        }
    }
}
