namespace InspectorHub.Tests.Views;

/// <summary>Tests that change what the whole process sees: environment variables, $PSStyle. They run alone.</summary>
[CollectionDefinition("Environment", DisableParallelization = true)]
public sealed class EnvironmentCollection;
