using System.Buffers.Binary;
using System.Text;
using NpgsqlTypes;

namespace Laurel.Runtime.Databases;

/// <summary>The values of one column of the rows that wait to be written: sent as an array, or as fields of a binary COPY.</summary>
internal abstract class PostgresColumn
{
    /// <summary>A column for a type by PostgreSQL's name of it.</summary>
    public static PostgresColumn Of(string type) => type switch
    {
        "integer" => new Numbers(bytes: 4),
        "bigint" => new Numbers(bytes: 8),
        "text" => new Texts(),
        "bytea" => new Blobs(),
        _ => throw new NotSupportedException($"Batches write no columns of the type {type}."),
    };

    /// <summary>Of an array of these values.</summary>
    public abstract NpgsqlDbType ArrayType { get; }

    /// <summary>The name of that type in SQL.</summary>
    public abstract string ArrayName { get; }

    public virtual void Add(long value) => throw Mismatch(value);

    public virtual void Add(string value) => throw Mismatch(value);

    public virtual void Add(byte[] value) => throw Mismatch(value);

    public abstract void AddNull();

    public abstract void Clear();

    /// <summary>The values of some rows.</summary>
    public abstract Array Take(List<int> rows);

    public abstract int HashAt(int row);

    public abstract bool AreEqual(int row, int other);

    /// <summary>The value as a field of a binary COPY: its length, then its bytes.</summary>
    public abstract void WriteField(CopyBytes bytes, int row);

    private InvalidOperationException Mismatch(object value) => new($"A {value.GetType().Name} does not go into a column of {ArrayName}.");

    private abstract class Typed<T> : PostgresColumn
    {
        protected List<T> Values { get; } = [];

        public override void Clear() => Values.Clear();

        public override Array Take(List<int> rows)
        {
            var taken = new T[rows.Count];
            for (var i = 0; i < taken.Length; i++)
            {
                taken[i] = Values[rows[i]];
            }

            return taken;
        }

        public override int HashAt(int row) => Values[row] is { } value ? value.GetHashCode() : 0;

        public override bool AreEqual(int row, int other) => EqualityComparer<T>.Default.Equals(Values[row], Values[other]);
    }

    private sealed class Numbers(int bytes) : Typed<long?>
    {
        public override NpgsqlDbType ArrayType => NpgsqlDbType.Array | NpgsqlDbType.Bigint;

        public override string ArrayName => "bigint[]";

        public override void Add(long value) => Values.Add(value);

        public override void AddNull() => Values.Add(null);

        public override void WriteField(CopyBytes target, int row)
        {
            if (Values[row] is not { } value)
            {
                target.AddInt(-1);
                return;
            }

            target.AddInt(bytes);
            if (bytes == 4)
            {
                target.AddInt(checked((int)value));
            }
            else
            {
                BinaryPrimitives.WriteInt64BigEndian(target.Next(8), value);
            }
        }
    }

    private sealed class Texts : Typed<string?>
    {
        public override NpgsqlDbType ArrayType => NpgsqlDbType.Array | NpgsqlDbType.Text;

        public override string ArrayName => "text[]";

        public override void Add(string value) => Values.Add(value);

        public override void AddNull() => Values.Add(null);

        public override void WriteField(CopyBytes target, int row)
        {
            if (Values[row] is not { } value)
            {
                target.AddInt(-1);
                return;
            }

            var length = Encoding.UTF8.GetByteCount(value);
            target.AddInt(length);
            Encoding.UTF8.GetBytes(value, target.Next(length));
        }
    }

    private sealed class Blobs : Typed<byte[]?>
    {
        public override NpgsqlDbType ArrayType => NpgsqlDbType.Array | NpgsqlDbType.Bytea;

        public override string ArrayName => "bytea[]";

        public override void Add(byte[] value) => Values.Add(value);

        public override void AddNull() => Values.Add(null);

        public override int HashAt(int row) => Values[row] is { Length: >= 4 } value ? BinaryPrimitives.ReadInt32LittleEndian(value) : 0;

        public override bool AreEqual(int row, int other) => Values[row].AsSpan().SequenceEqual(Values[other]);

        public override void WriteField(CopyBytes target, int row)
        {
            if (Values[row] is not { } value)
            {
                target.AddInt(-1);
                return;
            }

            target.AddInt(value.Length);
            value.CopyTo(target.Next(value.Length));
        }
    }
}
