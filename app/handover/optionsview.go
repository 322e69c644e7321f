package handover

import (
	"fyne.io/fyne/v2"

	"demarc/app/look"
	"demarc/engagement"
	"demarc/report"
	"demarc/words"
)

// What kind of report is made is remembered per engagement.
const (
	stateKey    = "report.state"
	editionKey  = "report.edition"
	languageKey = "report.language"
	clientKey   = "report.client"
)

// optionsView asks how far the report has come, for whom it is, in which
// language, and whether the client signs it, too.
type optionsView struct {
	screen *Screen
	box    *fyne.Container
}

func newOptionsView(s *Screen) *optionsView {
	v := &optionsView{screen: s, box: s.d.Look.Column(6)}
	v.draw()
	return v
}

// options are those of the report that is asked for now.
func (v *optionsView) options() engagement.ReportOptions {
	return engagement.ReportOptions{
		State: report.State(v.chosen(stateKey)), Edition: report.Edition(v.chosen(editionKey)), Language: v.language(),
		Countersign: v.chosen(clientKey) != "",
	}
}

// kind tells reports of one kind from those of another.
func (v *optionsView) kind() string {
	return v.chosen(stateKey) + " " + v.chosen(editionKey) + " " + v.chosen(languageKey)
}

// chosen is a remembered choice, or the first one.
func (v *optionsView) chosen(key string) string {
	known := v.screen.d.Memory.Get(key)
	if known == "" {
		known = map[string]string{stateKey: string(report.Draft), editionKey: string(report.Full), languageKey: codeOf(v.screen.d.Language)}[key]
	}
	return known
}

func (v *optionsView) language() *words.Language {
	for _, language := range v.screen.d.Session.Languages() {
		if language.Code == v.chosen(languageKey) {
			return language
		}
	}
	return words.English
}

const englishCode = "en"

func codeOf(language *words.Language) string {
	if language == nil {
		return englishCode
	}
	return language.Code
}

func (v *optionsView) draw() {
	d, l := v.screen.d, v.screen.d.Look
	v.box.RemoveAll()
	v.box.Add(l.Hairline())
	v.box.Add(d.Overline(d.T("WHAT IS MADE")))
	v.row(d.T("State"), stateKey, wordsOf(report.States), func(state string) string { return report.State(state).Words().In(d.Language) })
	v.row(d.T("Edition"), editionKey, wordsOf(report.Editions), func(edition string) string { return report.Edition(edition).Words().In(d.Language) })
	names := map[string]string{englishCode: d.T("English")}
	codes := []string{englishCode}
	for _, language := range d.Session.Languages() {
		codes, names[language.Code] = append(codes, language.Code), language.Name
	}
	v.row(d.T("Language"), languageKey, codes, func(code string) string { return names[code] })
	v.row(d.T("Client"), clientKey, []string{"yes"}, func(string) string { return d.T("signs it, too") })
	v.box.Refresh()
}

func wordsOf[W ~string](list []W) []string {
	all := make([]string, len(list))
	for i, word := range list {
		all[i] = string(word)
	}
	return all
}

// row is one choice: its name, and the values side by side.
func (v *optionsView) row(name, key string, values []string, text func(string) string) {
	l := v.screen.d.Look
	parts := []fyne.CanvasObject{l.Sized(64, 24, look.Middle(l.Shrinking(name, look.Small, look.Text2)))}
	for _, value := range values {
		parts = append(parts, l.Chip(text(value), v.chosen(key) == value, func() { v.choose(key, value) }))
	}
	v.box.Add(l.Row(6, parts...))
}

// choose takes a value; the client's signature is on or off.
func (v *optionsView) choose(key, value string) {
	if key == clientKey && v.chosen(key) == value {
		value = ""
	}
	v.screen.d.Memory.Set(key, value)
	v.draw()
	v.screen.pages.refresh()
	v.screen.pages.enter()
}
