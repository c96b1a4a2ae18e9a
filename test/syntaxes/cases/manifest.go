// SYNTAX TEST "source.go" "Kubernetes YAML in raw strings, and image references in Go"
package infra

import "k8s.io/client-go/kubernetes"
//      ^^^^^^ - meta.image-reference

const image = "localhost/kubernaut-gateway:e2e-test-gateway"
//             ^^^^^^^^^ entity.name.namespace.registry.image-reference
//                      ^ punctuation.separator.image-reference
//                       ^^^^^^^^^^^^^^^^^ entity.name.type.repository.image-reference
//                                        ^ punctuation.separator.image-reference
//                                         ^^^^^^^^^^^^^^^^ constant.other.tag.image-reference

const pinned = "quay.io/jordigilh/redis:7-alpine@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
//              ^^^^^^^ entity.name.namespace.registry.image-reference
//                      ^^^^^^^^^^^^^^^ entity.name.type.repository.image-reference
//                                      ^^^^^^^^ constant.other.tag.image-reference
//                                              ^ punctuation.separator.image-reference
//                                               ^^^^^^^^ constant.numeric.digest.image-reference

const url = "http://localhost:8080/health"
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ - meta.image-reference

var built = fmt.Sprintf("localhost/%s:e2e-test-%s", service, service)
//                                 ^^ constant.other.placeholder.go

const manifest = `
apiVersion: apps/v1
// <---------- string.quoted.raw.go meta.embedded.block.yaml entity.name.tag.yaml
//          ^^^^^^^ string.unquoted.plain.out.yaml
kind: Deployment
spec:
  containers:
    - name: manager
//    ^^^^ entity.name.tag.yaml
      image: localhost/kubernaut-gateway:e2e-test
//    ^^^^^ entity.name.tag.yaml
//           ^^^^^^^^^ entity.name.namespace.registry.image-reference
//                                       ^^^^^^^^ constant.other.tag.image-reference
      image: %s
//           ^^ constant.other.placeholder.go
      image: postgres:16-alpine
//           ^^^^^^^^ entity.name.type.repository.image-reference
//                    ^^^^^^^^^ constant.other.tag.image-reference
      args: |
        echo open
`

func after() {}
//   ^^^^^ entity.name.function.go - meta.embedded.block.yaml

const query = `
SELECT kind: 1
//     ^^^^ - meta.embedded.block.yaml
`
