/** Kubernetes manifests, made as data and written in several layouts. */
import fc from 'fast-check';

/** A text under construction that remembers where its images and its other values stand. */
export interface Written {
  text: string;
  readonly images: { start: number; end: number; container: string | undefined }[];
  readonly values: { start: number; end: number }[];
}

export interface Container {
  readonly name: string | undefined;
  readonly image: string;
  readonly quote: '' | '"' | "'";
  readonly imageFirst: boolean;
  readonly policy: boolean;
  readonly comment: boolean;
  readonly env: boolean;
}

export interface Manifest {
  readonly kind: string;
  readonly name: string;
  readonly containers: readonly Container[];
  readonly inits: readonly Container[];
  readonly script: boolean;
  readonly flushDashes: boolean;
}

const name = fc.stringMatching(/^[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,4})?$/);
const image = fc.tuple(fc.constantFrom('', 'localhost/', 'quay.io/x/', 'host:5000/'), name, fc.constantFrom('', ':v1', ':e2e-test', '@sha256:' + 'a'.repeat(64))).map((parts) => parts.join(''));
const container: fc.Arbitrary<Container> = fc.record({
  name: fc.option(name, { nil: undefined }),
  image,
  quote: fc.constantFrom('', '"', "'"),
  imageFirst: fc.boolean(),
  policy: fc.boolean(),
  comment: fc.boolean(),
  env: fc.boolean(),
});
const manifest: fc.Arbitrary<Manifest> = fc.record({
  kind: fc.constantFrom('Deployment', 'DaemonSet', 'Job', 'Widget'),
  name,
  containers: fc.array(container, { minLength: 1, maxLength: 3 }),
  inits: fc.array(container, { maxLength: 2 }),
  script: fc.boolean(),
  flushDashes: fc.boolean(),
});

export function write(manifests: readonly Manifest[], newline: string, indent: string): Written {
  const out: Written = { text: '', images: [], values: [] };
  const line = (text: string) => (out.text += `${indent}${text}${newline}`);
  const valued = (before: string, value: string) => {
    const start = out.text.length + indent.length + before.length;
    out.values.push({ start, end: start + value.length });
    line(before + value);
  };
  const list = (key: string, containers: readonly Container[], pad: string) => {
    if (!containers.length) return;
    line(`${pad}${key}:`);
    for (const one of containers) {
      let lead = `${pad}- `;
      const field = (text: string, value: string) => {
        valued(`${lead}${text}`, value);
        lead = `${pad}  `;
      };
      const writeImage = () => {
        const start = out.text.length + indent.length + `${lead}image: ${one.quote}`.length;
        out.images.push({ start, end: start + one.image.length, container: one.name });
        line(`${lead}image: ${one.quote}${one.image}${one.quote}${one.comment ? ' # image: not:this' : ''}`);
        lead = `${pad}  `;
      };
      if (one.imageFirst) writeImage();
      if (one.name !== undefined) field('name: ', one.name);
      if (!one.imageFirst) writeImage();
      if (one.policy) field('imagePullPolicy: ', 'Never');
      if (one.env) {
        line(`${lead}env:`);
        valued(`${lead}- name: `, 'IMAGE');
        valued(`${lead}  value: `, 'image-of-nothing');
      }
    }
  };
  manifests.forEach((one, number) => {
    if (number) line('---');
    line(`kind: ${one.kind}`);
    line('metadata:');
    valued('  name: ', one.name);
    line('spec:');
    line('  template:');
    line('    spec:');
    if (one.script) {
      line('      script: |');
      line('        image: not:this');
      line('        %s{{');
    }
    const pad = one.flushDashes ? '      ' : '        ';
    const inner = one.flushDashes ? '      ' : '      ';
    const lists = (key: string, containers: readonly Container[]) => {
      if (one.flushDashes) list(key, containers, pad);
      else {
        if (!containers.length) return;
        line(`${inner}${key}Of:`);
        list(key, containers, pad);
      }
    };
    lists('initContainers', one.inits);
    lists('containers', one.containers);
  });
  return out;
}

export const manifests = fc.array(manifest, { minLength: 1, maxLength: 4 });
export const layout = fc.record({ newline: fc.constantFrom('\n', '\r\n'), indent: fc.constantFrom('', '  ', '      ') });
