using System.Net.Http.Headers;

namespace ClickClack.Client;

/// <summary>Which part of a file is wanted. The default is all of it.</summary>
public readonly record struct ByteRange
{
    private readonly long? last;
    private readonly bool isPart;

    private ByteRange(long first, long? last)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        First = first;
        this.last = last;
        isPart = true;
    }

    /// <summary>The first byte wanted, from 0.</summary>
    internal long First { get; }

    /// <summary>Everything from a byte on: how a download that broke off is resumed.</summary>
    /// <param name="first">The byte, from 0. A file that ends before it is refused with <see cref="InvalidRequestException"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static ByteRange From(long first) => new(first, null);

    /// <summary>Some bytes.</summary>
    /// <param name="first">The first, from 0.</param>
    /// <param name="count">How many at most, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is negative, or there are none.</exception>
    public static ByteRange Of(long first, long count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new ByteRange(first, checked(first + count - 1));
    }

    internal RangeHeaderValue? Header => isPart ? new RangeHeaderValue(First, last) : null;
}
