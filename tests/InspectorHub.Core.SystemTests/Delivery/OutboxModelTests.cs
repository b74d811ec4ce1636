using CsCheck;
using InspectorHub.Outbox;
using InspectorHub.Outbox.Leasing;

namespace InspectorHub.Core.Tests.Delivery;

/// <summary>The outbox beside a dictionary that does the same, and used by several at a time.</summary>
public sealed class OutboxModelTests : DeliveryTest
{
    private int files;

    [Fact]
    public void An_outbox_is_a_dictionary_that_outlives_its_users()
    {
        var ids = Gen.Int[1, 12];
        Gen.Const(() => (new Subject(NextPath()), new Model())).SampleModelBased(
            [
                (from version in Gen.Int[1, 5] from id in ids select (id, version)).Array[1, 6].Operation<Subject, Model>(
                    (subject, findings) => subject.Accept(findings), (model, findings) => model.Accept(findings)),
                Gen.Bool
                    .Operation<Subject, Model>((subject, isTaken) => subject.Settle(isTaken), (model, isTaken) => model.Settle(isTaken)),
                ids.Operation<Subject, Model>((subject, id) => subject.Clear(id), (model, id) => model.Clear(id)),
                Gen.Operation<Subject, Model>(subject => subject.Reopen(), _ => { }),
            ],
            equal: (subject, model) => subject.State() == model.State(),
            iter: 60,
            threads: 1);
    }

    [Fact]
    public void Users_at_the_same_time_lose_nothing_of_each_other()
    {
        Gen.Int[1, 40].Array[1, 10].Array[2, 4].Sample(
            users =>
            {
                var path = NextPath();
                Parallel.ForEach(users.Index(), user =>
                {
                    using var outbox = new FindingOutbox(path, new OutboxOptions { IsFlushed = false });
                    foreach (var number in user.Item) outbox.Accept([Finding.Of((user.Index * 100) + number)], force: false);
                });
                using var all = new FindingOutbox(path);
                var expected = users.Index().SelectMany(user => user.Item.Select(number => $"finding-{(user.Index * 100) + number}"))
                    .Distinct();
                return all.KnownIds().Order().SequenceEqual(expected.Order(), StringComparer.Ordinal);
            },
            iter: 30,
            threads: 1);
    }

    private string NextPath() => Path.Combine(Folder, $"model-{Interlocked.Increment(ref files)}", "outbox.db");

    private static string Time(int version) => $"2026-11-{version:00}T08:00:00Z";

    /// <summary>The outbox itself.</summary>
    private sealed class Subject(string path)
    {
        private FindingOutbox outbox = Open(path);

        public void Accept(IEnumerable<(int Id, int Version)> findings) =>
            outbox.Accept([.. findings.Select(finding => Finding.Of(finding.Id, $"{finding.Version}", Time(finding.Version)))],
                force: false);

        public void Settle(bool isTaken)
        {
            var batch = outbox.Leases.Lease(outbox.Number(Finding.Lane), outbox.Sender, partial: true);
            var status = isTaken ? DeliveryStatus.Received : DeliveryStatus.Refused;
            outbox.Leases.Settle([.. batch.Findings.Select(finding => new Settlement(finding, status, "InvalidInput", "No."))]);
        }

        public void Clear(int id) => outbox.Clear(new OutboxFilter { Ids = [$"finding-{id}"] });

        public void Reopen()
        {
            outbox.Dispose();
            outbox = Open(path);
        }

        public string State() => string.Join(' ', outbox.Read(new OutboxFilter())
            .Select(item => $"{item.Id}={item.Finding.Title}{(item.State == OutboxState.Refused ? "!" : "")}")
            .Order(StringComparer.Ordinal));

        private static FindingOutbox Open(string path) => new(path, new OutboxOptions { IsFlushed = false });
    }

    /// <summary>What an outbox is to be: versions that wait, set aside or not, and those that Security Hub has.</summary>
    private sealed class Model
    {
        private readonly Dictionary<int, (int Version, bool IsRefused)> waiting = [];
        private readonly Dictionary<int, int> acknowledged = [];

        public void Accept(IEnumerable<(int Id, int Version)> findings)
        {
            foreach (var (id, version) in findings)
            {
                if (waiting.TryGetValue(id, out var known))
                {
                    if (version > known.Version || (version == known.Version && known.IsRefused)) waiting[id] = (version, false);
                }
                else if (version > acknowledged.GetValueOrDefault(id))
                {
                    waiting[id] = (version, false);
                }
            }
        }

        public void Settle(bool isTaken)
        {
            foreach (var (id, (version, _)) in waiting.Where(finding => !finding.Value.IsRefused).ToList())
            {
                if (isTaken)
                {
                    waiting.Remove(id);
                    acknowledged[id] = version;
                }
                else
                {
                    waiting[id] = (version, true);
                }
            }
        }

        public void Clear(int id) => waiting.Remove(id);

        public string State() => string.Join(' ', waiting
            .Select(finding => $"finding-{finding.Key}={finding.Value.Version}{(finding.Value.IsRefused ? "!" : "")}")
            .Order(StringComparer.Ordinal));
    }
}
