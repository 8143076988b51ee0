using ClickClack.Chaos.Tests.Talk;

namespace ClickClack.Chaos.Tests.Judgement;

/// <summary>Compares what people wrote with what the bot wrote.</summary>
/// <param name="bot">The bot's user id.</param>
/// <param name="elsewhere">The id of the channel where answers to elsewhere go.</param>
/// <param name="reversals">When the server sent events in the wrong order.</param>
internal sealed class Judge(string bot, string elsewhere, IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> reversals)
{
    private readonly List<string> missing = [];
    private readonly List<string> wrong = [];

    /// <summary>How many replies were answered out of order where the server had announced them so.</summary>
    public int Reordered { get; private set; }

    /// <summary>How many answers to what was deleted meanwhile are not whole.</summary>
    public int CutShort { get; private set; }

    public Verdict JudgeAll(IReadOnlyList<Trigger> triggers, IReadOnlyList<ChatMessage> messages, IReadOnlyList<string> deadLetters)
    {
        var answers = new Dictionary<int, List<BotAnswer>>();
        foreach (ChatMessage message in messages.Where(message => message.Author == bot && !message.IsDeleted))
        {
            if (BotAnswer.Read(message) is { } answer)
            {
                answers.TryAdd(answer.Number, []);
                answers[answer.Number].Add(answer);
            }
            else
            {
                wrong.Add($"the bot said \"{message.Body}\" ({message.Id}, {message.Conversation} #{message.Seq})");
            }
        }

        foreach (Trigger trigger in triggers)
        {
            JudgeOne(trigger, answers.GetValueOrDefault(trigger.Number) ?? []);
        }

        HashSet<int> asked = [.. triggers.Select(trigger => trigger.Number)];
        wrong.AddRange(answers.Keys.Where(number => !asked.Contains(number)).Select(number => $"{answers[number][0]} answers nothing"));
        JudgeOrder(triggers, answers);
        JudgeDeadLetters(triggers, deadLetters);
        return new Verdict(missing, wrong);
    }

    private void JudgeOne(Trigger trigger, List<BotAnswer> all)
    {
        List<BotAnswer> answers = [.. all.Where(answer => answer.What != "sent")];
        JudgeSends(trigger, [.. all.Where(answer => answer.What == "sent")]);
        if (trigger.What == "doomed")
        {
            Wrong(answers.Count == 0, "a handler that only fails cannot have answered");
            return;
        }

        if (trigger.Parts > 0)
        {
            JudgeRevised(trigger, answers);
            return;
        }

        if (answers.Count == 0)
        {
            if (!trigger.IsDeleted)
            {
                missing.Add($"{trigger} is not answered");
            }

            return;
        }

        BotAnswer first = answers[0];
        Wrong(answers.All(answer => answer.What == trigger.What), "another handler answered");
        Wrong(answers.All(answer => answer.Run == first.Run), "two runs answered");
        Wrong(answers.Select(answer => answer.Part).Distinct().Count() == answers.Count, "it is answered twice");
        Wrong(answers.All(answer => IsInPlace(trigger, answer.Message)), "the answer is not where it belongs");
        Wrong(first.What != "file" || first.Message.Files is "" || first.Message.Files == $"{first.Run}.txt", $"it has other files: {first.Message.Files}");
        if (answers.Count < first.Of || !first.IsWhole || (first.What == "file" && first.Message.Files.Length == 0))
        {
            if (trigger.IsDeleted)
            {
                // Who takes the question back need not be told the rest.
                CutShort++;
            }
            else
            {
                missing.Add($"{trigger} is answered in part: {string.Join(", ", answers)}");
            }
        }

        BotAnswer[] parts = [.. answers.OrderBy(answer => answer.Part)];
        Wrong(parts.Zip(parts.Skip(1)).All(pair => pair.First.Message.Seq < pair.Second.Message.Seq), "the parts are not in order");

        void Wrong(bool isRight, string what)
        {
            if (!isRight)
            {
                wrong.Add($"{trigger}: {what}: {string.Join(", ", answers)}");
            }
        }
    }

    /// <summary>What follows its message is the answer to its last text, of one run; with the message it is gone.</summary>
    private void JudgeRevised(Trigger trigger, List<BotAnswer> answers)
    {
        BotAnswer[] parts = [.. answers.OrderBy(answer => answer.Part)];
        bool isRight = trigger.IsDeleted
            ? parts.Length == 0
            : parts.Select(answer => answer.Part).SequenceEqual(Enumerable.Range(1, trigger.Parts))
                && parts.All(answer => answer.Run == parts[0].Run && answer.Version == trigger.Version && answer.Of == trigger.Parts);
        if (!isRight)
        {
            missing.Add($"{trigger} is not answered as it is: {string.Join(", ", answers)}");
        }

        if (!parts.Zip(parts.Skip(1)).All(pair => pair.First.Message.Seq < pair.Second.Message.Seq)
            || !answers.All(answer => answer.What == trigger.What && IsInPlace(trigger, answer.Message)))
        {
            wrong.Add($"{trigger}: the answer is not where it belongs: {string.Join(", ", answers)}");
        }
    }

    /// <summary>What a handler sends besides: each once, in order, of whatever run.</summary>
    private void JudgeSends(Trigger trigger, List<BotAnswer> sends)
    {
        int[] parts = [.. sends.OrderBy(send => send.Message.Seq).Select(send => send.Part)];
        if (trigger.What != "send" ? sends.Count > 0 : parts is not ([] or [1] or [1, 2]) || sends.Any(send => send.Message.Conversation != elsewhere))
        {
            wrong.Add($"{trigger}: what was sent is wrong: {string.Join(", ", sends)}");
        }
        else if (trigger.What == "send" && parts.Length < 2 && !trigger.IsDeleted)
        {
            missing.Add($"{trigger} sent too little: {string.Join(", ", sends)}");
        }
    }

    private bool IsInPlace(Trigger trigger, ChatMessage answer)
    {
        ChatMessage asked = trigger.Message;
        return trigger.What switch
        {
            "elsewhere" => answer.Place == elsewhere && answer.Root is null,
            "aside" => answer.Root == (asked.Root ?? asked.Id),
            _ when asked.Root is not null => answer.Root == asked.Root,
            _ => answer.Root is null && answer.Place == asked.Place
                && (answer.Quoted == (asked.Place.StartsWith("dm_", StringComparison.Ordinal) ? null : asked.Id) || (answer.Quoted is null && trigger.IsDeleted)),
        };
    }

    /// <summary>What is asked in one conversation is answered in one other, in most cases the same, in that order.</summary>
    private void JudgeOrder(IReadOnlyList<Trigger> triggers, Dictionary<int, List<BotAnswer>> answers)
    {
        var pairs = triggers
            .Where(static trigger => trigger.Version == 0)
            .Select(trigger => (
                Trigger: trigger,
                Answer: answers.GetValueOrDefault(trigger.Number)?.Where(answer => answer.What != "sent").MinBy(answer => answer.Message.Seq)!))
            .Where(pair => pair.Answer is not null);
        foreach (var conversation in pairs.GroupBy(pair => (Asked: pair.Trigger.Message.Conversation, Answered: pair.Answer.Message.Conversation)))
        {
            (Trigger Trigger, BotAnswer Answer)? before = null;
            foreach (var pair in conversation.OrderBy(pair => pair.Trigger.Message.Seq))
            {
                if (before is { } earlier && earlier.Answer.Message.Seq > pair.Answer.Message.Seq)
                {
                    // Roots have numbers to be put in order by. Replies are answered in the order in which the server announces them.
                    if (pair.Trigger.Message.Root is not null && WereReversed(earlier.Trigger.Message, pair.Trigger.Message))
                    {
                        Reordered++;
                    }
                    else
                    {
                        wrong.Add($"{earlier.Trigger} was asked before {pair.Trigger}, but answered after it: {earlier.Answer}, {pair.Answer}");
                    }
                }

                before = before is null || before.Value.Answer.Message.Seq < pair.Answer.Message.Seq ? pair : before;
            }
        }
    }

    private bool WereReversed(ChatMessage one, ChatMessage other) =>
        reversals.Any(reversal => reversal.From <= one.CreatedAt && other.CreatedAt <= reversal.To);

    private void JudgeDeadLetters(IReadOnlyList<Trigger> triggers, IReadOnlyList<string> deadLetters)
    {
        Dictionary<string, Trigger> doomed = triggers.Where(trigger => trigger.What == "doomed").ToDictionary(trigger => $"m:{trigger.Message.Id}");
        wrong.AddRange(deadLetters.Where(letter => !doomed.ContainsKey(letter)).Select(letter =>
            $"dead letter {letter}: {triggers.FirstOrDefault(trigger => letter == $"m:{trigger.Message.Id}")}"));
        wrong.AddRange(deadLetters.GroupBy(letter => letter).Where(same => same.Count() > 1).Select(same => $"dead letter {same.Key} is listed twice"));
        missing.AddRange(doomed
            .Where(one => !one.Value.IsDeleted && !deadLetters.Contains(one.Key))
            .Select(one => $"{one.Value} is not among the dead letters"));
    }
}
