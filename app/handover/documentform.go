package handover

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/assess"
	"demarc/engagement"
)

// documentForm is the panel in which the document and the firm are. Each field
// is saved when it is left.
type documentForm struct {
	screen *Screen
	parts  []scopePart
	fields map[string]*formField
	// brand shows the firm as the cover does; refused is why a file became no logo.
	brand   *fyne.Container
	drawn   string
	refused string
}

// offerDocument puts the form into the panel, and the keyboard into it.
func (s *Screen) offerDocument() {
	s.showDocument()
	s.enterPanel()
}

func (s *Screen) showDocument() *documentForm {
	d, l := s.d, s.d.Look
	f := &documentForm{screen: s, fields: map[string]*formField{}, brand: container.NewStack(), drawn: "not yet"}
	column := l.Column(8,
		l.Label(d.T("Document and firm"), look.PanelTitle, look.Text),
		l.Paragraph(d.T("Stands on the cover, in document control and on every page. Each field is saved when it is left."), look.Small, look.Text3, desk.PanelWidth),
		d.Overline(d.T("DOCUMENT CONTROL")),
	)
	f.add(column, documentParts(d))
	column.Add(s.apart(d.T("FIRM")))
	column.Add(f.brand)
	f.add(column, firmParts(d))
	f.follow()
	s.show(column, f.follow)
	return f
}

func (f *documentForm) engagement() *assess.Engagement { return f.screen.d.Session.State().Engagement }

func (f *documentForm) add(column *fyne.Container, parts []scopePart) {
	s := f.screen
	for _, part := range parts {
		if part.private && s.d.Presenting {
			continue
		}
		field := s.partField(part, part.get(f.engagement()))
		field.Saves(func(text string) (wrong string) {
			return s.try(func() (string, error) { return saveDocument(s.d, part, text) })
		})
		f.parts, f.fields[part.id] = append(f.parts, part), field
		column.Add(field.Box)
	}
}

// follow brings the fields to what is stored, but for text that is not saved yet.
func (f *documentForm) follow() {
	e := f.engagement()
	for _, part := range f.parts {
		f.fields[part.id].Show(part.get(e))
	}
	if now := e.Firm + "\n" + e.Colour + "\n" + e.Logo + "\n" + f.refused; now != f.drawn {
		f.drawn = now
		fill(f.brand, f.drawBrand())
		f.screen.grown()
	}
}

// drawBrand shows the firm, and asks for its logo.
func (f *documentForm) drawBrand() fyne.CanvasObject {
	d, l, e := f.screen.d, f.screen.d.Look, f.engagement()
	choose, buttons := d.T("Choose a logo…"), l.Row(8)
	if e.Logo != "" {
		choose = d.T("Another logo…")
	}
	buttons.Add(l.Button(choose, look.Plain, f.chooseLogo))
	if e.Logo != "" {
		buttons.Add(l.Button(d.T("Remove the logo"), look.Ghost, func() { f.setLogo("") }))
	}
	column := l.Column(8, letterhead(d, e), buttons)
	if f.refused != "" {
		column.Add(l.Paragraph(f.refused, look.Small, look.Alarm, desk.PanelWidth))
	}
	return column
}

func (f *documentForm) chooseLogo() {
	d := f.screen.d
	d.Window.OpenFile(d.T("Choose a logo"), []string{".png", ".jpg", ".jpeg", ".svg"}, f.setLogo)
}

// setLogo takes a picture file, or none with an empty path.
func (f *documentForm) setLogo(path string) {
	d := f.screen.d
	f.refused = f.screen.try(func() (string, error) {
		if _, err := d.Session.SetScope(engagement.ScopeFields{Logo: &path}); err != nil {
			return "", err
		}
		if path == "" {
			return d.T("The logo is removed"), nil
		}
		return d.T("The logo is saved"), nil
	})
	f.screen.followUp()
}
