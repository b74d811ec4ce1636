"""The contract of Security Hub, Inspector and STS as boto3 and aws-cli see it.

    contract.py emulator|moto ENDPOINT ACCESS_KEY SECRET_KEY

Each check has a Region of its own, so that none sees what another left. One line per check: "ok NAME", "differs NAME: how",
"none NAME" (the service does not claim the operation). Exit code 1 when a result is not the expected one: the emulator
may not differ at all, moto where NOT_IN_MOTO and MOTO_DIFFERS say so and nowhere else.
"""
import json
import os
import subprocess
import sys
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

TARGET, ENDPOINT, ACCESS_KEY, SECRET_KEY = sys.argv[1:5]
ACCOUNT = "123456789012"
REGIONS = iter(
    "us-east-1 us-east-2 us-west-1 us-west-2 eu-west-1 eu-west-2 eu-west-3 eu-central-1 eu-central-2 eu-north-1 eu-south-1 "
    "eu-south-2 ap-south-1 ap-south-2 ap-east-1 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-southeast-1 ap-southeast-2 "
    "ap-southeast-3 ap-southeast-4 ca-central-1 ca-west-1 sa-east-1 me-south-1 me-central-1 il-central-1 af-south-1 "
    "mx-central-1".split())

NOT_IN_MOTO = {
    "integration_off_and_on", "integration_twice", "products_in_pages", "update_by_customer", "update_of_nothing", "update_named_twice",
    "inspector_details", "classic_lists_and_describes",
    "v2_hub_off_and_on", "v2_hub_tags", "v2_findings_in_pages", "v2_filters", "v2_statistics", "v2_update_by_customer", "v2_errors",
}
MOTO_DIFFERS = {
    "import_fills_in": "adds no Workflow, RecordState, Normalized or aws/securityhub/* fields",
    "import_missing_field": "asks for Resources and Id only",
    "import_too_long": "checks no lengths",
    "import_of_101": "takes any number of findings",
    "import_for_another_product": "checks no product ARN",
    "import_for_another_account": "checks no account",
    "import_while_hub_is_off": "takes findings all the same",
    "older_version_is_ignored": "merges whatever comes last",
    "filters": "ignores Filters",
    "order": "ignores SortCriteria",
    "hub_on_twice": "answers 200 instead of 409",
    "wrong_secret": "verifies no signatures",
    "inspector_pages": "gives all findings at once and no nextToken",
    "inspector_filters": "ignores filterCriteria",
}

checks = {}


def check(function):
    checks[function.__name__] = function
    return function


def client(service, region, **keys):
    keys = keys or dict(aws_access_key_id=ACCESS_KEY, aws_secret_access_key=SECRET_KEY)
    return boto3.client(service, region_name=region, endpoint_url=ENDPOINT, config=Config(retries={"total_max_attempts": 1}), **keys)


def hub(region):
    found = client("securityhub", region)
    if TARGET == "moto":  # where every hub is off at first
        found.enable_security_hub()
    return found


def default_product(region, account=ACCOUNT):
    return f"arn:aws:securityhub:{region}:{account}:product/{account}/default"


def finding(region, id, **changes):
    return {
        "SchemaVersion": "2018-10-08", "Id": id, "ProductArn": default_product(region), "GeneratorId": "contract",
        "AwsAccountId": ACCOUNT, "Types": ["Software and Configuration Checks/Vulnerabilities/CVE"],
        "CreatedAt": "2025-01-01T00:00:00Z", "UpdatedAt": "2025-01-01T00:00:00Z", "Severity": {"Label": "HIGH"},
        "Title": f"Title of {id}", "Description": "What is wrong.", "Resources": [{"Type": "Other", "Id": f"resource-of-{id}"}],
    } | changes


def error_of(call, **arguments):
    try:
        reply = call(**arguments)
    except ClientError as error:
        return error.response["ResponseMetadata"]["HTTPStatusCode"], error.response["Error"]["Code"]
    return reply["ResponseMetadata"]["HTTPStatusCode"], None


def expect(actual, expected):
    if actual != expected:
        raise AssertionError(f"{actual!r} instead of {expected!r}")


# --- findings

@check
def import_and_read_back(region):
    service = hub(region)
    reply = service.batch_import_findings(Findings=[finding(region, str(number)) for number in range(100)])
    expect((reply["SuccessCount"], reply["FailedCount"], reply["FailedFindings"]), (100, 0, []))
    pages = list(service.get_paginator("get_findings").paginate(PaginationConfig={"PageSize": 30}))
    expect([len(page["Findings"]) for page in pages], [30, 30, 30, 10])
    expect(len({found["Id"] for page in pages for found in page["Findings"]}), 100)


@check
def import_fills_in(region):
    service = hub(region)
    service.batch_import_findings(Findings=[finding(region, "a")])
    held = service.get_findings()["Findings"][0]
    expect((held.get("RecordState"), held.get("Workflow"), held["Severity"].get("Normalized")), ("ACTIVE", {"Status": "NEW"}, 70))
    expect(held["ProductFields"]["aws/securityhub/FindingId"], f"{default_product(region)}/a")


@check
def import_missing_field(region):
    bad = finding(region, "bad")
    del bad["Description"]
    service = hub(region)
    # boto3 would refuse it itself.
    body = json.dumps({"Findings": [bad, finding(region, "good")]})
    service.meta.events.register("before-call.securityhub.BatchImportFindings", lambda params, **_: params.update(body=body))
    reply = service.batch_import_findings(Findings=[finding(region, "good")])
    expect((reply["SuccessCount"], [failed["Id"] for failed in reply["FailedFindings"]]), (1, ["bad"]))
    expect(reply["FailedFindings"][0]["ErrorCode"], "InvalidInput")
    expect("data should have required property 'Description'" in reply["FailedFindings"][0]["ErrorMessage"], True)


@check
def import_without_resources(region):
    reply = hub(region).batch_import_findings(Findings=[finding(region, "bad", Resources=[]), finding(region, "good")])
    expect((reply["SuccessCount"], [(failed["Id"], failed["ErrorCode"]) for failed in reply["FailedFindings"]]), (1, [("bad", "InvalidInput")]))


@check
def import_too_long(region):
    reply = hub(region).batch_import_findings(Findings=[finding(region, "bad", Description="x" * 1025)])
    expect(reply["FailedCount"], 1)
    expect("data.Description should NOT be longer than 1024 characters" in reply["FailedFindings"][0]["ErrorMessage"], True)


@check
def import_of_101(region):
    expect(error_of(hub(region).batch_import_findings, Findings=[finding(region, str(number)) for number in range(101)]), (400, "InvalidInputException"))


@check
def import_for_another_product(region):
    inspector = f"arn:aws:securityhub:{region}::product/aws/inspector"
    expect(error_of(hub(region).batch_import_findings, Findings=[finding(region, "a", ProductArn=inspector)]), (403, "AccessDeniedException"))


@check
def import_for_another_account(region):
    foreign = finding(region, "a", AwsAccountId="222222222222", ProductArn=default_product(region, "222222222222"))
    expect(error_of(hub(region).batch_import_findings, Findings=[foreign]), (403, "AccessDeniedException"))


@check
def import_while_hub_is_off(region):
    service = hub(region)
    service.disable_security_hub()
    reply = service.batch_import_findings(Findings=[finding(region, "a")])
    expect([failed["ErrorCode"] for failed in reply["FailedFindings"]], ["InvalidAccess"])


@check
def newer_version_updates(region):
    service = hub(region)
    service.batch_import_findings(Findings=[finding(region, "a")])
    service.batch_import_findings(Findings=[finding(region, "a", UpdatedAt="2025-01-02T00:00:00Z", Title="New")])
    expect([held["Title"] for held in service.get_findings()["Findings"]], ["New"])


@check
def older_version_is_ignored(region):
    service = hub(region)
    service.batch_import_findings(Findings=[finding(region, "a")])
    reply = service.batch_import_findings(Findings=[finding(region, "a", UpdatedAt="2024-12-31T00:00:00Z", Title="Old")])
    expect(reply["SuccessCount"], 1)
    expect([held["Title"] for held in service.get_findings()["Findings"]], ["Title of a"])


@check
def filters(region):
    service = hub(region)
    service.batch_import_findings(Findings=[
        finding(region, "a", Severity={"Label": "LOW"}, UpdatedAt="2025-01-01T00:00:00Z"),
        finding(region, "b", Severity={"Label": "HIGH"}, UpdatedAt="2025-02-01T00:00:00Z", ProductFields={"team": "blue"}),
        finding(region, "c", Severity={"Label": "CRITICAL"}, UpdatedAt="2025-03-01T00:00:00Z")])

    def ids(**filters):
        return [held["Id"] for held in service.get_findings(Filters=filters)["Findings"]]
    expect(ids(Id=[{"Value": "a", "Comparison": "EQUALS"}, {"Value": "c", "Comparison": "EQUALS"}]), ["a", "c"])
    expect(ids(Title=[{"Value": "Title of b", "Comparison": "NOT_EQUALS"}]), ["a", "c"])
    expect(ids(SeverityNormalized=[{"Gte": 70}]), ["b", "c"])
    expect(ids(UpdatedAt=[{"Start": "2025-01-15T00:00:00Z", "End": "2025-02-15T00:00:00Z"}]), ["b"])
    expect(ids(ProductFields=[{"Key": "team", "Value": "blue", "Comparison": "EQUALS"}]), ["b"])


@check
def order(region):
    service = hub(region)
    service.batch_import_findings(Findings=[finding(region, id, Title=title) for id, title in (("a", "2"), ("b", "3"), ("c", "1"))])
    found = service.get_findings(SortCriteria=[{"Field": "Title", "SortOrder": "desc"}])["Findings"]
    expect([held["Id"] for held in found], ["b", "a", "c"])


@check
def page_of_101(region):
    expect(error_of(hub(region).get_findings, MaxResults=101)[0], 400)


@check
def update_by_customer(region):
    service = hub(region)
    service.batch_import_findings(Findings=[finding(region, "a")])
    reply = service.batch_update_findings(
        FindingIdentifiers=[{"Id": "a", "ProductArn": default_product(region)}], Workflow={"Status": "SUPPRESSED"}, Note={"Text": "Known.", "UpdatedBy": "me"})
    expect((len(reply["ProcessedFindings"]), reply["UnprocessedFindings"]), (1, []))
    service.batch_import_findings(Findings=[finding(region, "a", UpdatedAt="2025-01-02T00:00:00Z")])
    held = service.get_findings()["Findings"][0]
    expect((held["Workflow"]["Status"], held["Note"]["Text"]), ("SUPPRESSED", "Known."))


@check
def update_named_twice(region):
    service = hub(region)
    service.batch_import_findings(Findings=[finding(region, "a"), finding(region, "b")])
    reply = service.batch_update_findings(
        FindingIdentifiers=[{"Id": id, "ProductArn": default_product(region)} for id in ("a", "b", "a")], Workflow={"Status": "NOTIFIED"})
    expect([processed["Id"] for processed in reply["ProcessedFindings"]], ["b"])
    expect([(failed["FindingIdentifier"]["Id"], failed["ErrorCode"]) for failed in reply["UnprocessedFindings"]], [("a", "DuplicatedFindingIdentifier")])


@check
def update_of_nothing(region):
    reply = hub(region).batch_update_findings(FindingIdentifiers=[{"Id": "none", "ProductArn": default_product(region)}], VerificationState="UNKNOWN")
    expect([failed["ErrorCode"] for failed in reply["UnprocessedFindings"]], ["FindingNotFound"])


@check
def aws_cli_reads_back(region):
    hub(region).batch_import_findings(Findings=[finding(region, "a")])
    environment = os.environ | {"AWS_ACCESS_KEY_ID": ACCESS_KEY, "AWS_SECRET_ACCESS_KEY": SECRET_KEY, "AWS_REGION": region, "AWS_DEFAULT_REGION": region}
    output = subprocess.run(
        ["aws", "securityhub", "get-findings", "--endpoint-url", ENDPOINT, "--query", "Findings[].Id", "--output", "text"],
        env=environment, capture_output=True, text=True, check=True).stdout
    expect(output.strip(), "a")


# --- hub and integration

@check
def hub_off_and_on(region):
    service = hub(region)
    expect(service.describe_hub()["HubArn"], f"arn:aws:securityhub:{region}:{ACCOUNT}:hub/default")
    service.disable_security_hub()
    expect(error_of(service.describe_hub), (401, "InvalidAccessException"))
    service.enable_security_hub(EnableDefaultStandards=False)
    service.describe_hub()


@check
def hub_on_twice(region):
    expect(error_of(hub(region).enable_security_hub), (409, "ResourceConflictException"))


@check
def integration_off_and_on(region):
    service = hub(region)
    subscription = f"arn:aws:securityhub:{region}:{ACCOUNT}:product-subscription/aws/inspector"
    expect(subscription in service.list_enabled_products_for_import()["ProductSubscriptions"], True)
    service.disable_import_findings_for_product(ProductSubscriptionArn=subscription)  # the ARN is encoded twice to be signed
    expect(subscription in service.list_enabled_products_for_import()["ProductSubscriptions"], False)
    reply = service.enable_import_findings_for_product(ProductArn=f"arn:aws:securityhub:{region}::product/aws/inspector")
    expect(reply["ProductSubscriptionArn"], subscription)


@check
def integration_twice(region):
    service = hub(region)
    subscription = f"arn:aws:securityhub:{region}:{ACCOUNT}:product-subscription/aws/inspector"
    expect(error_of(service.enable_import_findings_for_product, ProductArn=f"arn:aws:securityhub:{region}::product/aws/inspector"), (409, "ResourceConflictException"))
    service.disable_import_findings_for_product(ProductSubscriptionArn=subscription)
    expect(error_of(service.disable_import_findings_for_product, ProductSubscriptionArn=subscription), (404, "ResourceNotFoundException"))


@check
def products_in_pages(region):
    pages = list(hub(region).get_paginator("describe_products").paginate(PaginationConfig={"PageSize": 4}))
    expect(len(pages) > 1, True)
    expect(f"arn:aws:securityhub:{region}::product/aws/inspector" in [product["ProductArn"] for page in pages for product in page["Products"]], True)


@check
def wrong_secret(region):
    service = client("securityhub", region, aws_access_key_id=ACCESS_KEY, aws_secret_access_key="wrong")
    expect(error_of(service.get_findings), (403, "InvalidSignatureException"))


# --- Inspector: the findings are there already (the emulator's from its start, moto's from here), in eu-central-1

def inspector():
    region = "eu-central-1"
    if TARGET == "moto":
        findings = [{
            "findingArn": f"arn:aws:inspector2:{region}:{ACCOUNT}:finding/{number:032x}", "awsAccountId": ACCOUNT, "type": "PACKAGE_VULNERABILITY",
            "description": "Old.", "severity": "HIGH" if number % 2 else "LOW", "status": "ACTIVE", "remediation": {}, "resources": [],
            "firstObservedAt": 1735689600, "lastObservedAt": 1735689600} for number in range(30)]
        body = json.dumps({"results": [findings] * 10, "account_id": ACCOUNT, "region": region}).encode()
        urllib.request.urlopen(urllib.request.Request(f"{ENDPOINT}/moto-api/static/inspector2/findings-results", body, {"Content-Type": "application/json"}))
        client("inspector2", region).enable(accountIds=[ACCOUNT], resourceTypes=["EC2"])
    return client("inspector2", region)


@check
def inspector_lists(_):
    found = [held for page in inspector().get_paginator("list_findings").paginate() for held in page["findings"]]
    expect((len(found), len({held["findingArn"] for held in found})), (30, 30))
    expect(found[0]["firstObservedAt"].timestamp(), 1735689600.0)


@check
def inspector_pages(_):
    page = inspector().list_findings(maxResults=100)
    expect((len(page["findings"]), "nextToken" in page), (25, True))


@check
def inspector_filters(_):
    found = inspector().list_findings(filterCriteria={"severity": [{"comparison": "EQUALS", "value": "HIGH"}]})["findings"]
    expect({held["severity"] for held in found}, {"HIGH"})


@check
def inspector_status(_):
    account = inspector().batch_get_account_status(accountIds=[ACCOUNT])["accounts"][0]
    expect((account["accountId"], "ec2" in account["resourceState"]), (ACCOUNT, True))


@check
def inspector_details(_):
    arn = f"arn:aws:inspector2:eu-central-1:{ACCOUNT}:finding/"
    reply = inspector().batch_get_finding_details(findingArns=[arn + f"{1:032x}", arn + "f" * 32])
    expect((len(reply["findingDetails"]), reply["errors"][0]["errorCode"]), (1, "FINDING_DETAILS_NOT_FOUND"))


@check
def classic_lists_and_describes(_):
    service = client("inspector", "eu-central-1")
    arns = [arn for page in service.get_paginator("list_findings").paginate() for arn in page["findingArns"]]
    expect(len(arns), 12)
    reply = service.describe_findings(findingArns=arns[:10])
    expect((len(reply["findings"]), reply["failedItems"]), (10, {}))


# --- the Security Hub that holds OCSF, whose operations end in V2: what Inspector reports is there

def composite(kind, field, **conditions):
    return {"CompositeFilters": [{kind: [{"FieldName": field, "Filter": conditions}]}]}


@check
def v2_hub_off_and_on(region):
    service = client("securityhub", region)
    arn = service.enable_security_hub_v2()["HubV2Arn"]
    expect(arn.startswith(f"arn:aws:securityhub:{region}:{ACCOUNT}:hubv2/"), True)
    expect(service.describe_security_hub_v2()["HubV2Arn"], arn)
    service.disable_security_hub_v2()
    expect(error_of(service.describe_security_hub_v2), (404, "ResourceNotFoundException"))
    expect(error_of(service.describe_hub), (200, None))
    expect(service.enable_security_hub_v2()["HubV2Arn"], arn)


@check
def v2_hub_tags(region):
    service = client("securityhub", region)
    arn = service.enable_security_hub_v2(Tags={"team": "a"})["HubV2Arn"]
    service.tag_resource(ResourceArn=arn, Tags={"stage": "b"})
    service.untag_resource(ResourceArn=arn, TagKeys=["team"])
    expect(service.list_tags_for_resource(ResourceArn=arn)["Tags"], {"stage": "b"})


@check
def v2_findings_in_pages(_):
    service = client("securityhub", "eu-central-1")
    pages = service.get_paginator("get_findings_v2").paginate(
        SortCriteria=[{"Field": "finding_info.modified_time_dt", "SortOrder": "desc"}], PaginationConfig={"PageSize": 7})
    found = [held for page in pages for held in page["Findings"]]
    expect((len(found), len({held["metadata"]["uid"] for held in found})), (30, 30))
    expect({(held["class_uid"], held["metadata"]["product"]["uid"]) for held in found}, {(2002, "arn:aws:securityhub:eu-central-1::productv2/aws/inspector")})


@check
def v2_filters(_):
    service = client("securityhub", "eu-central-1")
    found = service.get_findings_v2(Filters=composite("StringFilters", "severity", Value="High", Comparison="EQUALS"))["Findings"]
    expect((len(found), {held["severity_id"] for held in found}), (15, {4}))
    found = service.get_findings_v2(Filters=composite("NumberFilters", "severity_id", Lt=4))["Findings"]
    expect(len(found), 15)
    found = service.get_findings_v2(Filters=composite("DateFilters", "finding_info.first_seen_time_dt", DateRange={"Unit": "DAYS", "Value": 1, "Comparison": "WITHIN"}))
    expect(found["Findings"], [])


@check
def v2_statistics(_):
    service = client("securityhub", "eu-central-1")
    reply = service.get_finding_statistics_v2(GroupByRules=[{"GroupByField": "severity"}])["GroupByResults"][0]
    expect({group["FieldValue"]: group["Count"] for group in reply["GroupByValues"]}, {"High": 15, "Low": 15})


@check
def v2_update_by_customer(_):
    service = client("securityhub", "eu-central-1")
    uid = f"arn:aws:inspector2:eu-central-1:{ACCOUNT}:finding/{2:032x}"
    identifier = {"CloudAccountUid": ACCOUNT, "FindingInfoUid": uid, "MetadataProductUid": "arn:aws:securityhub:eu-central-1::productv2/aws/inspector"}
    reply = service.batch_update_findings_v2(FindingIdentifiers=[identifier, identifier | {"FindingInfoUid": "unknown"}], StatusId=3, Comment="Known.")
    expect([done["FindingIdentifier"]["FindingInfoUid"] for done in reply["ProcessedFindings"]], [uid])
    expect([left["ErrorCode"] for left in reply["UnprocessedFindings"]], ["ResourceNotFoundException"])
    found = service.get_findings_v2(Filters=composite("StringFilters", "finding_info.uid", Value=uid, Comparison="EQUALS"))["Findings"][0]
    expect((found["status"], found["status_id"], found["comment"]), ("Suppressed", 3, "Known."))


@check
def v2_errors(region):
    service = client("securityhub", region)
    expect(error_of(service.get_findings_v2, NextToken="nonsense"), (400, "ValidationException"))
    expect(error_of(service.get_findings_v2, Filters=composite("StringFilters", "nonsense", Value="a", Comparison="EQUALS")), (400, "ValidationException"))
    expect(error_of(service.batch_update_findings_v2, StatusId=3), (400, "ValidationException"))
    service.disable_security_hub_v2()
    expect(error_of(service.get_findings_v2), (403, "AccessDeniedException"))


# --- STS

@check
def caller(region):
    expect(client("sts", region).get_caller_identity()["Account"], ACCOUNT)


@check
def role(region):
    keys = client("sts", region).assume_role(RoleArn="arn:aws:iam::222222222222:role/reader", RoleSessionName="contract")["Credentials"]
    identity = client(
        "sts", region, aws_access_key_id=keys["AccessKeyId"], aws_secret_access_key=keys["SecretAccessKey"], aws_session_token=keys["SessionToken"]).get_caller_identity()
    expect(identity["Account"], "222222222222")
    expect(identity["Arn"], "arn:aws:sts::222222222222:assumed-role/reader/contract")


def main():
    unexpected = 0
    for name, run in checks.items():
        if TARGET == "moto" and name in NOT_IN_MOTO:
            print(f"none {name}")
            continue
        try:
            run(next(REGIONS) if run.__code__.co_varnames[0] == "region" else None)
            difference = None
        except Exception as failure:  # whatever goes wrong is a difference
            difference = f"{type(failure).__name__}: {failure}"
        print(f"ok {name}" if difference is None else f"differs {name}: {difference}")
        if (difference is not None) != (TARGET == "moto" and name in MOTO_DIFFERS):
            unexpected += 1
            print(f"unexpected: {name}: {difference or 'does not differ'}", file=sys.stderr)
    return 1 if unexpected else 0


sys.exit(main())
