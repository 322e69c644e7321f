package handover

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/look"
	"demarc/report"
)

// optionsView asks how far the report has come, for whom it is, in which
// language, and whether the client signs it, too. What is asked more seldom has
// its place in the panel.
type optionsView struct {
	screen *Screen
	box    *fyne.Container
	chips  []optionChip
	// waits says what a final report waits for.
	waits *fyne.Container
	// besides says what else is asked for.
	besides *fyne.Container
	// lacks says what the pages cannot show.
	lacks *fyne.Container
}

// optionChip takes one value of one choice.
type optionChip struct {
	key, value string
	chip       *look.Button
}

func newOptionsView(s *Screen) *optionsView {
	v := &optionsView{screen: s, box: s.d.Look.Column(6), waits: container.NewStack(), besides: container.NewStack(), lacks: container.NewStack()}
	v.compose()
	v.refresh()
	return v
}

func (v *optionsView) compose() {
	d, l := v.screen.d, v.screen.d.Look
	v.box.Add(l.Hairline())
	v.box.Add(d.Overline(d.T("WHAT IS MADE"), l.Link(d.T("Document and firm…"), look.Accent, v.screen.offerDocument)))
	v.row(d.T("State"), stateKey, wordsOf(report.States), func(state string) string { return report.State(state).Words().In(d.Language) })
	v.box.Add(v.waits)
	v.row(d.T("Edition"), editionKey, wordsOf(report.Editions), func(edition string) string { return report.Edition(edition).Words().In(d.Language) })
	names := map[string]string{englishCode: d.T("English")}
	codes := []string{englishCode}
	for _, language := range d.Session.Languages() {
		codes, names[language.Code] = append(codes, language.Code), language.Name
	}
	v.row(d.T("Language"), languageKey, codes, func(code string) string { return names[code] })
	v.row(d.T("Client"), clientKey, []string{"yes"}, func(string) string { return d.T("signs it, too") })
	v.box.Add(v.besides)
	v.box.Add(v.lacks)
}

func wordsOf[W ~string](list []W) []string {
	all := make([]string, len(list))
	for i, word := range list {
		all[i] = string(word)
	}
	return all
}

// choiceName is the width of a choice's name.
const choiceName = 64

// row is one choice: its name, and the values side by side.
func (v *optionsView) row(name, key string, values []string, text func(string) string) {
	l := v.screen.d.Look
	var chips []fyne.CanvasObject
	for _, value := range values {
		chip := l.Chip(text(value), false, func() { v.choose(key, value) })
		v.chips = append(v.chips, optionChip{key, value, chip})
		chips = append(chips, chip)
	}
	head := l.Column(0, l.Sized(choiceName+6, 24, look.Middle(l.Shrinking(name, look.Small, look.Text2))))
	v.box.Add(look.Border(nil, nil, head, nil, v.screen.lines(leftWidth-choiceName-6, chips...)))
}

// refresh shows what is chosen, and what follows from it. The chips stay those
// that they were: the keyboard is on one of them.
func (v *optionsView) refresh() {
	for _, c := range v.chips {
		if on := v.chosen(c.key) == c.value; on != c.chip.Selected {
			c.chip.Selected = on
			c.chip.Refresh()
		}
	}
	fill(v.waits, v.waiting())
	fill(v.besides, v.details())
	fill(v.lacks, v.gaps())
	v.box.Refresh()
	if v.screen.content != nil {
		v.screen.content.Refresh()
	}
}

// fill puts an object into a place, or leaves the place out where it is nil.
func fill(place *fyne.Container, object fyne.CanvasObject) {
	place.RemoveAll()
	if place.Hidden = object == nil; object != nil {
		place.Add(object)
	}
}

// aside is a quiet sentence beneath a choice, with something to do about it.
func (v *optionsView) aside(text string, role look.Role, verb string, do func()) fyne.CanvasObject {
	l := v.screen.d.Look
	line := l.Row(6, look.Grow(look.Middle(l.Shrinking(text, look.Small, role))), l.Link(verb, look.Accent, do))
	return l.Pad(line, 0, 0, 0, choiceName+6)
}

// choose takes a value; the client's signature and the form for archives are on
// or off.
func (v *optionsView) choose(key, value string) {
	if (key == clientKey || key == archiveKey) && v.chosen(key) == value {
		value = ""
	}
	v.screen.d.Memory.Set(key, value)
	v.screen.changedKind()
	if v.screen.follow != nil {
		v.screen.follow()
	}
}

// changedKind follows another choice of what is made.
func (s *Screen) changedKind() {
	s.options.refresh()
	s.pages.refresh()
	s.pages.enter()
}
