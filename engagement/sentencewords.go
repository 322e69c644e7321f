package engagement

import (
	"cmp"
	"slices"
	"strings"

	"github.com/google/uuid"

	"demarc/assess"
	"demarc/history"
	"demarc/words"
)

// value words a field's value: ids become names.
func (n *narrator) value(path, text string) string {
	switch {
	case text == "":
		return n.say("nothing")
	case path == "logo":
		return n.say("a picture")
	case path == "owner" || path == "by" || strings.HasSuffix(path, "accountable") || strings.HasSuffix(path, ".by") || path == "provided_by":
		// A name that was typed is no id; an id whose party is gone names nobody.
		if n.session.state.Parties[text] != nil || uuid.Validate(text) == nil || n.names[assess.Ref{Kind: assess.KindParty, Key: text}] != "" {
			return n.name(assess.KindParty, text)
		}
	case slices.Contains([]string{"approval", "exposure", "lifecycle", "state", "kind"}, path):
		return n.language.Plain(text)
	}
	return shorten(n.date(text), 60)
}

// date writes a text that is a date as the language does.
func (n *narrator) date(text string) string {
	date, err := assess.ParseDate(text)
	if err != nil {
		return text
	}
	return date.In(n.language)
}

func field(change history.Change, path string) *history.FieldChange {
	if at := slices.IndexFunc(change.Fields, func(f history.FieldChange) bool { return f.Path == path }); at >= 0 {
		return &change.Fields[at]
	}
	return nil
}

// eitherValue is a field's new value, or the one that was taken from it.
func eitherValue(change history.Change, path string) string {
	if f := field(change, path); f != nil {
		return cmp.Or(f.New, f.Old)
	}
	return ""
}

// fieldWords names the fields, each once, leaving some out.
func (n *narrator) fieldWords(fields []history.FieldChange, leaveOut ...string) []string {
	var names []string
	for _, f := range fields {
		if !slices.Contains(leaveOut, f.Path) {
			names = addNew(names, n.say(pathWords(f.Path)))
		}
	}
	return names
}

// fieldNames are the fields whose path is not the word for them.
var fieldNames = map[string]string{
	"as_of": "as-of date", "period_from": "period", "period_to": "period",
	"inventory_confirmed_by": "confirmation of the inventory", "inventory_confirmed_on": "confirmation of the inventory",
	"from": "period covered", "to": "period covered", "approved_until": "end of approval", "external_id": "external id",
	"report_version": "version of the report", "distribution": "distribution list", "supersedes": "report that this one supersedes",
	"firm": "firm", "colour": "firm's colour", "classification": "classification line",
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

// list joins names, and counts what is more than four.
func (n *narrator) list(names []string) string {
	switch count := len(names); {
	case count == 0:
		return ""
	case count == 1:
		return names[0]
	case count > 4:
		return n.say("%s and %d more", strings.Join(names[:3], ", "), count-3)
	default:
		return n.say("%s and %s", strings.Join(names[:count-1], ", "), names[count-1])
	}
}

// OneSentence joins what a commit did.
func OneSentence(l *words.Language, sentences []string) string {
	var said strings.Builder
	for i, sentence := range sentences {
		if i > 0 {
			sentence = "; " + GoingOn(l, sentence)
		}
		said.WriteString(sentence)
	}
	return said.String()
}

// GoingOn makes the beginning of a sentence the middle of one. In other languages
// than English it may be a noun that begins it.
func GoingOn(l *words.Language, text string) string {
	if text == "" || l != nil {
		return text
	}
	return strings.ToLower(text[:1]) + text[1:]
}

// number writes a count with separators: 2,133.
func number(n int) string {
	var english *words.Language
	return english.Number(n)
}
