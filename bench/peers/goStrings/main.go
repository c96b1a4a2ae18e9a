// Command goStrings is what a small program over Go's own parser costs: it parses every Go file below a folder and counts the
// string literals that look like an image. It follows nothing.
package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

var image = regexp.MustCompile("^[\"`](?:localhost(?::\\d+)?/[a-z0-9._/-]+(?::[\\w.%-]+)?|[a-z0-9-]+(?:\\.[a-z0-9-]+)+(?::\\d+)?/[a-z0-9._/-]+:[\\w.%-]+)[\"`]$|(?m:^\\s*(?:- )?image:)")

func main() {
	files, found := 0, 0
	err := filepath.WalkDir(os.Args[1], func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		files++
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if file == nil {
			return err
		}
		ast.Inspect(file, func(node ast.Node) bool {
			if literal, ok := node.(*ast.BasicLit); ok && literal.Kind == token.STRING && image.MatchString(literal.Value) {
				found++
			}
			return true
		})
		return nil
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(files, found)
}
