/** What functions outside the workspace do to strings: each expression as the evaluator sees it, exact or openly unknown. */
import { describe, expect, test } from 'vitest';
import { evaluationOf, programOf, shown, sunk } from '../support/evaluated';

const head = `package p

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	mrand "math/rand"
	"os"
	"os/exec"
	"os/user"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"example.com/other"
	"example.com/outside"
	"github.com/google/uuid"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/utils/ptr"
)

const sep = ":"

const n = 2

var m = map[string]string{"k": "v", "l": "w"}

func maybe(b bool, s string) string {
	if b {
		return s
	}
	return "a"
}

func pick(b bool) string {
	if b {
		return "a"
	}
	return "b"
}

func two() (string, error) { return "a", nil }

func main() {
	list := []string{"a", "b"}
	buffer := make([]byte, 4)
	rand.Read(buffer)
	sha, _ := exec.Command("git", "rev-parse", "HEAD").Output()
`;

describe('a call of a library', () => {
  test.each<[string, ...string[]]>([
    ['"a" + "b"', 'ab'],
    ['strings.Split("a:b:c", ":")[1]', 'b'],
    ['strings.Split("a:b:c", ":")[9]', '{unknown: no element is known}'],
    ['strings.Split("a:b:c", ":")[outside.N()]', 'a', 'b', 'c'],
    ['strings.Split("a", ":")[0]', 'a'],
    ['strings.Split("a:b", sep)[1]', 'b'],
    ['strings.Split("a:b", outside.S())[1]', '{unknown: a split at something unknown}'],
    ['strings.Split("", ":")[0]', ''],
    ['strings.SplitN("a:b:c", ":", 2)[1]', 'b:c'],
    ['strings.SplitN("a:b:c", ":", 3)[1]', 'b'],
    ['strings.SplitN("a:b:c", ":", -1)[2]', '{unknown: a split at something unknown}'],
    ['strings.SplitN("a:b:c", ":", 0)[0]', '{unknown: a split at something unknown}'],
    ['strings.SplitN("a:b:c", ":", n)[1]', 'b:c'],
    ['strings.SplitN("a:b:c", ":", 1)[0]', 'a:b:c'],
    ['strings.Fields(" a  b ")[1]', 'b'],
    ['strings.Fields(outside.S())[1]', '{unknown: a split of something unknown}'],
    ['strings.Fields(os.Getenv("A") + " b")[1]', '{env}'],
    ['strings.Split(os.Getenv("A"), ":")[0]', '{env}'],
    ['strings.Split("localhost/app:"+os.Getenv("A"), ":")[0]', 'localhost/app'],
    ['strings.Split("a:b:"+os.Getenv("A"), ":")[1]', 'b'],
    ['strings.Split("a:b"+os.Getenv("A"), ":")[1]', '{env}'],
    ['strings.Split("a:"+os.Getenv("A"), ":")[1]', '{env}'],
    ['strings.SplitN("a:b:"+os.Getenv("A"), ":", 3)[1]', 'b'],
    ['strings.SplitN("a:b:"+os.Getenv("A"), ":", 2)[1]', '{env}'],
    ['strings.Split("a::"+os.Getenv("A"), "::")[0]', '{env}'],
    ['strings.Split(os.Getenv("A"), ":")[outside.N()]', '{unknown: a split of something unknown}'],
    ['strings.SplitAfter("a:b", ":")[0]', '{unknown: elements of something unknown}'],
    ['other.Split("a:b", ":")[0]', '{unknown: elements of something unknown}'],
    ['strings.ReplaceAll("a-b-c", "-", "+")', 'a+b+c'],
    ['strings.Replace("a-b-c", "-", "+", 1)', 'a+b-c'],
    ['strings.Replace("a-b-c", "-", "+", n)', 'a+b+c'],
    ['strings.Replace("a-b-c", "-", "+", outside.N())', '{unknown: a replacement that is not known}'],
    ['strings.ReplaceAll("a-b", "", "+")', '{unknown: a replacement that is not known}'],
    ['strings.ReplaceAll("a-b", outside.S(), "+")', '{unknown: a replacement that is not known}'],
    ['strings.ReplaceAll("a-b", "-", os.Getenv("A"))', 'a{env}b'],
    ['strings.ReplaceAll(os.Getenv("A"), "-", "+")', '{unknown: a replacement in something unknown}'],
    ['strings.TrimPrefix("v1.2", "v")', '1.2'],
    ['strings.TrimPrefix("v1.2", outside.S())', '{unknown: a prefix of something unknown}'],
    ['strings.TrimSuffix("a.tar", ".tar")', 'a'],
    ['strings.Trim("--a--", "-")', 'a'],
    ['strings.TrimLeft("--a--", "-")', 'a--'],
    ['strings.TrimRight("--a--", "-")', '--a'],
    ['strings.TrimSpace(" a ")', 'a'],
    ['strings.ToLower("AbC")', 'abc'],
    ['strings.ToUpper("AbC")', 'ABC'],
    ['strings.ToUpper(uuid.New().String())', '{unknown: the upper case of something unknown}'],
    ['strings.ToLower(os.Getenv("A"))', '{unknown: the lower case of something unknown}'],
    ['strings.Join([]string{"a", "b"}, ":")', 'a:b'],
    ['strings.Join([]string{}, ":")', ''],
    ['strings.Join(list, ":")', 'a:b'],
    ['strings.Join([]string{"a", "b"}, outside.S())', 'a{unknown: result of outside.S}b'],
    ['strings.Join(outside.List(), ":")', '{unknown: a join of an unknown list}'],
    ['strings.Join(append([]string{"a"}, "b", "c"), "")', 'abc'],
    ['strings.Clone("a")', 'a'],
    ['filepath.Join("a", "", "b")', 'a/b'],
    ['filepath.Join("a")', 'a'],
    ['filepath.Join(list...)', '{unknown: a path of an unknown list}'],
    ['filepath.Base("a/b/c")', 'c'],
    ['path.Base("c")', 'c'],
    ['filepath.Base(os.Getenv("A"))', '{unknown: the end of an unknown path}'],
    ['filepath.Join("a/", "/b/")', 'a/b'],
    ['filepath.Join("a", "./b", "../c")', 'a/c'],
    ['filepath.Join("a", "..", "..", "b")', '../b'],
    ['filepath.Abs("../a")', '{unknown: the folder that a path begins in}/../a'],
    ['filepath.Abs("/b/../a")', '/a'],
    ['filepath.Abs(os.Getenv("A"))', '{unknown: the folder that a path begins in}/{env}'],
    ['filepath.Join("/", "..", "a")', '/a'],
    ['filepath.Join("a", "..")', '.'],
    ['filepath.Join("")', ''],
    ['filepath.Join(os.Getenv("A"), "..", "b")', '{env}/../b'],
    ['filepath.Join(os.Getenv("A"), "b/", "./c")', '{env}/b/c'],
    ['filepath.Join(maybe(outside.B(), ""), "b")', 'a/b', 'b'],
    ['path.Join("/", "")', '/'],
    ['filepath.Clean("a/b")', 'a/b'],
    ['path.Clean("a//b/./")', 'a/b'],
    ['path.Base("a/b/")', 'b'],
    ['path.Base("")', '.'],
    ['path.Base("/")', '/'],
    ['strconv.Itoa(5)', '5'],
    ['strconv.FormatInt(5, 10)', '5'],
    ['strconv.FormatInt(35, 36)', '{unknown: a number in another base}'],
    ['strconv.FormatInt(time.Now().UnixNano(), 36)', '{fresh}'],
    ['strconv.FormatUint(mrand.Uint64(), 16)', '{fresh}'],
    ['strconv.FormatInt(time.Now().Unix(), outside.N())', '{unknown: a number in another base}'],
    ['os.Getenv("A")', '{env}'],
    ['os.Getenv(sep)', '{env}'],
    ['os.Getenv(outside.S())', '{unknown: an environment variable of unknown name}'],
    ['os.ExpandEnv("ab")', 'ab'],
    ['os.ExpandEnv("a$B")', '{unknown: an environment expansion}'],
    ['time.Now().String()', '{fresh}'],
    ['time.Now().Format("2006")', '{fresh}'],
    ['uuid.New().String()', '{fresh}'],
    ['uuid.NewString()[:8]', '{fresh}'],
    ['uuid.NewString()[1:]', '{fresh}'],
    ['"abcdef"[1:3]', 'bc'],
    ['"abcdef"[:2]', 'ab'],
    ['"abcdef"[4:]', 'ef'],
    ['"abcdef"[4:9]', '{unknown: a part of something unknown}'],
    ['"abcdef"[n:]', 'cdef'],
    ['hex.EncodeToString(buffer)', '{fresh}'],
    ['hex.EncodeToString(outside.Bytes())', '{unknown: encoded bytes}'],
    ['fmt.Sprintf("%s-%s", "a", "b")', 'a-b'],
    ['fmt.Sprintf("%s-%s", "a")', 'a-{unknown: a verb without an argument}'],
    ['fmt.Sprintf("%s", "a", "b")', '{unknown: more arguments than verbs}'],
    ['fmt.Sprintf("%[2]s%[1]s", "a", "b")', 'ba'],
    ['fmt.Sprintf("%d|%v", 5, "x")', '5|x'],
    ['fmt.Sprintf("%03d", 5)', '{unknown: a formatted number}'],
    ['fmt.Sprintf("%5s", "a")', '{unknown: a padded verb}'],
    ['fmt.Sprintf("%+v", "a")', 'a'],
    ['fmt.Sprintf("%+s", "a")', '{unknown: a padded verb}'],
    ['fmt.Sprintf("%q", "a")', '"a"'],
    ['fmt.Sprintf("%q", "a\\"b")', '{unknown: a quoted value}'],
    ['fmt.Sprintf("%-q", "a")', '{unknown: a quoted value}'],
    ['fmt.Sprintf("%x", "a")', '{unknown: a formatted number}'],
    ['fmt.Sprintf("%x", uuid.New())', '{fresh}'],
    ['fmt.Sprintf("%x", uuid.NewString() + "a")', '{unknown: a formatted number}'],
    ['fmt.Sprintf("%x", os.Getenv("A"))', '{unknown: a formatted number}'],
    ['fmt.Sprintf("%X", uuid.New())', '{fresh}'],
    ['fmt.Sprintf("%8x", uuid.New())', '{fresh}'],
    ['fmt.Sprintf("%x", buffer)', '{fresh}'],
    ['fmt.Sprintf("%t", true)', '{unknown: unsupported: %t}'],
    ['fmt.Sprintf("100%%")', '100%'],
    ['fmt.Sprintf(outside.S(), "a")', '{unknown: an unknown format}'],
    ['fmt.Sprintf("%s" + "-" + "%s", "a", "b")', 'a-b'],
    ['fmt.Sprintf("%s-%s", list...)', 'a-b'],
    ['fmt.Sprintf("%s-%s", outside.List()...)', '{unknown: an argument of an unknown list}-{unknown: an argument of an unknown list}'],
    ['fmt.Sprintf("a" + os.Getenv("A"))', '{unknown: an unknown format}'],
    ['fmt.Sprintf()', '{unknown: a format is missing}'],
    ['fmt.Sprint("a")', 'a'],
    ['fmt.Sprint("a", "b")', '{unknown: unsupported: Sprint of several values}'],
    ['fmt.Errorf("%w", "a").Error()', '{unknown: result of Error}'],
    ['strings.NewReplacer("a", "1", "b", "2").Replace("abc")', '12c'],
    ['strings.NewReplacer("a", outside.S()).Replace("abc")', '{unknown: result of outside.S}bc'],
    ['strings.NewReplacer("", "1").Replace("abc")', '{unknown: a replacement that is not known}'],
    ['strings.NewReplacer(list...).Replace("abc")', '{unknown: a replacement that is not known}'],
    ['strings.NewReplacer("a", "1").Replace(os.Getenv("A"))', '{unknown: a replacement in something unknown}'],
    ['strings.NewReplacer("a", "b", "b", "c").Replace("ab")', 'bc'],
    ['strings.NewReplacer("x", "", "ab", "y").Replace("axb")', 'ab'],
    ['strings.NewReplacer("bc", "1", "ab", "2").Replace("abc")', '{unknown: a replacement that is not known}'],
    ['strings.NewReplacer("b", "1", "abc", "2").Replace("abc")', '{unknown: a replacement that is not known}'],
    ['strings.NewReplacer("ab", "1", "bc", "2").Replace("abcbc")', '1c2'],
    ['strings.NewReplacer("a", "1", "ab", "2").Replace("ab")', '1b'],
    ['strings.NewReplacer("ab", "1", "a", "2").Replace("aba")', '12'],
    ['strings.NewReplacer("a", "1", "b").Replace("ab")', '1{unknown: missing argument}'],
    ['strings.NewReplacer("a", "1", "b", os.Getenv("A")).Replace("ab")', '1{env}'],
    ['strings.NewReplacer().Replace("ab")', 'ab'],
    ['ptr.To("a")', 'a'],
    ['outside.Image()', '{unknown: result of outside.Image}'],
    ['string(corev1.PullAlways)', 'Always'],
    ['corev1.PullNever', 'Never'],
    ['corev1.PullOther', '{unknown: v1.PullOther}'],
    ['exec.Command("git", "rev-parse", "HEAD").Output()', '{fresh}'],
    ['exec.Command("uname").Output()', '{unknown: the output of a command}'],
    ['exec.Command("whoami").String()', '{unknown: result of String}'],
    ['m["k"]', 'v'],
    ['m["x"]', '{unknown: no element is known}'],
    ['m[outside.S()]', 'v', 'w'],
    ['pick(true)', 'a'],
    ['pick(!known)', 'a', 'b'],
    ['two()', 'a'],
    ['strings.TrimSpace(string(sha))', '{fresh}'],
    ['os.Getpid()', '{fresh}'],
    ['user.Current().Username', "{unknown: field Username of a value that isn't a literal}"],
    ['rand.String(5)', '{fresh}'],
    ['mrand.Intn(5)', '{fresh}'],
    ['list[0]', 'a'],
    ['list[1]', 'b'],
    ['list[len(list)-1]', 'b'],
    ['list[2]', '{unknown: no element is known}'],
  ])('%s', async (expression, ...expected) => {
    const program = await programOf(new Map([['a.go', `${head}\tsink(${expression})\n}\n`]]));
    expect(sunk(program, evaluationOf(program)).flatMap(shown)).toEqual(expected);
  });
});

describe('a prefix that is given to what lacks it', () => {
  const guard = '\tif !strings.HasPrefix(x, "l/") {\n\t\tx = "l/" + x\n\t}\n';
  test.each([
    ['what has it stays', '\tx := "l/app"\n', guard, 'l/app'],
    ['what lacks it gets it', '\tx := "app"\n', guard, 'l/app'],
    ['each of several', '\tx := "l/app"\n\tif outside.B() {\n\t\tx = "other"\n\t}\n', guard, 'l/app', 'l/other'],
    ['nobody knows: either', '\tx := os.Getenv("R") + "/app"\n', guard, 'l/{env}/app', '{env}/app'],
    ['generated: either', '\tx := uuid.NewString()\n', guard, 'l/{fresh}', '{fresh}'],
    ['a log beside it', '\tx := "l/app"\n', guard.replace('\t}', '\t\tfmt.Println(x)\n\t}'), 'l/app'],
    ['the prefix by its constant', '\tx := ":app"\n', guard.replaceAll('"l/"', 'sep'), ':app'],
    ['an unknown prefix: either', '\tx, p := "app", outside.S()\n', guard.replaceAll('"l/"', 'p'), 'app', '{unknown: result of outside.S}app'],
    ['another prefix: as any branch', '\tx := "l/app"\n', guard.replace('x = "l/"', 'x = "m/"'), 'l/app', 'm/l/app'],
    ['with an else: as any branches', '\tx := "l/app"\n', guard.replace('\t}\n', '\t} else {\n\t\tx = "e"\n\t}\n'), 'e', 'l/app', 'l/l/app'],
    ['set once more in the block: as any branch', '\tx := "l/app"\n', guard.replace('\t}\n', '\t\tx = "e"\n\t}\n'), 'e', 'l/app', 'l/l/app'],
    ['deeper in the block: as any branch', '\tx := "l/app"\n', '\tif !strings.HasPrefix(x, "l/") {\n\t\tif outside.B() {\n\t\t\tx = "l/" + x\n\t\t}\n\t}\n', 'l/app', 'l/l/app'],
    ['without the not: as any branch', '\tx := "l/app"\n', guard.replace('!', ''), 'l/app', 'l/l/app'],
    ['another variable is asked: as any branch', '\ty, x := "app", "l/app"\n', guard.replace('(x', '(y'), 'l/app', 'l/l/app'],
  ])('%s', async (_, given, then, ...expected) => {
    const program = await programOf(new Map([['a.go', `${head}${given}${then}\tsink(x)\n}\n`]]));
    expect(sunk(program, evaluationOf(program)).flatMap(shown)).toEqual(expected.sort());
  });
});
