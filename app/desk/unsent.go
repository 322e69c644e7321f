package desk

import (
	"maps"
	"slices"
	"strings"

	"demarc/app/look"
)

// Unsent is what forms hold that a button sends, until it does: such a form
// outlives its panel, its screen and the appearance. Forms and their fields go by
// names. It is never written into the state of the interface.
type Unsent struct{ forms map[string]*unsent }

type unsent struct {
	texts, picks map[string]string
	open         bool
}

func (u *Unsent) form(name string) *unsent {
	if u.forms == nil {
		u.forms = map[string]*unsent{}
	}
	if u.forms[name] == nil {
		u.forms[name] = &unsent{texts: map[string]string{}, picks: map[string]string{}}
	}
	return u.forms[name]
}

// Type keeps a text that was typed.
func (u *Unsent) Type(form, field, text string) { u.form(form).texts[field] = text }

// Pick keeps a value that was picked.
func (u *Unsent) Pick(form, field, value string) { u.form(form).picks[field] = value }

// Get is what a field holds, and whether anybody has changed it.
func (u *Unsent) Get(form, field string) (value string, ok bool) {
	kept := u.forms[form]
	if kept == nil {
		return "", false
	}
	if value, ok = kept.texts[field]; !ok {
		value, ok = kept.picks[field]
	}
	return value, ok
}

// Open says that a form is in the panel; Close that it made way for something
// else, and keeps what it holds.
func (u *Unsent) Open(form string) { u.form(form).open = true }

// Close is the contrary of Open.
func (u *Unsent) Close(form string) {
	if kept := u.forms[form]; kept != nil {
		kept.open = false
	}
}

// IsOpen reports whether a form is in the panel.
func (u *Unsent) IsOpen(form string) bool { return u.forms[form] != nil && u.forms[form].open }

// Drop forgets a form that was sent or cancelled. What it returns brings it
// back, where sending failed.
func (u *Unsent) Drop(form string) (back func()) {
	kept := u.forms[form]
	delete(u.forms, form)
	return func() {
		if kept != nil {
			u.forms[form] = kept
		}
	}
}

// Text is all that was typed into forms and not sent.
func (u *Unsent) Text() string {
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(u.forms)) {
		texts := u.forms[name].texts
		for _, field := range slices.Sorted(maps.Keys(texts)) {
			if text := strings.TrimSpace(texts[field]); text != "" {
				lines = append(lines, text)
			}
		}
	}
	return strings.Join(lines, "\n")
}

// Keep keeps what is typed into a field of a form, and fills in what was typed
// into it before. A private text is not brought back while presenting.
func (d *Desk) Keep(form, field string, entry *look.Entry, private bool) {
	if text, ok := d.Unsent.Get(form, field); ok && !(private && d.Presenting) {
		entry.SetText(text)
	}
	changed := entry.OnChanged
	entry.Unsent = true
	entry.OnChanged = func(text string) {
		d.Unsent.Type(form, field, text)
		if changed != nil {
			changed(text)
		}
	}
}
