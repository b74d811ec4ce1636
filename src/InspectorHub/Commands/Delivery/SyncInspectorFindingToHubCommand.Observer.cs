using System.Management.Automation;
using InspectorHub.Asff;
using InspectorHub.Aws;
using InspectorHub.Base;
using InspectorHub.Outbox;
using InspectorHub.Sync;
using InspectorHub.Sync.Rounds;

namespace InspectorHub.Commands;

/// <content>What a synchronization, which runs on other threads, asks and tells: all of it on the pipeline's thread, the
/// only one that may write.</content>
public sealed partial class SyncInspectorFindingToHubCommand
{
    private const int RestProgress = 2;

    private sealed class Observer(SyncInspectorFindingToHubCommand command) : SyncObserver
    {
        public Func<Task>? AfterRound { get; init; }

        public override Task<RoundDecision> DecideAsync(SyncRound round) => command.OnPipeline(() => Decide(round));

        public override Task<bool> DecideAsync(OutboundFinding archived) => command.OnPipeline(() => command.ShouldProcess(
            $"Archive finding {archived.Id} in Security Hub of " +
            $"{archived.Lane}.", $"Archive finding {archived.Id} in Security Hub of {archived.Lane}?", "Archive findings"));

        public override Task RemarkAsync(AsffFinding finding) => command.OnPipeline(() =>
        {
            foreach (var warning in finding.Warnings) command.WriteWarning($"{finding.Id}: {warning}");
            foreach (var cut in finding.Cuts) command.WriteVerbose($"{finding.Id}: {cut}");
        });

        public override Task UnusableAsync(UnusableFinding finding) => command.OnPipeline(() => Say(finding));

        public override Task NoticeAsync(SyncNotice notice) => command.OnPipeline(() => Say(notice));

        public override Task RestAsync(string? region, DateTimeOffset until) => command.OnPipeline(() => command.WriteProgress(
            new ProgressRecord(
                RestProgress, $"Synchronizing {region ?? "with Security Hub"}", $"Next round at {until.ToLocalTime():HH:mm:ss}")));

        public override async Task EndAsync(RoundResult result)
        {
            await command.OnPipeline(() => End(result)).ConfigureAwait(false);
            if (AfterRound is not null) await AfterRound().ConfigureAwait(false);
        }

        private void End(RoundResult result)
        {
            // A listing that did not even begin has its error and no summary.
            if (result.IsListed || command.Watch || result.Summary.Findings + result.Summary.Earlier > 0)
                command.Conclude(result.Delivery, result.Summary, result.GoesOn);
            else command.Close(result.Delivery);
        }

        private static string Plan(SyncRound round)
        {
            var isAll = round.Since is null || round.IsFull;
            if (round.IsOfCis)
                return $"Send what failed in {(isAll ? "the latest CIS scans" : $"CIS scans since {round.Since:u}")} to Security Hub";
            return isAll ? "Send all active findings to Security Hub" : $"Send what has changed since {round.Since:u} to Security Hub";
        }

        private RoundDecision Decide(SyncRound round)
        {
            var what = Plan(round);
            if (command.ShouldProcess(
                $"{what} from Amazon Inspector in " +
                $"{round.Region}.", $"{what} from Amazon Inspector in " +
                $"{round.Region}?", "Synchronize", out var reason)) return RoundDecision.Begin;
            return reason == ShouldProcessReason.WhatIf ? RoundDecision.End : RoundDecision.LeaveOut;
        }

        private void Say(UnusableFinding finding)
        {
            var record = finding.Problem is { } problem
                ? FindingErrorRecord.From(problem, finding.MessageId ?? problem.FindingId)
                : new ErrorRecord(finding.Failure!, "CannotSend", ErrorCategory.InvalidData, finding.Finding);
            if (finding.IsKnown)
            {
                // Said the first time: the overlap lists it again.
                command.WriteVerbose($"{record.Exception.Message} It has been set aside before as {finding.File}.");
                return;
            }

            command.WriteError(record);
            if (finding.File is { } file)
                command.WriteWarning(
                    $"The finding is set aside as {file}; the others go on. Import-InspectorFinding reads it, should a later version " +
                    "make more of it.");
        }

        private void Say(SyncNotice notice)
        {
            switch (notice)
            {
                case { Kind: SyncNoticeKind.QueueStillTroubled
                    or SyncNoticeKind.OutOfSight or SyncNoticeKind.PassedOver or SyncNoticeKind.SignOfLife or SyncNoticeKind.GivenBack }:
                    command.WriteVerbose(notice.Message);
                    break;
                case { Kind: SyncNoticeKind.Failed, Failure: AwsException failure }:
                    command.WriteError(ErrorOf(failure, notice.Region));
                    break;
                case { Kind: SyncNoticeKind.ArchiveLimit }:
                    command.WriteError(new ErrorRecord(
                        new InvalidOperationException(
                            $"{notice.Message} If all of them are over, run it again with -Full " +
                            "and a higher -ArchiveLimit."), "ArchiveLimit", ErrorCategory.LimitsExceeded, notice.Region));
                    break;
                case { Kind: SyncNoticeKind.LedgerDamaged }:
                    command.WriteError(new ErrorRecord(
                        new InvalidDataException(
                            $"{notice.Message} Compare-InspectorHubFinding finds them in Security Hub " +
                            "itself."), "LedgerDamaged", ErrorCategory.InvalidData, command.OutboxFile));
                    break;
                default:
                    command.WriteWarning(notice.Message);
                    break;
            }
        }
    }
}
