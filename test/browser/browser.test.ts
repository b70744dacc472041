/** The instruments themselves: a page that is wrong in each way is seen to be. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { accessibilityFaults, openBrowser, overhang, visit, written } from './browser';

const WRONG = `<!doctype html><html lang="en"><title>t</title><body style="background:#fff">
<p style="color:#eee">hardly to be read</p><p style="width:2000px">wide</p>
<img src="https://example.invalid/x.png"><script>console.error('a complaint')</script>`;

it('sees a request, a complaint, a fault of contrast and a page that is too wide', async () => {
  const open = await openBrowser();
  try {
    const seen = await visit(open, written(open.folder, 'wrong.html', WRONG), { width: 360 });
    const faults = await accessibilityFaults(seen);
    assert.ok(
      faults.some((f) => f.startsWith('color-contrast')) && faults.some((f) => f.startsWith('image-alt')),
    );
    assert.ok((await overhang(seen)) > 1000);
    assert.ok(seen.troubles.some((t) => t.startsWith('request: https://example.invalid')));
    assert.ok(seen.troubles.some((t) => t === 'console: a complaint'));
  } finally {
    await open.close();
  }
});
