using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Laurel.Bench.Standings;

/// <summary>Sends commands to Redis without waiting for their replies, which are read meanwhile.</summary>
internal static class RedisPipeline
{
    private const int Depth = 500;

    public static void Run(Socket socket, int operations, Action<RedisCommands> write)
    {
        var commands = new RedisCommands();
        var sent = 0L;
        var isDone = false;
        var reader = new ReplyReader(socket);
        var sender = new Thread(() =>
        {
            for (var done = 0; done < operations; commands.Clear())
            {
                for (var end = Math.Min(operations, done + Depth); done < end; done++)
                {
                    write(commands);
                }

                Interlocked.Add(ref sent, commands.Count);
                socket.Send(commands.Bytes.Span);
            }

            Volatile.Write(ref isDone, true);
        });
        sender.Start();
        for (var read = 0L; !Volatile.Read(ref isDone) || read < Interlocked.Read(ref sent);)
        {
            if (read < Interlocked.Read(ref sent))
            {
                reader.Skip();
                read++;
            }
            else
            {
                Thread.Yield();
            }
        }

        sender.Join();
    }

    /// <summary>One command, and its reply as text.</summary>
    public static string Ask(Socket socket, params ReadOnlySpan<RedisArgument> arguments)
    {
        var commands = new RedisCommands();
        commands.Add(arguments);
        socket.Send(commands.Bytes.Span);
        return new ReplyReader(socket).Text();
    }

    private sealed class ReplyReader(Socket socket)
    {
        private readonly byte[] buffer = new byte[256 * 1024];
        private int at;
        private int end;

        public void Skip()
        {
            var line = Line();
            switch (line[0])
            {
                case '-':
                    throw new InvalidOperationException($"Redis answered {line}");
                case '*':
                    for (var left = Count(line); left > 0; left--)
                    {
                        Skip();
                    }

                    break;
                case '$' when Count(line) >= 0:
                    Bytes(Count(line) + 2);
                    break;
            }
        }

        public string Text() => Bytes(Count(Line()) + 2);

        private string Line()
        {
            int length;
            while ((length = buffer.AsSpan(at, end - at).IndexOf("\r\n"u8)) < 0)
            {
                Fill();
            }

            return Take(length + 2)[..length];
        }

        private string Bytes(int count)
        {
            while (end - at < count)
            {
                Fill();
            }

            return Take(count);
        }

        private string Take(int count)
        {
            var text = Encoding.ASCII.GetString(buffer, at, count);
            at += count;
            return text;
        }

        private void Fill()
        {
            buffer.AsSpan(at, end - at).CopyTo(buffer);
            (at, end) = (0, end - at);
            var count = socket.Receive(buffer.AsSpan(end));
            end += count > 0 ? count : throw new IOException("Redis closed the connection.");
        }

        private static int Count(string line) => int.Parse(line.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }
}
