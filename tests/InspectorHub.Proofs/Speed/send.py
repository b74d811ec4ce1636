"""Sends a file of ASFF findings (one JSON per line) with boto3 in batches of 100; prints given, received, milliseconds of processor and of the clock."""
import json
import sys
import time

started = time.monotonic()
import boto3  # noqa: E402  Counted, as the runtime of the other side is.

endpoint, access_key, secret_key, path = sys.argv[1:]
hub = boto3.client("securityhub", region_name="us-east-1", endpoint_url=endpoint, aws_access_key_id=access_key, aws_secret_access_key=secret_key)
given = received = 0
batch = []


def send():
    global received
    if batch:
        received += hub.batch_import_findings(Findings=batch)["SuccessCount"]
        batch.clear()


with open(path, encoding="utf-8") as lines:
    for line in lines:
        given += 1
        batch.append(json.loads(line))
        if len(batch) == 100:
            send()
send()
print(given, received, round(time.process_time() * 1000), round((time.monotonic() - started) * 1000))
