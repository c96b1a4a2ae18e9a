import { describe, expect, test } from 'vitest';
import { argumentsOf, cut, read, summary, uses } from './command';
import { hole } from '../../../src/images/commandLine/command';
import { readCommand } from '../../../src/images/commandLine/readCommand';

describe('kind, k3d, minikube', () => {
  test.each([
    ['kind load docker-image a:1 b:1 --name c', ['load a:1', 'load b:1']],
    ['kind load docker-image --name c --nodes n1,n2 a:1', ['load a:1']],
    ['kind load image-archive f.tar --name c', ['load (f.tar)']],
    ['kind load image-archive {} --name {}', ['load ({})']],
    ['kind load docker-image a:1 {} c', ['load a:1', 'load {}', '?load c']],
    ['kind create cluster --image kindest/node:v1.30 --name c --config f', ['mention kindest/node:v1.30']],
    ['kind build node-image --image n:1 /src', ['build n:1']],
    ['kind delete cluster --name c', []],
    ['kind get clusters', []],
    ['k3d image import -c c a:1 f.tar', ['load a:1', 'load (f.tar)']],
    ['k3d cluster create c --image rancher/k3s:1', ['mention rancher/k3s:1']],
    ['minikube -p c image load a:1', ['load a:1']],
    ['minikube image build -t a:1 .', ['build a:1', 'load a:1']],
    ['minikube image tag a:1 b:1', ['tag b:1 < a:1', 'load b:1']],
    ['minikube kubectl -- apply -f x.yaml', ['deploy @x.yaml']],
  ])('%s', (line, expected) => expect(read(line)).toEqual(expected));

  test('a load says from where and into which cluster', () => {
    const [use] = uses('kind load docker-image a:1 --name=e2e');
    expect(use).toMatchObject({ loadFrom: 'docker-image', into: 'cluster' });
    expect(cut(use?.cluster)).toBe('e2e');
    expect(cut(uses('minikube -p e2e image load a:1')[0]?.cluster)).toBe('e2e');
  });
});

describe('kubectl', () => {
  test.each([
    ['kubectl run p --image=a:1 --restart=Never -n x', ['deploy a:1']],
    ['kubectl run p --image a:1 -- sh -c --image=b:1', ['deploy a:1']],
    ['kubectl create deployment d --image=a:1 --image=b:1', ['deploy a:1', 'deploy b:1']],
    ['kubectl --kubeconfig {} create job j --image={}', ['deploy {}']],
    ['kubectl set image deployment/d c=a:1 *=b:1 -n x', ['deploy a:1', 'deploy b:1']],
    ['kubectl set image deployment d {}={}', ['deploy {}']],
    ['kubectl set image deployment/d {}', []],
    ['kubectl debug p -it --image=busybox', ['deploy busybox']],
    ['kubectl debug p --copy-to=q --set-image=c=a:1,d=b:1', ['deploy a:1', 'deploy b:1']],
    ['kubectl apply -f x.yaml -f -', ['deploy @x.yaml', 'deploy @-']],
    ['kubectl apply --kubeconfig k --server-side --dry-run=client --filename=x.yaml,y.yaml', ['mention @x.yaml', 'mention @y.yaml']],
    ['kubectl apply --dry-run=client -o yaml -f x.yaml', ['deploy @x.yaml']],
    ['kubectl apply --dry-run=none -f x.yaml', ['deploy @x.yaml']],
    ['kubectl create --dry-run=server -f x.yaml', ['mention @x.yaml']],
    ['kubectl create -f x.yaml', ['deploy @x.yaml']],
    ['kubectl create namespace n', []],
    ['kubectl delete -f x.yaml --ignore-not-found', ['mention @x.yaml']],
    ['kubectl delete deployment a b -n x', ['mention -', 'mention -']],
    ['kubectl delete deploy/a svc/b', ['mention -', 'mention -']],
    ['kubectl delete pod {}', []],
    ['kubectl get pods -o json', []],
    ['kubectl wait -f x', []],
  ])('%s', (line, expected) => expect(read(line)).toEqual(expected));

  test('names the container, the workload and the pull policy', () => {
    expect(uses('kubectl set image deployment d c=a:1')[0]).toMatchObject({ container: 'c', workload: 'deployment/d' });
    const [use] = uses('kubectl run p --image=a:1 --image-pull-policy=Never');
    expect(use?.workload).toBe('pod/p');
    expect(cut(use?.pullPolicy)).toBe('Never');
  });

  test.each([
    ['kubectl set image deployment/d c=a:1', 'deployment/d', 'c'], ['kubectl set image deployment d e c=a:1', undefined, 'c'], ['kubectl set image -f x.yaml c=a:1', undefined, 'c'],
    ['kubectl set image deployment {} c=a:1', undefined, 'c'], ['kubectl set image deployment d *=a:1', 'deployment/d', '*'], ['kubectl set image deployment d {}=a:1', 'deployment/d', undefined],
    ['kubectl set image deployment d C_=a:1', 'deployment/d', undefined], ['kubectl create deployment d --image=a:1', 'deployment/d', undefined], ['kubectl create deployment {} --image=a:1', undefined, undefined],
    ['kubectl debug p --image=a:1 -c c', undefined, 'c'], ['kubectl run {} --image=a:1', undefined, undefined],
  ])('%s: the workload %s and the container %s', (line, workload, container) => expect(uses(line).map((use) => [use.workload, use.container])).toEqual([[workload, container]]));

  test.each([
    ['kubectl delete deployment a b', ['deployment/a', 'deployment/b']], ['kubectl delete deploy/a svc/b', ['deploy/a', 'svc/b']], ['kubectl delete deploy/a {} svc/b', ['deploy/a']],
    ['kubectl delete pod a {} b', ['pod/a']], ['kubectl delete pod', []], ['kubectl delete {} a/b', []], ['kubectl delete --brand-new x pod a', []],
  ])('%s removes %j', (line, expected) => expect(uses(line).map((use) => (use.removes ? use.workload : 'kept'))).toEqual(expected));

  test('hands over an inline patch', () => {
    expect(cut(uses('kubectl patch deployment d -p {"spec":{}}')[0]?.inlineManifest)).toBe('{"spec":{}}');
  });
});

describe('helm', () => {
  const parts = (line: string) =>
    uses(line).filter(({ release }) => !release).map((use) => {
      const { imageParts: found } = use;
      if (!found) return cut(use.image);
      const { key, registry, namespace, repository, tag, digest } = found;
      return { key, registry: cut(registry), namespace: cut(namespace), repository: cut(repository), tag: cut(tag), digest: cut(digest) };
    });

  test('repository and tag of one key make one use', () => {
    expect(parts('helm upgrade --install r ./chart --set a.image.repository=reg/a --set-string a.image.tag={} --set b=c')).toEqual([{ key: 'a.image', repository: 'reg/a', tag: '{}' }]);
    expect(parts('helm install r c --set a.image.repository={}/a,a.image.tag={},x.y=1')).toEqual([{ key: 'a.image', repository: '{}/a', tag: '{}' }]);
    expect(parts('helm template r c --set image.repository=a,image.tag=1 --set image.tag=2')).toEqual([{ key: 'image', repository: 'a', tag: '2' }]);
  });
  test('parts shared by all of a chart\'s services keep their key', () => {
    expect(parts('helm install r c --set global.image.registry=localhost/k --set global.image.namespace= --set global.image.tag={} --set global.image.pullPolicy=IfNotPresent')).toEqual([
      { key: 'global.image', registry: 'localhost/k', namespace: '', tag: '{}' },
    ]);
  });
  test('a whole reference', () => {
    expect(parts('helm install r c --set x.image=reg/a:1 --set sidecarImage=b:1')).toEqual(['reg/a:1', 'b:1']);
    expect(parts('helm install r c --set proxyImageRepository=a --set proxyImageTag=1')).toEqual([{ key: 'proxyImage', repository: 'a', tag: '1' }]);
  });
  test('lists and escaped commas are no settings of their own', () => {
    expect(parts('helm install r c --set a={x,image=b:1},image=c:1 --set image.tag=1\\,2')).toEqual(['c:1']);
  });
  test('other keys and other commands say nothing', () => {
    expect(parts('helm install r c --set imagePullSecrets[0].name=x --set a.imagination=y --set image.unknown=z')).toEqual([]);
    expect(parts('helm repo add x https://y')).toEqual([]);
  });
  test('a pull policy next to the image', () => {
    expect(cut(uses('helm install r c --set image.repository=a --set image.pullPolicy=Always')[0]?.pullPolicy)).toBe('Always');
  });
});

describe('skopeo, tkn, make, ctr, crictl', () => {
  test.each([
    ['skopeo copy docker://a/b:1 docker://c/d:1', ['push c/d:1 < a/b:1']],
    ['skopeo copy --src-tls-verify=false containers-storage:localhost/a:1 docker-archive:f.tar:localhost/a:1', ['save localhost/a:1 (f.tar)']],
    ['skopeo copy containers-storage:a:1 docker-archive:f.tar:b:1', ['tag b:1 < a:1', 'save b:1 (f.tar)']],
    ['skopeo copy docker-archive:f.tar containers-storage:a:1', ['tag a:1']],
    ['skopeo copy docker-archive:f.tar:b:1 docker-daemon:a:1', ['tag a:1 < b:1']],
    ['skopeo copy containers-storage:[overlay@/x]a:1 dir:/y', ['mention a:1']],
    ['skopeo inspect --raw docker://{}', ['mention {}']],
    ['skopeo sync --src docker a b', []],
    ['tkn bundle push reg/b:1 -f task.yaml', ['push reg/b:1']],
    ['tkn bundle push --remote-skip-tls {} -f {}', ['push {}']],
    ['tkn pipeline list', []],
    ['make docker-build IMG=a:1', ['build a:1']],
    ['make -C .. docker-build docker-push IMG={} CONTAINER_TOOL=podman', ['build {}', 'push {}']],
    ['make undeploy IMAGE=a:1', ['mention a:1']],
    ['make deploy CONTROLLER_IMG=a:1', ['deploy a:1']],
    ['make kind-load OPERATOR_IMAGE=a:1', ['load a:1']],
    ['make test IMAGE_TAG=x', []],
    ['kustomize edit set image controller=a:1 b:2 {}={}', ['deploy sets controller a:1 in .', 'deploy sets - b:2 in .', 'deploy sets {} {} in .']],
    ['kustomize edit set image ...', ['mention edits in .']],
    ['kustomize edit add patch --path x.yaml', ['mention edits in .']],
    ['kustomize edit set nameprefix x', ['mention edits in .']],
    ['kustomize edit set namespace x', []],
    ['kustomize edit {} image a=b', ['mention edits in .']],
    ['kustomize {} set image a=b', ['mention edits in .']],
    ['kustomize build overlays/x', ['mention printed in overlays/x']],
    ['kustomize build --load-restrictor LoadRestrictionsNone x', ['mention printed in x']],
    ['kustomize build', ['mention printed in .']],
    ['kustomize build x -o out.yaml', []],
    ['kustomize build ...', []],
    ['kustomize version', []],
    ['kubectl kustomize x', ['mention printed in x']],
    ['kubectl apply -k x -n y', ['deploy kustomized in x']],
    ['kubectl create --kustomize=x', ['deploy kustomized in x']],
    ['kubectl replace -k {}/x', ['deploy kustomized in {}/x']],
    ['kubectl apply -k x --dry-run=server', []],
    ['kubectl delete -k x', ['mention deletes in x']],
    ['ctr -n k8s.io images import --base-name x f.tar', ['load (f.tar)']],
    ['ctr -n k8s.io images import --all-platforms --compress-blobs --digests f.tar', ['load (f.tar)']],
    ['ctr --namespace=k8s.io image tag --force a:1 b:1', ['tag b:1 < a:1']],
    ['ctr i pull a:1', ['pull a:1']],
    ['ctr images export f.tar a:1', ['save a:1 (f.tar)']],
    ['ctr run --rm a:1 id', ['run a:1']],
    ['crictl pull a:1', ['pull a:1']],
    ['crictl --runtime-endpoint unix:///x rmi a:1', ['mention a:1']],
  ])('%s', (line, expected) => expect(read(line)).toEqual(expected));

  test('an engine named in a make variable', () => {
    expect(uses('make docker-build IMG=a CONTAINER_TOOL=podman')[0]?.engine).toBe('podman');
    expect(uses('make docker-build IMG=a')[0]?.engine).toBe('');
  });
});

describe('wrappers and unknown programs', () => {
  test.each([
    ['sudo podman build -t a:1 .', ['build a:1']],
    ['sudo -E -u root env A=b C=d timeout -k 5 60 /usr/bin/podman build -t a:1 .', ['build a:1']],
    ['env -i A=b podman pull a:1', ['pull a:1']],
    ['sudo --brand-new podman build -t a:1 .', []],
    ['k3s ctr images import f.tar', ['load (f.tar)']],
    ['podman|/usr/bin/docker push a:1', ['push a:1']],
    ['podman|git push a:1', ['?push a:1']],
    ['make|go build a:1', []],
    ['{} build -t a:1 .', ['build a:1']],
    ['{} save -o f.tar a:1', ['save a:1 (f.tar)']],
    ['{} image exists a:1', ['mention a:1']],
    ['{} tag a:1 b:1', ['tag b:1 < a:1']],
    ['{} push a:1', ['?push a:1']],
    ['{} run ./cmd/x', ['?run ./cmd/x']],
    ['{} load docker-image a:1', ['load a:1']],
    ['{} build ./...', []],
    ['{} ...', []],
    ['... build -t a:1', []],
    ['[podman] build -t a:1', ['build a:1']],
    ['go build -o x .', []],
    ['go test -tags=e2e ./...', []],
    ['git tag v1 main', []],
  ])('%s', (line, expected) => expect(read(line)).toEqual(expected));

  test('an unknown program says neither tool nor engine', () => {
    expect(uses('{} build -t a:1 .')[0]).toMatchObject({ tool: '', engine: '' });
  });
  test('the program is the last part of a path, without the ending that Windows gives it', () => {
    expect([read('/usr/bin/podman pull a:1'), read('bin/podman.exe pull a:1'), read('podman.exe.sh pull a:1'), read('pod.exeman pull a:1'), read('podman/x pull a:1')]).toEqual([['pull a:1'], ['pull a:1'], [], [], []]);
  });
  test('an empty vector', () => expect(readCommand([])).toEqual([]));
});

describe('scripts', () => {
  const script = (text: string) => summary(readCommand(argumentsOf(['sh', '-c', text])));

  test.each([
    ['podman save a:1 | kind load image-archive /dev/stdin', ['save a:1', 'load a:1']],
    ["cd x && A=b sudo podman build -t 'a:1' . > log 2>&1; kind load docker-image \"a:1\" # a comment", ['build a:1', 'load a:1']],
    ['if ! podman image exists a:1; then podman pull a:1; fi', ['mention a:1', 'pull a:1']],
    ['podman build -t localhost/a:$TAG .', ['build localhost/a:$TAG!']],
    ['podman build -t "$(cat f):x" .', ['build $(cat f):x!']],
    ['podman tag {} localhost/{}:1', ['tag localhost/{}:1 < {}']],
    ['kubectl set image deploy/d "c=a:1"', ['deploy a:1']],
    ['podman build \\\n  -t a:1 \\\n  .', ['build a:1']],
    ['bash -c "podman pull a:1"', ['pull a:1']],
    ['podman pull a\\:1', []],
    ['echo "podman pull a:1"', []],
    ["sed 's/x/y/' f.yaml | kubectl apply -f -", ['deploy @-']],
    ['podman pull "a:1', ['pull a:1']],
    ['TAG=x A_1=y podman pull a:1', ['pull a:1']],
    ['./TAG=x podman pull a:1', []],
    ['A=b B=c', []],
    ['podman pull `cat f` b:1', ['pull `cat f`!', '?pull b:1']],
    ['podman pull "a:${TAG:-v1}" b:1', ['pull a:${TAG:-v1}!', 'pull b:1']],
    ['podman pull a:$(echo $(date)) b:1', ['pull a:$(echo $(date))!', 'pull b:1']],
    ['podman pull a:1 2>/dev/null >log <in b:1', ['pull a:1', 'pull b:1']],
    ['podman pull a:1 2 >x', ['pull a:1', 'pull 2']],
    ['podman pull a:1 >&2 b:1', ['pull a:1', 'pull b:1']],
    ['2>x podman pull a:1', ['pull a:1']],
    ['podman pull a:1&podman pull b:1', ['pull a:1', 'pull b:1']],
    ['podman pull a* b? "c*"', ['pull a*!', 'pull b?!', 'pull c*']],
    ["podman pull '$TAG' \"$TAG\"", ['pull $TAG', 'pull $TAG!']],
    ['podman pull x$1 y$@ z$', ['pull x$1!', 'pull y$@!', 'pull z$!']],
    ['(podman pull a:1)', ['pull a:1']],
    ['{ podman pull a:1; }', ['pull a:1']],
    ['while podman pull a:1; do podman pull b:1; done', ['pull a:1', 'pull b:1']],
    ['podman pull a#b #c', ['pull a#b']],
    ['podman pull `a', ['pull `a!']],
    ['podman pull $(a', ['pull $(a!']],
    ["podman pull 'a\\b'", ['pull a\\b']],
    ['podman pull a\\', ['pull a\\']],
    ['podman\tpull\ra:1', ['pull a:1']],
    ['podman pull ""a:1', ['pull a:1']],
    ['podman pull ${A}${B}:1', ['pull ${A}${B}:1!']],
    ['podman build -t "a b" .', ['build a b']],
    ['bash -c "sh -c \\"podman pull a:1\\""', ['pull a:1']],
    ['podman push a:$TAG docker://q.io/a:$TAG', ['push q.io/a:$TAG! < a:$TAG!']],
    ['${A', []],
    ['', []],
  ])('%s', (text, expected) => expect(script(text)).toEqual(expected));

  test('offsets are those of the script, holes counting as one', () => {
    const text = `podman tag ${hole} 'b:1'`;
    const [use] = readCommand([...argumentsOf(['bash', '-ec']), { text: undefined, prefix: 'podman tag ', shape: text, optional: false, value: text }]);
    expect(use?.image).toEqual({ value: text, skip: text.indexOf('b:1'), end: text.indexOf('b:1') + 3 });
  });
  test('a script file is no script', () => expect(read('bash build.sh -c x')).toEqual([]));
});

describe('kustomizations in a shell’s line', () => {
  test.each([
    ['kustomize build x | kubectl apply -f -', ['mention printed in x', 'deploy kustomized in x']],
    ['kubectl kustomize x | kubectl delete -f -', ['mention printed in x', 'mention deletes in x']],
    ['kustomize build x | sed s/a/b/ | kubectl apply -f -', ['mention printed in x', 'deploy @-']],
    ['kustomize build x > y; kubectl apply -f y', ['mention printed in x', 'deploy @y']],
    ['cd a && cd b; kubectl apply -k c', ['deploy kustomized in a>b>c']],
    ['(cd a && kustomize edit set image b=c:1) && kustomize build d | kubectl apply -f -', ['deploy sets b c:1 in a', 'mention printed in d', 'deploy kustomized in d']],
    ['cd - && kubectl apply -k c', ['deploy kustomized in ?']],
    ['pushd a; kubectl apply -k c; popd; kubectl apply -k d', ['deploy kustomized in a>c', 'deploy kustomized in ?']],
    ['cd $DIR && kubectl apply -k c', ['deploy kustomized in $DIR!>c']],
    ['if true; then kustomize edit set image b=c:1; fi', ['deploy edits c:1 in .']],
    ['[ -z "$X" ] || kustomize edit set image b=c:1', ['deploy edits c:1 in .']],
    ['kustomize edit set image b=c:$TAG', ['deploy sets b c:$TAG! in .']],
    ['kustomize edit set image "b"=c:1', ['deploy sets b c:1 in .']],
  ])('%s', (line, expected) => expect(summary(readCommand(argumentsOf(['sh', '-c', line])))).toEqual(expected));
});
