package handover

import (
	"strings"

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

// options are those of the report that is asked for now.
func (v *optionsView) options() engagement.ReportOptions {
	o := engagement.ReportOptions{
		State: report.State(v.chosen(stateKey)), Edition: report.Edition(v.chosen(editionKey)), Language: v.language(),
		Countersign: v.countersigned(), Archive: v.archives(), Fallback: v.screen.fonts.all(),
	}
	v.takePart(&o)
	if v.redacted() {
		o.Release = v.released()
	}
	if o.State == report.Final && len(v.screen.d.Session.Omissions()) > 0 {
		o.AcceptOmissions = v.screen.reason()
	}
	return o
}

// kind tells reports of one kind from those of another.
func (v *optionsView) kind() string {
	kind := []string{v.chosen(stateKey), v.chosen(editionKey), v.chosen(languageKey), v.screen.d.Computer.Get(fontsKey)}
	part, about := v.part()
	kind = append(kind, part, about, v.chosen(archiveKey), v.chosen(releaseKey))
	if v.final() {
		kind = append(kind, v.screen.reason())
	}
	return strings.Join(kind, "\n")
}

func (v *optionsView) final() bool { return v.chosen(stateKey) == string(report.Final) }

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
