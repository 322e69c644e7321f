package locale

import (
	"maps"
	"testing"
)

func TestALocaleWithoutALanguageBecomesEnglish(t *testing.T) {
	for name, c := range map[string]struct{ given, want map[string]string }{
		"nothing is set":       {map[string]string{}, map[string]string{"LANG": english}},
		"C":                    {map[string]string{"LANG": "C"}, map[string]string{"LANG": english}},
		"LC_ALL rules LANG":    {map[string]string{"LC_ALL": "POSIX", "LANG": "de_DE.UTF-8"}, map[string]string{"LC_ALL": english, "LANG": "de_DE.UTF-8"}},
		"a language is kept":   {map[string]string{"LANG": "de_DE.UTF-8"}, map[string]string{"LANG": "de_DE.UTF-8"}},
		"C with an encoding":   {map[string]string{"LANG": "C.UTF-8"}, map[string]string{"LANG": english}},
		"messages in a tongue": {map[string]string{"LC_MESSAGES": "fr_FR.UTF-8"}, map[string]string{"LC_MESSAGES": "fr_FR.UTF-8"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := maps.Clone(c.given)
			settle(func(name string) string { return got[name] }, func(name, value string) error { got[name] = value; return nil })
			if !maps.Equal(got, c.want) {
				t.Errorf("%v became %v, not %v", c.given, got, c.want)
			}
		})
	}
}
