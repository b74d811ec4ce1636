namespace InspectorHub.Proofs.Fuzzing;

/// <summary>Valid requests, which <see cref="RequestFuzz"/> changes.</summary>
internal static class RequestSeeds
{
    private const string Finding =
        """
        {"SchemaVersion":"2018-10-08","Id":"fuzzed","ProductArn":"arn:aws:securityhub:eu-west-1:123456789012:product/123456789012/default",
         "GeneratorId":"g","AwsAccountId":"123456789012","Types":["Software and Configuration Checks"],"CreatedAt":"2024-09-04T16:59:44Z",
          "UpdatedAt":"2024-09-04T16:59:44.123Z","Severity":{"Label":"LOW","Normalized":1},"Title":"t","Description":"d",
           "Resources":[{"Type":"AwsEc2Instance","Id":"i-1","Tags":{"a":"b"}}],"Vulnerabilities":[{"Id":"CVE-1","EpssScore":0.1}],
            "FindingProviderFields":{"Severity":{"Label":"LOW"}},"RecordState":"ACTIVE","Workflow":{"Status":"NEW"}}
        """;

    private const string InspectorFinding =
        """
        {"findingArn":"arn:aws:inspector2:eu-west-1:123456789012:finding/1","awsAccountId":"123456789012","type":"PACKAGE_VULNERABILITY",
         "title":"CVE-2024-0001 - libfoo","description":"A text","severity":"HIGH","status":"ACTIVE","firstObservedAt":1725555584.3,
          "lastObservedAt":1725555584.3,"updatedAt":1725555584.3,"remediation":{"recommendation":{"text":"None"}},
           "resources":[{"type":"AWS_EC2_INSTANCE","id":"i-1","region":"eu-west-1","partition":"aws"}],
            "packageVulnerabilityDetails":{"vulnerabilityId":"CVE-2024-0001","source":"NVD","vulnerablePackages":[{"name":"a","version":"1"}]}}
        """;

    /// <summary>Calls of the services.</summary>
    public static readonly RequestSeed[] Services =
    [
        new("POST", "/findings/import", $$"""{"Findings":[{{Finding}}]}""", "securityhub"),
        new("POST", "/findings",
            """
            {"Filters":{"Id":[{"Value":"fuzz","Comparison":"PREFIX"}],"UpdatedAt":[{"DateRange":{"Value":3,"Unit":"DAYS"}}],
             "ResourceTags":[{"Key":"a","Value":"b","Comparison":"EQUALS"}],"SeverityNormalized":[{"Gte":1,"Lte":90}],
              "CreatedAt":[{"Start":"2024-01-01T00:00:00Z","End":"2025-01-01T00:00:00Z"}]},
               "SortCriteria":[{"Field":"UpdatedAt","SortOrder":"desc"}],"MaxResults":10,"NextToken":null}
            """, "securityhub"),
        new("POST", "/findingsv2",
            """
            {"Filters":{"CompositeFilters":[{"StringFilters":[{"FieldName":"severity","Filter":{"Value":"High","Comparison":"EQUALS"}}],
             "NumberFilters":[{"FieldName":"severity_id","Filter":{"Gte":1}}],"Operator":"AND"}],"CompositeOperator":"AND"},
              "SortCriteria":[{"Field":"severity","SortOrder":"asc"}],"MaxResults":10}
            """, "securityhub"),
        new("PATCH", "/findings/batchupdate",
            """
            {"FindingIdentifiers":[{"Id":"fuzzed","ProductArn":"arn:aws:securityhub:eu-west-1:123456789012:product/123456789012/default"}],
             "Note":{"Text":"t","UpdatedBy":"me"},"Severity":{"Label":"HIGH"},"Workflow":{"Status":"NOTIFIED"},"Confidence":5}
            """, "securityhub"),
        new("POST", "/findings/list",
            """
            {"filterCriteria":{"severity":[{"comparison":"EQUALS","value":"HIGH"}],"updatedAt":[{"startInclusive":1700000000}],
             "inspectorScore":[{"lowerInclusive":1,"upperInclusive":9}],"resourceTags":[{"comparison":"EQUALS","key":"a","value":"b"}]},
              "sortCriteria":{"field":"SEVERITY","sortOrder":"DESC"},"maxResults":10}
            """, "inspector2"),
        new("POST", "/findings/aggregation/list",
            """{"aggregationType":"PACKAGE","aggregationRequest":{"packageAggregation":{"sortBy":"CRITICAL"}},"maxResults":5}""", "inspector2"),
        new("POST", "/", """{"filter":{"severities":["High"],"creationTimeRange":{"beginDate":1,"endDate":2}},"maxResults":10}""",
            "inspector", "InspectorService.ListFindings"),
        new("POST", "/", """{"findingArns":["arn:aws:inspector:eu-west-1:123456789012:target/0-a/template/0-b/run/0-c/finding/0-d"]}""",
            "inspector", "InspectorService.DescribeFindings"),
    ];

    /// <summary>What is done to the emulator itself.</summary>
    public static readonly RequestSeed[] Control =
    [
        new("POST", "/_emulator/seed", $$"""{"findings":[{{InspectorFinding}}]}"""),
        new("POST", "/_emulator/seed", Finding),
        new("POST", "/_emulator/faults", """[{"kind":"Status","operation":"GetFindings","calls":9,"status":503,"errorCode":"a","retryAfter":1,"duration":9}]"""),
        new("POST", "/_emulator/clock", """{"advance":3600}"""),
        new("POST", "/_emulator/clock", """{"now":"2026-01-01T00:00:00Z"}"""),
        new("POST", "/_emulator/inspector/close",
            """{"findingArn":"arn:aws:inspector2:eu-west-1:123456789012:finding/1","resourceIsGone":true}"""),
        new("GET", "/_emulator/calls?operation=Get*", ""),
        new("HEAD", "/_emulator/health", ""),
    ];
}
