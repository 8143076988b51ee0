using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>The uses of the fields and properties of one type, collected by several threads.</summary>
internal sealed class StateUses
{
    private readonly object _lock = new();
    private readonly Dictionary<ISymbol, List<StateUse>> _uses = new(SymbolEqualityComparer.Default);

    /// <summary>The private methods that are called, each with whether a lock is held wherever that is done.</summary>
    private readonly Dictionary<ISymbol, bool> _calls = new(SymbolEqualityComparer.Default);

    /// <summary>Adds a use.</summary>
    public void Add(StateUse use)
    {
        lock (_lock)
        {
            if (!_uses.TryGetValue(use.Member, out List<StateUse>? uses))
            {
                _uses.Add(use.Member, uses = []);
            }

            uses.Add(use);
        }
    }

    /// <summary>Adds a call, or another use, of a private method.</summary>
    public void AddCall(IMethodSymbol method, bool isLocked)
    {
        lock (_lock)
        {
            _calls[method.OriginalDefinition] = isLocked && (!_calls.TryGetValue(method.OriginalDefinition, out bool known) || known);
        }
    }

    /// <summary>Whether all who call a method hold a lock.</summary>
    public bool IsCalledLocked(ISymbol method)
    {
        lock (_lock)
        {
            return _calls.TryGetValue(method.OriginalDefinition, out bool isLocked) && isLocked;
        }
    }

    /// <summary>The uses of a member, in the order of the source within each of its users.</summary>
    public List<StateUse> Of(ISymbol member)
    {
        lock (_lock)
        {
            List<StateUse> uses = _uses.TryGetValue(member.OriginalDefinition, out List<StateUse>? found) ? [.. found] : [];
            uses.Sort(static (one, other) =>
            {
                int order = string.CompareOrdinal(one.Syntax.SyntaxTree.FilePath, other.Syntax.SyntaxTree.FilePath);
                return order != 0 ? order : one.At.CompareTo(other.At);
            });
            return uses;
        }
    }
}
