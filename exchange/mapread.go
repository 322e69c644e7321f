package exchange

import (
	"regexp"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"

	"demarc/assess"
)

// largestMap is far more than a person corrects.
const largestMap = 1 << 20

// ReadMap reads a map from YAML. Name is what errors call the file. An error
// gives the line and one reason; a key that is not known is one.
func ReadMap(name string, data []byte) (*Map, error) {
	m := &Map{name: name, nothing: usuallyNothing}
	if len(data) > largestMap {
		return nil, m.complain(0, "the map is larger than 1 MiB")
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, m.refuseYAML(err)
	}
	if len(doc.Content) == 0 {
		return nil, m.complain(0, "the map is empty")
	}
	err := m.readMapping(doc.Content[0], map[string]func(*yaml.Node) error{
		keyDates:        m.readDates,
		keyUntranslated: m.readUntranslated,
		keyNothing:      m.readNothing,
		keyCompose:      m.readCompose,
		keyFields:       m.readFields,
	})
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(m.fields, func(f mapField) bool { return f.name == "name" }) {
		return nil, m.complain(0, "no column is given for the field name: an asset without a name cannot be imported")
	}
	return m, nil
}

var yamlLine = regexp.MustCompile(`^(?:yaml: )?(?:line (\d+): )?`)

// refuseYAML turns the library's message into one of ours. Of some faults the
// library names the line before, so the sentence does not promise the very one.
func (m *Map) refuseYAML(err error) error {
	text := squeeze(err.Error())
	found := yamlLine.FindStringSubmatch(text)
	line, _ := strconv.Atoi(found[1]) // none is 0
	return m.complain(line, "the map is no YAML here or on the next line: %s", shorten(text[len(found[0]):]))
}

// readMapping hands each value of a mapping to the reader of its key.
func (m *Map) readMapping(n *yaml.Node, read map[string]func(*yaml.Node) error) error {
	if n.Kind != yaml.MappingNode {
		return m.complain(n.Line, "keys and values are expected here, such as \"%s: …\"", keyFields)
	}
	return m.eachPair(n, func(key, value *yaml.Node) error {
		f, ok := read[key.Value]
		if !ok {
			var known []string
			for k := range read {
				known = append(known, k)
			}
			slices.Sort(known)
			return m.complain(key.Line, "%s is no key of a map: use %s", quote(key.Value), assess.Words(known))
		}
		return f(value)
	})
}

// eachPair visits a mapping in order and refuses keys that stand twice.
func (m *Map) eachPair(n *yaml.Node, visit func(key, value *yaml.Node) error) error {
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Kind != yaml.ScalarNode {
			return m.complain(key.Line, "a name is expected here")
		}
		if seen[fold(key.Value)] {
			return m.complain(key.Line, "%s stands twice", quote(key.Value))
		}
		seen[fold(key.Value)] = true
		if err := visit(key, value); err != nil {
			return err
		}
	}
	return nil
}

func (m *Map) scalar(n *yaml.Node) (string, error) {
	if n.Kind != yaml.ScalarNode {
		return "", m.complain(n.Line, "one value is expected here")
	}
	if n.Tag == "!!null" {
		return "", nil
	}
	return n.Value, nil
}

// scalars reads one value or a list of them.
func (m *Map) scalars(n *yaml.Node) ([]*yaml.Node, error) {
	switch n.Kind {
	case yaml.ScalarNode:
		return []*yaml.Node{n}, nil
	case yaml.SequenceNode:
		for _, item := range n.Content {
			if _, err := m.scalar(item); err != nil {
				return nil, err
			}
		}
		return n.Content, nil
	}
	return nil, m.complain(n.Line, "a value or a list of values is expected here")
}

func (m *Map) readDates(n *yaml.Node) error {
	value, err := m.scalar(n)
	if err != nil {
		return err
	}
	order, ok := assess.Parse(value, dateOrders)
	if !ok {
		return m.complain(n.Line, "%s is no order of dates: use %s", quote(value), assess.Words(dateOrders))
	}
	m.dates = order
	return nil
}

func (m *Map) readUntranslated(n *yaml.Node) error {
	value, err := m.scalar(n)
	if err != nil {
		return err
	}
	choice, ok := assess.Parse(value, []string{leaveOut, rejectRow})
	if !ok {
		return m.complain(n.Line, "%s is no way to deal with a value: use %s or %s", quote(value), leaveOut, rejectRow)
	}
	m.lenient = choice == leaveOut
	return nil
}

func (m *Map) readNothing(n *yaml.Node) error {
	items, err := m.scalars(n)
	m.nothing = nil
	for _, item := range items {
		m.nothing = append(m.nothing, item.Value)
	}
	return err
}

func (m *Map) readCompose(n *yaml.Node) (err error) {
	m.compose, err = m.readColumns(n)
	return err
}

func (m *Map) readColumns(n *yaml.Node) ([]columnRef, error) {
	items, err := m.scalars(n)
	if err != nil {
		return nil, err
	}
	var refs []columnRef
	for _, item := range items {
		ref := columnRef{header: item.Value, line: item.Line}
		if item.Tag == "!!int" {
			ref.number, err = strconv.Atoi(item.Value)
			if err != nil || ref.number < 1 {
				return nil, m.complain(item.Line, "%s is no number of a column: columns are counted from 1", quote(item.Value))
			}
			ref.header = ""
		} else if squeeze(item.Value) == "" {
			return nil, m.complain(item.Line, "a column is expected here: its header, or its number")
		}
		refs = append(refs, ref)
	}
	if len(refs) == 0 {
		return nil, m.complain(n.Line, "a column is expected here: its header, or its number")
	}
	return refs, nil
}
