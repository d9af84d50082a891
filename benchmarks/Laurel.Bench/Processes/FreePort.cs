using System.Net;
using System.Net.Sockets;

namespace Laurel.Bench.Processes;

/// <summary>A port for a program that must be told one.</summary>
internal static class FreePort
{
    /// <summary>One that nobody listens on at this moment.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
