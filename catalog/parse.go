package catalog

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// Bounds of a pack. The parser builds a node of some hundred bytes for every
// piece between line breaks and commas, so pieces bound memory where the size
// alone would allow gigabytes.
const (
	maxPackBytes  = 8 << 20
	maxPackPieces = 400_000
	maxDepth      = 12
)

var (
	yamlLine   = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)
	yamlAnchor = regexp.MustCompile(`^unknown anchor '(.*)' referenced$`)
)

// parse reads the one YAML document of a file. It returns nil after adding at
// least one fault.
func parse(f *faults, name string, data []byte) *yaml.Node {
	start := place{file: name, line: 1}
	if !utf8.Valid(data) {
		f.add(place{file: name, line: invalidLine(data)}, "this is not UTF-8 text")
		return nil
	}
	var document, second yaml.Node
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	switch err := decoder.Decode(&document); {
	case errors.Is(err, io.EOF):
		f.add(start, "the file is empty")
		return nil
	case err != nil:
		f.syntax(name, data, err)
		return nil
	}
	switch err := decoder.Decode(&second); {
	case err == nil:
		f.add(place{file: name, line: second.Line}, "a second document begins here: a pack's file holds one")
		return nil
	case !errors.Is(err, io.EOF):
		f.syntax(name, data, err)
		return nil
	}
	root := document.Content[0]
	before := len(f.problems)
	if root.Kind != yaml.MappingNode {
		f.add(place{file: name, line: root.Line}, "the file has to hold keys and values")
	}
	f.shape(name, root, 1)
	if len(f.problems) > before {
		return nil
	}
	return root
}

func invalidLine(data []byte) int {
	line := 1
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		if r == utf8.RuneError && size == 1 {
			break
		}
		if r == '\n' {
			line++
		}
		data = data[size:]
	}
	return line
}

// syntax turns the parser's message into a problem; its line is in the text, or
// of a reference to nothing it is where that name first follows an asterisk.
func (f *faults) syntax(name string, data []byte, err error) {
	at, reason := place{file: name, line: 1}, err.Error()
	if m := yamlLine.FindStringSubmatch(reason); m != nil {
		at.line, _ = strconv.Atoi(m[1])
		reason = m[2]
	}
	if m := yamlAnchor.FindStringSubmatch(reason); m != nil {
		before, _, _ := bytes.Cut(data, []byte("*"+m[1]))
		at.line = 1 + bytes.Count(before, []byte("\n"))
	}
	f.add(at, "this is not YAML: %s", reason)
}

// shape refuses what a pack has no use for and what a hostile one is made of:
// references that multiply, depth, keys that are no words or stand twice.
func (f *faults) shape(name string, node *yaml.Node, depth int) {
	at := place{file: name, line: node.Line}
	switch {
	case node.Kind == yaml.AliasNode:
		f.add(at, "*%s refers to another place: write the value out", node.Value)
		return
	case depth > maxDepth:
		f.add(at, "this is nested more than %d deep", maxDepth)
		return
	}
	if node.Kind == yaml.MappingNode {
		first := make(map[string]int, len(node.Content)/2)
		for i := 0; i < len(node.Content); i += 2 {
			key := node.Content[i]
			here := place{file: name, line: key.Line}
			if key.Kind != yaml.ScalarNode {
				f.add(here, "a key has to be a word")
			} else if line, twice := first[key.Value]; twice {
				f.add(here, "%s stands twice: it is already on line %d", key.Value, line)
			} else {
				first[key.Value] = key.Line
			}
			f.shape(name, node.Content[i+1], depth+1)
		}
		return
	}
	for _, item := range node.Content {
		f.shape(name, item, depth+1)
	}
}
