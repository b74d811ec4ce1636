using System.Net;
using InspectorHub.Aws.Sessions;

namespace InspectorHub.Core.Tests.Aws;

public sealed class SamlProfileTests
{
    private static readonly NetworkCredential User = new("pat", "secret", "COMPANY");

    [Fact]
    public void The_name_and_password_are_given_when_they_are_asked_for() =>
        Assert.Same(User, SamlProfile.Answer(wasRefused: false, User));

    [Fact]
    public void What_was_refused_is_not_given_again() =>
        Assert.Null(SamlProfile.Answer(wasRefused: true, User));
}
