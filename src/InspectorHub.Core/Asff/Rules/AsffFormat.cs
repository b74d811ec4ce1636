namespace InspectorHub.Asff.Rules;

/// <summary>What a text has to be beside so many characters, by the names of JSON schema's formats.</summary>
internal abstract class AsffFormat(string name)
{
    /// <summary>A date with its time, in the form of <see cref="AsffTimeFormat"/>.</summary>
    public static AsffFormat Time { get; } = new AsffTimeFormat();

    /// <summary>An IPv4 address.</summary>
    public static AsffFormat IpV4 { get; } = new AsffAddressFormat("ipv4", System.Net.Sockets.AddressFamily.InterNetwork);

    /// <summary>An IPv6 address.</summary>
    public static AsffFormat IpV6 { get; } = new AsffAddressFormat("ipv6", System.Net.Sockets.AddressFamily.InterNetworkV6);

    /// <summary>As JSON schema calls it.</summary>
    public string Name { get; } = name;

    /// <summary>Whether a text is told to be of the format from its bytes; what is not has to be checked.</summary>
    public virtual bool IsPlain(ReadOnlySpan<byte> utf8) => false;

    /// <summary>Reports what is not of the format.</summary>
    public abstract void Check(string text, AsffCheck check);
}
