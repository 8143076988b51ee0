namespace ClickClack.Local.Tests;

internal static class FileModes
{
    /// <summary>Asserts that a file is for its owner only; on Windows the directory decides that.</summary>
    public static void IsOwnerOnly(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }
}
