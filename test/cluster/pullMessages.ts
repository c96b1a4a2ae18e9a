/**
 * What kubelets and container runtimes really say when an image can't be had: facts collected from public issue threads and Kubernetes'
 * sources, each with the runtime and the version that its thread names ('' where it names none). Host names that name a company's own
 * registry were replaced by example.com. `want` is the cause that a person reads out of it.
 */
import type { CauseKind } from '../../src/cluster/pullMessage';

export interface PullFact {
  readonly want: CauseKind;
  readonly runtime: 'containerd' | 'cri-o' | 'docker' | 'kubelet';
  /** Of Kubernetes or the runtime, as the thread says; else the year. */
  readonly version: string;
  readonly image: string;
  readonly message: string;
  /** Where it was seen. */
  readonly seen: string;
}

const rpc = 'rpc error: code = Unknown desc = ';

export const pullFacts: readonly PullFact[] = [
  {
    want: 'localhost-refused', runtime: 'containerd', version: 'kind, December 2025', image: 'localhost/kubernaut-datastorage:e2e-test', seen: 'the incident this project began with',
    message: 'Failed to pull image "localhost/kubernaut-datastorage:e2e-test": failed to resolve reference "localhost/kubernaut-datastorage:e2e-test": dial tcp [::1]:443: connect: connection refused',
  },
  {
    want: 'localhost-refused', runtime: 'containerd', version: 'kind, 2021', image: 'localhost:5000/hello-app:1.0', seen: 'snowdrop/k8s-infra#219',
    message: `Failed to pull image "localhost:5000/hello-app:1.0": ${rpc}failed to pull and unpack image "localhost:5000/hello-app:1.0": failed to resolve reference "localhost:5000/hello-app:1.0": failed to do request: Head "https://localhost:5000/v2/hello-app/manifests/1.0": dial tcp [::1]:5000: connect: connection refused`,
  },
  {
    want: 'localhost-refused', runtime: 'containerd', version: '2023', image: 'localhost:7439/ghcr.io/koenkk/zigbee2mqtt:1.30.1', seen: 'enix/kube-image-keeper#28',
    message: `Failed to pull image "localhost:7439/ghcr.io/koenkk/zigbee2mqtt:1.30.1": ${rpc}failed to pull and unpack image "localhost:7439/ghcr.io/koenkk/zigbee2mqtt:1.30.1": failed to resolve reference "localhost:7439/ghcr.io/koenkk/zigbee2mqtt:1.30.1": failed to do request: Head "http://localhost:7439/v2/ghcr.io/koenkk/zigbee2mqtt/manifests/1.30.1": dial tcp 127.0.0.1:7439: connect: connection refused`,
  },
  {
    want: 'localhost-refused', runtime: 'docker', version: 'minikube, Kubernetes 1.19.15', image: 'localhost:5000/repository:latest', seen: 'dsyer/kubernetes-intro#1',
    message: `Failed to pull image "localhost:5000/repository:latest": ${rpc}Error response from daemon: Get http://localhost:5000/v2/: dial tcp 127.0.0.1:5000: connect: connection refused`,
  },
  {
    want: 'localhost-refused', runtime: 'cri-o', version: 'containers/image, podman 4.6.1', image: 'localhost/cenotificationservice_no_db:23.11.1-9204', seen: 'containers/buildah#5270',
    message: 'initializing source docker://localhost/cenotificationservice_no_db:23.11.1-9204: pinging container registry localhost: Get "https://localhost/v2/": dial tcp [::1]:443: connect: connection refused',
  },
  {
    want: 'localhost-refused', runtime: 'docker', version: 'docker, before Go 1.9', image: 'localhost:5001/img_app', seen: 'docker/kitematic#1635',
    message: 'Error while pulling image: Get http://localhost:5001/v1/repositories/hello_world_application/images: dial tcp [::1]:5001: getsockopt: connection refused',
  },
  {
    want: 'not-found', runtime: 'containerd', version: '2026', image: 'ghcr.io/alexsjones/sympozium/apiserver:v0.0.29', seen: 'sympozium-ai/sympozium#5',
    message: 'Failed to pull image "ghcr.io/alexsjones/sympozium/apiserver:v0.0.29": rpc error: code = NotFound desc = failed to pull and unpack image "ghcr.io/alexsjones/sympozium/apiserver:v0.0.29": failed to resolve reference "ghcr.io/alexsjones/sympozium/apiserver:v0.0.29": ghcr.io/alexsjones/sympozium/apiserver:v0.0.29: not found',
  },
  {
    want: 'not-found', runtime: 'containerd', version: '2021', image: 'cvisionai/tator_online:b51d8990fc4c560c0a2c64d6ddd753aedb9bdeab', seen: 'cvisionai/tator#439',
    message: 'Failed to pull image "cvisionai/tator_online:b51d8990fc4c560c0a2c64d6ddd753aedb9bdeab": rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/cvisionai/tator_online:b51d8990fc4c560c0a2c64d6ddd753aedb9bdeab": failed to resolve reference "docker.io/cvisionai/tator_online:b51d8990fc4c560c0a2c64d6ddd753aedb9bdeab": docker.io/cvisionai/tator_online:b51d8990fc4c560c0a2c64d6ddd753aedb9bdeab: not found',
  },
  {
    want: 'not-found', runtime: 'containerd', version: '2023', image: 'ghcr.io/cloudnative-pg/cloudnative-pg:1.20.1', seen: 'cloudnative-pg/cloudnative-pg#2265',
    message: 'Failed to pull image "ghcr.io/cloudnative-pg/cloudnative-pg:1.20.1": rpc error: code = NotFound desc = failed to pull and unpack image "ghcr.io/cloudnative-pg/cloudnative-pg:1.20.1": failed to copy: httpReadSeeker: failed open: content at https://ghcr.io/v2/cloudnative-pg/cloudnative-pg/manifests/sha256:827429f73ca03211c631aba2c1b0c417a0e57b7b4dbf3c54689c8a9eee5558e9 not found: not found',
  },
  {
    want: 'not-found', runtime: 'docker', version: '2021', image: 'lachlanevenson/k8s-kubectl:v1.18.20', seen: 'lachie83/k8s-kubectl#157',
    message: `Failed to pull image "lachlanevenson/k8s-kubectl:v1.18.20": ${rpc}Error response from daemon: manifest for lachlanevenson/k8s-kubectl:v1.18.20 not found: manifest unknown: manifest unknown`,
  },
  {
    want: 'not-found', runtime: 'docker', version: '2020, waiting message', image: 'drainnode/leader:v1.0-rc9', seen: 'mattmattox/drain-node-on-crash#7',
    message: `${rpc}Error response from daemon: manifest for drainnode/leader:v1.0-rc9 not found: manifest unknown: manifest unknown`,
  },
  {
    want: 'not-found', runtime: 'docker', version: 'Kubernetes 1.2, 2016', image: 'gcr.io/google_containers/kube-proxy:6d4819be8d00b0251cf079f16a2a0db0', seen: 'kubernetes/kubernetes#25356',
    message: 'failed to "StartContainer" for "kube-proxy" with ErrImagePull: "Tag 6d4819be8d00b0251cf079f16a2a0db0 not found in repository gcr.io/google_containers/kube-proxy"',
  },
  {
    want: 'not-found', runtime: 'cri-o', version: 'CRI-O 1.18.4', image: 'registry.example.com/image', seen: 'cri-o/cri-o#4388',
    message: `${rpc}Error reading manifest latest in registry.example.com/image: manifest unknown: manifest unknown`,
  },
  {
    want: 'not-found', runtime: 'cri-o', version: 'OKD 4.19', image: 'quay.io/okd/scos-content@sha256:637140d5811ea5f3ebbf1f0185ef4e98085236684337f2aabc4fa6bbffe1b305', seen: 'okd-project/okd#2194',
    message: `${rpc}initializing source docker://quay.io/okd/scos-content@sha256:637140d5811ea5f3ebbf1f0185ef4e98085236684337f2aabc4fa6bbffe1b305: reading manifest sha256:637140d5811ea5f3ebbf1f0185ef4e98085236684337f2aabc4fa6bbffe1b305 in quay.io/okd/scos-content: manifest unknown`,
  },
  {
    want: 'not-found', runtime: 'cri-o', version: 'OpenShift 4.3', image: 'registry.svc.ci.openshift.org/origin/4.3-2019-10-29-062458@sha256:8184092486c345c2b757f366f146218a115e5d7a92b481cb76257358653ec852', seen: 'raffaelespazzoli/credscontroller#10',
    message: `Failed to pull image "registry.svc.ci.openshift.org/origin/4.3-2019-10-29-062458@sha256:8184092486c345c2b757f366f146218a115e5d7a92b481cb76257358653ec852": ${rpc}Error reading manifest sha256:8184092486c345c2b757f366f146218a115e5d7a92b481cb76257358653ec852 in registry.svc.ci.openshift.org/origin/4.3-2019-10-29-062458: manifest unknown: manifest unknown`,
  },
  {
    want: 'not-found', runtime: 'docker', version: 'docker registry answering for quay, 2021', image: 'quay.io/opentelemetry/opentelemetry-operator:0.23.0', seen: 'open-telemetry/opentelemetry-operator#239',
    message: `Failed to pull image "quay.io/opentelemetry/opentelemetry-operator:0.23.0": ${rpc}Error response from daemon: manifest for quay.io/opentelemetry/opentelemetry-operator:0.23.0 not found: manifest unknown: manifest unknown`,
  },
  {
    want: 'no-access', runtime: 'containerd', version: '2024', image: 'appscode/kubed:v0.13.2', seen: 'appscode/charts#1069',
    message: `Failed to pull image "appscode/kubed:v0.13.2": ${rpc}failed to pull and unpack image "docker.io/appscode/kubed:v0.13.2": failed to resolve reference "docker.io/appscode/kubed:v0.13.2": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`,
  },
  {
    want: 'no-access', runtime: 'containerd', version: 'containerd 1.1, 2019', image: 'kubernetes/redis-slave:v2', seen: 'IBM/guestbook#65',
    message: `Failed to pull image "kubernetes/redis-slave:v2": ${rpc}failed to resolve image "docker.io/kubernetes/redis-slave:v2": server message: insufficient_scope: authorization failed`,
  },
  {
    want: 'no-access', runtime: 'docker', version: 'cri-dockerd, 2025', image: 'suedostcargo-web', seen: 'kubernetes/minikube#20613',
    message: "Failed to pull image \"suedostcargo-web\": Error response from daemon: pull access denied for suedostcargo-web, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
  },
  {
    want: 'no-access', runtime: 'docker', version: 'dockershim, 2019', image: 'kubecloud', seen: 'ZhongAnTech/kubecloud#1',
    message: `Failed to pull image "kubecloud": ${rpc}Error response from daemon: pull access denied for kubecloud, repository does not exist or may require 'docker login'`,
  },
  {
    want: 'no-access', runtime: 'docker', version: 'docker API 1.26, 2017', image: 'kube-aggregator', seen: 'kubernetes/kubernetes#41566',
    message: 'repository kube-aggregator not found: does not exist or no pull access',
  },
  {
    want: 'no-access', runtime: 'containerd', version: 'ECR, 2024', image: '123456789101.dkr.ecr.ap-southeast-2.amazonaws.com/k8s-example/pause:3.9', seen: 'kubernetes/kops#16762',
    message: `${rpc}failed to pull and unpack image "123456789101.dkr.ecr.ap-southeast-2.amazonaws.com/k8s-example/pause:3.9": failed to resolve reference "123456789101.dkr.ecr.ap-southeast-2.amazonaws.com/k8s-example/pause:3.9": pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials`,
  },
  {
    want: 'unauthorised', runtime: 'docker', version: 'EKS 1.12', image: '111111111111.dkr.ecr.eu-west-1.amazonaws.com/isam:9.0.7.0', seen: 'aws-samples/eks-workshop#451',
    message: `Failed to pull image "111111111111.dkr.ecr.eu-west-1.amazonaws.com/isam:9.0.7.0": ${rpc}Error response from daemon: Get https://111111111111.dkr.ecr.eu-west-1.amazonaws.com/v2/isam/manifests/9.0.7.0: no basic auth credentials`,
  },
  {
    want: 'unauthorised', runtime: 'docker', version: '2020', image: 'octarinesec/guardrails-enforcer:20.7', seen: 'octarinesec/octarine-operator#15',
    message: `Failed to pull image "octarinesec/guardrails-enforcer:20.7": ${rpc}Error response from daemon: unauthorized: authentication required`,
  },
  {
    want: 'unauthorised', runtime: 'containerd', version: '2022', image: 'registry.example.com/spm2fog/partsgo42:v1', seen: 'kubernetes/kubernetes#110678',
    message: `Failed to pull image "registry.example.com/spm2fog/partsgo42:v1": ${rpc}failed to pull and unpack image "registry.example.com/spm2fog/partsgo42:v1": failed to resolve reference "registry.example.com/spm2fog/partsgo42:v1": pulling from host registry.example.com failed with status code [manifests v1]: 401 Unauthorized`,
  },
  {
    want: 'unauthorised', runtime: 'containerd', version: 'EKS, 2026, without rpc error', image: 'registry.example.com/docker/scribe:pr-6940', seen: 'jfrog/jfrog-credentials-provider#41',
    message: 'failed to pull and unpack image "registry.example.com/docker/scribe:pr-6940": failed to resolve reference "registry.example.com/docker/scribe:pr-6940": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://registry.example.com/v2/token?scope=repository%3Ascribe%3Apull&service=registry.example.com: 401 ',
  },
  {
    want: 'unauthorised', runtime: 'cri-o', version: 'CRI-O 1.21.0-dev', image: 'registry.connect.redhat.com/hazelcast/hazelcast-3-rhel7:3.11', seen: 'kubernetes-sigs/cri-tools#731',
    message: `${rpc}unable to retrieve auth token: invalid username/password: unauthorized: Please login to the Red Hat Registry using your Customer Portal credentials. Further instructions can be found here: https://access.redhat.com/RegistryAuthentication`,
  },
  {
    want: 'unauthorised', runtime: 'cri-o', version: 'OpenShift 4.4', image: 'quay.io/open-cluster-management/multiclusterhub-operator-index:1.0.0', seen: 'stolostron/deploy#6',
    message: `${rpc}Error reading manifest 1.0.0 in quay.io/open-cluster-management/multiclusterhub-operator-index: unauthorized: access to the requested resource is not authorized`,
  },
  {
    want: 'rate-limit', runtime: 'containerd', version: 'kind, 2021', image: 'centos', seen: 'dell/csi-baremetal#391',
    message: `Failed to pull image "centos": ${rpc}failed to pull and unpack image "docker.io/library/centos:latest": failed to copy: httpReaderSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/centos/manifests/sha256:dbbacecc49b088458781c16f3775f2a2ec7521079034a7ba499c8b0bb7f86875: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit`,
  },
  {
    want: 'rate-limit', runtime: 'containerd', version: '2025, without rpc error', image: 'prom/memcached-exporter:v0.15.0', seen: 'suxess-it/kubriX#1075',
    message: 'Failed to pull image "prom/memcached-exporter:v0.15.0": failed to pull and unpack image "docker.io/prom/memcached-exporter:v0.15.0": failed to copy: httpReadSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/prom/memcached-exporter/manifests/sha256:bb01ad25e9fcf0630cbae9c091a7687bca7fc0c7869912d98d95a6887b9eb599: 429 Too Many Requests - Server message: toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
  },
  {
    want: 'rate-limit', runtime: 'cri-o', version: 'OpenShift, 2026', image: 'openshift/hello-openshift:v3.6.0', seen: 'arquillian/arquillian-cube#1423',
    message: `Failed to pull image "openshift/hello-openshift:v3.6.0": ${rpc}reading manifest v3.6.0 in docker.io/openshift/hello-openshift: toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit`,
  },
  {
    want: 'rate-limit', runtime: 'docker', version: 'Kubernetes 1.1, 2015', image: 'gcr.io/google_containers/kube-ui:v2', seen: 'kubernetes/kubernetes#9534',
    message: 'Error: Status 429 trying to pull repository google_containers/kube-ui: "<!DOCTYPE html>\\n<html lang=en>\\n  <title>Error 429 (Too Many Requests)!!1</title>"',
  },
  {
    want: 'x509', runtime: 'docker', version: 'Kubernetes 1.5.2', image: '10.78.0.228:5000/monitorms', seen: 'kubernetes/kubernetes#43924',
    message: 'Failed to pull image "10.78.0.228:5000/monitorms": Error response from daemon: {"message":"Get https://10.78.0.228:5000/v1/_ping: x509: certificate signed by unknown authority"}',
  },
  {
    want: 'x509', runtime: 'docker', version: 'minikube, 2022', image: 'nginx:alpine', seen: 'kubernetes/minikube#14907',
    message: `Failed to pull image "nginx:alpine": ${rpc}error pulling image configuration: download failed after attempts=6: x509: certificate signed by unknown authority`,
  },
  {
    want: 'x509', runtime: 'cri-o', version: 'OpenShift 4.2.8', image: 'quay.apps-crc.testing/stevef/alpine-curl-jq', seen: 'quay/quay-operator#105',
    message: `Failed to pull image "quay.apps-crc.testing/stevef/alpine-curl-jq": ${rpc}pinging docker registry returned: Get https://quay.apps-crc.testing/v2/: x509: certificate signed by unknown authority`,
  },
  {
    want: 'x509', runtime: 'cri-o', version: 'OpenShift, 2020', image: 'quay.io/openshift-release-dev/ocp-release:4', seen: 'openshift/origin#24934',
    message: 'error pinging docker registry quay.io: Get https://quay.io/v2/: x509: certificate has expired or is not yet valid',
  },
  {
    want: 'plain-http', runtime: 'containerd', version: 'containerd 1.3.0, kind', image: 'registry:5000/hello-app:1.0', seen: 'containerd/cri#1367',
    message: `Failed to pull image "registry:5000/hello-app:1.0": ${rpc}failed to pull and unpack image "registry:5000/hello-app:1.0": failed to resolve reference "registry:5000/hello-app:1.0": failed to do request: Head https://registry:5000/v2/hello-app/manifests/1.0: http: server gave HTTP response to HTTPS client`,
  },
  {
    want: 'dns', runtime: 'docker', version: '2018', image: 'hjacobs/kube-ops-view:0.8.1', seen: 'hjacobs/kube-ops-view#176',
    message: `Failed to pull image "hjacobs/kube-ops-view:0.8.1": ${rpc}Error response from daemon: Get https://registry-1.docker.io/v2/: dial tcp: lookup registry-1.docker.io on 127.0.0.53:53: server misbehaving`,
  },
  {
    want: 'dns', runtime: 'docker', version: 'minikube, 2023', image: 'noyandocker/productservice', seen: 'kubernetes/minikube#15626',
    message: `Failed to pull image "noyandocker/productservice": ${rpc}Error response from daemon: Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io on 192.168.65.2:53: read udp 192.168.49.2:59506->192.168.65.2:53: i/o timeout`,
  },
  {
    want: 'dns', runtime: 'docker', version: 'Kubernetes 1.2, 2016', image: 'gcr.io/google_containers/spark:1.5.2_v1', seen: 'kubernetes/kubernetes#6888',
    message: 'Failed to pull image "gcr.io/google_containers/spark:1.5.2_v1": image pull failed for gcr.io/google_containers/spark:1.5.2_v1, this may be because there are no credentials on this request.  details: (API error (500): unable to ping registry endpoint https://gcr.io/v0/\nv2 ping attempt failed with error: Get https://gcr.io/v2/: dial tcp: lookup gcr.io: Temporary failure in name resolution\n v1 ping attempt failed with error: Get https://gcr.io/v1/_ping: dial tcp: lookup gcr.io: Temporary failure in name resolution\n)',
  },
  {
    want: 'dns', runtime: 'cri-o', version: 'CRI-O 1.18.0-rc1', image: 'k8s.gcr.io/kube-apiserver:v1.18.2', seen: 'cri-o/cri-o#3612',
    message: `${rpc}error pinging docker registry k8s.gcr.io: Get "https://k8s.gcr.io/v2/": dial tcp: lookup k8s.gcr.io: device or resource busy`,
  },
  {
    want: 'dns', runtime: 'docker', version: 'docker 1.10, the resolver itself on localhost', image: 'kitematic/hello-world-nginx', seen: 'docker/kitematic#1635',
    message: 'Error while pulling image: Get https://index.docker.io/v1/repositories/kitematic/hello-world-nginx/images: dial tcp: lookup index.docker.io on [::1]:53: read udp [::1]:54528->[::1]:53: read: connection refused',
  },
  {
    want: 'timeout', runtime: 'containerd', version: '2024', image: 'k8s.gcr.io/conformance:v1.28.5', seen: 'myifeng/mirror-porter#92',
    message: 'Failed to pull image "k8s.gcr.io/conformance:v1.28.5": rpc error: code = DeadlineExceeded desc = failed to pull and unpack image "k8s.gcr.io/conformance:v1.28.5": failed to resolve reference "k8s.gcr.io/conformance:v1.28.5": failed to do request: Head "https://k8s.gcr.io/v2/conformance/manifests/v1.28.5": dial tcp 64.233.189.82:443: i/o timeout',
  },
  {
    want: 'timeout', runtime: 'containerd', version: 'Kubernetes 1.24.3, containerd 1.5.5', image: '192.0.2.1:5000/sample:latest', seen: 'kubernetes/kubernetes#111528',
    message: `${rpc}context deadline exceeded`,
  },
  {
    want: 'timeout', runtime: 'containerd', version: 'Kubernetes 1.28.2', image: 'registry.k8s.io/kube-proxy:v1.28.2', seen: 'kubernetes/kubeadm#2936',
    message: `${rpc}failed to pull and unpack image "registry.k8s.io/kube-proxy:v1.28.2": failed to resolve reference "registry.k8s.io/kube-proxy:v1.28.2": failed to do request: Head "https://registry.k8s.io/v2/kube-proxy/manifests/v1.28.2": dial tcp 34.96.108.209:443: connect: connection timed out`,
  },
  {
    want: 'timeout', runtime: 'cri-o', version: 'CRI-O, 2019', image: 'nginx:latest', seen: 'cri-o/cri-o#2723',
    message: `${rpc}pinging docker registry returned: Get http://registry-1.docker.io/v2/: dial tcp 34.199.40.84:80: i/o timeout`,
  },
  {
    want: 'refused', runtime: 'cri-o', version: 'Kubernetes 1.24.0', image: 'registry.neon.local/neonkube/pause:3.7', seen: 'nforgeio/neonKUBE#1747',
    message: `${rpc}pinging container registry registry.neon.local: Get "http://registry.neon.local/v2/": dial tcp 100.64.0.254:80: connect: connection refused`,
  },
  {
    want: 'platform', runtime: 'containerd', version: '2025', image: 'foundationdb/fdb-kubernetes-operator:v2.6.0', seen: 'FoundationDB/fdb-kubernetes-operator#2294',
    message: 'Failed to pull image "foundationdb/fdb-kubernetes-operator:v2.6.0": rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/foundationdb/fdb-kubernetes-operator:v2.6.0": no match for platform in manifest: not found',
  },
  {
    want: 'platform', runtime: 'docker', version: '2021', image: 'quay.io/brancz/kube-rbac-proxy:v0.10.0', seen: 'brancz/kube-rbac-proxy#79',
    message: `Failed to pull image "quay.io/brancz/kube-rbac-proxy:v0.10.0": ${rpc}no matching manifest for linux/arm64/v8 in the manifest list entries`,
  },
  {
    want: 'platform', runtime: 'cri-o', version: 'CRI-O 1.20', image: 'k8s.gcr.io/kube-apiserver:v1.20.0', seen: 'containers/image#1100',
    message: `${rpc}Error choosing image instance: no image found in manifest list for architecture arm64, variant v8, OS linux`,
  },
  {
    want: 'platform', runtime: 'cri-o', version: 'CRI-O, 2022', image: 'registry.example.com/cross:1', seen: 'cri-o/cri-o#6457',
    message: `${rpc}choosing image instance: no image found in manifest list for architecture amd64, variant "", OS linux`,
  },
  {
    want: 'never-pull', runtime: 'kubelet', version: '2025', image: 'error_pages:local', seen: 'hystax/optscale#701',
    message: 'Container image "error_pages:local" is not present with pull policy of Never',
  },
  {
    want: 'never-pull', runtime: 'kubelet', version: 'k3s, 2020', image: 'nginx:latest', seen: 'k3s-io/k3s#1586',
    message: 'Error: ErrImageNeverPull',
  },
  {
    want: 'invalid-name', runtime: 'kubelet', version: 'Kubernetes 1.5', image: ' ', seen: 'kubernetes/kubernetes#47490',
    message: 'Failed to apply default image tag " ": couldn\'t parse image reference " ": invalid reference format',
  },
  {
    want: 'invalid-name', runtime: 'kubelet', version: 'after kubernetes/kubernetes#116231 (1.28)', image: 'images:ubuntu/24.04', seen: 'FootprintAI/Containarium#1524',
    message: 'Failed to apply default image tag "images:ubuntu/24.04": couldn\'t parse image name "images:ubuntu/24.04": invalid reference format',
  },
  {
    want: 'invalid-name', runtime: 'kubelet', version: '2018', image: 'None:None', seen: 'jupyterhub/zero-to-jupyterhub-k8s#472',
    message: 'Failed to apply default image tag "None:None": couldn\'t parse image reference "None:None": invalid reference format: repository name must be lowercase',
  },
  {
    want: 'short-name', runtime: 'cri-o', version: 'CRI-O 1.34.1, Kubernetes 1.34.1', image: 'fusionauth/fusionauth-app:1.60.2', seen: 'FusionAuth/charts#118',
    message: `Failed to inspect image "": ${rpc}short name mode is enforcing, but image name fusionauth/fusionauth-app:1.60.2 returns ambiguous list`,
  },
  {
    want: 'short-name', runtime: 'cri-o', version: 'Kubernetes 1.36, with the container in front', image: '1password/connect-api:1.8.2', seen: '1Password/connect-helm-charts#283',
    message: `spec.containers{connect-api}: Failed to inspect image "": ${rpc}short name mode is enforcing, but image name 1password/connect-api:1.8.2 returns ambiguous list`,
  },
  {
    want: 'short-name', runtime: 'cri-o', version: '2018', image: 'kubevirt/virt-controller:v0.3.0', seen: 'kubevirt/kubevirt#871',
    message: `Failed to inspect image "kubevirt/virt-controller:v0.3.0": ${rpc}no registries configured while trying to pull an unqualified image`,
  },
  {
    want: 'inspect', runtime: 'docker', version: 'k3s 1.32.5 with --docker', image: 'ghcr.io/stakater/reloader:v1.4.1', seen: 'k3s-io/k3s#12540',
    message: `Failed to inspect image "": ${rpc}unable to convert a nil pointer to a runtime API image`,
  },
  {
    want: 'signature', runtime: 'cri-o', version: 'Kubernetes 1.32', image: 'quay.io/crio/unsigned:latest', seen: 'kubernetes/kubernetes#127918',
    message: 'Back-off pulling image "quay.io/crio/unsigned:latest": SignatureValidationFailed: image pull failed for quay.io/crio/unsigned:latest because the signature validation failed: Source image rejected: A signature was required, but no signature exists',
  },
  {
    want: 'disk-full', runtime: 'docker', version: '2022', image: 'registry.example.com/tableau:1', seen: 'tableau/tableau-server-in-kubernetes#14',
    message: `Failed to pull image "registry.example.com/tableau:1": ${rpc}failed to register layer: Error processing tar file(exit status 1): write /tableau-server.rpm: no space left on device`,
  },
  {
    want: 'back-off', runtime: 'kubelet', version: 'before Kubernetes 1.32', image: 'hjacobs/kube-ops-view:0.8.1', seen: 'hjacobs/kube-ops-view#176',
    message: 'Back-off pulling image "hjacobs/kube-ops-view:0.8.1"',
  },
  {
    want: 'unknown', runtime: 'docker', version: 'Kubernetes 1.4, 2016', image: 'kubernetes/pause', seen: 'kubernetes/kubernetes#30710',
    message: 'Failed to pull image "kubernetes/pause": image pull failed for unknown error',
  },
];
