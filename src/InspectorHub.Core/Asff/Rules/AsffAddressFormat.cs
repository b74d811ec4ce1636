using System.Net;
using System.Net.Sockets;

namespace InspectorHub.Asff.Rules;

/// <summary>An address of a network, of one family.</summary>
internal sealed class AsffAddressFormat(string name, AddressFamily family) : AsffFormat(name)
{
    /// <inheritdoc/>
    public override void Check(string text, AsffCheck check)
    {
        // "1" and "1.2" are addresses, too, to the framework.
        var isAddress = IPAddress.TryParse(text, out var address) && address.AddressFamily == family
            && (family != AddressFamily.InterNetwork || text.Split('.').Length == 4);
        if (!isAddress) check.Format(Name, text);
    }
}
