namespace ClickClack.Replies;

/// <summary>Forgets at exit.</summary>
internal sealed class MemoryPlanStore : IPlanStore
{
    public IReadOnlyList<Plan> Load() => [];

    public void Save(Plan plan)
    {
    }

    public void Remove(string trigger)
    {
    }
}
