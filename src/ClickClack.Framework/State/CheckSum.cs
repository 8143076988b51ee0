using System.Buffers.Binary;
using System.Numerics;

namespace ClickClack.State;

/// <summary>CRC-32C: finds every change of up to 32 neighbouring bits, and all but one in four billion of the others.</summary>
internal static class CheckSum
{
    public static uint Of(ReadOnlySpan<byte> content)
    {
        uint sum = uint.MaxValue;
        for (; content.Length >= sizeof(ulong); content = content[sizeof(ulong)..])
        {
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(content));
        }

        foreach (byte one in content)
        {
            sum = BitOperations.Crc32C(sum, one);
        }

        return ~sum;
    }
}
