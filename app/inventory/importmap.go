package inventory

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"demarc/exchange"
)

// mapping is how a table's columns become fields, as the map file has it. Its
// text is what is loaded, changed and saved; remarks in it stay.
type mapping struct {
	Columns []string // the table's headers in their order
	text    []byte
	parsed  *exchange.Map
}

// newMapping reads a map for a table with certain headers.
func newMapping(columns []string, text []byte) (*mapping, error) {
	m := &mapping{Columns: columns}
	return m, m.take(mapName, text)
}

const mapName = "map.yaml"

// The keys of a map's file that are changed here.
const (
	keyFields = "fields"
	keyFrom   = "from"
	keyValues = "values"
)

func (m *mapping) take(name string, text []byte) error {
	parsed, err := exchange.ReadMap(name, text)
	if err != nil {
		return err
	}
	m.text, m.parsed = text, parsed
	return nil
}

// load takes a map from a file.
func (m *mapping) load(path string) error {
	const largest = 1 << 20
	info, err := os.Stat(path)
	if err == nil && info.Size() > largest {
		return fmt.Errorf("%s is larger than a map is", filepath.Base(path))
	}
	var text []byte
	if err == nil {
		text, err = os.ReadFile(path)
	}
	if err != nil {
		return fmt.Errorf("the map %s cannot be read: %w", filepath.Base(path), err)
	}
	return m.take(filepath.Base(path), text)
}

// pair is one column of the table and the field that it fills: "" for none.
type pair struct {
	Column string
	Number int // from 1
	Field  string
	Joined bool // the field is made of several columns
}

// pairs are all columns with what they fill.
func (m *mapping) pairs() []pair {
	pairs := make([]pair, len(m.Columns))
	for i, column := range m.Columns {
		pairs[i] = pair{Column: column, Number: i + 1}
	}
	fields := m.fields()
	if fields == nil {
		return pairs
	}
	for i := 0; i+1 < len(fields.Content); i += 2 {
		refs := refsOf(fields.Content[i+1])
		for _, ref := range refs {
			if at := m.columnOf(ref); at >= 0 {
				pairs[at].Field, pairs[at].Joined = fields.Content[i].Value, len(refs) > 1
			}
		}
	}
	return pairs
}

// used counts the columns that fill something.
func (m *mapping) used() int {
	n := 0
	for _, p := range m.pairs() {
		if p.Field != "" {
			n++
		}
	}
	return n
}

// fields is the part of the map that names columns, or nil.
func (m *mapping) fields() *yaml.Node {
	var doc yaml.Node
	if yaml.Unmarshal(m.text, &doc) != nil || len(doc.Content) == 0 {
		return nil
	}
	return child(doc.Content[0], keyFields)
}

func child(n *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// refsOf lists the columns that a field's value names.
func refsOf(n *yaml.Node) []*yaml.Node {
	switch n.Kind {
	case yaml.ScalarNode:
		return []*yaml.Node{n}
	case yaml.SequenceNode:
		var refs []*yaml.Node
		for _, part := range n.Content {
			refs = append(refs, refsOf(part)...)
		}
		return refs
	case yaml.MappingNode:
		if from := child(n, keyFrom); from != nil {
			return refsOf(from)
		}
	}
	return nil
}

// columnOf is the index of the column that a reference names, or -1.
func (m *mapping) columnOf(ref *yaml.Node) int {
	if n, err := strconv.Atoi(ref.Value); err == nil && ref.Tag == "!!int" {
		if n >= 1 && n <= len(m.Columns) {
			return n - 1
		}
		return -1
	}
	return slices.IndexFunc(m.Columns, func(column string) bool { return strings.EqualFold(squeezed(column), squeezed(ref.Value)) })
}

// reference names a column as a map does: by its header where no other has it.
func (m *mapping) reference(number int) *yaml.Node {
	header := squeezed(m.Columns[number-1])
	same := 0
	for _, column := range m.Columns {
		if strings.EqualFold(squeezed(column), header) {
			same++
		}
	}
	if header == "" || same > 1 || header == fmt.Sprintf("column %d", number) {
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: strconv.Itoa(number)}
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Style: yaml.DoubleQuotedStyle, Value: header}
}

func squeezed(text string) string { return strings.Join(strings.Fields(text), " ") }
