import { describe, expect, test } from 'vitest';
import { cut, read, uses } from './command';

describe('build', () => {
  test.each([
    ['podman build -t localhost/app:v1 .', ['build localhost/app:v1']],
    ['docker build --tag=app:v1 -t app:v2 -f Dockerfile .', ['build app:v1', 'build app:v2']],
    ['buildah bud -tapp:v1 ctx', ['build app:v1']],
    ['docker buildx build --platform linux/amd64 --load -t app:v1 .', ['build app:v1']],
    ['docker buildx --builder b build --push -t app:v1 .', ['build app:v1', 'push app:v1']],
    ['docker buildx build --push=false -t app:v1 .', ['build app:v1']],
    ['podman image build -t app .', ['build app']],
    ['docker builder build -qt app:v1 .', ['build app:v1']],
    ['nerdctl --namespace k8s.io build -t app:v1 .', ['build app:v1']],
    ['podman build --no-cache --build-arg A=b --pull -t {} -f {} {}', ['build {}']],
    ['podman build --no-cache -t localhost/{}:e2e-{} .', ['build localhost/{}:e2e-{}']],
    ['podman build ... -t app:v1', ['build app:v1']],
    ['podman build -t', []],
    ['podman build -t ...', ['?build ']],
    ['podman build .', []],
    ['podman build --manifest multi:v1 .', ['build multi:v1']],
    ['podman commit ctr app:v2', ['build app:v2']],
    ['docker import f.tar app:v3', ['build app:v3']],
  ])('%s', (line, expected) => expect(read(line)).toEqual(expected));

  test('keeps the Dockerfile, the context and the engine', () => {
    const [use] = uses('/usr/bin/podman build --squash --layers -t a:b -f docker/x.Dockerfile ../..');
    expect(use).toMatchObject({ role: 'build', tool: 'podman', engine: 'podman', certain: true });
    expect([cut(use?.dockerfile), cut(use?.context)]).toEqual(['docker/x.Dockerfile', '../..']);
  });

  test('a context behind an unknown flag is left out, the tag stays certain', () => {
    const [use] = uses('podman build --brand-new x -t a:b .');
    expect(use?.certain).toBe(true);
    expect(use?.context).toBeUndefined();
  });

  test('a tag given in a branch is a use; a flag in a branch whose value always stands is uncertain', () => {
    expect(read('podman build [-t] [a:b] .')).toEqual(['build a:b']);
    expect(read('podman build [-t] a:b .')).toEqual(['?build a:b']);
  });
});

describe('the other commands', () => {
  test.each([
    ['podman tag a:1 b:1', ['tag b:1 < a:1']],
    ['podman image tag a:1 b:1 c:1', ['tag b:1 < a:1', 'tag c:1 < a:1']],
    ['podman tag {} localhost/b:1', ['tag localhost/b:1 < {}']],
    ['podman tag ... b:1', ['?tag ']],
    ['podman tag a ... b:1', ['?tag b:1 < a']],
    ['podman save -o f.tar a:1', ['save a:1 (f.tar)']],
    ['podman save a:1 -o f.tar', ['save a:1 (f.tar)']],
    ['docker image save --output=f.tar a:1 b:1', ['save a:1 (f.tar)', 'save b:1 (f.tar)']],
    ['podman save --format docker-archive -m a:1 b:1', ['save a:1', 'save b:1']],
    ['podman load -i f.tar', ['load (f.tar)']],
    ['podman load', ['load -']],
    ['docker push reg/a:1', ['push reg/a:1']],
    ['podman push --tls-verify=false a:1 docker://reg/a:1', ['push reg/a:1 < a:1']],
    ['podman push a:1 docker-archive:f.tar:a:1', ['save a:1 (f.tar)']],
    ['podman push a:1 dir:/tmp/x', ['mention a:1']],
    ['docker push -a reg/a', ['?push reg/a']],
    ['podman pull --quiet a:1 b:1', ['pull a:1', 'pull b:1']],
    ['podman pull docker://quay.io/a:1', ['pull quay.io/a:1']],
    ['podman pull docker-archive:f.tar', []],
    ['docker pull --platform linux/amd64 a:1', ['pull a:1']],
    ['podman rmi -f a:1 b:1', ['mention a:1', 'mention b:1']],
    ['podman image exists a:1', ['mention a:1']],
    ['docker image inspect --format {{.Id}} a:1', ['mention a:1']],
    ['podman image rm a:1', ['mention a:1']],
    ['podman image prune -f --filter until=1h', []],
    ['podman images --format {{.Repository}} -q localhost/a', ['mention localhost/a']],
    ['podman manifest create multi a:1', ['build multi', 'mention a:1']],
    ['podman manifest push multi docker://reg/multi:1', ['push reg/multi:1 < multi']],
    ['docker buildx imagetools create -t reg/a:2 reg/a:1', ['push reg/a:2', 'mention reg/a:1']],
    ['podman kube play pod.yaml', ['run @pod.yaml']],
    ['docker compose -f a.yml --file=b.yml up -d', ['run @a.yml', 'run @b.yml']],
    ['podman-compose -f a.yml down -v', ['mention @a.yml']],
    ['docker-compose -f a.yml -p x build', ['build @a.yml']],
    ['docker --host tcp://x -D pull a:1', ['pull a:1']],
    ['podman ps -a --filter name=x', []],
    ['podman network create n', []],
    ['podman rm -f c', []],
    ['podman version', []],
    ['podman', []],
  ])('%s', (line, expected) => expect(read(line)).toEqual(expected));

  test('loading into an engine is not loading into a cluster', () => {
    expect(uses('podman load -i f.tar')[0]).toMatchObject({ role: 'load', into: 'engine' });
  });

  test.each([
    ['docker load', true],
    ['docker image load -q', true],
    ['docker load ...', true],
    ['docker load -i f.tar', undefined],
  ])('an archive on standard input: %s', (line, input) => {
    const [load, ...others] = uses(line);
    expect([load?.role, load?.into, load?.input, others]).toEqual(['load', 'engine', input, []]);
  });
});

describe('a build names its output', () => {
  test.each([
    ['docker buildx build --output type=registry,name=localhost:5001/a:1 .', ['build localhost:5001/a:1', 'push localhost:5001/a:1']],
    ['docker buildx build -o type=image,name=a:{},push=true -t b .', ['build b', 'build a:{}', 'push a:{}']],
    ['docker build --output=type=docker,name=a:1 .', ['build a:1']],
    ['docker build --output type=local,dest=out -t a:1 .', ['build a:1']],
  ])('%s', (line, expected) => expect(read(line)).toEqual(expected));
});

describe('run: the image is the first positional, all behind it the container\'s', () => {
  test.each([
    ['podman run -d --name c -p 5432:5432 -e A=b postgres:16 -c max_connections=1', ['run postgres:16']],
    ['docker run --rm -it a:1 sh -c x', ['run a:1']],
    ['docker run -dit --network=host a:1', ['run a:1']],
    ['docker run -v/a:/b a:1 -t x:y', ['run a:1']],
    ['podman container run --rm -- a:1 -t', ['run a:1']],
    ['podman create --pull never a:1', ['run a:1']],
    ['podman run --name {} {} /bin/x', ['run {}']],
    ['podman run -d ... a:1', ['?run a:1']],
    ['podman run --brand-new a:1 b:1', ['?run a:1', '?run b:1']],
    ['podman run --brand-new=x a:1 b:1', ['run a:1']],
    ['podman run [--rm] a:1', ['run a:1']],
    ['podman run [-v] [/a:/b] a:1', ['run a:1']],
    ['podman run [-v] /a:/b a:1', ['?run a:1']],
    ['podman run [a:1] [b:1] c:1 x', ['run a:1', '?run b:1', '?run c:1']],
    ['podman run --{} a:1', ['?run a:1']],
    ['podman run --rootfs /x', []],
    ['podman run', []],
    ['docker exec -it c podman build -t x .', []],
    ['docker exec -i kind-control-plane ctr -n k8s.io images import -', ['load (-)']],
    ['podman exec node /usr/local/bin/crictl rmi a:1', ['mention a:1']],
  ])('%s', (line, expected) => expect(read(line)).toEqual(expected));
});
