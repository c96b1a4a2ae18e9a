/** Ways through Go's string functions to a deployment. */
import type { Way } from '../../support/travel';

export const strings: readonly Way[] = [
  { name: 'row 25: Sprintf with %s', source: `
func travel() { deploy(fmt.Sprintf("%s:%s", "localhost/app", "TAG")) } // WANT` },
  { name: 'row 25: Sprintf with %v', source: `
func travel() { deploy(fmt.Sprintf("localhost/app:%v", "TAG")) } // WANT` },
  { name: 'row 25: Sprintf with an index', source: `
func travel() { deploy(fmt.Sprintf("%[2]s:%[1]s", "TAG", "localhost/app")) } // WANT` },
  { name: 'row 25: Sprintf with a doubled percent', source: `
func travel() {
	whole := fmt.Sprintf("100%% localhost/app:%s", "TAG") // WANT
	deploy(strings.TrimPrefix(whole, "100% "))
}` },
  { name: 'row 25: Sprintf with %q', source: `
func travel() {
	quoted := fmt.Sprintf("%q", IMAGE) // WANT
	deploy(strings.Trim(quoted, "\\""))
}` },
  { name: 'nested Sprintf', source: `
func travel() {
	tag := fmt.Sprintf("%s", "TAG") // WANT
	deploy(fmt.Sprintf("%s/%s", "localhost", fmt.Sprintf("app:%s", tag)))
}` },
  { name: 'a format in a constant', source: `
const format = "%s/%s:TAG" // WANT
func travel() { deploy(fmt.Sprintf(format, "localhost", "app")) }` },
  { name: 'Sprintf with a spread list', source: `
func travel() {
	parts := []any{"app", "TAG"} // WANT
	deploy(fmt.Sprintf("localhost/%s:%s", parts...))
}` },
  { name: 'Sprint of one value', source: `
func travel() { deploy(fmt.Sprint(IMAGE)) } // WANT` },
  { name: 'strings.ReplaceAll', source: `
func travel() { deploy(strings.ReplaceAll("localhost/app:{tag}", "{tag}", "TAG")) } // WANT` },
  { name: 'strings.Replace with a count', source: `
func travel() { deploy(strings.Replace("localhost/app:X", "X", "TAG", 1)) } // WANT` },
  { name: 'strings.NewReplacer', source: `
func travel() {
	replacer := strings.NewReplacer("{repository}", "localhost/app", "{tag}", "TAG") // WANT
	deploy(replacer.Replace("{repository}:{tag}"))
}` },
  { name: 'strings.TrimPrefix', source: `
func travel() { deploy(strings.TrimPrefix("docker://localhost/app:TAG", "docker://")) } // WANT` },
  { name: 'strings.TrimSuffix', source: `
func travel() { deploy(strings.TrimSuffix("localhost/app:TAG.tar", ".tar")) } // WANT` },
  { name: 'strings.TrimSpace', source: `
func travel() { deploy(strings.TrimSpace("  localhost/app:TAG\\n")) } // WANT` },
  { name: 'strings.ToLower', source: `
func travel() { deploy("localhost/" + strings.ToLower("App") + ":TAG") } // WANT` },
  { name: 'strings.Split by index', source: `
func travel() {
	parts := strings.Split("localhost/app:TAG,more", ",") // WANT
	deploy(parts[0])
}` },
  { name: 'strings.Split from the end', source: `
func travel() {
	parts := strings.Split("registry:5000:TAG", ":") // WANT
	deploy("localhost/app:" + parts[len(parts)-1])
}` },
  { name: 'strings.SplitN', source: `
func travel() { deploy("localhost/app:" + strings.SplitN("app:TAG", ":", 2)[1]) } // WANT` },
  { name: 'strings.Cut', source: `
func travel() {
	repository, tag, _ := strings.Cut("localhost/app:TAG", ":") // WANT
	deploy(repository + ":" + tag)
}` },
  { name: 'strings.Fields', source: `
func travel() { deploy(strings.Fields("pull  localhost/app:TAG now")[1]) } // WANT` },
  { name: 'strings.Join', source: `
func travel() { deploy(strings.Join([]string{"localhost/app", "TAG"}, ":")) } // WANT` },
  { name: 'strings.Join of an appended list', source: `
func travel() {
	parts := []string{"localhost"}
	parts = append(parts, "app:TAG") // WANT
	deploy(strings.Join(parts, "/"))
}` },
  { name: 'strings.Builder', source: `
func travel() {
	var b strings.Builder
	b.WriteString("localhost/app")
	b.WriteString(":TAG") // WANT
	deploy(b.String())
}` },
  { name: 'bytes.Buffer and Fprintf', source: `
func travel() {
	var b bytes.Buffer
	fmt.Fprintf(&b, "localhost/%s", "app")
	fmt.Fprintf(&b, ":%s", "TAG") // WANT
	deploy(b.String())
}` },
  { name: 'filepath.Join', source: `
func travel() { deploy(filepath.Join("localhost", "app:TAG")) } // WANT` },
  { name: 'path.Base', source: `
func travel() { deploy("localhost/" + path.Base("images/of/app:TAG")) } // WANT` },
  { name: 'a slice of a string', source: `
func travel() { deploy("oci:localhost/app:TAG"[4:]) } // WANT` },
  { name: 'a number in the tag', source: `
const major = 7
func travel() {
	build(fmt.Sprintf("localhost/app:v1-%d", major))
	deploy(fmt.Sprintf("localhost/app:TAG-%d", 7)) // WANT
}` },
  { name: 'strconv.Itoa', source: `
func travel() {
	build("localhost/app:v1.3")
	deploy("localhost/app:TAG." + strconv.Itoa(3)) // WANT
}` },
];
