package catalog

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"demarc/assess"

	"go.yaml.in/yaml/v3"
)

// Bounds of one value.
const (
	maxText  = 4000 // characters
	maxLine  = 400
	maxItems = 2000 // entries of a list
)

// member is one key of a mapping and its value.
type member struct {
	key  string
	at   place
	node *yaml.Node
}

// members lists the keys of a mapping; anything else is a fault.
func (f *faults) members(m member) []member {
	if m.node.Kind != yaml.MappingNode {
		f.add(m.at, "%s has to hold keys and values", m.key)
		return nil
	}
	list := make([]member, 0, len(m.node.Content)/2)
	for i := 0; i < len(m.node.Content); i += 2 {
		key := m.node.Content[i]
		at := m.at
		at.line = key.Line
		list = append(list, member{key.Value, at, m.node.Content[i+1]})
	}
	return list
}

// items lists the entries of a list; anything else is a fault.
func (f *faults) items(m member) []member {
	if m.node.Kind != yaml.SequenceNode {
		f.add(m.at, "%s has to be a list", m.key)
		return nil
	}
	list := make([]member, len(m.node.Content))
	for i, node := range m.node.Content {
		at := m.at
		at.line = node.Line
		list[i] = member{m.key, at, node}
	}
	return list
}

// empty reports whether a value says nothing.
func (m member) empty() bool {
	if m.node.Kind == yaml.ScalarNode {
		return m.node.Tag == "!!null" || strings.TrimSpace(m.node.Value) == ""
	}
	return len(m.node.Content) == 0
}

// text reads a text of one or more lines.
func (f *faults) text(m member) string {
	switch {
	case m.node.Kind != yaml.ScalarNode:
		f.add(m.at, "%s has to be a text", m.key)
		return ""
	case m.empty():
		return ""
	}
	text := strings.TrimSpace(m.node.Value)
	if n := utf8.RuneCountInString(text); n > maxText {
		f.add(m.at, "%s has %d characters: at most %d are read", m.key, n, maxText)
	}
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }) {
		f.add(m.at, "%s holds a control character", m.key)
	}
	return text
}

// line reads a text of one line.
func (f *faults) line(m member) string {
	text := f.text(m)
	if strings.ContainsAny(text, "\n\t") {
		f.add(m.at, "%s has to be one line", m.key)
	} else if n := utf8.RuneCountInString(text); n > maxLine {
		f.add(m.at, "%s has %d characters: at most %d are read", m.key, n, maxLine)
	}
	return text
}

// id reads a text that has to match a pattern, which form explains.
func (f *faults) id(m member, pattern *regexp.Regexp, form string) string {
	text := f.line(m)
	if !pattern.MatchString(text) {
		f.add(m.at, "%s %q: write it as %s", m.key, text, form)
	}
	return text
}

// lines reads a list of texts.
func (f *faults) lines(m member) []string {
	items := f.items(m)
	if len(items) > maxItems {
		f.add(m.at, "%s has %d entries: at most %d are read", m.key, len(items), maxItems)
		return nil
	}
	list := make([]string, 0, len(items))
	seen := make(map[string]bool, len(items))
	for _, item := range items {
		text := f.text(item)
		switch {
		case text == "":
			f.add(item.at, "an entry of %s is empty", m.key)
		case seen[text]:
			f.add(item.at, "%q stands twice in %s", text, m.key)
		}
		seen[text] = true
		list = append(list, text)
	}
	return list
}

func (f *faults) number(m member, low, high int) int {
	n, err := strconv.Atoi(m.node.Value)
	if m.node.Kind != yaml.ScalarNode || m.node.Tag != "!!int" || err != nil {
		f.add(m.at, "%s has to be a whole number", m.key)
		return low
	}
	if n < low || n > high {
		f.add(m.at, "%s is %d: it has to be %d to %d", m.key, n, low, high)
	}
	return n
}

func (f *faults) date(m member) assess.Date {
	date, err := assess.ParseDate(f.line(m))
	if err != nil {
		f.add(m.at, "%s: %s", m.key, err)
	}
	return date
}

// word reads one of the known words; nothing is forgiven, so that a pack reads
// the same everywhere.
func word[W ~string](f *faults, m member, known []W) W {
	text := W(f.line(m))
	if text != "" && !slices.Contains(known, text) {
		f.add(m.at, "%s %q is unknown: %s are known", m.key, text, ours(assess.Words(known)))
	}
	return text
}
