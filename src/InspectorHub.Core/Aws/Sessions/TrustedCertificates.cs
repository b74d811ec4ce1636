#if NET
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Amazon.Runtime;

namespace InspectorHub.Aws.Sessions;

/// <summary>
/// Connections that trust the certificate authorities of a file in place of those of the machine: AWS_CA_BUNDLE, which AWS's other
/// tools honour and its SDK for .NET does not. .NET Framework has no such way; there the authority goes into the machine's store.
/// </summary>
internal sealed class TrustedCertificates : HttpClientFactory
{
    private readonly string path;
    private readonly X509Certificate2Collection authorities = [];

    /// <summary>Reads the authorities.</summary>
    /// <exception cref="AwsException"><see cref="AwsException.NoCertificates"/>: the file cannot be read, or has none.</exception>
    public TrustedCertificates(string path)
    {
        this.path = path;
        try
        {
            authorities.ImportFromPemFile(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new AwsException(
                $"The file {path} that AWS_CA_BUNDLE names cannot be used: {failure.Message}",
                failure) { ErrorCode = AwsException.NoCertificates };
        }

        if (authorities.Count == 0)
            throw new AwsException(
                $"The file {path} that AWS_CA_BUNDLE names has no certificate in it.") { ErrorCode = AwsException.NoCertificates };
    }

    /// <summary>For the file that the environment names; null where it names none.</summary>
    /// <exception cref="AwsException"><see cref="AwsException.NoCertificates"/>: the file cannot be read, or has none.</exception>
    public static TrustedCertificates? FromEnvironment() =>
        Environment.GetEnvironmentVariable("AWS_CA_BUNDLE") is { Length: > 0 } path ? new TrustedCertificates(path) : null;

    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.AddRange(authorities);
        // As the SDK's own, but for the certificates.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            SslOptions = { CertificateChainPolicy = trust },
        };
        if (clientConfig.GetWebProxy() is { } proxy) handler.Proxy = proxy;
        return new HttpClient(handler, disposeHandler: true) { Timeout = clientConfig.Timeout ?? TimeSpan.FromSeconds(100) };
    }

    public override string GetConfigUniqueString(IClientConfig clientConfig) => path;
}
#endif
