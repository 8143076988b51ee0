using System.Globalization;
using System.Text.Encodings.Web;

namespace ClickClack.Replies;

/// <summary>
/// Texts longer than the server takes, in parts (delivery rule 8). The server limits a request to 1 MiB of JSON, so what counts is the
/// text as JSON writes it: one byte for a letter of ASCII, two or six for the rest.
/// </summary>
internal static class MessageText
{
    /// <summary>How much of a request the text may take: 1 MiB without what stands around it, of which ids and nonce are the longest.</summary>
    public const int Limit = (1024 * 1024) - 2048;

    /// <summary>Room for the words at the end of a text that is cut off.</summary>
    private const int NoticeRoom = 96;

    /// <summary>How ASCII is written; the rest takes six bytes for each UTF-16 unit.</summary>
    private static readonly byte[] Costs = [.. Enumerable.Range(0, 128).Select(static c => (byte)JavaScriptEncoder.Default.Encode(((char)c).ToString()).Length)];

    /// <summary>
    /// Cuts a text where it hurts least: between paragraphs, else lines, else words. A code fence that is cut is closed, and opened again
    /// in the next part with the same info string.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="limit">How many bytes of JSON each part may take.</param>
    /// <returns>The parts, none blank; the text itself if it fits.</returns>
    public static IReadOnlyList<string> Split(string text, int limit = Limit) => Split(text, limit, int.MaxValue, out _);

    /// <summary>The same, up to a number of parts; the last says how much was left out.</summary>
    /// <param name="text">The text.</param>
    /// <param name="limit">How many bytes of JSON each part may take.</param>
    /// <param name="most">How many parts there may be, at least 1.</param>
    /// <param name="left">How many characters were left out.</param>
    /// <returns>The parts, none blank; the text itself if it fits.</returns>
    public static IReadOnlyList<string> Split(string text, int limit, int most, out int left)
    {
        left = 0;
        if (Fits(text, limit))
        {
            return [text];
        }

        var parts = new List<string>();
        int start = 0;
        Fence? open = null;
        while (start < text.Length)
        {
            string head = open is not { } again ? "" : (CostOf(again.Info) < limit / 4 ? again.Marker + again.Info : again.Marker) + "\n";
            long room = limit - CostOf(head);
            bool isCutOff = parts.Count == most - 1 && CostOf(text.AsSpan(start)) > room;
            int end = EndOf(text, start, isCutOff ? room - NoticeRoom : room, out bool isLast);
            if (isLast)
            {
                Add(head + text[start..]);
                break;
            }

            // Room for closing a fence is kept whether or not one is open there.
            int cut = FindCut(text, start, end);
            Fence? atCut = FenceAt(text, start, cut, open);
            string body = text[start..cut];
            string part = head + (atCut is { } closing ? $"{body.TrimEnd('\n', '\r')}\n{closing.Marker}" : body);
            if (isCutOff && !string.IsNullOrWhiteSpace(part))
            {
                left = text.Length - cut;
                Add(string.Create(CultureInfo.InvariantCulture, $"{part.TrimEnd()}\n\n… ({left} more characters are not shown)"));
                break;
            }

            Add(part);
            open = atCut;
            start = cut;
            while (open is null && start < text.Length && char.IsWhiteSpace(text[start]))
            {
                start++;
            }
        }

        return parts;

        void Add(string part)
        {
            if (!string.IsNullOrWhiteSpace(part))
            {
                parts.Add(part);
            }
        }
    }

    /// <summary>Whether a text can be sent as one message.</summary>
    public static bool Fits(string text, int limit = Limit) => text.Length <= limit / 6 || CostOf(text) <= limit;

    /// <summary>How many bytes a text takes in JSON.</summary>
    public static long CostOf(ReadOnlySpan<char> text)
    {
        long cost = 0;
        foreach (char c in text)
        {
            cost += CostOf(c);
        }

        return cost;
    }

    private static int CostOf(char c) => c < 128 ? Costs[c] : 6;

    /// <summary>How far a part may reach at most, with room for closing a fence.</summary>
    private static int EndOf(string text, int start, long budget, out bool isLast)
    {
        long left = budget;
        int end = start;
        int roomy = start;
        long room = Math.Min(256, budget / 4);
        while (end < text.Length && left >= CostOf(text[end]))
        {
            left -= CostOf(text[end++]);
            roomy = left >= room ? end : roomy;
        }

        isLast = end == text.Length;

        // A part that holds nothing would never end.
        return Math.Max(roomy, start + 2);
    }

    private static int FindCut(string text, int start, int end)
    {
        // Not so early that a part is next to nothing.
        int earliest = start + ((end - start) / 2);
        ReadOnlySpan<char> window = text.AsSpan(earliest, end - earliest);
        int paragraph = Math.Max(window.LastIndexOf("\n\n", StringComparison.Ordinal), window.LastIndexOf("\n\r\n", StringComparison.Ordinal));
        int cut = paragraph >= 0 ? paragraph + 1 : window.LastIndexOf('\n') is >= 0 and var line ? line + 1 : window.LastIndexOfAny(' ', '\t') + 1;
        cut = cut > 0 ? earliest + cut : end;
        return char.IsLowSurrogate(text[cut]) && char.IsHighSurrogate(text[cut - 1]) ? cut - 1 : cut;
    }

    /// <summary>The code fence that is open at a place.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where a part begins: at a line, or within one.</param>
    /// <param name="end">The place.</param>
    /// <param name="open">What is open at the start.</param>
    private static Fence? FenceAt(string text, int start, int end, Fence? open)
    {
        for (int line = start; line < end;)
        {
            int next = text.IndexOf('\n', line, end - line);
            next = next < 0 ? end : next + 1;
            if ((line == 0 || text[line - 1] == '\n') && Fence.Read(text.AsSpan(line, next - line)) is { } fence)
            {
                open = open is not { } current ? (fence.IsOpening ? fence : null) : fence.Closes(current) ? null : current;
            }

            line = next;
        }

        return open;
    }

    /// <summary>A line that opens or closes a block of code.</summary>
    private readonly record struct Fence(string Marker, string Info)
    {
        /// <summary>Longer than anybody writes one, and more than there is room for.</summary>
        private const int LongestMarker = 64;

        /// <summary>An info string after backticks has none itself: such a line is code in a text.</summary>
        public bool IsOpening => Marker[0] == '~' || !Info.Contains('`', StringComparison.Ordinal);

        public bool Closes(Fence open) => Marker[0] == open.Marker[0] && Marker.Length >= open.Marker.Length && Info.Length == 0;

        public static Fence? Read(ReadOnlySpan<char> line)
        {
            ReadOnlySpan<char> trimmed = line.TrimStart(' ');
            if (line.Length - trimmed.Length > 3 || trimmed.Length < 3 || trimmed[0] is not ('`' or '~'))
            {
                return null;
            }

            int length = trimmed.IndexOfAnyExcept(trimmed[0]);
            length = length < 0 ? trimmed.Length : length;
            return length is < 3 or > LongestMarker ? null : new Fence(trimmed[..length].ToString(), trimmed[length..].Trim().ToString());
        }
    }
}
