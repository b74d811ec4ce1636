"""A test that starts the emulator, seeds it, has boto3 call it, and asserts on the calls: python3 -m unittest, or pytest."""
import json
import os
import subprocess
import unittest
import urllib.request

import boto3

TOOL = os.environ.get("INSPECTORHUB_EMULATOR", "inspectorhub-emulator").split()


class Findings(unittest.TestCase):
    def setUp(self):
        self.process = subprocess.Popen([*TOOL, "--port", "0", "--region", "eu-west-1"], stdout=subprocess.PIPE, text=True)
        self.url = json.loads(self.process.stdout.readline())["endpointUrl"]

    def tearDown(self):
        self.process.terminate()
        self.process.communicate()

    def control(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        return json.load(urllib.request.urlopen(urllib.request.Request(f"{self.url}/_emulator/{path}", data)))

    def test_what_inspector_has_is_asked_for_and_closed(self):
        arn = "arn:aws:inspector2:eu-west-1:123456789012:finding/0123456789abcdef0123456789abcdef"
        self.control("seed", {"findings": [{"findingArn": arn, "status": "ACTIVE", "severity": "HIGH"}]})
        inspector = boto3.client(
            "inspector2", region_name="eu-west-1", endpoint_url=self.url, aws_access_key_id="123456789012", aws_secret_access_key="x")
        self.assertEqual(inspector.list_findings()["findings"][0]["severity"], "HIGH")
        self.control("inspector/close", {"findingArn": arn, "resourceIsGone": True})
        self.control("clock", {"advance": 4 * 86400})
        self.assertEqual(inspector.list_findings()["findings"], [])
        self.assertEqual([call["status"] for call in self.control("calls?operation=ListFindings")], [200, 200])


if __name__ == "__main__":
    unittest.main()
