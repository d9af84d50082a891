using System.Net;
using System.Net.Sockets;

namespace Laurel.Runtime.Webhooks;

/// <summary>
/// Which addresses messages may be sent to: those of the public internet. An endpoint that leads to the server's own network
/// would let whoever manages endpoints reach what only that network may reach.
/// </summary>
public static class AddressRule
{
    // Networks that are private, local, shared, reserved, for documentation, or for many receivers (RFC 6890 and its registries).
    private static readonly IPNetwork[] Closed =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16",
            "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether an address lies in the public internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var plain = PlainOf(address);
        return plain.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6
            && !Array.Exists(Closed, network => network.Contains(plain));
    }

    /// <summary>Whether the host of a URL names a closed address by itself; other names show theirs when they are connected to.</summary>
    public static bool IsClosed(Uri url) =>
        IPAddress.TryParse(url.IdnHost.Trim('[', ']'), out var address)
            ? !IsPublic(address)
            : url.IdnHost.TrimEnd('.') is var host
                && (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase));

    // IPv4 within IPv6 is looked at as IPv4.
    private static IPAddress PlainOf(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : address.AddressFamily == AddressFamily.InterNetworkV6 && Translated.Contains(address) ? new IPAddress(address.GetAddressBytes().AsSpan(12))
        : address;
}
