package app

import (
	"encoding/json"
	"slices"
	"strings"
)

// forms stand before a draft that holds whole forms and not a text alone.
const forms = "demarc forms 1\n"

// wholeDraft is what such a draft holds.
type wholeDraft struct {
	Text  string          `json:"text,omitempty"`
	Forms json.RawMessage `json:"forms,omitempty"`
}

// keepWhole writes all that is typed and not saved, forms field by field.
func (w *Window) keepWhole(refused string) error {
	place := string(w.current)
	if w.draft.offered != "" {
		place = w.draft.place
	}
	whole := wholeDraft{Text: joined(w.draft.offered, refused), Forms: w.desk.Unsent.Pack()}
	text := whole.Text
	if whole.Forms != nil {
		data, err := json.Marshal(whole)
		if err != nil {
			return err
		}
		text = forms + string(data)
	}
	return w.desk.Session.KeepDraft(place, text)
}

// unpacked is the text of a draft; forms that it holds are filled in again.
func (w *Window) unpacked(draft string) string {
	data, whole := strings.CutPrefix(draft, forms)
	if !whole {
		return draft
	}
	var kept wholeDraft
	if err := json.Unmarshal([]byte(data), &kept); err != nil {
		return draft
	}
	if kept.Forms != nil && w.desk.Unsent.Unpack(kept.Forms) != nil {
		return draft
	}
	return kept.Text
}

// joined sets texts beneath each other, and leaves out those that are empty.
func joined(texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(text string) bool { return text == "" }), "\n")
}
