package engagement

import (
	"fmt"
	"slices"
	"strings"

	"demarc/assess"
	"demarc/history"
)

// value words a field's value: ids become names.
func (n *narrator) value(path, text string) string {
	switch {
	case text == "":
		return "nothing"
	case path == "owner" || path == "by" || strings.HasSuffix(path, "accountable") || strings.HasSuffix(path, ".by") || path == "provided_by":
		if n.session.state.Parties[text] != nil || n.names[assess.Ref{Kind: assess.KindParty, Key: text}] != "" {
			return n.name(assess.KindParty, text)
		}
	case slices.Contains([]string{"approval", "exposure", "lifecycle", "state", "kind"}, path):
		return strings.ReplaceAll(text, "_", " ")
	}
	return shorten(text, 60)
}

func field(change history.Change, path string) *history.FieldChange {
	if at := slices.IndexFunc(change.Fields, func(f history.FieldChange) bool { return f.Path == path }); at >= 0 {
		return &change.Fields[at]
	}
	return nil
}

// fieldWords names the fields, each once, leaving some out.
func fieldWords(fields []history.FieldChange, leaveOut ...string) []string {
	var words []string
	for _, f := range fields {
		if !slices.Contains(leaveOut, f.Path) {
			words = addNew(words, pathWords(f.Path))
		}
	}
	return words
}

// fieldNames are the fields whose path is not the word for them.
var fieldNames = map[string]string{
	"as_of": "as-of date", "period_from": "period", "period_to": "period",
	"inventory_confirmed_by": "confirmation of the inventory", "inventory_confirmed_on": "confirmation of the inventory",
	"from": "period covered", "to": "period covered", "approved_until": "end of approval", "external_id": "external id",
	"data": "data classes", "declined": "values declined from the client's list", "due": "due date", "retrieval": "answer on retrieval", "agentic": "answer on acting by itself",
	"fine_tuned": "answer on fine-tuning", "custom_trained": "answer on own training",
}

// pathWords words a path: "restricted_use" is "restricted use", and
// "exclusions[…].reason" is "exclusions".
func pathWords(path string) string {
	path, _, _ = strings.Cut(path, "[")
	if name, ok := fieldNames[path]; ok {
		return name
	}
	return strings.NewReplacer("_", " ", ".", " ").Replace(path)
}

func list(words []string) string {
	switch n := len(words); {
	case n == 0:
		return ""
	case n == 1:
		return words[0]
	case n > 4:
		return strings.Join(words[:3], ", ") + fmt.Sprintf(" and %d more", n-3)
	default:
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
}

// OneSentence joins what a commit did.
func OneSentence(sentences []string) string {
	var said strings.Builder
	for i, sentence := range sentences {
		if i > 0 {
			sentence = "; " + lowerFirst(sentence)
		}
		said.WriteString(sentence)
	}
	return said.String()
}

// lowerFirst makes the beginning of a sentence the middle of one.
func lowerFirst(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToLower(text[:1]) + text[1:]
}

// number writes a count with separators: 2,133.
func number(n int) string {
	text := fmt.Sprint(n)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}
