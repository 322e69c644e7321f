package inventory

import (
	"bytes"
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"
)

// set makes a column, counted from 1, fill a field, or nothing. Prose and lists
// are joined of several columns; any other field is filled by this column alone.
func (m *mapping) set(number int, field string) error {
	var doc yaml.Node
	if err := yaml.Unmarshal(m.text, &doc); err != nil {
		return err
	}
	fields := child(doc.Content[0], keyFields)
	if fields == nil {
		return fmt.Errorf("the map has no fields")
	}
	m.release(fields, number)
	if field != "" {
		m.fill(fields, number, field)
	}
	return m.write(&doc)
}

// write takes the map as it was changed.
func (m *mapping) write(doc *yaml.Node) error {
	var text bytes.Buffer
	encoder := yaml.NewEncoder(&text)
	encoder.SetIndent(2)
	if err := encoder.Encode(doc); err != nil {
		return err
	}
	return m.take(mapName, text.Bytes())
}

// joins are the fields that several columns may fill together.
var joins = []string{"notes", "data", "tags"}

func (m *mapping) fill(fields *yaml.Node, number int, field string) {
	ref := m.reference(number)
	old := child(fields, field)
	switch {
	case old == nil:
		fields.Content = append(fields.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: field, Tag: "!!str"}, ref)
	case slices.Contains(joins, field):
		part := partWith(ref)
		list := &yaml.Node{Kind: yaml.SequenceNode}
		if old.Kind == yaml.SequenceNode {
			list.Content = append(list.Content, old.Content...)
		} else {
			list.Content = append(list.Content, partWith(old))
		}
		list.Content = append(list.Content, part)
		if field == "notes" { // a list of parts takes the first that says something
			list = joined(list)
		}
		*old = *list
	default:
		*old = *ref
	}
}

// partWith makes a block with "from" of a bare column.
func partWith(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.MappingNode {
		copied := *n
		return &copied
	}
	copied := *n
	return &yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{{Kind: yaml.ScalarNode, Value: keyFrom, Tag: "!!str"}, &copied}}
}

// joined is one block of all columns of a list of blocks.
func joined(list *yaml.Node) *yaml.Node {
	from := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle, Content: refsOf(list)}
	return &yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{{Kind: yaml.ScalarNode, Value: keyFrom, Tag: "!!str"}, from}}
}

// release takes a column out of whatever it fills.
func (m *mapping) release(fields *yaml.Node, number int) {
	for i := 0; i+1 < len(fields.Content); {
		if m.without(fields.Content[i+1], number) {
			fields.Content = slices.Delete(fields.Content, i, i+2)
			continue
		}
		i += 2
	}
}

// without takes a column out of a value; it reports whether nothing is left.
func (m *mapping) without(n *yaml.Node, number int) bool {
	switch n.Kind {
	case yaml.ScalarNode:
		return m.columnOf(n) == number-1
	case yaml.SequenceNode:
		n.Content = slices.DeleteFunc(n.Content, func(part *yaml.Node) bool { return m.without(part, number) })
		return len(n.Content) == 0
	case yaml.MappingNode:
		from := child(n, keyFrom)
		return from != nil && m.without(from, number)
	}
	return false
}
