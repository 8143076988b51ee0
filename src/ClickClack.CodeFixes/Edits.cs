using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.CodeFixes;

/// <summary>
/// What a fix changes in a file, as text: all that is not changed stays as it was written, comments, layout and line ends included.
/// </summary>
internal sealed class Edits(SourceFile file)
{
    private readonly List<TextChange> _own = [];
    private readonly List<TextChange> _shared = [];
    private readonly List<TextChange> _openings = [];
    private readonly List<string> _usings = [];

    public void Replace(TextSpan span, string text) => _own.Add(new TextChange(span, text));

    public void Replace(SyntaxNode node, string text) => Replace(node.Span, text);

    public void Insert(int position, string text) => Replace(new TextSpan(position, 0), text);

    public void Remove(TextSpan span) => Replace(span, "");

    /// <summary>A change that several problems need, and that is made once.</summary>
    public void Share(TextSpan span, string text) => _shared.Add(new TextChange(span, text));

    /// <summary>The same around an expression, other changes of which stay within it.</summary>
    public void Enclose(TextSpan span, string before, string after)
    {
        _openings.Add(new TextChange(new TextSpan(span.Start, 0), before));
        if (after.Length > 0)
        {
            Share(new TextSpan(span.End, 0), after);
        }
    }

    /// <summary>How a type is written at a position. What it takes to write it so is added to the file.</summary>
    public string Type(string @namespace, string name, int position) => Type(@namespace, name, name, position);

    /// <summary>How an attribute is written at a position.</summary>
    public string Attribute(string @namespace, string name, int position) => Type(@namespace, name + "Attribute", name, position);

    /// <summary>The types and members of a namespace are used.</summary>
    public void Use(string @namespace) => _usings.Add(@namespace);

    /// <summary>Adds what another problem of the file needs.</summary>
    /// <returns>Whether it fits; if not, nothing is added.</returns>
    public bool Add(Edits other)
    {
        foreach (TextChange change in other._own)
        {
            if (_own.Exists(own => Overlap(own, change)) || _shared.Exists(own => Overlap(own, change)))
            {
                return false;
            }
        }

        foreach (TextChange change in other._shared)
        {
            if (_own.Exists(own => Overlap(own, change)) || _shared.Exists(own => own != change && Overlap(own, change)))
            {
                return false;
            }
        }

        foreach (TextChange opening in other._openings)
        {
            if (_own.Exists(own => Overlap(own, opening)))
            {
                return false;
            }
        }

        _own.AddRange(other._own);
        _openings.AddRange(other._openings);
        _shared.AddRange(other._shared);
        _usings.AddRange(other._usings);
        return true;
    }

    /// <summary>The text after all changes.</summary>
    public SourceText Apply()
    {
        var changes = new List<TextChange>();
        _usings.Sort(StringComparer.Ordinal);
        for (int i = 0; i < _usings.Count; i++)
        {
            if (i == 0 || _usings[i] != _usings[i - 1])
            {
                changes.Add(UsingDirectives.Add(file, _usings[i]));
            }
        }

        foreach (TextChange change in _openings)
        {
            if (!changes.Contains(change))
            {
                changes.Add(change);
            }
        }

        changes.AddRange(_own);
        foreach (TextChange change in _shared)
        {
            if (!changes.Contains(change))
            {
                changes.Add(change);
            }
        }

        // A stable order, the directives first: what is inserted where something else is replaced comes before it.
        var ordered = new List<TextChange>();
        foreach (TextChange change in changes)
        {
            int at = ordered.FindIndex(other => other.Span.Start > change.Span.Start
                || (other.Span.Start == change.Span.Start && other.Span.Length > 0 && change.Span.Length == 0));
            ordered.Insert(at < 0 ? ordered.Count : at, change);
        }

        return file.Text.WithChanges(ordered);
    }

    private static bool Overlap(TextChange one, TextChange other)
    {
        TextSpan a = one.Span;
        TextSpan b = other.Span;
        return a.Length == 0 ? b.Start < a.Start && a.Start < b.End
            : b.Length == 0 ? a.Start < b.Start && b.Start < a.End
            : a.OverlapsWith(b);
    }

    private string Type(string @namespace, string name, string written, int position)
    {
        switch (file.Sees(@namespace, name, position))
        {
            case true:
                return written;
            case false:
                return $"global::{@namespace}.{written}";
            default:
                Use(@namespace);
                return written;
        }
    }
}
