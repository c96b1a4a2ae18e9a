/** The bulk of a suite: statements, cases and functions that have nothing to do with images, yet share names with those that have. */
import type { Random } from './random';
import { goName, lowerName, nouns, sentence, title } from './words';

export interface Style {
  readonly random: Random;
  /** May have characters outside ASCII. */
  readonly foreign: boolean;
}

type Maker = (style: Style, indent: string) => string;

const composite: Maker = ({ random }, indent) => {
  const name = lowerName(random);
  return `${indent}${name} := &remediationv1.${title(random.pick(nouns))}{
${indent}	ObjectMeta: metav1.ObjectMeta{
${indent}		Name:      fmt.Sprintf("${random.pick(nouns)}-%d", time.Now().UnixNano()),
${indent}		Namespace: namespace,
${indent}		Labels:    map[string]string{"app": "${random.pick(nouns)}", "suite": "${random.pick(nouns)}-e2e"},
${indent}	},
${indent}	Spec: remediationv1.${title(random.pick(nouns))}Spec{
${indent}		Severity: "${random.pick(['critical', 'warning', 'info'])}",
${indent}		Target:   remediationv1.Target{Kind: "Deployment", Name: "${random.pick(nouns)}", Namespace: namespace},
${indent}		Retries:  ${random.below(9)},
${indent}		Timeout:  metav1.Duration{Duration: ${random.below(90) + 1} * time.Second},
${indent}	},
${indent}}
${indent}Expect(k8sClient.Create(ctx, ${name})).To(Succeed(), "should create the ${random.pick(nouns)}")`;
};

const eventually: Maker = ({ random }, indent) => {
  const name = lowerName(random);
  return `${indent}Eventually(func(g Gomega) {
${indent}	${name} := &remediationv1.${title(random.pick(nouns))}{}
${indent}	g.Expect(k8sClient.Get(ctx, client.ObjectKey{Name: name, Namespace: namespace}, ${name})).To(Succeed())
${indent}	g.Expect(${name}.Status.Phase).To(Equal(remediationv1.Phase${title(random.pick(nouns))}))
${indent}	g.Expect(${name}.Status.Conditions).To(HaveLen(${random.below(5)}))
${indent}}, timeout, ${random.below(900) + 100}*time.Millisecond).Should(Succeed())`;
};

const request: Maker = ({ random }, indent) => `${indent}resp, err := http.Get(fmt.Sprintf("%s/api/v1/${random.pick(nouns)}s?${random.pick(nouns)}=%s&limit=${random.below(100)}", endpoint, url.QueryEscape(name)))
${indent}Expect(err).ToNot(HaveOccurred())
${indent}defer func() { _ = resp.Body.Close() }()
${indent}Expect(resp.StatusCode).To(Equal(http.StatusOK), "the ${random.pick(nouns)} endpoint should answer")`;

const loop: Maker = ({ random, foreign }, indent) => {
  const name = random.pick(nouns);
  return `${indent}for i, ${name} := range ${name}s {
${indent}	if ${name}.Name == "" || len(${name}.Labels) == 0 {
${indent}		GinkgoWriter.Printf("  %d: ${sentence(random, foreign)} (%s)\\n", i, ${name}.Namespace)
${indent}		continue
${indent}	}
${indent}	total += ${name}.Spec.Retries * ${random.below(7) + 1}
${indent}	seen[${name}.Name] = append(seen[${name}.Name], i)
${indent}}`;
};

const json: Maker = ({ random }, indent) => `${indent}payload := []byte(\`{
  "version": "4", "status": "firing",
  "alerts": [{"labels": {"alertname": "${title(random.pick(nouns))}Down", "severity": "critical", "namespace": "${random.pick(nouns)}"},
    "annotations": {"summary": "${sentence(random, false)}"}, "startsAt": "2026-01-02T03:04:05Z"}]
}\`)
${indent}Expect(json.Unmarshal(payload, &${lowerName(random)})).To(Succeed())`;

const check: Maker = ({ random }, indent) => `${indent}Expect(${random.pick(nouns)}.${title(random.pick(nouns))}).To(${random.pick(['Equal', 'ContainSubstring', 'HavePrefix'])}("${random.pick(nouns)}-${random.pick(nouns)}"), "${sentence(random, false)}")`;

const by: Maker = ({ random, foreign }, indent) => `${indent}By("${sentence(random, foreign)}")`;

const comment: Maker = ({ random, foreign }, indent) => `${indent}// BR-${title(random.pick(nouns)).toUpperCase()}-${random.below(999)}: ${sentence(random, foreign)}, so that ${sentence(random, foreign)}.`;

const failure: Maker = ({ random }, indent) => `${indent}if err := ${goName(random)}(ctx, namespace, "${random.pick(nouns)}", ${random.below(50)}); err != nil {
${indent}	return fmt.Errorf("${sentence(random, false)}: %w", err)
${indent}}`;

const assign: Maker = ({ random }, indent) => `${indent}${lowerName(random)} := fmt.Sprintf("%s-%s-%d", "${random.pick(nouns)}", name, ${random.below(100)})`;

const choice: Maker = ({ random }, indent) => `${indent}switch ${random.pick(nouns)}.Status.Phase {
${indent}case "${random.pick(nouns)}", "${random.pick(nouns)}":
${indent}	count++
${indent}case remediationv1.Phase${title(random.pick(nouns))}:
${indent}	logger.Info("${sentence(random, false)}", "phase", count, "name", name)
${indent}default:
${indent}	break
${indent}}`;

const inTests: readonly Maker[] = [composite, eventually, request, loop, json, check, check, check, by, by, comment, comment, assign, choice];
const inFunctions: readonly Maker[] = [loop, failure, failure, failure, assign, choice, comment, comment];

function statements(style: Style, makers: readonly Maker[], indent: string, count: number): string {
  return Array.from({ length: count }, () => style.random.pick(makers)(style, indent)).join('\n');
}

/** `var _ = Describe(…)` with contexts and cases. */
export function describeBlock(style: Style, subject: string): string {
  const { random, foreign } = style;
  const cases = Array.from({ length: 2 + random.below(5) }, () => `		It("should ${sentence(random, foreign)}", func() {
${statements(style, inTests, '\t\t\t', 4 + random.below(9))}
		})`);
  return `var _ = Describe("${title(subject)} ${sentence(random, foreign)}", Label("e2e", "${subject}"), func() {
	var (
		name      string
		endpoint  string
		namespace = "${subject}-e2e"
		timeout   = ${random.below(90) + 30} * time.Second
	)

	BeforeEach(func() {
		name = fmt.Sprintf("${random.pick(nouns)}-%s", uuid.New().String()[:8])
		endpoint = "http://localhost:${8000 + random.below(999)}"
${statements(style, inTests, '\t\t', 1)}
	})

	Context("${sentence(random, foreign)}", func() {
${cases.join('\n\n')}
	})
})
`;
}

/** A function that a suite's own code calls and that leads to no image. `name`: its own. */
export function plainFunction(style: Style, name: string): string {
  const { random, foreign } = style;
  return `// ${name} lets a suite ${sentence(random, foreign)}.
func ${name}(ctx context.Context, namespace, name string, count int) error {
	total := count
	seen := map[string][]int{}
${statements(style, inFunctions, '\t', 3 + random.below(10))}
	_, _ = total, seen
	return nil
}
`;
}

/** A table of cases over `testing`, the other way to write tests. */
export function tableTest(style: Style, name: string): string {
  const { random, foreign } = style;
  const rows = Array.from({ length: 3 + random.below(8) }, () => `		{name: "${sentence(random, foreign)}", in: "${random.pick(nouns)}/${random.pick(nouns)}", want: ${random.below(100)}, ok: ${random.chance(0.5)}},`);
  return `func Test${name}(t *testing.T) {
	tests := []struct {
		name string
		in   string
		want int
		ok   bool
	}{
${rows.join('\n')}
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := ${goName(random)}(tt.in)
			if (err == nil) != tt.ok || got != tt.want {
				t.Errorf("got %d, %v; want %d", got, err, tt.want)
			}
		})
	}
}
`;
}

/** A manifest without an image, as a package-level constant. */
export function plainManifest({ random }: Style, name: string): string {
  const data = Array.from({ length: 4 + random.below(12) }, () => `  ${random.pick(nouns)}.${random.pick(nouns)}: "${random.pick(nouns)}-${random.below(1000)}"`);
  return `const ${name} = \`
apiVersion: v1
kind: ConfigMap
metadata:
  name: ${random.pick(nouns)}-config
  namespace: %s
data:
${data.join('\n')}
\`
`;
}
