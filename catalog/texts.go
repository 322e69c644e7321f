package catalog

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Text is one text of a pack that a person wrote, and where it stands: the
// section (empty: the pack's own), the id of the entry, and the key.
type Text struct{ Section, ID, Key, Value string }

// notTexts are the keys, by section, whose values are ids, known words, numbers
// or dates. All others hold texts.
var notTexts = map[string][]string{
	"":                  {"schema", "name", "version", "as_of"},
	sectionTexts:        {"id"},
	sectionFrameworks:   {"id"},
	sectionControls:     {"id", "category", "weight", "review_months", "mappings.confidence"},
	sectionModels:       {"id"},
	sectionTraitRules:   {"trait", "value", "control", "boundary"},
	sectionBaselines:    {"owner", "recommended_owner", "source_check", "verified_on", "confidence", "basis"},
	sectionScoring:      nil,
	sectionOwners:       nil,
	sectionProviders:    nil,
	sectionSourceChecks: nil,
}

// Texts lists all texts of a pack.
func (p *Pack) Texts() []Text {
	var all []Text
	noted := &rewriting{func(t Text) string { all = append(all, t); return t.Value }}
	for _, file := range p.files {
		var document yaml.Node
		if yaml.Unmarshal(file.data, &document) == nil { // it was read before
			noted.file(&document)
		}
	}
	return all
}

// WithTexts is a pack that says the same in other texts: replace is asked for
// each that is not empty. Where it says nothing, an entry of a list is left out.
// Comments and the names of files are lost.
func (p *Pack) WithTexts(replace func(Text) string) (*Pack, error) {
	files := make([]file, len(p.files))
	for i, from := range p.files {
		var document yaml.Node
		if err := yaml.Unmarshal(from.data, &document); err != nil {
			return nil, fmt.Errorf("read the pack %s again: %w", p.Info.Name, err)
		}
		(&rewriting{replace}).file(&document)
		data, err := yaml.Marshal(&document)
		if err != nil {
			return nil, fmt.Errorf("write the pack %s with other texts: %w", p.Info.Name, err)
		}
		files[i] = file{fmt.Sprintf("%s-%03d.yaml", p.Info.Name, i+1), data}
	}
	return read(files)
}

// rewriting goes through a pack's file and replaces its texts.
type rewriting struct{ replace func(Text) string }

func (r *rewriting) file(document *yaml.Node) {
	clearComments(document)
	root := document.Content[0]
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, value := root.Content[i].Value, root.Content[i+1]
		switch _, section := sectionShapes[key]; {
		case !section:
			r.value(Text{Key: key}, value)
		case key == sectionScoring:
		case key == sectionBaselines:
			r.baselines(value)
		case value.Kind == yaml.SequenceNode:
			for _, entry := range value.Content {
				r.mapping(Text{Section: key, ID: idOf(entry)}, entry)
			}
		default:
			r.mapping(Text{Section: key, ID: key}, value)
		}
	}
}

func (r *rewriting) baselines(models *yaml.Node) {
	for i := 0; i+1 < len(models.Content); i += 2 {
		controls := models.Content[i+1]
		for j := 0; j+1 < len(controls.Content); j += 2 {
			r.mapping(Text{Section: sectionBaselines, ID: models.Content[i].Value + "/" + controls.Content[j].Value}, controls.Content[j+1])
		}
	}
}

// mapping goes through the keys of an entry; keys within keys are joined by dots.
func (r *rewriting) mapping(at Text, node *yaml.Node) {
	within := at.Key
	for i := 0; i+1 < len(node.Content); i += 2 {
		at.Key = strings.TrimPrefix(within+"."+node.Content[i].Value, ".")
		r.value(at, node.Content[i+1])
	}
}

func (r *rewriting) value(at Text, node *yaml.Node) {
	switch {
	case node.Kind == yaml.MappingNode:
		r.mapping(at, node)
	case at.isNoText():
	case node.Kind == yaml.SequenceNode:
		r.list(at, node)
	case node.Tag != "!!null" && strings.TrimSpace(node.Value) != "":
		at.Value = strings.TrimSpace(node.Value)
		put(node, at.Value, r.replace(at))
	}
}

func (t Text) isNoText() bool {
	if strings.HasPrefix(t.Key, "mappings.") {
		return strings.HasSuffix(t.Key, ".confidence")
	}
	return slices.Contains(notTexts[t.Section], t.Key)
}

// list replaces the entries of a list, in which none stands twice.
func (r *rewriting) list(at Text, node *yaml.Node) {
	var items []*yaml.Node
	stands := map[string]bool{}
	for _, item := range node.Content {
		at.Value = strings.TrimSpace(item.Value)
		put(item, at.Value, r.replace(at))
		if item.Value != "" && !stands[item.Value] {
			stands[item.Value] = true
			items = append(items, item)
		}
	}
	node.Content = items
}

// put gives a value another text.
func put(node *yaml.Node, before, text string) {
	if text != before {
		*node = yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Style: yaml.DoubleQuotedStyle, Value: text}
	}
}

func idOf(entry *yaml.Node) string {
	for _, key := range []string{"id", "name", "control"} {
		for i := 0; i+1 < len(entry.Content); i += 2 {
			if entry.Content[i].Value == key {
				return strings.TrimSpace(entry.Content[i+1].Value)
			}
		}
	}
	return ""
}

func clearComments(node *yaml.Node) {
	node.HeadComment, node.LineComment, node.FootComment = "", "", ""
	for _, child := range node.Content {
		clearComments(child)
	}
}
