package handover

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/assess"
	"demarc/engagement"
)

// exclusionForm is under what an exclusion is kept until it is recorded.
const exclusionForm = "report/exclusion"

// scopeForm is the scope statement in the panel. Each field is saved when it is
// left.
type scopeForm struct {
	screen *Screen
	parts  []scopePart
	fields map[string]*formField
	// left is the part with the exclusions.
	left       *fyne.Container
	exclusions int
}

// showScope puts the form into the panel, and the keyboard into a field.
func (s *Screen) showScope(topic string) {
	form := newScopeForm(s)
	s.show(form.panel(), form.follow)
	if field := form.fields[topic]; field != nil {
		s.d.Focus(field.entry)
	}
}

func newScopeForm(s *Screen) *scopeForm {
	f := &scopeForm{screen: s, fields: map[string]*formField{}, left: container.NewStack()}
	for _, part := range scopeParts(s.d) {
		if part.private && s.d.Presenting {
			continue
		}
		f.parts = append(f.parts, part)
		f.fields[part.id] = f.field(part)
	}
	for id, name := range map[string]string{"exclusions": s.d.T("What"), "reason": s.d.T("Why"), "agreed": s.d.T("Agreed by")} {
		f.fields[id] = s.newField(name, "", "", 0)
		s.d.Keep(exclusionForm, id, f.fields[id].entry, id == "agreed")
	}
	f.drawExclusions()
	return f
}

func (f *scopeForm) scope() *assess.Engagement { return f.screen.d.Session.State().Engagement }

func (f *scopeForm) field(part scopePart) *formField {
	field := f.screen.partField(part, part.get(f.scope()))
	field.Saves(func(text string) (wrong string) {
		return f.screen.try(func() (string, error) { return saveScope(f.screen.d, part, text) })
	})
	return field
}

// partField is a field for a part, as high as what is stored in it, within limits.
func (s *Screen) partField(part scopePart, stored string) *formField {
	lines := part.lines
	if lines > 0 {
		l, most := s.d.Look, 6
		lines = min(most, max(lines, len(l.Wrap(shortened(stored), look.Body, l.S(desk.PanelWidth-124)))))
	}
	return s.newField(part.name, stored, part.hint, lines)
}

// try makes a change. What is wrong with what was typed is given back, to be
// said under the field; other trouble is shown by the window.
func (s *Screen) try(change func() (string, error)) (wrong string) {
	s.d.Do(func() (string, error) {
		said, err := change()
		var typed *engagement.Error
		if errors.As(err, &typed) && typed.Code == engagement.CodeInput {
			wrong = s.d.Sentence(err)
			return "", nil
		}
		return said, err
	})
	return wrong
}

func (f *scopeForm) panel() fyne.CanvasObject {
	d, l := f.screen.d, f.screen.d.Look
	column := l.Column(8,
		l.Label(d.T("Scope statement"), look.PanelTitle, look.Text),
		l.Paragraph(d.T("Stands at the front of the report. Each field is saved when it is left."), look.Small, look.Text3, desk.PanelWidth),
	)
	for _, part := range f.parts {
		column.Add(f.fields[part.id].Box)
	}
	column.Add(l.Pad(l.Hairline(), 8, 0, 4, 0))
	column.Add(d.Overline(d.T("LEFT OUT OF SCOPE")))
	column.Add(f.left)
	for _, id := range []string{"exclusions", "reason", "agreed"} {
		column.Add(f.fields[id].Box)
	}
	column.Add(l.Row(8, l.Button(d.T("Leave out of scope"), look.Plain, f.exclude)))
	return column
}

// follow brings fields to what is stored, but for text that is not saved yet.
func (f *scopeForm) follow() {
	for _, part := range f.parts {
		f.fields[part.id].Show(part.get(f.scope()))
	}
	if f.exclusions != len(f.scope().Exclusions) {
		f.drawExclusions()
	}
}

func (f *scopeForm) drawExclusions() {
	d, l := f.screen.d, f.screen.d.Look
	list := l.Column(8)
	for _, e := range d.Session.Exclusions() {
		agreed := d.T("agreed by nobody")
		if e.AgreedBy != "" {
			agreed = d.T("agreed by %s", desk.OneLine(e.AgreedBy))
			if d.Presenting {
				agreed = d.T("agreed")
			}
		}
		list.Add(l.Column(2,
			l.Row(8, look.Grow(look.Middle(l.Shrinking(desk.OneLine(e.What), look.BodyMedium, look.Text))), l.Link(d.T("Take back"), look.Accent, func() { f.include(e.What) })),
			l.Paragraph(shortened(desk.OneLine(e.Reason)), look.Small, look.Text2, desk.PanelWidth),
			l.Shrinking(agreed, look.Small, look.Text3),
		))
	}
	if f.exclusions = len(f.scope().Exclusions); f.exclusions == 0 {
		list.Add(l.Label(d.T("Nothing is left out."), look.Small, look.Text3))
	}
	f.left.RemoveAll()
	f.left.Add(list)
	f.left.Refresh()
}

// shortened keeps a text that is read beside others to a few lines.
func shortened(text string) string {
	const most = 280
	if letters := []rune(text); len(letters) > most {
		return strings.TrimSpace(string(letters[:most])) + "…"
	}
	return text
}

func (f *scopeForm) exclude() {
	what, reason, agreed := f.fields["exclusions"], f.fields["reason"], f.fields["agreed"]
	for _, field := range []*formField{what, reason} {
		field.Wrong("")
	}
	d := f.screen.d
	switch {
	case strings.TrimSpace(what.entry.Text) == "":
		what.Wrong(d.T("Say what is left out."))
		d.Focus(what.entry)
		return
	case strings.TrimSpace(reason.entry.Text) == "":
		reason.Wrong(d.T("Say why it is left out."))
		d.Focus(reason.entry)
		return
	}
	exclusion := assess.Exclusion{What: what.entry.Text, Reason: reason.entry.Text, AgreedBy: agreed.entry.Text}
	wrong := f.screen.try(func() (string, error) {
		_, err := d.Session.SetScope(engagement.ScopeFields{Exclude: []assess.Exclusion{exclusion}})
		return d.T("Left out of scope: %s", desk.OneLine(exclusion.What)), err
	})
	if wrong != "" {
		what.Wrong(wrong)
		return
	}
	for _, field := range []*formField{what, reason, agreed} {
		field.Put("")
	}
	f.screen.d.Unsent.Drop(exclusionForm)
	f.drawExclusions()
}

func (f *scopeForm) include(what string) {
	d := f.screen.d
	d.Do(func() (string, error) {
		_, err := d.Session.SetScope(engagement.ScopeFields{Include: []string{what}})
		return d.T("In scope again: %s", desk.OneLine(what)), err
	})
}
