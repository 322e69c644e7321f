package desk

import "encoding/json"

// packed is a form as it is written down.
type packed struct {
	Texts map[string]string `json:"texts,omitempty"`
	Picks map[string]string `json:"picks,omitempty"`
	Open  bool              `json:"open,omitempty"`
}

// Pack writes down what the forms hold; empty where nothing was typed or picked.
func (u *Unsent) Pack() json.RawMessage {
	list := map[string]packed{}
	for name, form := range u.forms {
		if len(form.texts)+len(form.picks) > 0 {
			list[name] = packed{form.texts, form.picks, form.open}
		}
	}
	if len(list) == 0 {
		return nil
	}
	data, err := json.Marshal(list)
	if err != nil {
		return nil // texts by name can always be written
	}
	return data
}

// Unpack fills the forms with what was written down.
func (u *Unsent) Unpack(data json.RawMessage) error {
	var list map[string]packed
	if err := json.Unmarshal(data, &list); err != nil {
		return err
	}
	for name, kept := range list {
		form := u.form(name)
		form.open = kept.Open
		for field, text := range kept.Texts {
			form.texts[field] = text
		}
		for field, value := range kept.Picks {
			form.picks[field] = value
		}
	}
	return nil
}
