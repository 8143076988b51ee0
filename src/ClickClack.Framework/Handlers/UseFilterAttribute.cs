namespace ClickClack;

/// <summary>
/// Asks a filter before a handler is called. On a method, on a class for all handlers in it, or on the assembly for all its handlers. All
/// filters are asked: those of the assembly first, then those of the class, then those of the method, each in the order in which they
/// are written; the first that refuses ends it.
/// </summary>
/// <typeparam name="T">
/// The filter. It is made for each call as a handler is: its constructor takes services. It is disposed of before the handler is called.
/// </typeparam>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Assembly, AllowMultiple = true, Inherited = false)]
public sealed class UseFilterAttribute<T> : Attribute
    where T : IMessageFilter;
