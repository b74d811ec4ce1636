using System.IO.Compression;
using CsCheck;
using InspectorHub.Outbox.Storage;

namespace InspectorHub.Core.Tests.Delivery;

/// <summary>Documents that are stored together are read as they were, or not at all.</summary>
public sealed class BundleTests
{
    [Fact]
    public void What_is_packed_is_unpacked_in_its_order() =>
        Gen.Byte.Array[0, 300].Array[1, Bundle.Places].Sample(
            documents =>
            {
                var packed = Bundle.Pack([.. documents.Select(document => new ReadOnlyMemory<byte>(document))]);
                Assert.Equal(documents, Bundle.Unpack(packed).Select(document => document.ToArray()));
            },
            iter: 200);

    [Theory]
    [InlineData(Bundle.Places + 1, "A bundle cannot have 129 documents.")]
    [InlineData(-1, "A bundle cannot have -1 documents.")]
    public void It_has_as_many_documents_as_there_are_places(int count, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => Bundle.Unpack(Packed(count))).Message);

    [Fact]
    public void Lengths_that_cannot_be_are_damage()
    {
        Assert.Equal("A document cannot be shorter than nothing.", Failure(Packed(2, 5, -1)));
        Assert.Equal("A bundle is larger than any can be.", Failure(Packed(2, int.MaxValue, int.MaxValue)));
        Assert.Equal("A bundle ends early.", Failure(Packed(1, 5)));
        Assert.Equal("A bundle ends early.", Failure([]));
        Assert.Empty(Bundle.Unpack(Packed(0)));
    }

    [Theory]
    [InlineData(Bundle.Places - 1, 63_999, false)]
    [InlineData(Bundle.Places, 0, true)]
    [InlineData(1, 64_000, true)]
    public void It_is_full_by_its_documents_or_by_its_bytes(int documents, int bytes, bool isFull) =>
        Assert.Equal(isFull, Bundle.IsFull(documents, bytes));

    private static string Failure(byte[] packed) => Assert.Throws<InvalidDataException>(() => Bundle.Unpack(packed)).Message;

    private static byte[] Packed(params int[] numbers)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (var number in numbers) deflate.Write(BitConverter.GetBytes(number));
        }

        return packed.ToArray();
    }
}
