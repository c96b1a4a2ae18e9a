// Command goconst prints the strings that Go's own type checker folds at compile time.
//
// It reads [{"path": "a/b.go", "text": "package …"}, …] from standard input, checks every package of every folder with whatever errors
// it has, and prints {"path": [{"start": 0, "end": 9, "text": "…", "declares": "name"}, …], …} with byte offsets. Packages that are not
// part of the input are taken to be empty.
package main

import (
	"encoding/json"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"log"
	"os"
	"path"
	"sort"
	"strings"
)

type source struct{ Path, Text string }

type folded struct {
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Text     string `json:"text"`
	Declares string `json:"declares,omitempty"`
}

// workspace is the importer of the packages in the input; any other import path is an empty package.
type workspace struct {
	files   map[string][]*ast.File
	checked map[string]*types.Package
	set     *token.FileSet
	info    *types.Info
}

func main() {
	var sources []source
	if err := json.NewDecoder(os.Stdin).Decode(&sources); err != nil {
		log.Fatal(err)
	}
	w := workspace{
		files:   map[string][]*ast.File{},
		checked: map[string]*types.Package{},
		set:     token.NewFileSet(),
		info:    &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}},
	}
	for _, one := range sources {
		file, _ := parser.ParseFile(w.set, one.Path, one.Text, parser.AllErrors)
		if file != nil {
			key := path.Dir(one.Path) + " " + file.Name.Name
			w.files[key] = append(w.files[key], file)
		}
	}
	for key := range w.files {
		w.check(key)
	}
	found := map[string][]folded{}
	note := func(from, to token.Pos, value constant.Value, declares string) {
		if value == nil || value.Kind() != constant.String {
			return
		}
		start := w.set.Position(from)
		found[start.Filename] = append(found[start.Filename], folded{start.Offset, w.set.Position(to).Offset, constant.StringVal(value), declares})
	}
	for expr, typed := range w.info.Types {
		if _, parenthesized := expr.(*ast.ParenExpr); !parenthesized {
			note(expr.Pos(), expr.End(), typed.Value, "")
		}
	}
	for ident, object := range w.info.Defs {
		if declared, ok := object.(*types.Const); ok {
			note(ident.Pos(), ident.End(), declared.Val(), ident.Name)
		}
	}
	for _, list := range found {
		sort.Slice(list, func(i, j int) bool {
			return list[i].Start < list[j].Start || list[i].Start == list[j].Start && list[i].End < list[j].End
		})
	}
	if err := json.NewEncoder(os.Stdout).Encode(found); err != nil {
		log.Fatal(err)
	}
}

func (w workspace) check(key string) *types.Package {
	if known, ok := w.checked[key]; ok {
		return known
	}
	w.checked[key] = nil
	config := types.Config{Importer: w, Error: func(error) {}}
	checked, _ := config.Check(key, w.set, w.files[key], w.info)
	w.checked[key] = checked
	return checked
}

// Import finds the folder of the input whose path ends the import path.
func (w workspace) Import(imported string) (*types.Package, error) {
	for key := range w.files {
		if folder := strings.Fields(key)[0]; strings.HasSuffix(imported, "/"+folder) {
			if checked := w.check(key); checked != nil {
				return checked, nil
			}
		}
	}
	empty := types.NewPackage(imported, path.Base(imported))
	empty.MarkComplete()
	return empty, nil
}
