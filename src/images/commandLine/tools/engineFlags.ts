/**
 * Which flags of podman, docker, buildah and nerdctl take a value, per subcommand, as their reference pages and sources list them (podman
 * 5, docker 28, buildx 0.2x, buildah 1.4x, nerdctl 2). One table serves all four: no flag takes a value in one and none in another.
 */
import { flagTable } from '../flags';

/** Before the subcommand. */
export const globalFlags = flagTable(
  `--address -a --builder --cdi-spec-dir --cdi-spec-dirs --cgroup-manager --cni-netconfpath --cni-path --config --connection -c --conmon
  --context --cpu-profile --data-root --events-backend -H --hooks-dir --host --hosts-dir --identity --imagestore -l --log-level
  --memory-profile --module -n --namespace --network-config-dir --out --pull-option --registries-conf --registries-conf-dir --root --runroot
  --runtime --runtime-flag --short-name-alias-conf --snapshotter --ssh --storage-driver --storage-opt --tls-ca --tls-cert --tls-details
  --tls-key --tlscacert --tlscert --tlskey --tmpdir --url --userns-gid-map --userns-uid-map --volumepath --max-workers`,
  `-D --debug --debug-full --experimental -h --help --insecure-registry --kube-hide-dupe --noout -r --remote --syslog --tls --tlsverify
  --trace --transient-store -v --version`,
);

export const buildFlags = flagTable(
  `--add-host --allow --annotation --arch --attest --authfile --build-arg --build-arg-file --build-context --builder --buildkit-host -c
  --cache-from --cache-to --cache-ttl --call --cap-add --cap-drop --cert-dir --cgroup-parent --cgroupns --compression-format
  --compression-level --cpp-flag --cpu-period --cpu-quota --cpu-shares --cpuset-cpus --cpuset-mems --creds --cw --decryption-key --device
  --dns --dns-option --dns-search --env -f --farm --file --format --from --group-add --hooks-dir --ignorefile --iidfile --iidfile-raw --ipc
  --isolation --jobs --label --layer-label --logfile -m --manifest --memory --memory-swap --metadata-file --mount --net --network
  --no-cache-filter -o --os --os-feature --os-version --output --pid --platform --platforms --policy --progress --provenance --resource
  --retry --retry-delay --runtime --runtime-flag --sbom --sbom-image-output --sbom-image-purl-output --sbom-merge-strategy --sbom-output
  --sbom-purl-output --sbom-scanner-command --sbom-scanner-image --secret --security-opt --shm-size --sign-by --signature-policy
  --source-date-epoch --source-policy-file --ssh -t --tag --target --timestamp --ulimit --unsetannotation --unsetenv --unsetlabel --userns
  --userns-gid-map --userns-gid-map-group --userns-uid-map --userns-uid-map-user --uts -v --variant --volume`,
  `-D --all-platforms --check --cleanup --compat-volumes --compress --created-annotation --debug --disable-compression
  --disable-content-trust --force-compression --force-rm -h --help --http-proxy --identity-label --inherit-annotations --inherit-labels -l
  --layers --load --local --log-rusage --logsplit --no-cache --no-hostname --no-hosts --omit-history --pull --pull-always --pull-never
  --push -q --quiet --rewrite-timestamp --rm --save-stages --skip-unused-stages --squash --squash-all --stage-labels --stdin --tls-verify`,
);

/** `run` and `create`, which end their flags at the image. */
export const runFlags = flagTable(
  `-a --add-host --annotation --arch --attach --authfile --blkio-weight --blkio-weight-device -c --cap-add --cap-drop --cert-dir
  --cgroup-conf --cgroup-parent --cgroupns --cgroups --chrootdirs --cidfile --conmon-pidfile --cosign-certificate-identity
  --cosign-certificate-identity-regexp --cosign-certificate-oidc-issuer --cosign-certificate-oidc-issuer-regexp --cosign-key --cpu-count
  --cpu-percent --cpu-period --cpu-quota --cpu-rt-period --cpu-rt-runtime --cpu-shares --cpus --cpuset-cpus --cpuset-mems --creds
  --decryption-key --detach-keys --device --device-cgroup-rule --device-read-bps --device-read-iops --device-write-bps --device-write-iops
  --dns --dns-opt --dns-option --dns-search --domainname -e --entrypoint --env --env-file --env-merge --expose --gidmap --gpus --group-add
  --group-entry -h --health-cmd --health-interval --health-log-destination --health-max-log-count --health-max-log-size
  --health-on-failure --health-retries --health-start-interval --health-start-period --health-startup-cmd --health-startup-interval
  --health-startup-retries --health-startup-success --health-startup-timeout --health-timeout --hostname --hosts-file --hostuser
  --image-volume --init-binary --init-ctr --init-path --io-maxbandwidth --io-maxiops --ip --ip6 --ipc --ipfs-address --isolation
  --kernel-memory -l --label --label-file --link --link-local-ip --log-driver --log-opt -m --mac-address --memory --memory-reservation
  --memory-swap --memory-swappiness --mount --name --net --network --network-alias --oom-score-adj --os -p --passwd-entry --personality
  --pid --pidfile --pids-limit --platform --pod --pod-id-file --preserve-fd --preserve-fds --publish --pull --rdt-class --requires --restart
  --retry --retry-delay --runtime --sdnotify --seccomp-policy --secret --security-opt --shm-size --shm-size-systemd --signature-policy
  --stop-signal --stop-timeout --storage-opt --subgidname --subuidname --sysctl --systemd --timeout --tmpfs --tz -u --uidmap --ulimit
  --umask --unsetenv --user --userns --uts -v --variant --verify --volume --volume-driver --volumes-from -w --workdir`,
  `-P -d --detach --disable-content-trust --env-host --help --http-proxy -i --init --interactive --no-healthcheck --no-hostname --no-hosts
  --oom-kill-disable --passwd --permissive --privileged --publish-all -q --quiet --read-only --read-only-tmpfs --replace --rm --rmi --rootfs
  --sig-proxy -t --tls-verify --tty --unsetenv-all --use-api-socket`,
);

export const execFlags = flagTable(
  '--cidfile --detach-keys -e --env --env-file --preserve-fd --preserve-fds -u --user -w --workdir',
  '-d --detach -h --help -i --interactive -l --latest --no-session --privileged -t --tty',
);

export const saveFlags = flagTable('--format -o --output --platform', '--all-platforms --compress -h --help -m --multi-image-archive -q --quiet --uncompressed');
export const loadFlags = flagTable('-i --input --platform', '--all-platforms -h --help -q --quiet');
export const tagFlags = flagTable('', '-h --help');

/** `push` and `manifest push`. */
export const pushFlags = flagTable(
  `--add-compression --authfile --cert-dir --compression-format --compression-level --cosign-key --creds --digestfile --encrypt-layer
  --encryption-key -f --format --ipfs-address --notation-key-name --platform --retry --retry-delay --sign --sign-by --sign-by-sigstore
  --sign-by-sigstore-private-key --sign-by-sq-fingerprint --sign-passphrase-file --signature-policy --soci-min-layer-size --soci-span-size`,
  `-D -a --all --all-platforms --all-tags --allow-nondistributable-artifacts --compress --disable-compression --disable-content-trust
  --estargz --force-compression -h --help --insecure --ipfs-ensure-image -p --purge -q --quiet --remove-signatures --rm --tls-verify`,
);

export const pullFlags = flagTable(
  `--arch --authfile --cert-dir --cosign-certificate-identity --cosign-certificate-identity-regexp --cosign-certificate-oidc-issuer
  --cosign-certificate-oidc-issuer-regexp --cosign-key --creds --decryption-key --ipfs-address --os --platform --policy --retry
  --retry-delay --signature-policy --soci-index-digest --unpack --variant --verify`,
  '-a --all-platforms --all-tags --disable-content-trust -h --help -q --quiet --remove-signatures --tls-verify',
);

/** `inspect`, `images`, `history`, `image exists` and their like, which only name images. */
export const nameFlags = flagTable(
  '-f --filter --format --platform --sort -t --type',
  '-a --all --digests -h --help --history --human -H --json -l --latest --no-trunc --noheading -n -q --quiet -s --size --tree',
);

/** `rmi` and `image rm`, whose `-f` forces. */
export const removeFlags = flagTable('--platform', '-a --all --async -f --force -h --help -i --ignore --no-prune -p --prune');

/** `commit` and `import`. */
export const commitFlags = flagTable(
  '-a --author -c --change --config -f --format --iidfile -m --message --os --platform --arch --variant',
  '-h --help --include-volumes -p --pause -q --quiet -s --squash --no-pause',
);

export const manifestFlags = flagTable(
  '--annotation --arch --artifact-type --authfile --cert-dir --creds --features --os --os-features --os-version --variant',
  '-a --all --amend --artifact -h --help --insecure --replace --tls-verify -v --verbose',
);

/** `buildx imagetools create`. */
export const imagetoolsFlags = flagTable('--annotation --builder -f --file --metadata-file -p --platform --progress -t --tag', '--append --dry-run --prefer-index -D --debug');

export const kubePlayFlags = flagTable(
  `--annotation --authfile --cert-dir --configmap --context-dir --creds --ip --log-driver --log-opt --mac-address --network --net
  --publish --seccomp-profile-root --userns --signature-policy`,
  '--build --down --force -h --help --no-hostname --no-hosts --no-pod-prefix --publish-all -q --quiet --replace --service-container --start --tls-verify -w --wait',
);
