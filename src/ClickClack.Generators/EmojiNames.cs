namespace ClickClack.Generators;

/// <summary>The names that chats have for emojis, such as <c>:rocket:</c>. Reactions on the wire are the emoji itself.</summary>
internal static class EmojiNames
{
    /// <summary>The usual ones, without the colour that a client may or may not ask for.</summary>
    private static readonly Dictionary<string, string> Known = new()
    {
        ["100"] = "💯",
        ["+1"] = "👍",
        ["-1"] = "👎",
        ["thumbsup"] = "👍",
        ["thumbs_up"] = "👍",
        ["thumbsdown"] = "👎",
        ["thumbs_down"] = "👎",
        ["rocket"] = "🚀",
        ["tada"] = "🎉",
        ["party_popper"] = "🎉",
        ["heart"] = "❤",
        ["red_heart"] = "❤",
        ["eyes"] = "👀",
        ["fire"] = "🔥",
        ["bug"] = "🐛",
        ["sparkles"] = "✨",
        ["star"] = "⭐",
        ["warning"] = "⚠",
        ["white_check_mark"] = "✅",
        ["check_mark_button"] = "✅",
        ["heavy_check_mark"] = "✔",
        ["check_mark"] = "✔",
        ["ballot_box_with_check"] = "☑",
        ["x"] = "❌",
        ["cross_mark"] = "❌",
        ["no_entry"] = "⛔",
        ["stop_sign"] = "🛑",
        ["octagonal_sign"] = "🛑",
        ["question"] = "❓",
        ["exclamation"] = "❗",
        ["bell"] = "🔔",
        ["no_bell"] = "🔕",
        ["pushpin"] = "📌",
        ["memo"] = "📝",
        ["pencil"] = "📝",
        ["bookmark"] = "🔖",
        ["lock"] = "🔒",
        ["unlock"] = "🔓",
        ["key"] = "🔑",
        ["mag"] = "🔍",
        ["link"] = "🔗",
        ["wrench"] = "🔧",
        ["hammer"] = "🔨",
        ["gear"] = "⚙",
        ["package"] = "📦",
        ["ship"] = "🚢",
        ["hourglass"] = "⌛",
        ["alarm_clock"] = "⏰",
        ["calendar"] = "📅",
        ["recycle"] = "♻",
        ["repeat"] = "🔁",
        ["arrows_counterclockwise"] = "🔄",
        ["wastebasket"] = "🗑",
        ["robot"] = "🤖",
        ["robot_face"] = "🤖",
        ["ghost"] = "👻",
        ["skull"] = "💀",
        ["poop"] = "💩",
        ["clap"] = "👏",
        ["wave"] = "👋",
        ["pray"] = "🙏",
        ["raised_hands"] = "🙌",
        ["ok_hand"] = "👌",
        ["point_up"] = "☝",
        ["muscle"] = "💪",
        ["handshake"] = "🤝",
        ["smile"] = "😄",
        ["smiley"] = "😃",
        ["grin"] = "😁",
        ["grinning"] = "😀",
        ["joy"] = "😂",
        ["laughing"] = "😆",
        ["wink"] = "😉",
        ["blush"] = "😊",
        ["heart_eyes"] = "😍",
        ["thinking"] = "🤔",
        ["thinking_face"] = "🤔",
        ["cry"] = "😢",
        ["sob"] = "😭",
        ["angry"] = "😠",
        ["rage"] = "😡",
        ["sunglasses"] = "😎",
        ["see_no_evil"] = "🙈",
        ["coffee"] = "☕",
        ["beer"] = "🍺",
        ["beers"] = "🍻",
        ["pizza"] = "🍕",
        ["cake"] = "🍰",
        ["bulb"] = "💡",
        ["zap"] = "⚡",
        ["boom"] = "💥",
        ["collision"] = "💥",
        ["trophy"] = "🏆",
        ["medal"] = "🏅",
        ["crown"] = "👑",
        ["gift"] = "🎁",
        ["balloon"] = "🎈",
        ["chart_with_upwards_trend"] = "📈",
        ["chart_with_downwards_trend"] = "📉",
        ["speech_balloon"] = "💬",
        ["red_circle"] = "🔴",
        ["green_circle"] = "🟢",
        ["large_green_circle"] = "🟢",
        ["yellow_circle"] = "🟡",
        ["broken_heart"] = "💔",
    };

    /// <summary>Whether a text is a name between colons, or a word that is known as one.</summary>
    public static bool IsName(string text)
    {
        if (text.Length < 3 || text[0] != ':' || text[text.Length - 1] != ':')
        {
            return text.Length > 1 && text != "100" && Known.ContainsKey(text.ToLowerInvariant());
        }

        for (int i = 1; i < text.Length - 1; i++)
        {
            if (text[i] is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' or '+'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The emoji of a name, or null if it is unknown.</summary>
    public static string? Find(string name) =>
        Known.TryGetValue(name.Trim(':').ToLowerInvariant(), out string? emoji) ? emoji : null;

    /// <summary>What to write in place of a name, in words.</summary>
    public static string Advice(string? emoji) => emoji is null ? "the emoji" : $"\"{emoji}\"";
}
