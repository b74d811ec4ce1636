"""The shortest: starts the emulator, seeds it, calls it, asserts on the calls. pytest runs it; test_findings.py has a fixture."""
import atexit, boto3, json, os, subprocess, urllib.request

def test_what_inspector_has_is_asked_for():
    emulator = subprocess.Popen([*os.environ.get("INSPECTORHUB_EMULATOR", "inspectorhub-emulator").split(), "--port", "0"], stdout=subprocess.PIPE)
    atexit.register(emulator.terminate)
    url = json.loads(emulator.stdout.readline())["endpointUrl"]
    control = lambda path, body=None: json.load(urllib.request.urlopen(f"{url}/_emulator/{path}", body and json.dumps(body).encode()))
    control("seed", {"findings": [{"findingArn": f"arn:aws:inspector2:eu-west-1:123456789012:finding/{1:032x}", "severity": "HIGH"}]})
    inspector = boto3.client("inspector2", "eu-west-1", endpoint_url=url, aws_access_key_id="123456789012", aws_secret_access_key="x")
    assert [finding["severity"] for finding in inspector.list_findings()["findings"]] == ["HIGH"]
    assert [(call["operation"], call["status"]) for call in control("calls")] == [("ListFindings", 200)]
