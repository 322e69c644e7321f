package desk

import (
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestFileWords(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"plain", "Nordhaven Insurance", "nordhaven-insurance"},
		{"umlauts", "Müller & Söhne Straße Ärzte", "mueller-soehne-strasse-aerzte"},
		{"umlauts of two code points", norm.NFD.String("Müller"), "mueller"},
		{"accents", "Łukasz Wójcik, São Tomé, Århus, Smørrebrød", "lukasz-wojcik-sao-tome-arhus-smorrebrod"},
		{"another script", "Ελένη Παπά", "ελένη-παπά"},
		{"a script with marks", "हिन्दी", "हिन्दी"},
		{"signs alone", "../\\:*?", ""},
		{"long", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbb", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
		{"nothing", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := FileWords(c.text); got != c.want {
				t.Errorf("%q became %q", c.text, got)
			}
		})
	}
}
