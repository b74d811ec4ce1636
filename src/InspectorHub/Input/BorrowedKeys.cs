using System.Management.Automation;
using System.Reflection;
using InspectorHub.Aws.Sessions;

namespace InspectorHub.Input;

/// <summary>
/// Reads keys out of credential objects of others. AWS.Tools brings an AWSSDK.Core of its own into the process, so that its
/// types are not ours: they are read by the names of their members.
/// </summary>
internal static class BorrowedKeys
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>A source of keys that asks the object each time, since it may renew what it holds.</summary>
    /// <exception cref="PSArgumentException">The object holds no credentials in any form known.</exception>
    public static Func<AwsKeys> From(object credential)
    {
        var value = Unwrap(credential)!;
        if (value is PSCredential pair) return () => new AwsKeys(pair.UserName, pair.GetNetworkCredential().Password, SessionToken: null);

        // $StoredAWSCredentials is a wrapper around the SDK's object.
        if (Get(value, "Credentials") is { } inner) value = inner;
        if (value.GetType().GetMethod("GetCredentials", Type.EmptyTypes) is { } method) return () => Read(method.Invoke(value, null)!);
        _ = Read(value);
        return () => Read(value);
    }

    /// <summary>The object under PowerShell's wrapping, if any.</summary>
    public static object? Unwrap(object? value) =>
        value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    // AccessKey, SecretKey, Token in the SDK's immutable credentials; the other names in the replies of STS.
    private static AwsKeys Read(object keys) =>
        Text(keys, "AccessKey", "AccessKeyId") is { } accessKey && Text(keys, "SecretKey", "SecretAccessKey") is { } secretKey
            ? new AwsKeys(accessKey, secretKey, Text(keys, "Token", "SessionToken"))
            : throw new PSArgumentException(
                $"A {keys.GetType().Name} holds no AWS credentials: an access key and its secret are expected.", nameof(keys));

    private static string? Text(object value, params string[] names) =>
        names.Select(name => Get(value, name) as string).FirstOrDefault(text => !string.IsNullOrEmpty(text));

    private static object? Get(object value, string name) =>
        value is PSObject wrapped ? Unwrap(wrapped.Properties[name]?.Value) : value.GetType().GetProperty(name, Members)?.GetValue(value);
}
