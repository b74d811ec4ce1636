using InspectorHub.Delivery;

namespace InspectorHub.Core.Tests.Delivery;

/// <summary>Where findings gather for the disk: how many, and what becomes of who comes when it is full.</summary>
public sealed class BoundedBufferTests
{
    private readonly BoundedBuffer buffer = new(TimeProvider.System, inline: false);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_takes_five_thousand_and_no_more_until_they_are_taken()
    {
        var finding = Finding.Of(1);
        for (var number = 0; number < 5000; number++) Assert.True(buffer.TryAdd(finding, Cancel));
        Assert.Null(buffer.TryAdd(finding, Cancel));
        Assert.Equal(5000, (await buffer.TakeAllAsync())!.Count);
        Assert.True(buffer.TryAdd(finding, Cancel));
        Assert.Single((await buffer.TakeAllAsync())!);
    }

    [Fact]
    public async Task It_takes_four_megabytes_and_the_one_that_reaches_them()
    {
        var finding = Finding.Of(1, padding: 200_000);
        var room = (4_000_000 + finding.Body.Length - 1) / finding.Body.Length;
        for (var number = 0; number < room; number++) Assert.True(buffer.TryAdd(finding, Cancel));
        Assert.Null(buffer.TryAdd(finding, Cancel));
        await buffer.TakeAllAsync();
        Assert.True(buffer.TryAdd(finding, Cancel));
    }

    [Fact]
    public async Task Who_waits_for_room_goes_on_when_it_is_made()
    {
        Fill();
        var adding = Task.Run(() => buffer.Add(Finding.Of(2), Cancel), Cancel);
        Assert.Equal(5000, (await buffer.TakeAllAsync())!.Count);
        Assert.True(await adding);
        Assert.Equal("finding-2", Assert.Single((await buffer.TakeAllAsync())!).Id);
    }

    [Fact]
    public async Task Who_waits_for_room_hears_that_nothing_more_is_taken()
    {
        Fill();
        var adding = Task.Run(() => buffer.Add(Finding.Of(2), Cancel), Cancel);
        buffer.Complete();
        Assert.False(await adding);
        Assert.Equal(5000, (await buffer.TakeAllAsync())!.Count);
        Assert.Null(await buffer.TakeAllAsync());
        Assert.False(buffer.Add(Finding.Of(3), Cancel));
    }

    [Fact]
    public async Task Who_waits_for_room_may_be_cancelled_and_has_added_nothing()
    {
        Fill();
        using var cancel = new CancellationTokenSource();
        var adding = Task.Run(() => buffer.Add(Finding.Of(2), cancel.Token), Cancel);
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => adding);
        Assert.Equal(5000, (await buffer.TakeAllAsync())!.Count);
        Assert.Throws<OperationCanceledException>(() => buffer.TryAdd(Finding.Of(2), cancel.Token));
    }

    [Fact]
    public async Task Who_takes_waits_for_the_first()
    {
        var taking = buffer.TakeAllAsync();
        Assert.False(taking.IsCompleted);
        buffer.Add(Finding.Of(1), Cancel);
        Assert.Single((await taking)!);
        var next = buffer.TakeAllAsync();
        buffer.Complete();
        Assert.Null(await next);
    }

    private void Fill()
    {
        var finding = Finding.Of(1);
        for (var number = 0; number < 5000; number++) buffer.Add(finding, Cancel);
    }
}
