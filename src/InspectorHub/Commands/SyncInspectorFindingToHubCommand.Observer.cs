using System.Management.Automation;
using InspectorHub.Asff;
using InspectorHub.Aws;
using InspectorHub.Base;
using InspectorHub.Sync;

namespace InspectorHub.Commands;

/// <content>What a synchronization, which runs on other threads, asks and tells: all of it on the pipeline's thread, the only one that may write.</content>
public sealed partial class SyncInspectorFindingToHubCommand
{
    private sealed class Observer(SyncInspectorFindingToHubCommand command) : SyncObserver
    {
        public override Task<RoundDecision> DecideAsync(SyncRound round) => command.OnPipeline(() => Decide(round));

        public override Task RemarkAsync(AsffFinding finding) => command.OnPipeline(() =>
        {
            foreach (var warning in finding.Warnings) command.WriteWarning($"{finding.Id}: {warning}");
            foreach (var cut in finding.Cuts) command.WriteVerbose($"{finding.Id}: {cut}");
        });

        public override Task UnusableAsync(UnusableFinding finding) => command.OnPipeline(() => Say(finding));

        public override Task NoticeAsync(SyncNotice notice) => command.OnPipeline(() => Say(notice));

        public override Task EndAsync(RoundResult result) => command.OnPipeline(() =>
        {
            // A listing that did not even begin has its error and no summary.
            if (result.IsListed || command.Watch || result.Summary.Findings + result.Summary.Earlier > 0) command.Conclude(result.Delivery, result.Summary, result.GoesOn);
            else command.Close(result.Delivery);
        });

        private RoundDecision Decide(SyncRound round)
        {
            var what = round.Since is null || round.IsFull ? "Send all active findings to Security Hub" : $"Send what has changed since {round.Since:u} to Security Hub";
            if (command.ShouldProcess(
                $"{what} from Amazon Inspector in {round.Region}.", $"{what} from Amazon Inspector in {round.Region}?", "Synchronize", out var reason)) return RoundDecision.Begin;
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
                command.WriteWarning($"The finding is set aside as {file}; the others go on. Import-InspectorFinding reads it, should a later version make more of it.");
        }

        private void Say(SyncNotice notice)
        {
            if (notice.Kind is SyncNoticeKind.QueueStillTroubled or SyncNoticeKind.PassedOver) command.WriteVerbose(notice.Message);
            else if (notice is { Kind: SyncNoticeKind.Failed, Failure: AwsException failure }) command.WriteError(ErrorOf(failure, notice.Region));
            else command.WriteWarning(notice.Message);
        }
    }
}
