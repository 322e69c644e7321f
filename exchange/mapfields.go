package exchange

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// endsInDigit is what the ids of controls have in common; whether there is such
// a control shows when the map is used.
var endsInDigit = regexp.MustCompile(`\d$`)

func (m *Map) readFields(n *yaml.Node) error {
	if n.Kind != yaml.MappingNode {
		return m.complain(n.Line, "our fields are expected here, each with its column")
	}
	return m.eachPair(n, func(key, value *yaml.Node) error {
		f := mapField{name: key.Value, line: key.Line}
		ours, isField := fieldNamed(key.Value)
		if isField {
			f.name = ours.name
		} else if !endsInDigit.MatchString(key.Value) {
			return m.complain(key.Line, "%s is neither a field of an asset nor a control%s", quote(key.Value), nearestHint(NearestNames(key.Value, fieldNames())))
		}
		if slices.ContainsFunc(m.fields, func(g mapField) bool { return g.name == f.name }) {
			return m.complain(key.Line, "%s stands twice", f.name)
		}
		var err error
		if f.parts, err = m.readParts(value); err != nil {
			return err
		}
		if err := m.checkTargets(f, ours); err != nil {
			return err
		}
		m.fields = append(m.fields, f)
		return nil
	})
}

// readParts reads a column, a mapping that begins with from, or a list of such
// mappings, of which the first that says something counts.
func (m *Map) readParts(n *yaml.Node) ([]mapPart, error) {
	switch n.Kind {
	case yaml.ScalarNode:
		refs, err := m.readColumns(n)
		return []mapPart{{from: refs}}, err
	case yaml.MappingNode:
		part, err := m.readPart(n)
		return []mapPart{part}, err
	case yaml.SequenceNode:
		var parts []mapPart
		for _, item := range n.Content {
			if item.Kind != yaml.MappingNode {
				return nil, m.complain(item.Line, "several columns for one field are written as \"%s: [A, B]\"", keyFrom)
			}
			part, err := m.readPart(item)
			if err != nil {
				return nil, err
			}
			parts = append(parts, part)
		}
		if len(parts) > 0 {
			return parts, nil
		}
	}
	return nil, m.complain(n.Line, "a column is expected here, or \"%s:\" with several", keyFrom)
}

func (m *Map) readPart(n *yaml.Node) (mapPart, error) {
	var part mapPart
	err := m.readMapping(n, map[string]func(*yaml.Node) error{
		keyFrom: func(n *yaml.Node) (err error) { part.from, err = m.readColumns(n); return err },
		keyJoin: func(n *yaml.Node) (err error) { part.join, err = m.scalar(n); return err },
		keyValues: func(n *yaml.Node) (err error) {
			part.values, err = m.readValues(n)
			return err
		},
	})
	if err == nil && part.from == nil {
		err = m.complain(n.Line, "\"%s:\" is missing: it names the column", keyFrom)
	}
	return part, err
}

func (m *Map) readValues(n *yaml.Node) ([]translation, error) {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		return nil, nil // all of them are still remarks
	}
	if n.Kind != yaml.MappingNode {
		return nil, m.complain(n.Line, "translations are expected here, each as \"theirs: ours\"")
	}
	var values []translation
	err := m.eachPair(n, func(key, value *yaml.Node) error {
		ours, err := m.scalar(value)
		if value.Kind == yaml.SequenceNode {
			var items []*yaml.Node
			items, err = m.scalars(value)
			ours = joinNodes(items)
		}
		values = append(values, translation{theirs: key.Value, ours: strings.TrimSpace(ours), line: key.Line})
		return err
	})
	return values, err
}

func joinNodes(items []*yaml.Node) string {
	texts := make([]string, len(items))
	for i, item := range items {
		texts[i] = item.Value
	}
	return strings.Join(texts, listSeparator)
}

// checkTargets refuses translations that can be seen to be wrong without
// knowing which hosting models and parties there are.
func (m *Map) checkTargets(f mapField, ours *field) error {
	if ours == nil || ours.name == "hosting_model" || ours.name == "owner" {
		return nil
	}
	words := newTerms(Known{})
	words.dates = yearFirst
	for _, part := range f.parts {
		for _, v := range part.values {
			if err := m.checkTarget(&entry{field: ours}, v, words); err != nil {
				return err
			}
		}
	}
	return nil
}
