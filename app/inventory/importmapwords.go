package inventory

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"demarc/exchange"
)

// translate says what a value of a column, counted from 1, means in the field
// that the column fills: a word of ours, several separated by "|", or nothing.
func (m *mapping) translate(number int, field, theirs, ours string) error {
	var doc yaml.Node
	if err := yaml.Unmarshal(m.text, &doc); err != nil {
		return err
	}
	fields := child(doc.Content[0], keyFields)
	if fields == nil {
		return fmt.Errorf("the map has no fields")
	}
	part := m.partOf(child(fields, field), number)
	if part == nil {
		return fmt.Errorf("column %d does not fill the field %s", number, field)
	}
	forgetRemark(&doc, theirs)
	put(wordsOf(part), theirs, ours)
	return m.write(&doc)
}

// partOf is the block of a field that names a column, or nil; a bare column
// becomes a block.
func (m *mapping) partOf(n *yaml.Node, number int) *yaml.Node {
	if n == nil {
		return nil
	}
	switch n.Kind {
	case yaml.ScalarNode:
		if m.columnOf(n) == number-1 {
			*n = *partWith(n)
			return n
		}
	case yaml.MappingNode:
		if slices.ContainsFunc(refsOf(n), func(ref *yaml.Node) bool { return m.columnOf(ref) == number-1 }) {
			return n
		}
	case yaml.SequenceNode:
		for _, item := range n.Content {
			if part := m.partOf(item, number); part != nil {
				return part
			}
		}
	}
	return nil
}

// wordsOf is the part of a block that says what words mean; where all of them
// are remarks still, it is blank.
func wordsOf(part *yaml.Node) *yaml.Node {
	values := child(part, keyValues)
	switch {
	case values == nil:
		values = &yaml.Node{Kind: yaml.MappingNode}
		part.Content = append(part.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: keyValues}, values)
	case values.Kind != yaml.MappingNode:
		values.Kind, values.Tag, values.Value = yaml.MappingNode, "", ""
	}
	return values
}

// put keeps one meaning for a value, however it is spelled.
func put(values *yaml.Node, theirs, ours string) {
	word := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Style: yaml.DoubleQuotedStyle, Value: ours}
	if ours == "" {
		word = &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null"}
	}
	for i := 0; i+1 < len(values.Content); i += 2 {
		if exchange.SameValue(values.Content[i].Value, theirs) {
			values.Content[i+1] = word
			return
		}
	}
	values.Content = append(values.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Style: yaml.DoubleQuotedStyle, Value: theirs}, word)
}

// forgetRemark takes out the remark with which a guessed map asks what a value
// means.
func forgetRemark(n *yaml.Node, theirs string) {
	for _, remark := range []*string{&n.HeadComment, &n.LineComment, &n.FootComment} {
		lines := strings.Split(*remark, "\n")
		*remark = strings.Join(slices.DeleteFunc(lines, func(line string) bool { return asksFor(line, theirs) }), "\n")
	}
	for _, inner := range n.Content {
		forgetRemark(inner, theirs)
	}
}

func asksFor(line, theirs string) bool {
	var asked map[string]any
	text, ok := strings.CutPrefix(strings.TrimSpace(line), "#")
	if !ok || yaml.Unmarshal([]byte(strings.TrimSpace(text)), &asked) != nil {
		return false
	}
	for value, ours := range asked {
		return ours == nil && len(asked) == 1 && exchange.SameValue(value, theirs)
	}
	return false
}
