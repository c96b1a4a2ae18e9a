/**
 * A made corpus: as many Go and YAML files as the largest suite that is known, of the same sizes, from a seed. Nothing in it is anybody's
 * code. Writes nothing.
 */
import { containerCode, deploymentFile, imageCode, imports, mistakes, sharedDeployment, sharedHelpers, ways, type Service } from './infrastructure';
import { createRandom, type Random } from './random';
import { describeBlock, plainFunction, plainManifest, tableTest, type Style } from './statements';
import { goName, licence, nouns, services as serviceNames, title } from './words';

export interface Size {
  /** Go files and the characters that each has on average. */
  readonly infrastructure: { readonly files: number; readonly characters: number };
  readonly e2e: { readonly files: number; readonly characters: number };
  readonly integration: { readonly files: number; readonly characters: number };
  readonly shared: { readonly files: number; readonly characters: number };
  readonly yamlFiles: number;
  /** Of the largest file of the infrastructure. */
  readonly largest: number;
}

/** 837 Go files and 10 MB, of these 60 and 1.5 MB infrastructure. */
export const wholeSize: Size = {
  infrastructure: { files: 60, characters: 24_400 },
  e2e: { files: 247, characters: 12_400 },
  integration: { files: 413, characters: 11_900 },
  shared: { files: 117, characters: 6_300 },
  yamlFiles: 152,
  largest: 105_000,
};

/** A part of everything, for tests that run at every change. */
export function partOf(size: Size, part: number): Size {
  const less = ({ files, characters }: { files: number; characters: number }): { files: number; characters: number } => ({ files: Math.max(4, Math.round(files * part)), characters });
  return {
    infrastructure: less(size.infrastructure), e2e: less(size.e2e), integration: less(size.integration), shared: less(size.shared),
    yamlFiles: Math.max(4, Math.round(size.yamlFiles * part)), largest: size.largest,
  };
}

export interface CorpusOptions {
  readonly seed: number;
  readonly size: Size;
  /** So many copies that differ: other packages, other services, other chance. */
  readonly copies: number;
}

/** Texts by path. The same options give the same corpus. */
export function makeCorpus({ seed, size, copies }: CorpusOptions): Map<string, string> {
  const files = new Map<string, string>();
  for (let copy = 0; copy < copies; copy++) {
    const folder = copies === 1 ? '' : `part${copy + 1}/`;
    for (const [path, text] of makeCopy(createRandom(seed + copy), size, copy, folder)) files.set(`${folder}${path}`, text);
  }
  return files;
}

/** Five files of the infrastructure, for what a small workspace costs. */
export function fewFiles(seed: number): Map<string, string> {
  const all = makeCorpus({ seed, size: partOf(wholeSize, 0.01), copies: 1 });
  return new Map([...all].filter(([path]) => path.endsWith('.go')).slice(1, 6));
}

function makeCopy(random: Random, size: Size, copy: number, folder: string): Map<string, string> {
  const files = new Map<string, string>();
  const count = Math.max(3, Math.min(serviceNames.length, size.infrastructure.files - 2));
  const services = serviceNames.slice(0, count).map((name, i): Service => {
    const mistake = i % 4 === 3 ? mistakes[Math.floor(i / 4) % mistakes.length] : undefined;
    const way = mistake === 'regenerated' ? 'struct' : mistake === 'generic' || mistake === 'tag' ? 'parameters' : (ways[i % ways.length] ?? 'literals');
    return { name: copy === 0 ? name : `${name}${copy}`, way, mistake };
  });
  const [shared] = services.slice(1);
  if (!shared) throw new Error('a corpus needs two services');
  const infrastructure = copy === 0 ? 'infrastructure' : `infrastructure${copy}`;
  const module = `example.com/made/${folder}test/${infrastructure}`;

  const style = (i: number): Style => ({ random, foreign: i % 5 < 3 });
  /** Bulk until the text is long enough; names are unique in the package. */
  const used = new Map<string, Set<string>>();
  const freshName = (pkg: string): string => {
    const names = used.get(pkg) ?? new Set<string>();
    used.set(pkg, names);
    const name = goName(random);
    const unique = names.has(name) ? `${name}${names.size}` : name;
    names.add(unique);
    return unique;
  };
  const bulk = (head: string, characters: number, makers: readonly (() => string)[]): string => {
    const parts = [head];
    for (let length = head.length; length < characters; ) {
      const part = random.pick(makers)();
      if (length + part.length / 2 > characters && parts.length > 1) break;
      parts.push(part);
      length += part.length + 1;
    }
    return parts.join('\n');
  };
  /** From half to one and a half of the average. */
  const about = (characters: number): number => Math.round(characters * (0.5 + random.below(1000) / 1000));

  for (let i = 0; i < size.infrastructure.files; i++) {
    const service = services[i];
    const name = service ? `${service.name}_e2e.go` : i === services.length ? 'shared_e2e.go' : `${random.pick(nouns)}_${i}.go`;
    const images = service ? `${imageCode(service, shared, random)}${readiness(service)}` : i === services.length ? `${sharedHelpers}${sharedDeployment(shared)}` : '';
    const characters = i === 0 ? size.largest : about(size.infrastructure.characters);
    const one = style(i);
    files.set(`test/${infrastructure}/${name}`, bulk(`${licence}\npackage ${infrastructure}\n\n${imports}${images}`, characters, [
      () => plainFunction(one, freshName(infrastructure)),
      () => plainFunction(one, freshName(infrastructure)),
      () => plainFunction(one, freshName(infrastructure)),
      () => plainManifest(one, `manifest${freshName(infrastructure)}`),
    ]));
  }
  const suiteFiles = (kind: 'e2e' | 'integration', { files: wanted, characters }: Size['e2e']): void => {
    for (let i = 0; i < wanted; i++) {
      const service = services[i % services.length];
      if (!service) continue;
      const pkg = service.name;
      const first = i < services.length;
      const one = style(i);
      const head = `${licence}\npackage ${pkg}\n\n${suiteImports(module)}${first ? (kind === 'e2e' ? suite(service, infrastructure) : containerCode(service.name, random)) : ''}`;
      const path = `test/${kind}/${service.name}/${first ? 'suite' : `${random.pick(nouns)}_${i}`}_test.go`;
      files.set(path, bulk(head, about(characters), [
        () => describeBlock(one, service.name), () => describeBlock(one, service.name), () => describeBlock(one, service.name),
        () => tableTest(one, freshName(`${kind}/${pkg}`)),
        () => plainFunction(one, freshName(`${kind}/${pkg}`)),
      ]));
    }
  };
  suiteFiles('e2e', size.e2e);
  suiteFiles('integration', size.integration);
  for (let i = 0; i < size.shared.files; i++) {
    const pkg = `helpers${i % 12}`;
    files.set(`test/shared/${pkg}/${random.pick(nouns)}_${i}.go`, bulk(`${licence}\npackage ${pkg}\n\n${suiteImports(module)}`, about(size.shared.characters), [() => plainFunction(style(i), freshName(pkg))]));
  }
  for (let i = 0; i < size.yamlFiles; i++) {
    const service = services[i];
    if (service?.way === 'file') files.set(`test/e2e/${service.name}/manifests/deployment.yaml`, deploymentFile(service));
    else files.set(`test/fixtures/${random.pick(nouns)}_${i}.yaml`, configMap(random));
  }
  return files;
}

function suiteImports(module: string): string {
  return `import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os/exec"
	"testing"
	"time"

	"github.com/google/uuid"
	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	remediationv1 "example.com/made/api/remediation/v1"
	"${module}"
)
`;
}

function suite({ name }: Service, infrastructure: string): string {
  return `
const clusterName = "${name}-e2e"

func Test${title(name)}E2E(t *testing.T) {
	RegisterFailHandler(Fail)
	RunSpecs(t, "${title(name)} E2E Suite")
}

var _ = SynchronizedBeforeSuite(func() []byte {
	err := ${infrastructure}.Setup${title(name)}Infrastructure(ctx, clusterName, kubeconfigPath, clientset, GinkgoWriter)
	Expect(err).ToNot(HaveOccurred())
	return []byte(kubeconfigPath)
}, func(data []byte) {
	kubeconfigPath = string(data)
})
`;
}

function readiness({ name }: Service): string {
  return `
// Wait${title(name)}Ready polls until every pod of the suite is ready.
func Wait${title(name)}Ready(ctx context.Context, namespace, clusterName string, seconds int) error {
	deadline := time.Now().Add(time.Duration(seconds) * time.Second)
	for time.Now().Before(deadline) {
		out, err := exec.CommandContext(ctx, "kubectl", "get", "pods", "-n", namespace, "-o", "json").Output()
		if err == nil && strings.Contains(string(out), "Ready") {
			return nil
		}
		time.Sleep(2 * time.Second)
	}
	return fmt.Errorf("pods of %s in %s are not ready", namespace, clusterName)
}
`;
}

function configMap(random: Random): string {
  const data = Array.from({ length: 20 + random.below(80) }, () => `  ${random.pick(nouns)}_${random.below(100)}: "${random.pick(nouns)}"`);
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${random.pick(nouns)}\ndata:\n${[...new Set(data)].join('\n')}\n`;
}
