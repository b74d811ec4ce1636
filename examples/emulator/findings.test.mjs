// The same in Node: npm install @aws-sdk/client-inspector2, then node --test.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { Inspector2Client, ListFindingsCommand } from '@aws-sdk/client-inspector2';

const [tool, ...options] = (process.env.INSPECTORHUB_EMULATOR ?? 'inspectorhub-emulator').split(' ');

test('what Inspector has is asked for', async () => {
  const emulator = spawn(tool, [...options, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [line] = await once(createInterface({ input: emulator.stdout }), 'line');
    const { endpointUrl } = JSON.parse(line);
    const findingArn = 'arn:aws:inspector2:eu-west-1:123456789012:finding/0123456789abcdef0123456789abcdef';
    await fetch(`${endpointUrl}/_emulator/seed`, { method: 'POST', body: JSON.stringify({ findings: [{ findingArn, status: 'ACTIVE', severity: 'HIGH' }] }) });
    const inspector = new Inspector2Client({ region: 'eu-west-1', endpoint: endpointUrl, credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' } });
    const { findings } = await inspector.send(new ListFindingsCommand({}));
    assert.deepEqual(findings.map((finding) => finding.severity), ['HIGH']);
    const calls = await (await fetch(`${endpointUrl}/_emulator/calls`)).json();
    assert.deepEqual(calls.map((call) => [call.operation, call.status]), [['ListFindings', 200]]);
  } finally {
    emulator.kill();
  }
});
