/** What stands behind a statement that never comes back doesn't run: neither does it deploy, nor is it wrong. What a jump, a condition or another helper may come to is judged as ever. */
import { describe, expect, test } from 'vitest';
import { check, checkSilent } from '../support/check';

const suite = (body: string, more = ''): string => `
-- test/e2e/app_test.go --
package e2e

import (
	"log"
	"os"
	"os/exec"
	"runtime"
	"testing"

	. "github.com/onsi/ginkgo/v2"
)

func sh(args ...string) { _ = exec.Command(args[0], args[1:]...).Run() }

${more}

func TestApp(t *testing.T) {
	sh("docker", "build", "-t", "localhost/app:v1", ".")
	sh("kind", "load", "docker-image", "localhost/app:v1")
	sh("kubectl", "run", "app", "--image=localhost/app:v1")
	n := len(os.Args)
${body}
	log.Println(n, runtime.NumCPU())
}
`;

const v2 = 'sh("kubectl", "run", "app", "--image=localhost/app:v2")';
const told = (text: string): string => text.replace(/^.*app:v2.*$/m, '$& // want tag-mismatch');

describe('behind what never comes back', () => {
  test.each([
    ['a return', `\treturn\n\t${v2}`],
    ['a panic', `\tpanic("stop")\n\t${v2}`],
    ['a failure of the test', `\tt.Fatal("stop")\n\t${v2}`],
    ['a failure with a format', `\tt.Fatalf("stop %d", n)\n\t${v2}`],
    ['a failure without words', `\tt.FailNow()\n\t${v2}`],
    ['a failure of Ginkgo’s test', `\tGinkgoT().Fatal("stop")\n\t${v2}`],
    ['a failure of a spec', `\tFail("stop")\n\t${v2}`],
    ['the end of the suite', `\tAbortSuite("stop")\n\t${v2}`],
    ['the end of the process', `\tos.Exit(1)\n\t${v2}`],
    ['the end of the process, told', `\tlog.Fatalf("stop %d", n)\n\t${v2}`],
    ['the end of the goroutine', `\truntime.Goexit()\n\t${v2}`],
    ['a break', `\tfor {\n\t\tbreak\n\t\t${v2}\n\t}`],
    ['a continue', `\tfor range n {\n\t\tcontinue\n\t\t${v2}\n\t}`],
    ['a jump, up to its label', `\tgoto end\n\t${v2}\nend:\n\tn++`],
    ['a jump past a label of another statement', `\tgoto end\nloop:\n\tfor range n {\n\t\t${v2}\n\t\tcontinue loop\n\t}\nend:\n\tn++`],
    ['a block of its own', `\t{\n\t\treturn\n\t}\n\t${v2}`],
    ['two ways that both leave', `\tif n > 2 {\n\t\treturn\n\t} else {\n\t\tt.Fatal("stop")\n\t}\n\t${v2}`],
    ['a clause’s end', `\tswitch n {\n\tcase 1:\n\t\treturn\n\t\t${v2}\n\t}`],
    ['a comment', `\treturn // for now\n\t// later:\n\t${v2}`],
    ['in a function literal', `\tfunc() {\n\t\treturn\n\t\t${v2}\n\t}()`],
    ['a function literal', `\treturn\n\tfunc() { ${v2} }()`],
  ])('%s', async (_, body) => {
    const { inventory } = await checkSilent(suite(body));
    expect(inventory.sites.filter(({ role, dead }) => role === 'deploy' && dead)).toHaveLength(1);
  });

  test('what would be built there is not', () => check(told(suite(`\tstart()\n\t${v2}`)).concat('\nfunc start() {\n\treturn\n\tsh("docker", "build", "-t", "localhost/app:v2", ".")\n}\n')));
});

describe('runs all the same', () => {
  test.each([
    ['behind a return on a condition', `\tif n > 2 {\n\t\treturn\n\t}\n\t${v2}`],
    ['behind a failure on a condition', `\tif n > 2 {\n\t\tt.Fatal("stop")\n\t}\n\t${v2}`],
    ['one of two ways leaves', `\tif n > 2 {\n\t\treturn\n\t} else {\n\t\tn++\n\t}\n\t${v2}`],
    ['before a return', `\t${v2}\n\treturn`],
    ['deferred before', `\tdefer ${v2}\n\tt.Fatal("stop")\n\tn++`],
    ['behind the loop that is left', `\tfor {\n\t\tbreak\n\t\tn++\n\t}\n\t${v2}`],
    ['behind the function literal that returns', `\tfunc() {\n\t\treturn\n\t\tn++\n\t}()\n\t${v2}`],
    ['at the label', `\tgoto end\n\tn++\nend:\n\t${v2}`],
    ['behind a return, where a jump leads', `\tif n > 2 {\n\t\tgoto end\n\t}\n\treturn\nend:\n\t${v2}`],
    ['behind a failure that the test survives', `\tt.Error("stop")\n\t${v2}`],
    ['behind a method of the same name', `\tmy.Fatal("on")\n\t${v2}`],
    ['a background’s end', `\tgo func() { runtime.Goexit() }()\n\t${v2}`],
    ['a deferred panic', `\tdefer panic("late")\n\t${v2}`],
  ])('%s', async (_, body) => {
    await check(told(suite(body, 'type mine struct{}\nfunc (mine) Fatal(why string) {}\nvar my mine')));
  });
});
