package words

import (
	"errors"
	"fmt"
	"testing"

	"demarc/assess"
)

// day is something that can be said in a language.
type day struct{}

func (day) In(l assess.Language) string { return l.T("not assessed") }

func TestASentenceWaitsForItsLanguage(t *testing.T) {
	inner := Errorf("%s of %s", "a", "b")
	for name, c := range map[string]struct {
		said   Says
		en, de string
	}{
		"plain":            {Say("not assessed"), "not assessed", "nicht geprüft"},
		"filled in":        {Say("%s of %s", "3", "5"), "3 of 5", "von 5: 3"},
		"not translated":   {Say("%d rows", 3), "3 rows", "3 rows"},
		"one in another":   {Say("%s of %s", Say("not assessed"), "5"), "not assessed of 5", "von 5: nicht geprüft"},
		"something else":   {Say("%s of %s", day{}, "5"), "not assessed of 5", "von 5: nicht geprüft"},
		"an error":         {Say("%s of %s", inner, "5"), "a of b of 5", "von 5: von b: a"},
		"a plain error":    {Say("%s of %s", errors.New("not assessed"), "5"), "not assessed of 5", "von 5: nicht geprüft"},
		"percent filled":   {Say("%s of %s", "100 %s", "%d"), "100 %s of %d", "von %d: 100 %s"},
		"percent unfilled": {Say("100 %"), "100 %", "100 %"},
	} {
		t.Run(name, func(t *testing.T) {
			all := languages(t)
			if got := c.said.In(all["en"]); got != c.en {
				t.Errorf("English: %q, not %q", got, c.en)
			}
			if got := c.said.In(all["de"]); got != c.de {
				t.Errorf("German: %q, not %q", got, c.de)
			}
		})
	}
}

func TestErrorsAreSaidDownTheirChain(t *testing.T) {
	cause := errors.New("cause")
	known := Errorf("%s of %s", "a", "b")
	for name, c := range map[string]struct {
		err    error
		en, de string
	}{
		"plain":                     {cause, "cause", "cause"},
		"known by its text":         {errors.New("not assessed"), "not assessed", "nicht geprüft"},
		"said":                      {known, "a of b", "von b: a"},
		"said, with its cause":      {Errorf("%s of %w", "a", cause), "a of cause", "von cause: a"},
		"said within said":          {Errorf("%s of %w", "a", known), "a of a of b", "von von b: a: a"},
		"wrapped by something else": {fmt.Errorf("file: %w", known), "file: a of b", "file: von b: a"},
		"said, about another":       {Errorf("%s of %v", "a", known), "a of a of b", "von von b: a: a"},
	} {
		t.Run(name, func(t *testing.T) {
			all := languages(t)
			if got := c.err.Error(); got != c.en {
				t.Errorf("it reads %q, not %q", got, c.en)
			}
			if got := Trouble(all["en"], c.err); got != c.en {
				t.Errorf("English: %q, not %q", got, c.en)
			}
			if got := Trouble(all["de"], c.err); got != c.de {
				t.Errorf("German: %q, not %q", got, c.de)
			}
		})
	}
	if err := Errorf("%s of %w", "a", cause); !errors.Is(err, cause) {
		t.Error("the cause is lost")
	}
}
