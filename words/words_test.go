package words

import (
	"testing"
	"time"
)

const german = `{"code": "de", "name": "Deutsch", "date": "2.1.2006", "short_date": "2.1.", "time": "15:04", "thousands": ".", "decimal": ",",
	"texts": {"%s cell": "%s Zelle", "%s cells": "%s Zellen", "%s of %s": "von %[2]s: %[1]s", "%s of %w": "von %[2]s: %[1]s", "%s of %v": "von %[2]s: %[1]s", "not assessed": "nicht geprüft"}}`

func languages(t *testing.T) map[string]*Language {
	t.Helper()
	other, err := Read([]byte(german))
	if err != nil {
		t.Fatal(err)
	}
	return map[string]*Language{"en": nil, "de": other}
}

func TestTextsAreSaidInTheLanguage(t *testing.T) {
	day := time.Date(2026, 11, 3, 9, 5, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		say    func(*Language) string
		en, de string
	}{
		"one":                 {func(l *Language) string { return l.N(1, "%s cell", "%s cells") }, "1 cell", "1 Zelle"},
		"many":                {func(l *Language) string { return l.N(26000, "%s cell", "%s cells") }, "26,000 cells", "26.000 Zellen"},
		"none":                {func(l *Language) string { return l.N(0, "%s cell", "%s cells") }, "0 cells", "0 Zellen"},
		"below nought":        {func(l *Language) string { return l.Number(-123456) }, "-123,456", "-123.456"},
		"a decimal":           {func(l *Language) string { return l.Decimal(61.25) }, "61.2", "61,2"},
		"another order":       {func(l *Language) string { return l.T("%s of %s", "3", "5") }, "3 of 5", "von 5: 3"},
		"not translated":      {func(l *Language) string { return l.T("Undo") }, "Undo", "Undo"},
		"a known value":       {func(l *Language) string { return l.Plain("not_assessed") }, "not assessed", "nicht geprüft"},
		"a percent sign":      {func(l *Language) string { return l.T("100 %") }, "100 %", "100 %"},
		"a date":              {func(l *Language) string { return l.Date(day) }, "3 November 2026", "3.11.2026"},
		"a date without year": {func(l *Language) string { return l.ShortDate(day) }, "3 Nov", "3.11."},
		"a time":              {func(l *Language) string { return l.Time(day) }, "09:05", "09:05"},
	} {
		t.Run(name, func(t *testing.T) {
			all := languages(t)
			if got := c.say(all["en"]); got != c.en {
				t.Errorf("English: %q, not %q", got, c.en)
			}
			if got := c.say(all["de"]); got != c.de {
				t.Errorf("German: %q, not %q", got, c.de)
			}
		})
	}
}

func TestATranslationThatIsNotWholeIsRefused(t *testing.T) {
	for name, text := range map[string]string{
		"no JSON": "{", "no code": `{"name": "Deutsch"}`, "no formats": `{"code": "de", "name": "Deutsch", "texts": {}}`,
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Read([]byte(text)); err == nil {
				t.Error("it was read")
			}
		})
	}
}
