using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>What the attributed nodes of a file were read as. It lives as long as nothing they depend on is declared anew.</summary>
internal sealed class FileReadings
{
    private readonly Dictionary<(object Reader, SyntaxNode Node), object?> _models = [];

    /// <summary>What a reader has made of a node.</summary>
    /// <returns>Whether it has read it.</returns>
    public bool TryFind(object reader, SyntaxNode node, out object? model)
    {
        lock (_models)
        {
            return _models.TryGetValue((reader, node), out model);
        }
    }

    /// <summary>Remembers what a reader has made of a node, or that it is nothing to it.</summary>
    public void Add(object reader, SyntaxNode node, object? model)
    {
        lock (_models)
        {
            _models[(reader, node)] = model;
        }
    }
}
