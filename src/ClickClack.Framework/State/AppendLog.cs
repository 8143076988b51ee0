using System.Buffers;

namespace ClickClack.State;

/// <summary>
/// A file of the state that grows line by line and is now and then written anew. Each line has a check sum; one that is damaged, or that this
/// version does not understand, is set aside in a file beside it, counted, and shown in the bot's health. Used by one caller at a time.
/// </summary>
/// <param name="state">Where it is.</param>
/// <param name="name">Its name.</param>
/// <param name="health">Told of damage.</param>
/// <param name="remedy">What a person can do about a file that cannot be read, for example <c>delete it to start from now</c>.</param>
internal sealed class AppendLog(IOwnedState state, string name, StorageHealth health, string remedy)
{
    /// <summary>What is set aside goes here.</summary>
    internal const string DamagedSuffix = ".damaged";

    /// <summary>So much is set aside; with more, the file is no longer one of ours.</summary>
    private const long MostDamaged = StateLine.Longest;

    /// <summary>Of what builds on what is before it, all is in memory in the end: so much at most.</summary>
    private const long LongestInOrder = 4L * StateLine.Longest;

    /// <summary>A buffer of more is not kept.</summary>
    private const int LargestKept = 1024 * 1024;

    private ArrayBufferWriter<byte> buffer = new();

    /// <summary>Takes the content of a line.</summary>
    /// <param name="content">The content, until this returns.</param>
    /// <param name="offset">Where its line begins.</param>
    /// <returns>Whether it was understood.</returns>
    public delegate bool TakeLine(ReadOnlySpan<byte> content, long offset);

    /// <summary>How long the file is.</summary>
    public long Length { get; private set; }

    /// <summary>
    /// Whether there is something in the file that must not stay: nothing can be added before it is written anew. So it is after a failure to
    /// write, after damage, and as long as lines of an earlier version, which have no sums, are in it.
    /// </summary>
    public bool MustRewrite { get; private set; }

    /// <summary>Reads all lines at the start, and sets aside what is damaged.</summary>
    /// <param name="take">Takes each.</param>
    /// <param name="inOrder">
    /// Whether each line says what has changed since the one before: then all that follows a damaged one is set aside with it, and the first
    /// must be whole.
    /// </param>
    /// <returns>Whether the file is there.</returns>
    /// <exception cref="InvalidDataException">The first line is damaged, in order, or more is damaged than can be set aside.</exception>
    public bool Load(TakeLine take, bool inOrder = false)
    {
        using Stream? stream = state.Read(name);
        if (stream is null)
        {
            return false;
        }

        if (inOrder && stream.Length > LongestInOrder)
        {
            throw new InvalidDataException(
                $"{state.Locate(name)} cannot be read; {remedy} (it is longer than {LongestInOrder / 1024 / 1024} MB)");
        }

        var lines = new LineReader(stream);
        var damage = new Damage();
        bool sumsBegan = false;
        bool isFirst = true;
        for (; lines.Next(); isFirst = false)
        {
            bool isWhole = TryTake(lines, take, ref sumsBegan, mayTake: !(inOrder && damage.Lines > 0));
            if (isWhole)
            {
                continue;
            }

            if (inOrder && isFirst)
            {
                throw new InvalidDataException($"{state.Locate(name)} cannot be read; {remedy} (its first line is damaged)");
            }

            SetAside(lines, damage);
        }

        Length = lines.Length;
        MustRewrite |= Length > 0 && !sumsBegan;
        Tell(damage);
        return true;
    }

    /// <summary>Reads all lines once more; what is damaged is passed over.</summary>
    /// <param name="take">Takes each; what it returns does not matter.</param>
    public void Scan(TakeLine take)
    {
        using Stream? stream = state.Read(name);
        if (stream is null)
        {
            return;
        }

        var lines = new LineReader(stream);
        bool sumsBegan = false;
        while (lines.Next())
        {
            TryTake(lines, take, ref sumsBegan, mayTake: true);
        }
    }

    /// <summary>Adds a line.</summary>
    /// <returns>Where it begins.</returns>
    /// <remarks>If it throws, a part of it may be there: the file must be written anew.</remarks>
    public long Append(ReadOnlySpan<byte> content, bool durable)
    {
        if (MustRewrite)
        {
            throw new InvalidOperationException($"{name} must be written anew.");
        }

        buffer.ResetWrittenCount();
        StateLine.Write(buffer, content);
        MustRewrite = true;
        state.Append(name, buffer.WrittenSpan, durable);
        MustRewrite = false;
        long begin = Length;
        Length += buffer.WrittenCount;
        return begin;
    }

    /// <summary>Writes the file anew: afterwards, and after a crash at any moment, the old one or the new one is there whole.</summary>
    /// <param name="contents">Adds its lines to the buffer, by <see cref="StateLine.Write"/>.</param>
    /// <param name="durable">Whether it must survive the machine.</param>
    public void Rewrite(Action<IBufferWriter<byte>> contents, bool durable)
    {
        buffer.ResetWrittenCount();
        contents(buffer);
        MustRewrite = true;
        state.Write(name, buffer.WrittenSpan, durable);
        MustRewrite = false;
        Length = buffer.WrittenCount;
        if (buffer.Capacity > LargestKept)
        {
            buffer = new ArrayBufferWriter<byte>();
        }
    }

    private static bool TryTake(LineReader lines, TakeLine take, ref bool sumsBegan, bool mayTake)
    {
        ReadOnlySpan<byte> line = lines.Line;
        if (lines.IsPiece || !mayTake)
        {
            return false;
        }

        if (line.IsEmpty)
        {
            return true;
        }

        // The last line may lack its end, by a crash; or have another byte in its place, by damage, and be whole all the same.
        if (StateLine.TryRead(line, out ReadOnlySpan<byte> content)
            || (!lines.IsEnded && StateLine.TryRead(line[..^1], out content)))
        {
            sumsBegan = true;
            return take(content, lines.Offset);
        }

        // Earlier versions had no sums.
        return !sumsBegan && take(line, lines.Offset);
    }

    private void SetAside(LineReader lines, Damage damage)
    {
        if (damage.Bytes < 0)
        {
            damage.Bytes = LengthOf(name + DamagedSuffix);
        }

        damage.Bytes += lines.Line.Length + 1;
        if (damage.Bytes > MostDamaged)
        {
            throw new InvalidDataException(
                $"{state.Locate(name)} cannot be read; {remedy} (more than {MostDamaged / 1024 / 1024} MB are damaged, see {state.Locate(name + DamagedSuffix)})");
        }

        bool isLast = !lines.IsEnded;
        state.Append(name + DamagedSuffix, lines.Line, durable: false);
        if (lines.IsEnded || !lines.IsPiece)
        {
            state.Append(name + DamagedSuffix, "\n"u8, durable: true);
        }

        damage.IsCutOff = isLast && !lines.IsPiece;
        damage.Lines++;
        MustRewrite = true;
    }

    private void Tell(Damage damage)
    {
        if (damage.Lines == 0)
        {
            return;
        }

        // A crash in the middle of a line is what the file is made for; nobody has relied on that line.
        if (damage is { Lines: 1, IsCutOff: true })
        {
            health.CutOff(state.Locate(name), state.Locate(name + DamagedSuffix));
        }
        else
        {
            health.Damaged(state.Locate(name), damage.Lines, state.Locate(name + DamagedSuffix));
        }
    }

    private long LengthOf(string content)
    {
        using Stream? stream = state.Read(content);
        return stream?.Length ?? 0;
    }

    private sealed class Damage
    {
        public int Lines { get; set; }

        public long Bytes { get; set; } = -1;

        public bool IsCutOff { get; set; }
    }
}
