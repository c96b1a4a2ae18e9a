/** What a person sees of an image is legible in a light, a dark and a high-contrast theme: squiggle, hint, lens, highlighting, view, hover and light bulb. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { closeBehindTests, openWorkbench, version, type Workbench } from './support/workbench';

const gateway = `package infrastructure

import (
	"fmt"
	"os/exec"
)

const gatewayImage = "localhost/kubernaut-gateway:e2e-test-gateway"

func SetupGateway() (string, error) {
	return gatewayManifest(), exec.Command("podman", "build", "-t", gatewayImage, ".").Run()
}

func gatewayManifest() string {
	return fmt.Sprintf(\`
apiVersion: v1
kind: Pod
metadata:
  name: gateway
spec:
  containers:
    - name: gateway
      image: %s
      imagePullPolicy: Never
    - name: datastorage
      image: localhost/kubernaut-datastorage:e2e-test
      imagePullPolicy: Never
\`, gatewayImage)
}
`;

describe(`VS Code ${version.vscode}: legible in every theme`, () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await openWorkbench({
      prepare(workspace) {
        writeFileSync(join(workspace, 'test/infrastructure/gateway.go'), gateway);
        return undefined;
      },
    });
    await workbench.page.setViewportSize({ width: 1280, height: 800 });
    await workbench.openFile('gateway.go');
    await workbench.page.getByRole('button', { name: 'Explorer Section: sample' }).click();
  });
  closeBehindTests(() => workbench);

  test('Kubernetes YAML in a Go string is coloured as YAML, and an image by its parts', async () => {
    const { page } = workbench;
    await page.locator('.tab', { hasText: 'gateway.go' }).waitFor();
    const line = page.locator('.view-line', { hasText: /image:\slocalhost\/kubernaut-datastorage:e2e-test$/ });
    const colours = (): Promise<number> => line.locator('span span').evaluateAll((spans) => new Set(spans.map((span) => getComputedStyle(span).color)).size);
    await expect.poll(colours).toBeGreaterThan(2);
  });

  const themes = [
    ['Visual Studio Light', 'light_vs'],
    ['Visual Studio Dark', 'dark_vs'],
    ['Default High Contrast', 'hc_black'],
  ] as const;

  test.each(themes)('%s', async (theme, file) => {
    const { page } = workbench;
    await expect.poll(() => workbench.problemCount()).toContain('Errors: 2');
    mkdirSync(join(workbench.workspace, '.vscode'), { recursive: true });
    writeFileSync(join(workbench.workspace, '.vscode', 'settings.json'), JSON.stringify({ 'workbench.colorTheme': theme }));
    await page.locator(`.monaco-workbench.vscode-theme-defaults-themes-${file}-json`).waitFor();
    await workbench.showEditor('gateway.go');

    await page.locator('.view-line', { hasText: /image:\s%s.*→\slocalhost.*e2e-test-gateway/ }).waitFor();
    await page.locator('.codelens-decoration', { hasText: /built in gateway\.go:\d+/ }).waitFor();
    await workbench.runCommand('Go to Next Problem (Error, Warning, Info)');
    await page.keyboard.press('Escape');
    await expect.poll(() => workbench.squiggles.count()).toBe(1);
    await workbench.runCommand('Kubernaut Image Tags: Reveal in E2E Images');
    await page.getByRole('treeitem', { name: /^Deploy gateway\.go:\d+.*has an error/ }).waitFor();
    await workbench.screenshot(`${theme} editor and view`);

    await workbench.showEditor('gateway.go');
    // The problem is shown first, and what a provider says is added when it is there.
    expect(await workbench.hover(/Deployed gateway\.go:\d+/)).toContain('tag-mismatch');
    await workbench.screenshot(`${theme} hover`);
    await page.keyboard.press('Escape');

    await page.keyboard.press('Control+.');
    await page.locator('.action-widget').getByText(/Use the built tag/).waitFor();
    await workbench.screenshot(`${theme} light bulb`);
    await page.keyboard.press('Escape');
  });
});
