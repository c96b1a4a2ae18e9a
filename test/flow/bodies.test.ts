/** What a short body hands to `sink`: lists, elements, fields, pointers and branches, each as the evaluator sees it. */
import { expect, test } from 'vitest';
import { evaluationOf, programOf, shown, sunk } from '../support/evaluated';

const head = `package p

import (
	"fmt"
	"strings"

	"example.com/outside"
)

const (
	sep   = ":"
	n     = 2
	named = "a" + sep + "b"
)

var (
	m      = map[string]string{"k": "v", "l": "w"}
	global = []string{"a", "b"}
)

type holder struct {
	Name string
	List []string
}

func (h *holder) label() string { return h.Name + "!" }

func setName(h *holder, name string) { h.Name = name }

func more() []string { return []string{"b", "c"} }

func either(b bool) []string {
	if b {
		return []string{"a"}
	}
	return []string{"b", "c"}
}

func names(list []string) []string { return append(list, "z") }

func joined(list ...string) string { return strings.Join(list, "+") }

func two() (string, error) { return "a", nil }

func twice(s string) string { return s + s }

func filled() map[string]string {
	own := make(map[string]string)
	own["k"] = "v"
	return own
}

func renamed() *holder {
	h := new(holder)
	h.Name = "a"
	return h
}

func sent() chan string {
	channel := make(chan string, 1)
	channel <- "a"
	return channel
}

func (h *holder) rename(name string) { h.Name = name }

func (h *holder) twice() string { return h.label() + h.Name }

func main() {
`;

test.each<[string, ...string[]]>([
  [`list := []string{"a", "b", "c"}
sink(strings.Join(list[1:], " "))`, 'b c'],
  [`list := []string{"a", "b", "c"}
sink(strings.Join(list[:1], " "))`, '{unknown: a join of an unknown list}'],
  [`list := []string{"a", "b", "c"}
sink(strings.Join(list[n:], " "))`, 'c'],
  [`list := []string{"a", "b", "c"}
sink(strings.Join(list[outside.N():], " "))`, '{unknown: a join of an unknown list}'],
  [`list := []string{"a"}
list = append(list, "b", "c")
sink(strings.Join(list, " "))`, 'a b c'],
  [`list := []string{"a"}
if outside.B() {
	list = append(list, "b")
}
sink(strings.Join(list, " "))`, '{unknown: a join of an unknown list}'],
  [`list := append([]string{"a"}, []string{"b", "c"}...)
sink(strings.Join(list, " "))`, 'a b c'],
  [`list := []string{"a"}
list = append(list, more()...)
sink(strings.Join(list, " "))`, 'a b c'],
  ['sink(strings.Join(more(), " "))', 'b c'],
  ['sink(strings.Join(either(outside.B()), " "))', 'a', 'b c'],
  [`var list []string
list = append(list, "a")
sink(strings.Join(list, " "))`, 'a'],
  [`var list []string
sink(strings.Join(list, " "))`, ''],
  [`list := make([]string, 0, 4)
list = append(list, "a")
sink(strings.Join(list, " "))`, 'a'],
  [`list := []string{"a"}
if outside.B() {
	list = []string{"b"}
}
sink(strings.Join(list, " "))`, 'a', 'b'],
  [`list := []string{"a"}
if outside.B() {
	list = []string{"b"}
}
list = append(list, "c")
sink(strings.Join(list, " "))`, 'a c', 'b c'],
  [`list := []string{"a"}
list = []string{"b"}
sink(strings.Join(list, " "))`, 'b'],
  ['sink(strings.Join(names([]string{"a", "b"}), " "))', 'a b z'],
  ['sink(strings.Join(strings.Fields(" a  b "), "+"))', 'a+b'],
  ['sink(strings.Join(strings.Split("a b", " "), "+"))', 'a+b'],
  ['sink(strings.Join(strings.Split("a,b", ","), "+"))', '{unknown: a join of an unknown list}'],
  ['sink(strings.Join(strings.Fields(outside.S()), "+"))', '{unknown: a join of an unknown list}'],
  ['sink(strings.Join(nil, "+"))', ''],
  ['sink(joined("a", "b"))', 'a+b'],
  ['sink(joined(more()...))', 'b+c'],
  ['sink(joined())', ''],
  [`list := []string{"a"}
add := func() { list = append(list, "b") }
add()
sink(strings.Join(list, " "))`, '{unknown: a join of an unknown list}'],
  [`list := outside.List()
list = append(list, "b")
sink(strings.Join(list, " "))`, '{unknown: a join of an unknown list}'],
  [`list := []string{"a"}
for range 3 {
	list = append(list, "b")
}
sink(strings.Join(list, " "))`, '{unknown: a join of an unknown list}'],
  [`h := holder{List: []string{"a", "b"}}
sink(strings.Join(h.List, " "))`, 'a b'],
  ['sink(strings.Join(global, " "))', 'a b'],
  [`list := []string{"a", "b"}
for _, one := range list {
	sink(one)
}`, 'a', 'b'],
  [`list := []string{"a", "b"}
for _, one := range list {
	sink(one + "-" + one)
}`, 'a-a', 'a-b', 'b-a', 'b-b'],
  [`for key, one := range m {
	sink(key + "-" + one)
}`, 'k-v', 'k-w', 'l-v', 'l-w'],
  ['sink(strings.Join(strings.Fields("a")[1:], " "))', ''],
  [`list := []string{"a", "b"}
list[1] = "c"
sink(list[1])`, 'b', 'c'],
  [`list := []string{"a", "b"}
list[1] = "c"
sink(list[0])`, 'a'],
  [`list := []string{"a", "b"}
list[outside.N()] = "c"
sink(list[0])`, 'a', 'c'],
  [`own := map[string]string{"k": "v"}
own["k"] = "w"
sink(own["k"])`, 'v', 'w'],
  [`own := map[string]string{"k": "v"}
own["l"] = "w"
sink(own["k"])`, 'v'],
  [`own := map[string]string{"k": "v"}
if one, ok := own["k"]; ok {
	sink(one)
}`, 'v'],
  [`channel := make(chan string, 1)
channel <- "a"
sink(<-channel)`, 'a'],
  [`s := "a"
s += "b"
sink(s)`, 'ab'],
  [`s := "a"
if outside.B() {
	s += "b"
}
sink(s)`, 'a', 'ab'],
  [`s := "a"
if outside.B() {
	s = "b"
} else {
	s = "c"
}
sink(s)`, 'a', 'b', 'c'],
  [`s := "a"
defer func() { s = "b" }()
sink(s)`, 'a', 'b'],
  [`var s string
sink(s)`, ''],
  [`before, after, _ := strings.Cut("a:b:c", ":")
sink(before)
sink(after)`, 'a', 'b:c'],
  [`_, after, _ := strings.Cut("a", ":")
sink(after)`, ''],
  [`_, after, _ := strings.Cut("a:b", outside.S())
sink(after)`, '{unknown: a cut at something unknown}'],
  [`s, err := two()
_ = err
sink(s)`, 'a'],
  [`var b strings.Builder
b.WriteString("a")
b.WriteByte('-')
fmt.Fprintf(&b, "%s", "b")
sink(b.String())`, 'a-b'],
  [`var b strings.Builder
b.WriteByte(45)
fmt.Fprintln(&b, "a")
fmt.Fprint(&b, "b", "c")
sink(b.String())`, '{unknown: what is written here}a\n{unknown: what is written here}'],
  [`h := &holder{Name: "a"}
h.Name = "b"
sink(h.Name)`, 'b'],
  [`h := holder{Name: "a"}
if outside.B() {
	h.Name = "b"
}
sink(h.Name)`, 'a', 'b'],
  [`h := holder{Name: "a"}
setName(&h, "b")
sink(h.Name)`, 'a', 'b'],
  [`h := holder{Name: "a"}
outside.Set(&h)
sink(h.Name)`, 'a', '{unknown: written through a pointer}'],
  [`h := holder{Name: "a"}
outside.Set(h)
sink(h.Name)`, 'a'],
  ['sink(holder{"a", nil}.Name)', 'a'],
  ['sink(new(holder).Name)', ''],
  [`var h holder
sink(h.Name)`, ''],
  ['sink((&holder{Name: "a"}).label())', 'a!'],
  [`var any interface{} = "a"
sink(any.(string))`, 'a'],
  [`s := "a"
p := &s
sink(*p)`, 'a'],
  [`s := "a"
p := &s
*p = "b"
sink(s)`, 'a', '{unknown: written through a pointer}'],
  ['sink(func() string { return "a" }())', 'a'],
  [`f := func(s string) string { return s + "b" }
sink(f("a"))`, 'ab'],
  ['sink(twice("a"))', 'aa'],
  [`switch outside.N() {
case 1:
	sink("a")
default:
	sink("b")
}`, 'a', 'b'],
  ['sink(string([]byte("a")))', 'a'],
  ['sink("a" + string(rune(98)))', 'a{unknown: a character by its number}'],
  [`const local = "a" + sep
sink(local)`, 'a:'],
  ['sink(named)', 'a:b'],
  ['sink(filled()["k"])', 'v'],
  [`own := map[string]string{"k": "v"}
_, ok := own["k"]
sink(ok)`, '{unknown: not a string}'],
  [`for one := range sent() {
sink(one)
}`, 'a'],
  [`for key := range outside.Map() {
sink(key)
}`, '{unknown: no element is known}'],
  [`for key := range m {
sink(key)
}`, 'k', 'l'],
  [`s := "a"
p := &s
for range 3 {
sink(s)
*p = "b"
}`, 'a', '{unknown: written through a pointer}'],
  [`s := "a"
p := &s
sink(s)
*p = "b"`, 'a'],
  [`h := holder{Name: "a"}
p := &h.List
*p = nil
sink(h.Name)`, 'a'],
  ['sink(renamed().Name)', 'a'],
  ['sink(<-sent())', 'a'],
  [`h := &holder{}
h.Name = "a"
sink(h.label())`, 'a!'],
  [`h := &holder{Name: "a"}
h.rename("b")
sink(h.twice())`, 'a!a', 'a!b', 'b!a', 'b!b'],
  [`h := holder{Name: "a"}
p := &h
p.Name = "b"
sink(h.Name)`, 'a', 'b', '{unknown: written through a pointer}'],
  [`h := holder{Name: "a"}
p := &h.Name
*p = "b"
sink(h.Name)`, 'a', '{unknown: written through a pointer}'],
])('%s', async (body, ...expected) => {
  const program = await programOf(new Map([['a.go', `${head}${body}\n}\n`]]));
  expect(sunk(program, evaluationOf(program)).flatMap(shown)).toEqual(expected);
});
