using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.Access;

/// <summary>The keys that the emulator has issued, and who a signed request comes from.</summary>
internal sealed class AccessKeys
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, AccessKey> keys = new();
    private readonly EmulatorOptions options;

    public AccessKeys(EmulatorOptions options)
    {
        this.options = options;
        var account = options.AccountId ?? EmulatorOptions.DefaultAccountId;
        Own = new AccessKey(
            options.AccessKey ?? "AKIA" + Random(16),
            options.SecretKey ?? Random(40),
            SessionToken: null,
            ExpiresAt: null,
            new Caller(account, $"arn:aws:iam::{account}:user/emulator", options.AccountId is null));
        keys[Own.Id] = Own;
    }

    /// <summary>The key that comes with the emulator.</summary>
    public AccessKey Own { get; }

    /// <summary>A key for a role, as AssumeRole gives it. The role's account is a strict one: it imports for itself only.</summary>
    public AccessKey Issue(string account, string assumedRoleArn, TimeSpan duration)
    {
        var key = new AccessKey(
            "ASIA" + Random(16), Random(40), Random(200), options.Clock.GetUtcNow() + duration,
            new Caller(account, assumedRoleArn, PlaysEveryAccount: false));
        keys[key.Id] = key;
        return key;
    }

    /// <summary>Who has signed the request.</summary>
    /// <exception cref="ServiceError">403: unknown key, wrong signature, wrong clock, expired.</exception>
    public Caller Identify(HttpRequest request, Signature signature)
    {
        if (!keys.TryGetValue(signature.AccessKeyId, out var key))
        {
            if (!options.VerifySignatures) return OfName(signature.AccessKeyId);
            throw new ServiceError(403, "UnrecognizedClientException", "The security token included in the request is invalid.");
        }

        if (!options.VerifySignatures) return key.Caller;
        var now = options.Clock.GetUtcNow();
        if (key.SessionToken != request.Header("X-Amz-Security-Token"))
        {
            throw new ServiceError(403, "UnrecognizedClientException", "The security token included in the request is invalid.");
        }

        if (key.ExpiresAt <= now)
            throw new ServiceError(403, "ExpiredTokenException", "The security token included in the request is expired");
        CheckDate(request, now);
        if (!signature.IsMadeWith(key.Secret, request))
        {
            throw new ServiceError(
                403, "InvalidSignatureException",
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and " +
                "signing method. Consult the service documentation for details.");
        }

        return key.Caller;
    }

    // Where any key will do, one of 12 digits names its account.
    private Caller OfName(string accessKeyId) => accessKeyId.Length == 12 && accessKeyId.All(digit => digit is >= '0' and <= '9')
        ? new Caller(accessKeyId, $"arn:aws:iam::{accessKeyId}:user/emulator", PlaysEveryAccount: false)
        : Own.Caller;

    private static void CheckDate(HttpRequest request, DateTimeOffset now)
    {
        const string Format = "yyyyMMdd'T'HHmmss'Z'";
        if (
            !DateTimeOffset.TryParseExact(
                request.Header("X-Amz-Date"), Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            throw new ServiceError(
                403, "IncompleteSignatureException",
                "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        }

        string Text(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);
        if (date < now - Skew)
            throw new ServiceError(
                403, "InvalidSignatureException",
                $"Signature expired: {Text(date)} is now earlier than {Text(now - Skew)} ({Text(now)} - 5 min.)");
        if (date > now + Skew)
            throw new ServiceError(
                403, "InvalidSignatureException",
                $"Signature not yet current: {Text(date)} is still later than {Text(now + Skew)} ({Text(now)} + 5 min.)");
    }

    private static string Random(int length)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        using var random = RandomNumberGenerator.Create();
        var bytes = new byte[length];
        random.GetBytes(bytes);
        return string.Concat(bytes.Select(value => Alphabet[value % Alphabet.Length]));
    }
}
