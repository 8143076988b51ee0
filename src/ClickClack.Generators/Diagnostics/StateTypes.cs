using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>Types whose values change in place, and the methods that change them.</summary>
internal static class StateTypes
{
    /// <summary>Whether a type is a collection or a text that is changed in place, and must not be by several at the same time.</summary>
    public static bool IsMutable(ITypeSymbol type) => type is IArrayTypeSymbol || IsNamed(type.OriginalDefinition);

    /// <summary>Whether a method changes what it is called on.</summary>
    public static bool IsChange(string method) => method is "Add" or "AddAfter" or "AddBefore" or "AddFirst" or "AddLast" or "AddRange"
        or "Append" or "AppendFormat" or "AppendJoin" or "AppendLine" or "Clear" or "Dequeue" or "Enqueue" or "EnqueueDequeue" or "EnqueueRange"
        or "ExceptWith" or "Insert" or "InsertRange" or "IntersectWith" or "Pop" or "Push" or "Remove" or "RemoveAll" or "RemoveAt"
        or "RemoveFirst" or "RemoveLast" or "RemoveRange" or "RemoveWhere" or "Set" or "SetAll" or "Sort" or "SymmetricExceptWith"
        or "TryAdd" or "TryDequeue" or "TryPop" or "UnionWith";

    private static bool IsNamed(ITypeSymbol type) => type.MetadataName switch
    {
        "List`1" or "Dictionary`2" or "HashSet`1" or "Queue`1" or "Stack`1" or "LinkedList`1" or "SortedDictionary`2" or "SortedList`2"
            or "SortedSet`1" or "PriorityQueue`2" or "OrderedDictionary`2" or "IList`1" or "IDictionary`2" or "ISet`1" or "ICollection`1" =>
            type.Is("System.Collections.Generic", type.MetadataName),
        "ArrayList" or "Hashtable" or "SortedList" or "Queue" or "Stack" or "BitArray" or "IList" or "IDictionary" =>
            type.Is("System.Collections", type.MetadataName),
        "Collection`1" or "ObservableCollection`1" => type.Is("System.Collections.ObjectModel", type.MetadataName),
        "StringBuilder" => type.Is("System.Text", "StringBuilder"),
        _ => false,
    };
}
