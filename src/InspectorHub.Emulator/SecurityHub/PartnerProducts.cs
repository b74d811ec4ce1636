namespace InspectorHub.Emulator.SecurityHub;

/// <summary>
/// The partners' products that send findings. Source: Security Hub user guide, third-party partner product integrations, March 2023.
/// </summary>
internal static class PartnerProducts
{
    private const string ThirdParty = "Third Party Products";

    public static readonly IReadOnlyList<Product> All =
    [
        new("3coresec/3coresec", "", "3CORESec NTA", "3CORESec", ThirdParty),
        new("alertlogic/althreatmanagement", "733251395267", "SIEMless Threat Management", "Alert Logic", ThirdParty),
        new("aqua-security/kube-bench", "", "Kube-bench", "Aqua Security", ThirdParty),
        new("aquasecurity/aquasecurity", "", "Aqua Cloud Native Security Platform", "Aqua Security", ThirdParty),
        new("armordefense/armoranywhere", "679703615338", "Armor Anywhere", "Armor", ThirdParty),
        new("attackiq/attackiq-platform", "", "AttackIQ", "AttackIQ", ThirdParty),
        new("barracuda/cloudsecurityguardian", "151784055945", "Cloud Security Guardian", "Barracuda Networks", ThirdParty),
        new("bigid/bigid-enterprise", "", "BigID Enterprise", "BigID", ThirdParty),
        new("blue-hexagon/blue-hexagon-for-aws", "", "Blue Hexagon for AWS", "Blue Hexagon", ThirdParty),
        new("capitis/c2vs", "", "C2VS", "Capitis Solutions", ThirdParty),
        new("caveonix/caveonix-cloud", "", "Caveonix Cloud", "Caveonix", ThirdParty, Receives: true),
        new("checkpoint/cloudguard-iaas", "758245563457", "CloudGuard IaaS", "Check Point", ThirdParty),
        new("checkpoint/dome9-arc", "634729597623", "CloudGuard Posture Management", "Check Point", ThirdParty),
        new("cloud-custodian/cloud-custodian", "", "Cloud Custodian", "Cloud Custodian", ThirdParty, Receives: true),
        new("cloud-storage-security/antivirus-for-amazon-s3", "", "Antivirus for Amazon S3", "Cloud Storage Security", ThirdParty),
        new("cloudtamerio/cloudtamerio", "", "cloudtamer.io", "cloudtamer.io", ThirdParty, Receives: true),
        new("crowdstrike/crowdstrike-falcon", "517716713836", "CrowdStrike Falcon", "CrowdStrike", ThirdParty),
        new("cyberark/cyberark-pta", "749430749651", "Privileged Threat Analytics", "CyberArk", ThirdParty),
        new("data-theorem/api-cloud-web-secure", "", "Data Theorem", "Data Theorem", ThirdParty),
        new("disruptops-inc/disruptops", "", "DisruptOPS", "DisruptOps, Inc.", ThirdParty, Receives: true),
        new("forcepoint/forcepoint-casb", "365761988620", "Forcepoint CASB", "Forcepoint", ThirdParty),
        new("forcepoint/forcepoint-cloud-security-gateway", "", "Forcepoint Cloud Security Gateway", "Forcepoint", ThirdParty),
        new("forcepoint/forcepoint-dlp", "365761988620", "Forcepoint DLP", "Forcepoint", ThirdParty),
        new("forcepoint/forcepoint-ngfw", "365761988620", "Forcepoint NGFW", "Forcepoint", ThirdParty),
        new("fugue/fugue", "", "Fugue", "Fugue", ThirdParty),
        new("guardicore/aws-infection-monkey", "324264561773", "Infection Monkey", "Guardicore", ThirdParty),
        new("guardicore/guardicore", "", "Centra 4.0", "Guardicore", ThirdParty),
        new("hackerone/vulnerability-intelligence", "", "Vulnerability Intelligence", "HackerOne", ThirdParty),
        new("jfrog/jfrog-xray", "", "Xray", "JFrog", ThirdParty),
        new("juniper-networks/vsrx-next-generation-firewall", "", "vSRX Next Generation Firewall", "Juniper Networks", ThirdParty),
        new("k9-security/access-analyzer", "", "Access Analyzer", "k9 Security", ThirdParty),
        new("lacework/lacework", "", "Lacework", "Lacework", ThirdParty),
        new("mcafee-skyhigh/mcafee-mvision-cloud-aws", "", "MVISION Cloud Native Application Protection Platform", "McAfee", ThirdParty),
        new("netscout/netscout-cyber-investigator", "", "NETSCOUT Cyber Investigator", "NETSCOUT", ThirdParty),
        new("paloaltonetworks/redlock", "188619942792", "Prisma Cloud Enterprise", "Palo Alto Networks", ThirdParty),
        new("prowler/prowler", "", "Prowler", "Prowler", ThirdParty),
        new("qualys/qualys-vm", "805950163170", "Vulnerability Management", "Qualys", ThirdParty),
        new("rapid7/insightvm", "336818582268", "InsightVM", "Rapid7", ThirdParty),
        new("secureclouddb/secureclouddb", "", "SecureCloudDB", "SecureCloudDB", ThirdParty),
        new("sentinelone/endpoint-protection", "", "SentinelOne", "SentinelOne", ThirdParty),
        new("sonrai-security/sonrai-dig", "", "Sonrai Dig", "Sonrai Security", ThirdParty),
        new("sophos/sophos-server-protection", "062897671886", "Server Protection", "Sophos", ThirdParty),
        new("stackrox/kubernetes-security", "", "StackRox Kubernetes Security", "StackRox", ThirdParty),
        new("sumologicinc/sumologic-mda", "956882708938", "Machine Data Analytics", "Sumo Logic", ThirdParty),
        new("symantec-corp/symantec-cwp", "754237914691", "Cloud Workload Protection", "Symantec", ThirdParty),
        new("tenable/tenable-io", "422820575223", "Tenable.io", "Tenable", ThirdParty),
        new("turbot/turbot", "", "Turbot", "Turbot", ThirdParty, Receives: true),
        new("twistlock/twistlock-enterprise", "496947949261", "Prisma Cloud Compute", "Palo Alto Networks", ThirdParty),
        new("vectra-ai/cognito-detect", "978576646331", "Cognito Detect", "Vectra", ThirdParty),
        new("wiz-security/wiz-security", "", "Wiz Security", "Wiz", ThirdParty),
    ];
}
