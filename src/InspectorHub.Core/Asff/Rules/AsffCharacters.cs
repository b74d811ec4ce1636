namespace InspectorHub.Asff.Rules;

/// <summary>The characters that a key or a value may consist of.</summary>
internal sealed class AsffCharacters
{
    private const char Substitute = '_';

    private readonly bool[] allowed = new bool[128];
#if NET
    private readonly System.Buffers.SearchValues<char> search;
#endif

    /// <param name="others">Allowed beside letters and digits.</param>
    public AsffCharacters(string others)
    {
        for (var character = '\0'; character < 128; character++)
            allowed[character] = character is >= 'A' and <= 'Z' or >= 'a' and <= 'z' or >= '0' and <= '9' || others.IndexOf(character) >= 0;
#if NET
        search = System.Buffers.SearchValues.Create([.. Enumerable.Range(0, 128).Where(code => allowed[code]).Select(code => (char)code)]);
#endif
        Pattern = $"^[A-Za-z0-9{others.Replace("-", "")}-]*$";
    }

    /// <summary>The same as a regular expression.</summary>
    public string Pattern { get; }

    public bool Allow(string text)
    {
#if NET
        return !text.AsSpan().ContainsAnyExcept(search);
#else
        foreach (var character in text)
        {
            if (character >= 128 || !allowed[character]) return false;
        }

        return true;
#endif
    }

    /// <summary>The same of a text in UTF-8.</summary>
    public bool Allow(ReadOnlySpan<byte> utf8)
    {
        foreach (var character in utf8)
        {
            if (character >= 128 || !allowed[character]) return false;
        }

        return true;
    }

    /// <summary>The text with <c>_</c> for every character that is not allowed.</summary>
    public string Replace(string text)
    {
        var replaced = text.ToCharArray();
        for (var i = 0; i < replaced.Length; i++)
        {
            if (replaced[i] >= 128 || !allowed[replaced[i]]) replaced[i] = Substitute;
        }

        return new string(replaced);
    }
}
