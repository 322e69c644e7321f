package app

import (
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// speech is what the sources say through the language.
type speech struct {
	files *token.FileSet
	texts map[string]string // a text that is said, and where
	other map[string]string // a text that is not written out where it is said, and where
	calls []call
	says  map[parameter]bool // parameters whose text is said
}

// parameter is one parameter of a function of a package, by the function's name.
type parameter struct {
	room, function string
	at             int
}

// call is one call, with the function that it stands in.
type call struct {
	room, name string
	inside     []function
	args       []ast.Expr
}

// function is a function, or a function that a name is given to.
type function struct {
	name       string
	parameters []string
}

// speakers are the rooms whose sentences the window shows: its own, and those
// in which findings, changes and errors are worded.
var speakers = []string{".", "../assess", "../engagement", "../exchange", "../report", "../store", "../sign"}

// heard reads the sources of the speakers. What T, N and Plain are handed is
// said, as is what words.Say and words.Errorf are; also under a name of their own
// (t := d.T), and also by a function that hands on what it is handed.
func heard(t testing.TB) *speech {
	t.Helper()
	s := &speech{files: token.NewFileSet(), texts: map[string]string{}, other: map[string]string{}, says: map[parameter]bool{}}
	for _, room := range speakers {
		if err := filepath.WalkDir(filepath.FromSlash(room), s.read); err != nil {
			t.Fatal(err)
		}
	}
	s.understand()
	return s
}

func (s *speech) read(path string, entry fs.DirEntry, err error) error {
	switch {
	case err != nil:
		return err
	case entry.IsDir() && entry.Name() == "desktest":
		return filepath.SkipDir
	case !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
		return nil
	}
	file, err := parser.ParseFile(s.files, path, nil, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	for _, declaration := range file.Decls {
		s.listen(filepath.Dir(path), declaration, nil, names(declaration))
	}
	return nil
}

// names are those that a function gives to T, N and Plain.
func names(in ast.Node) map[string]string {
	found := map[string]string{}
	ast.Inspect(in, func(node ast.Node) bool {
		if assigned, ok := node.(*ast.AssignStmt); ok && len(assigned.Lhs) == len(assigned.Rhs) {
			for i, right := range assigned.Rhs {
				name, named := assigned.Lhs[i].(*ast.Ident)
				if method, ok := right.(*ast.SelectorExpr); ok && named && saidAt(method.Sel.Name) != nil {
					found[name.Name] = method.Sel.Name
				}
			}
		}
		return true
	})
	return found
}

// saidAt says which arguments of a way to say something are texts.
func saidAt(method string) []int {
	return map[string][]int{"T": {0}, "Plain": {0}, "N": {1, 2}, "words.Say": {0}, "words.Errorf": {0}}[method]
}

// listen keeps the calls of a part of a file.
func (s *speech) listen(room string, in ast.Node, inside []function, aliases map[string]string) {
	bodies := map[ast.Node]string{} // function literals that are given a name
	ast.Inspect(in, func(node ast.Node) bool {
		if node == in {
			if declared, ok := node.(*ast.FuncDecl); ok && len(inside) == 0 {
				inside = []function{{declared.Name.Name, parametersOf(declared.Type)}}
			}
			return true
		}
		switch n := node.(type) {
		case *ast.AssignStmt:
			for i, right := range n.Rhs {
				if name, ok := n.Lhs[min(i, len(n.Lhs)-1)].(*ast.Ident); ok {
					bodies[right] = name.Name
				}
			}
		case *ast.FuncLit:
			s.listen(room, n.Body, append(inside[:len(inside):len(inside)], function{bodies[n], parametersOf(n.Type)}), aliases)
			return false
		case *ast.CallExpr:
			s.keep(room, n, inside, aliases)
		}
		return true
	})
}

func (s *speech) keep(room string, n *ast.CallExpr, inside []function, aliases map[string]string) {
	switch called := n.Fun.(type) {
	case *ast.SelectorExpr:
		name := called.Sel.Name
		if of, ok := called.X.(*ast.Ident); ok && (of.Name == "words" || of.Name == "fmt") {
			name = of.Name + "." + name
		}
		s.calls = append(s.calls, call{room, name, inside, n.Args})
	case *ast.Ident:
		name := called.Name
		if method := aliases[name]; method != "" {
			name = method
		} else if name == "Say" || name == "Errorf" { // in assess, whose they are
			name = "words." + name
		}
		s.calls = append(s.calls, call{room, name, inside, n.Args})
	}
}

func parametersOf(signature *ast.FuncType) []string {
	var list []string
	for _, field := range signature.Params.List {
		for _, name := range field.Names {
			list = append(list, name.Name)
		}
	}
	return list
}

// understand follows texts until no further function is found to hand one on.
func (s *speech) understand() {
	for known := -1; known != len(s.says); {
		known = len(s.says)
		for _, c := range s.calls {
			for i, argument := range c.args {
				if s.isSaid(c, i) {
					s.hear(c, argument)
				}
			}
		}
	}
}

func (s *speech) isSaid(c call, at int) bool {
	for _, said := range saidAt(c.name) {
		if said == at && len(c.args) > said {
			return true
		}
	}
	return s.says[parameter{c.room, c.name, at}]
}

// hear takes an argument that is said: a text, a parameter, or something else.
func (s *speech) hear(c call, argument ast.Expr) {
	where := s.files.Position(argument.Pos()).String()
	if text, ok := literal(argument); ok {
		if c.name == "Plain" {
			text = strings.ReplaceAll(text, "_", " ")
		}
		s.texts[text] = where
		return
	}
	if name, ok := argument.(*ast.Ident); ok {
		for _, f := range c.inside {
			for i, p := range f.parameters {
				if p == name.Name && f.name != "" && c.name != "Plain" {
					s.says[parameter{c.room, f.name, i}] = true
					return
				}
			}
		}
	}
	var text strings.Builder
	if err := printer.Fprint(&text, s.files, argument); err == nil && c.name != "Plain" {
		s.other[filepath.ToSlash(c.room)+": "+text.String()] = where
	}
}

func literal(e ast.Expr) (string, bool) {
	switch x := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(x.Value)
		return text, err == nil && x.Kind == token.STRING
	case *ast.BinaryExpr:
		left, ok := literal(x.X)
		right, alsoOK := literal(x.Y)
		return left + right, ok && alsoOK
	}
	return "", false
}

// TestErrorsCanBeSaid: where people meet errors, these can be put in their
// language. The sample's script is ours, and always right.
func TestErrorsCanBeSaid(t *testing.T) {
	for _, room := range []string{"engagement", "exchange", "sign"} {
		sources, err := filepath.Glob(filepath.Join("..", room, "*.go"))
		if err != nil || len(sources) == 0 {
			t.Fatalf("no sources of %s: %v", room, err)
		}
		for _, source := range sources {
			if name := filepath.Base(source); strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "sample") {
				continue
			}
			text, err := os.ReadFile(source)
			if err != nil {
				t.Fatal(err)
			}
			for _, plain := range []string{"fmt.Errorf(", "errors.New("} {
				if strings.Contains(string(text), plain) {
					t.Errorf("%s: %s…) cannot be said in a language: take words.Errorf", source, plain)
				}
			}
		}
	}
}
