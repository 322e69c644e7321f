package handover

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/app/page"
	"demarc/assess"
	"demarc/report"
)

// releaseKey remembers what a redacted edition shows as it is, by kinds, ids and
// fields.
const releaseKey = "report.release"

// released are the fields that a redacted edition shows, but for those of records
// that are no more.
func (v *optionsView) released() []string {
	session, language := v.screen.d.Session, v.screen.d.Language
	return slices.DeleteFunc(v.remembered(), func(release string) bool {
		_, _, err := session.NameRelease(language, release)
		return err != nil
	})
}

func (v *optionsView) remembered() []string {
	return strings.FieldsFunc(v.screen.d.Memory.Get(releaseKey), func(r rune) bool { return r == '\n' })
}

func (v *optionsView) redacted() bool { return v.chosen(editionKey) == string(report.Redacted) }

// release shows one field more, or one less.
func (v *optionsView) release(field string, show bool) {
	list := slices.DeleteFunc(v.released(), func(r string) bool { return r == field })
	if show {
		list = append(list, field)
	}
	v.screen.d.Memory.Set(releaseKey, strings.Join(list, "\n"))
	v.screen.changedKind()
	v.screen.followUp()
}

// releaseForm asks what a redacted edition shows, one field after the other.
type releaseForm struct {
	screen *Screen
	box    *fyne.Container
	shown  *fyne.Container
	fields *fyne.Container // of the record that was picked
	picked assess.Ref
	// options are the records that can be picked, as of so many commits.
	options []look.Option
	refs    []assess.Ref
	commits int
}

func newReleaseForm(s *Screen) *releaseForm {
	d, l := s.d, s.d.Look
	f := &releaseForm{screen: s, shown: container.NewStack(), fields: container.NewStack(), commits: -1}
	picker := l.Picker("", d.T("whose field is to be shown"), f.records, f.pick)
	f.box = l.Column(8, s.apart(d.T("SHOWN ALTHOUGH IT IS REDACTED")), f.shown, page.Pick(d, d.T("Record"), picker, s.grown), f.fields)
	return f
}

// draw follows the edition and what was released.
func (f *releaseForm) draw() {
	if f.box.Hidden = !f.screen.options.redacted(); !f.box.Hidden {
		fill(f.shown, f.drawShown())
		fill(f.fields, f.drawFields())
	}
}

// records are those that have something to show. They are named when somebody
// looks for one.
func (f *releaseForm) records() []look.Option {
	d := f.screen.d
	if now := d.Session.Commits(); f.commits != now {
		f.commits, f.options = now, nil
		discreet, names := d.Discreet(), []string(nil)
		f.refs, names = d.Session.ReleasableRecords(d.Language)
		for i, ref := range f.refs {
			f.options = append(f.options, look.Option{Value: string(ref.Kind) + "/" + ref.Key, Text: discreet(names[i])})
		}
	}
	return f.options
}

func (f *releaseForm) pick(value string) {
	f.picked = assess.Ref{}
	for i, option := range f.options {
		if option.Value == value {
			f.picked = f.refs[i]
		}
	}
	f.draw()
	f.screen.grown()
}

// drawShown lists what is shown, each with a way to take that back.
func (f *releaseForm) drawShown() fyne.CanvasObject {
	d, l, v := f.screen.d, f.screen.d.Look, f.screen.options
	column, discreet := l.Column(6), d.Discreet()
	for _, release := range v.released() {
		record, field, _ := d.Session.NameRelease(d.Language, release)
		name := l.Shrinking(discreet(record), look.Body, look.Text)
		column.Add(l.Column(0,
			l.Row(8, look.Grow(look.Middle(name)), l.Link(d.T("Take back"), look.Accent, func() { v.release(release, false) })),
			l.Shrinking(field, look.Small, look.Text2)))
	}
	if len(column.Objects) == 0 {
		column.Add(l.Paragraph(d.T("Nothing: people, accounts, endpoints and deployments have pseudonyms, and typed text is left out."), look.Small, look.Text2, desk.PanelWidth))
	}
	return column
}

// drawFields lists the fields of the record that was picked, with what stands in
// them.
func (f *releaseForm) drawFields() fyne.CanvasObject {
	d, l, v := f.screen.d, f.screen.d.Look, f.screen.options
	if f.picked == (assess.Ref{}) {
		return nil
	}
	column, discreet, released := l.Column(8), d.Discreet(), v.released()
	for _, field := range d.Session.ReleasableFields(d.Language, f.picked) {
		head := l.Row(8, look.Grow(look.Middle(l.Shrinking(field.Field, look.Small, look.Text2))))
		if slices.Contains(released, field.Release) {
			head.Add(l.Label(d.T("is shown"), look.Small, look.Text3))
		} else {
			head.Add(l.Link(d.T("Show it"), look.Accent, func() { v.release(field.Release, true) }))
		}
		text := shortened(discreet(strings.Join(field.Texts, "; ")))
		column.Add(l.Column(0, head, l.Paragraph(text, look.Body, look.Text, desk.PanelWidth)))
	}
	return column
}
