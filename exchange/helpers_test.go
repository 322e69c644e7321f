package exchange

import (
	"reflect"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"demarc/assess"
)

// wantError checks an error's whole text, which must be one sentence on one
// line.
func wantError(t testing.TB, err error, want string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want: %s", want)
	}
	if err.Error() != want {
		t.Errorf("error\n got %s\nwant %s", err, want)
	}
	checkSentence(t, err.Error())
}

func checkSentence(t testing.TB, text string) {
	t.Helper()
	if text == "" || strings.ContainsAny(text, "\n\r") || strings.HasSuffix(text, ".") || len(text) > 1000 {
		t.Errorf("not one short sentence: %q", text)
	}
}

func mustDate(t testing.TB, text string) assess.Date {
	t.Helper()
	date, err := assess.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return date
}

func sameAsset(a, b assess.Asset) bool { return reflect.DeepEqual(a, b) }

func problemTexts(problems []Problem) []string {
	var texts []string
	for i := range problems {
		texts = append(texts, problems[i].Error())
	}
	return texts
}

// decomposed writes accents as characters of their own, as some systems do.
func decomposed(text string) string { return norm.NFD.String(text) }

// mustGuessed is the file of the guessed map.
func mustGuessed(t testing.TB, table string, known Known) string {
	t.Helper()
	m, err := GuessMap(strings.NewReader(table), -1, known)
	if err != nil {
		t.Fatal(err)
	}
	return string(m.Encode())
}
