namespace InspectorHub.Tests.Help;

public sealed class ExampleTests(ExampleRun run) : IClassFixture<ExampleRun>
{
    public static TheoryData<string> Pages => [.. HelpPages.Cmdlets];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_example_of_the_page_runs_without_an_error(string page)
    {
        var examples = HelpPages.Examples(page);
        Assert.NotEmpty(examples);
        Assert.All(Enumerable.Range(1, examples.Count), number => Assert.Equal("", run.Results[$"{page}.{number}"]));
    }
}
