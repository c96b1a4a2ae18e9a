/** Opens Chromium for the tests: the system's own, without anything that calls the network. */
import { execFileSync } from 'node:child_process';
import { chromium } from 'playwright-core';

/** CHROMIUM names another browser of that family. */
export function chromiumPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of ['chromium', 'google-chrome', 'chromium-browser']) {
    try {
      return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    } catch {
      // Not this one.
    }
  }
  throw new Error('No Chromium or Chrome was found. Install one, or name it in the environment variable CHROMIUM.');
}

export function openBrowser() {
  return chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}
