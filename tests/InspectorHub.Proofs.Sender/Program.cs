using InspectorHub.Proofs.Sender;

// A process of its own that sends findings: what gets killed and measured in the proofs. See SenderOptions for what it is told.
return await SenderProcess.RunAsync(SenderOptions.Parse(args));
