using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using InspectorHub.Aws;
using InspectorHub.Aws.Sessions;
using InspectorHub.Delivery;

namespace InspectorHub.Core.Tests.Aws;

public sealed class TrustedCertificatesTests : IDisposable
{
    private readonly X509Certificate2 authority = Certificate("CN=Company CA", signer: null, host: null);
    private readonly string bundle = Path.GetTempFileName();

    [Fact]
    public async Task A_server_of_an_authority_in_the_bundle_is_trusted()
    {
        File.WriteAllText(bundle, authority.ExportCertificatePem());
        Assert.Equal("OK", await Ask("127.0.0.1"));
    }

    [Fact]
    public async Task A_server_of_another_authority_is_not()
    {
        using var other = Certificate("CN=Other CA", signer: null, host: null);
        File.WriteAllText(bundle, other.ExportCertificatePem());
        await Assert.ThrowsAsync<HttpRequestException>(() => Ask("127.0.0.1"));
    }

    [Fact]
    public async Task A_wrong_host_name_is_not_trusted_whoever_signed_it()
    {
        File.WriteAllText(bundle, authority.ExportCertificatePem());
        await Assert.ThrowsAsync<HttpRequestException>(() => Ask("10.9.9.9"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no certificate at all")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    [InlineData(null)]
    public void A_bundle_that_is_none_is_an_error_and_not_tried_again(string? content)
    {
        File.Delete(bundle);
        if (content is not null) File.WriteAllText(bundle, content);
        var failure = Assert.Throws<AwsException>(() => new TrustedCertificates(bundle));
        Assert.Equal(AwsException.NoCertificates, failure.ErrorCode);
        Assert.Contains(bundle, failure.Message, StringComparison.Ordinal);
        Assert.Equal(FailureClassification.Stop, FailureClassifier.Classify(failure, answered: true));
    }

    public void Dispose()
    {
        authority.Dispose();
        File.Delete(bundle);
    }

    private async Task<string> Ask(string certifiedHost)
    {
        using var certificate = Certificate("CN=server", authority, certifiedHost);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Serve(listener, certificate);
        using var client = new TrustedCertificates(bundle).CreateHttpClient(new AwsServiceConfig(AwsService.SecurityHub));
        try
        {
            return await client.GetStringAsync(new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"),
                TestContext.Current.CancellationToken);
        }
        finally
        {
            listener.Stop();
            await serving;
        }
    }

    private static async Task Serve(TcpListener listener, X509Certificate2 certificate)
    {
        try
        {
            using var connection = await listener.AcceptTcpClientAsync();
            await using var tls = new SslStream(connection.GetStream());
            await tls.AuthenticateAsServerAsync(certificate);
            _ = await tls.ReadAsync(new byte[4096]);
            await tls.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK"));
        }
        catch (Exception refused) when (refused is IOException
            or System.Security.Authentication.AuthenticationException or SocketException or ObjectDisposedException)
        {
            // The client did not trust us.
        }
    }

    private static X509Certificate2 Certificate(string name, X509Certificate2? signer, string? host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions
            .Add(new X509BasicConstraintsExtension(signer is null, hasPathLengthConstraint: false, 0, critical: true));
        var now = DateTimeOffset.UtcNow;
        if (signer is null) return request.CreateSelfSigned(now.AddDays(-2), now.AddDays(2));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(host!));
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(signer, now.AddDays(-1), now.AddDays(1), [1, 2, 3]);
        using var pair = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), password: null);
    }
}
