import { deploymentFile } from './goFile';

/** A chart of the service `app` whose image is put together of its values, in `charts/app`. */
export interface ChartParts {
  /** What `Chart.yaml` says of the version of the app, as YAML. */
  readonly version?: string | undefined;
  readonly values?: string | undefined;
  /** The line of the image in the template. */
  readonly line?: string | undefined;
}

export function chart({ version = '"v0"', values = 'image:\n  repository: localhost/app\n  tag: ""', line = 'image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"' }: ChartParts): string {
  return `
-- charts/app/Chart.yaml --
apiVersion: v2
name: app
version: 0.1.0
appVersion: ${version}
-- charts/app/values.yaml --
${values}
-- charts/app/templates/app.yaml --
${deploymentFile(line)}`;
}

/** Go of a flow that loads the service into a cluster. */
export const loaded = `exec.Command("kind", "create", "cluster").Run()
	exec.Command("docker", "build", "-t", "localhost/app:v1", ".").Run()
	exec.Command("kind", "load", "docker-image", "localhost/app:v1").Run()`;
