"""CIS scans of Amazon Inspector as boto3 sees them.

    cis.py ENDPOINT ACCESS_KEY SECRET_KEY SCAN_ARN

The scan has 120 instances; the first has 1,100 results, the others three. One line per check: "ok NAME" or "differs NAME: how".
"""
import sys
from datetime import datetime, timezone

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT, ACCESS_KEY, SECRET_KEY, SCAN = sys.argv[1:5]
REGION, ACCOUNT = SCAN.split(":")[3:5]
FIRST = "i-00000000000000000"

inspector = boto3.client("inspector2", region_name=REGION, endpoint_url=ENDPOINT, aws_access_key_id=ACCESS_KEY, aws_secret_access_key=SECRET_KEY,
                         config=Config(retries={"total_max_attempts": 1}, parameter_validation=False))
checks = []


def check(function):
    checks.append(function)
    return function


def equal(expected, actual):
    assert expected == actual, f"expected {expected}, got {actual}"


def pages(operation, result, **input):
    return [page.get(result, []) for page in inspector.get_paginator(operation).paginate(**input)]


def refused(code, call, **input):
    try:
        call(**input)
    except ClientError as refusal:
        equal(code, refusal.response["Error"]["Code"])
        return refusal.response
    raise AssertionError(f"{code} was expected")


def text(value, comparison="EQUALS"):
    return [{"comparison": comparison, "value": value}]


@check
def a_scan_has_its_members():
    scan, = inspector.list_cis_scans(filterCriteria={"scanArnFilters": text(SCAN)})["scans"]
    equal(SCAN, scan["scanArn"])
    equal("COMPLETED", scan["status"])
    equal("weekly", scan["scanName"])
    equal(datetime(2026, 11, 2, 6, tzinfo=timezone.utc), scan["scanDate"])
    equal(1100 + 118 * 3, scan["totalChecks"])


@check
def a_page_has_50_scans_although_100_are_asked_for():
    equal([50, 11], [len(page) for page in pages("list_cis_scans", "scans", PaginationConfig={"PageSize": 100})])


@check
def scans_are_found_and_sorted():
    newest = inspector.list_cis_scans(sortBy="SCAN_START_DATE", sortOrder="DESC", maxResults=1)["scans"][0]
    equal("daily-59", newest["scanName"])
    equal(60, len(sum(pages("list_cis_scans", "scans", filterCriteria={"scanNameFilters": text("daily", "PREFIX")}), [])))
    equal(1, len(sum(pages("list_cis_scans", "scans", filterCriteria={"scanNameFilters": text("weekly"), "scanStatusFilters": text("COMPLETED")}), [])))
    equal(60, len(sum(pages("list_cis_scans", "scans", filterCriteria={"scanNameFilters": text("weekly", "NOT_EQUALS")}), [])))
    until = [{"latestScanStartTime": datetime(2026, 11, 3, 12, tzinfo=timezone.utc)}]
    equal(["weekly", "daily-0"], [scan["scanName"] for scan in sum(pages("list_cis_scans", "scans", filterCriteria={"scanAtFilters": until}), [])])
    on = {"targetAccountIdFilters": text(ACCOUNT), "targetResourceIdFilters": text(FIRST)}
    equal(["weekly"], [scan["scanName"] for scan in sum(pages("list_cis_scans", "scans", filterCriteria=on), [])])
    tag = [{"comparison": "EQUALS", "key": "env", "value": "prod"}]
    equal(1, len(sum(pages("list_cis_scans", "scans", filterCriteria={"targetResourceTagFilters": tag}), [])))


@check
def instances_come_in_pages_of_100():
    found = pages("list_cis_scan_results_aggregated_by_target_resource", "targetResourceAggregations", scanArn=SCAN)
    equal([100, 20], [len(page) for page in found])
    equal({"failed": 1, "passed": 1, "skipped": 1}, next(target for target in found[0] if target["targetResourceId"] == "i-00000000000000002")["statusCounts"])


@check
def an_instance_that_was_not_scanned_says_why():
    found = sum(pages("list_cis_scan_results_aggregated_by_target_resource", "targetResourceAggregations", scanArn=SCAN,
                      filterCriteria={"targetStatusFilters": text("TIMED_OUT")}), [])
    equal([("i-00000000000000077", "UNSUPPORTED_OS")], [(target["targetResourceId"], target["targetStatusReason"]) for target in found])


@check
def results_come_in_pages_of_1000():
    input = dict(scanArn=SCAN, accountId=ACCOUNT, targetResourceId=FIRST)
    equal([1000, 100], [len(page) for page in pages("get_cis_scan_result_details", "scanResultDetails", **input)])
    equal(366, len(sum(pages("get_cis_scan_result_details", "scanResultDetails", filterCriteria={"findingStatusFilters": text("SKIPPED")}, **input), [])))
    first = inspector.get_cis_scan_result_details(sortBy="CHECK_ID", sortOrder="ASC", maxResults=1, **input)["scanResultDetails"][0]
    equal(("9.0000", "FAILED", "LEVEL_1", "AMAZON_LINUX_2"), (first["checkId"], first["status"], first["level"], first["platform"]))


@check
def checks_are_counted_over_instances():
    found = inspector.list_cis_scan_results_aggregated_by_checks(scanArn=SCAN, filterCriteria={"checkIdFilters": text("9.0000")})["checkAggregations"]
    equal([("9.0000", 119)], [(found_check["checkId"], found_check["statusCounts"]["failed"]) for found_check in found])


@check
def what_cannot_be_asked_is_refused():
    for input in (dict(maxResults=101), dict(sortBy="COLOUR"), dict(detailLevel="ALL"), dict(filterCriteria={"scanNameFilters": []}),
                  dict(filterCriteria={"scanNameFilters": text("x", "LIKE")}), dict(filterCriteria={"scanAtFilters": [{}, {}]}), dict(nextToken="nonsense")):
        equal("FIELD_VALIDATION_FAILED", refused("ValidationException", inspector.list_cis_scans, **input)["reason"])
    refused("ValidationException", inspector.get_cis_scan_result_details, scanArn=SCAN, accountId=ACCOUNT)
    refused("ValidationException", inspector.get_cis_scan_result_details, scanArn=SCAN, accountId=ACCOUNT, targetResourceId=FIRST, maxResults=1001)
    refused("ValidationException", inspector.get_cis_scan_result_details, scanArn="nonsense", accountId=ACCOUNT, targetResourceId=FIRST)
    refused("ValidationException", inspector.list_cis_scan_results_aggregated_by_target_resource)


@check
def a_token_goes_with_its_own_question():
    token = inspector.list_cis_scans(maxResults=1)["nextToken"]
    refused("ValidationException", inspector.list_cis_scans, nextToken=token, filterCriteria={"scanNameFilters": text("weekly")})


@check
def configurations_are_made_changed_listed_and_deleted():
    weekly = {"weekly": {"days": ["MON"], "startTime": {"timeOfDay": "06:00", "timezone": "UTC"}}}
    targets = {"accountIds": ["SELF"], "targetResourceTags": {"env": ["prod", "stage"]}}
    arn = inspector.create_cis_scan_configuration(scanName="hosts", securityLevel="LEVEL_1", schedule=weekly, targets=targets, tags={"team": "ops"})["scanConfigurationArn"]
    found, = inspector.list_cis_scan_configurations(filterCriteria={"scanNameFilters": text("hosts")})["scanConfigurations"]
    equal((arn, "LEVEL_1", weekly, [ACCOUNT], {"env": ["prod", "stage"]}, {"team": "ops"}),
          (found["scanConfigurationArn"], found["securityLevel"], found["schedule"], found["targets"]["accountIds"], found["targets"]["targetResourceTags"], found["tags"]))
    equal(arn, inspector.update_cis_scan_configuration(scanConfigurationArn=arn, securityLevel="LEVEL_2")["scanConfigurationArn"])
    equal("LEVEL_2", inspector.list_cis_scan_configurations()["scanConfigurations"][0]["securityLevel"])
    equal(arn, inspector.delete_cis_scan_configuration(scanConfigurationArn=arn)["scanConfigurationArn"])
    equal([], inspector.list_cis_scan_configurations()["scanConfigurations"])
    refused("ResourceNotFoundException", inspector.delete_cis_scan_configuration, scanConfigurationArn=arn)


failed = False
for function in checks:
    try:
        function()
        print(f"ok {function.__name__}")
    except (AssertionError, ClientError, KeyError, ValueError, IndexError, StopIteration) as problem:
        failed = True
        print(f"differs {function.__name__}: {problem!r}")
sys.exit(failed)
